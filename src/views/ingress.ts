import type { Resource } from "../model/resource.js";
import type { Stack } from "../model/stack.js";
import { isList, isMap, isUnknown, unknown, type Value, type ValueMap } from "../model/value.js";
import type { Item, View } from "./view.js";

/** One rule that lets traffic in, wherever it is written. */
export interface Ingress {
  /** As it was written: `tcp`, `6`, `-1`, `all`. */
  readonly protocol: string;
  readonly fromPort?: number;
  readonly toPort?: number;
  /** The address ranges of both families; empty where only groups, prefix lists or the group itself are let in. */
  readonly cidrs: readonly string[];
}

/** An entry of a network ACL that lets traffic in, with the entries that are asked before it. */
export interface AclEntry extends Ingress {
  readonly before: readonly (Ingress & { readonly action: string })[];
}

const groups = ["aws:ec2/securityGroup:SecurityGroup", "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup"];
const groupRules = ["aws:ec2/securityGroupRule:SecurityGroupRule", "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"];
const acls = ["aws:ec2/networkAcl:NetworkAcl", "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl"];
const aclRule = "aws:ec2/networkAclRule:NetworkAclRule";

/** What security groups let in: inline rules, `ec2.SecurityGroupRule` and `vpc.SecurityGroupIngressRule`. */
export const ingress: View<Ingress> = {
  view: "ingress rules",
  scope: "resource",
  types: [...groups, ...groupRules],
  *of(resource) {
    if (groups.includes(resource.type)) yield* inline(resource, (rule) => toItem(resource, rule));
    else yield* unless(resource, "type", "egress", (rule) => [toItem(resource, rule)]);
  },
};

/** What network ACLs let in: inline entries and `ec2.NetworkAclRule`. */
export const aclEntries: View<AclEntry> = {
  view: "entries of network ACLs",
  scope: "stack",
  types: [...acls, aclRule],
  *of(resource, { stack }) {
    if (acls.includes(resource.type)) {
      const all = list(resource.inputs.value["ingress"]).map(([, entry]) => entry);
      yield* inline(resource, (entry) => toEntry(resource, entry, all, "ruleNo", "action"));
    } else {
      const all = stack === undefined ? [] : siblings(resource, stack);
      yield* unless(resource, "egress", true, (rule) => [toEntry(resource, rule, all, "ruleNumber", "ruleAction")]);
    }
  },
};

type Placed = [path: string, rule: Value];
const numberOf = (value: Value | undefined): number =>
  typeof value === "number" || typeof value === "string" ? Number(value) : Number.NaN;
const isTrue = (value: Value | undefined): boolean => value === true || value === "true";

const list = (rules: Value | undefined): Placed[] =>
  isList(rules) ? rules.map((rule, i) => [`ingress[${i}]`, rule]) : rules === undefined || rules === null ? [] : [["ingress", rules]];

function* inline<T>(resource: Resource, make: (rule: Placed) => Item<T> | undefined): Iterable<Item<T>> {
  for (const placed of list(resource.inputs.value["ingress"])) {
    const item = isUnknown(placed[1]) ? unreadable<T>(resource, placed[0]) : make(placed);
    if (item !== undefined) yield item;
  }
}

/** A rule that is a resource of its own, if `key` does not say that it is for the other direction. */
function* unless<T>(resource: Resource, key: string, other: Value, make: (rule: Placed) => (Item<T> | undefined)[]): Iterable<Item<T>> {
  const direction = resource.inputs.value[key];
  if (isUnknown(direction)) yield unreadable(resource, key);
  else if (direction !== other && !(isTrue(direction) && other === true))
    yield* make(["", resource.inputs.value]).filter((item) => item !== undefined);
}

const unreadable = <T>(resource: Resource, path: string): Item<T> => ({ resource, path, value: undefined as T, unreadable: [path] });

const sources = ["cidrBlocks", "ipv6CidrBlocks", "cidrIpv4", "cidrIpv6", "cidrBlock", "ipv6CidrBlock"];
const rangesOf = (rule: ValueMap): [Value, string][] =>
  sources.flatMap((key): [Value, string][] => {
    const source = rule[key];
    if (isList(source)) return source.map((cidr, i) => [cidr, `${key}[${i}]`]);
    return source === undefined || source === null || source === "" ? [] : [[source, key]];
  });

const facts = (rule: ValueMap): ValueMap => ({
  protocol: rule["protocol"] ?? rule["ipProtocol"] ?? null,
  ...(rule["fromPort"] === "" ? {} : { fromPort: rule["fromPort"] ?? null }),
  toPort: rule["toPort"] ?? null,
  cidrs: rangesOf(rule).map(([cidr]) => cidr),
});

function toItem<T extends Ingress>(resource: Resource, [path, rule]: Placed, more: ValueMap = {}): Item<T> | undefined {
  if (!isMap(rule)) return undefined;
  const places = rangesOf(rule).map(([, place]) => place);
  const inside = (at: string): string => {
    const range = /^cidrs\[(\d+)\]$/.exec(at);
    if (range !== null) return places[Number(range[1])] ?? at;
    return at === "protocol" && rule["protocol"] === undefined ? "ipProtocol" : at;
  };
  const locate = (at: string): string => [path, inside(at)].filter((part) => part !== "").join(".");
  return { resource, path, value: { ...facts(rule), ...more } as unknown as T, locate };
}

function toEntry(resource: Resource, placed: Placed, all: readonly Value[], number: string, action: string): Item<AclEntry> | undefined {
  const [path, entry] = placed;
  if (!isMap(entry)) return undefined;
  for (const key of [action, number]) if (isUnknown(entry[key])) return unreadable(resource, path === "" ? key : `${path}.${key}`);
  if (entry[action] !== "allow") return undefined;
  // An entry that is not known yet may come first: it stays in, and reading it leaves the verdict open.
  const before = all.flatMap((other): ValueMap[] => {
    if (isUnknown(other) || (isMap(other) && isUnknown(other[number]))) return [{ action: unknown }];
    if (!isMap(other) || !(numberOf(other[number]) < numberOf(entry[number]))) return [];
    return [{ ...facts(other), action: other[action] ?? null }];
  });
  return toItem<AclEntry>(resource, placed, { before });
}

/** The inputs of the other rules of the same ACL that let in or keep out; unknown where only a deployment tells whether it is one. */
function siblings(resource: Resource, stack: Stack): Value[] {
  const aclOf = (rule: Resource): string | undefined => {
    const [target] = rule.propertyDependencies["networkAclId"] ?? [];
    const id = rule.inputs.value["networkAclId"];
    return target ?? (isUnknown(id) ? undefined : JSON.stringify(id ?? null));
  };
  const own = aclOf(resource);
  return (stack.byType.get(aclRule) ?? []).flatMap((rule): Value[] => {
    const other = aclOf(rule);
    if (rule === resource || isTrue(rule.inputs.value["egress"])) return [];
    return own === undefined || other === undefined || isUnknown(rule.inputs.value["egress"])
      ? [unknown]
      : own === other
        ? [rule.inputs.value]
        : [];
  });
}
