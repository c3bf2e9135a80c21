import { typeOfClass } from "../model/classes.js";
import type { Resource } from "../model/resource.js";
import { numberOf, same } from "../model/same.js";
import type { Stack } from "../model/stack.js";
import { isList, isMap, isUnknown, type Value, type ValueMap } from "../model/value.js";
import { areInternet, covers } from "./cidr.js";
import { blocked, type Passage, through, waiting } from "./passage.js";
import { isSet, mentions } from "./pointers.js";
import { rangesOfLists } from "./prefix-lists.js";
import { egressRuleType, ingressRuleTypes, rulesByGroup } from "./security-groups.js";
import { listed, locator, protocolOf, rangesOf } from "./traffic.js";

export type Direction = "ingress" | "egress";
export type Family = "ipv4" | "ipv6";
/** The ranges that are in one of the families. */
export const inFamily = (cidrs: readonly string[], family: Family): string[] =>
  cidrs.filter((cidr) => cidr.includes(":") === (family === "ipv6"));

/** One rule of a security group, in whichever of the three forms it is written. */
export interface Permission {
  readonly resource: Resource;
  readonly rule: ValueMap;
  /** The address ranges, those of prefix lists of the stack among them, each with its place in the rule. */
  readonly ranges: readonly (readonly [Value, string])[];
  readonly locate: (path: string) => string;
  /** Whether it is certain that the rule belongs to the group and to this direction. */
  readonly isSure: boolean;
}

const ruleTypes: Readonly<Record<Direction, readonly string[]>> = {
  ingress: ingressRuleTypes,
  egress: [typeOfClass("ec2.SecurityGroupRule"), egressRuleType],
};
const known = new WeakMap<Stack, Map<string, readonly Permission[]>>();

/** All rules of a security group in one direction: inline ones, `ec2.SecurityGroupRule` and those of `vpc`. */
export function permissionsOf(group: Resource, stack: Stack, direction: Direction): readonly Permission[] {
  const made = known.get(stack) ?? new Map<string, readonly Permission[]>();
  known.set(stack, made);
  const key = `${direction} ${group.urn}`;
  const found = made.get(key) ?? collect(group, stack, direction);
  made.set(key, found);
  return found;
}

function collect(group: Resource, stack: Stack, direction: Direction): Permission[] {
  const { byGroup, floating } = rulesByGroup(stack, ruleTypes[direction]);
  const inline = listed(group.inputs.value[direction], direction).flatMap(([path, rule]) =>
    isMap(rule) ? [toPermission(group, path, rule, stack, true)] : [],
  );
  const own = (rules: readonly Resource[], isSure: boolean): Permission[] =>
    rules.flatMap((rule) => {
      const written = rule.inputs.value["type"];
      const isOther = isSet(written) && !isUnknown(written) && !same(written, direction);
      return isOther ? [] : [toPermission(rule, "", rule.inputs.value, stack, isSure && !isUnknown(written))];
    });
  return [...inline, ...own(byGroup.get(group.urn) ?? [], true), ...own(floating, false)];
}

function toPermission(resource: Resource, path: string, rule: ValueMap, stack: Stack, isSure: boolean): Permission {
  const ranges = [...rangesOf(rule), ...rangesOfLists(resource, rule, stack)];
  return { resource, rule, ranges, locate: locator(path, rule, ranges), isSure };
}

/** Whether a group's inline rules are unknown as a whole. */
export const isUnreadable = (group: Resource, direction: Direction): boolean => {
  const rules = group.inputs.value[direction];
  return isUnknown(rules) || (isList(rules) && rules.some(isUnknown));
};

/** Whether a rule is about a TCP port: undefined where that is not known. */
export function meetsPort(rule: ValueMap, port: number): boolean | undefined {
  const protocol = protocolOf(rule["protocol"] ?? rule["ipProtocol"]);
  if (isUnknown(protocol)) return undefined;
  if (protocol === "all") return true;
  if (protocol !== "tcp") return false;
  if (isUnknown(rule["fromPort"]) || isUnknown(rule["toPort"])) return undefined;
  const from = numberOf(rule["fromPort"] ?? -1);
  const to = numberOf(rule["toPort"] ?? from);
  return from < 0 || to < 0 || (from <= port && port <= to);
}

/** Whether a group lets the internet reach a TCP port: the ranges of all its rules count together. */
export function letsInternetIn(group: Resource, stack: Stack, port: number, family: Family): Passage {
  const about = permissionsOf(group, stack, "ingress").flatMap((one) => {
    const meets = meetsPort(one.rule, port);
    return meets === false ? [] : [{ ...one, isSure: one.isSure && meets === true }];
  });
  const ranges = (rules: readonly Permission[]): string[] =>
    rules.flatMap((rule) =>
      inFamily(
        rule.ranges.flatMap(([range]) => (typeof range === "string" ? [range] : [])),
        family,
      ),
    );
  const certain = about.filter(({ isSure }) => isSure);
  if (areInternet(ranges(certain))) {
    const alone = certain.find((rule) => areInternet(ranges([rule])));
    const shown = alone ?? certain.find((rule) => ranges([rule]).length > 0);
    const from =
      alone === undefined ? "several ranges together" : (ranges([alone]).find((range) => areInternet([range])) ?? "several ranges");
    const at = shown?.ranges.findIndex(([range]) => range === from) ?? -1;
    const words = `security group "${group.name}" (port ${port} from ${from})`;
    return through(shown === undefined ? { words } : { words, urn: shown.resource.urn, path: shown.locate(`cidrs[${Math.max(at, 0)}]`) });
  }
  if (isUnreadable(group, "ingress")) return waiting(group, "ingress");
  const open = about.find((rule) => rule.ranges.some(([range]) => isUnknown(range)) || (!rule.isSure && areInternet(ranges(about))));
  if (open === undefined) return blocked;
  const at = open.ranges.findIndex(([range]) => isUnknown(range));
  return waiting(open.resource, open.locate(at < 0 ? "protocol" : `cidrs[${at}]`));
}

/** Whether a group lets in, on a TCP port, what has one of some security groups or an address of one of some subnets. */
export function letsIn(
  group: Resource,
  stack: Stack,
  port: number,
  from: { readonly groups: readonly Resource[]; readonly cidrs: readonly string[] },
): Passage {
  const waits: Passage[] = [];
  for (const rule of permissionsOf(group, stack, "ingress")) {
    const meets = meetsPort(rule.rule, port);
    if (meets === false) continue;
    const source = from.groups.find((one) => namesGroup(rule, one));
    const range = rule.ranges.find(([cidr]) => typeof cidr === "string" && from.cidrs.some((own) => covers(cidr, own)));
    const isOpen = rule.ranges.some(([cidr]) => isUnknown(cidr)) || mayNameAny(rule);
    if (source === undefined && range === undefined && !isOpen) continue;
    if (meets === undefined || !rule.isSure || (source === undefined && range === undefined))
      waits.push(waiting(rule.resource, rule.locate("")));
    else {
      const words = source === undefined ? String(range?.[0]) : `security group "${source.name}"`;
      return through({
        words: `security group "${group.name}" (port ${port} from ${words})`,
        urn: rule.resource.urn,
        path: rule.locate("protocol"),
      });
    }
  }
  return waits[0] ?? (isUnreadable(group, "ingress") ? waiting(group, "ingress") : blocked);
}

/** Whether a group lets the internet in on any port. */
export function letsAnythingIn(group: Resource, stack: Stack): Passage {
  const rules = permissionsOf(group, stack, "ingress");
  const known = (list: readonly Permission[]): string[] =>
    list.flatMap(({ ranges }) => ranges.flatMap(([range]) => (typeof range === "string" ? [range] : [])));
  const open = rules.find((rule) => rule.isSure && areInternet(known([rule])));
  if (open !== undefined)
    return through({ words: `security group "${group.name}"`, urn: open.resource.urn, path: open.locate("cidrs[0]") });
  if (isUnreadable(group, "ingress")) return waiting(group, "ingress");
  const maybe = rules.find((rule) => rule.ranges.some(([range]) => isUnknown(range)) || (!rule.isSure && areInternet(known([rule]))));
  return maybe === undefined ? blocked : waiting(maybe.resource, maybe.locate("protocol"));
}

const sources = ["securityGroups", "sourceSecurityGroupId", "referencedSecurityGroupId"];

/** Whether a rule names a group that is not known, and does not come from a resource that is. */
const mayNameAny = ({ resource, rule }: Permission): boolean =>
  sources.some((key) => {
    const value = rule[key];
    const property = rule === resource.inputs.value ? key : "ingress";
    return (isUnknown(value) || (isList(value) && value.some(isUnknown))) && (resource.propertyDependencies[property] ?? []).length === 0;
  });

/** Whether a rule names a security group as its source. An inline rule of several that name groups is taken to mean each of them. */
const namesGroup = ({ resource, rule }: Permission, group: Resource): boolean =>
  sources.some((key) => {
    if (!isSet(rule[key])) return false;
    if (rule !== resource.inputs.value) {
      const id = group.outputs.value["id"];
      if (typeof id === "string" && isList(rule[key]) && rule[key].includes(id)) return true;
      const hasOpen = isList(rule[key]) ? rule[key].some(isUnknown) : isUnknown(rule[key]);
      return hasOpen && (resource.propertyDependencies["ingress"] ?? []).includes(group.urn);
    }
    return mentions(resource, key, group);
  });
