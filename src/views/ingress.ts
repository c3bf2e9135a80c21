import { type Item, placeOf, type View } from "../language/view.js";
import { guarded } from "../model/guarded.js";
import type { Resource } from "../model/resource.js";
import type { Stack } from "../model/stack.js";
import { isMap, isUnknown } from "../model/value.js";
import type { Place } from "../model/verdict.js";
import { rangesOfLists } from "../network/prefix-lists.js";
import { groupOf, groupTypes, ingressRuleTypes, rulesByGroup } from "../network/security-groups.js";
import { facts, inline, locator, type Placed, rangesOf, unless } from "../network/traffic.js";

/** Traffic that is let in. */
export interface Opening {
  /** `tcp`, `udp`, `icmp`, `all`, or another protocol as it was written. */
  readonly protocol: string;
  readonly fromPort?: number;
  readonly toPort?: number;
  /** The address ranges of both families, and those of prefix lists of the stack; empty where only groups or the group itself are let in. */
  readonly cidrs: readonly string[];
}

/** One rule that lets traffic in, wherever it is written. */
export interface Ingress extends Opening {
  /** All rules of the same security group; a function, so that what is unknown in another rule stays there. */
  readonly group: () => readonly GroupRule[];
  /** Whether a rule of the group is this one. */
  readonly isSelf: (rule: GroupRule) => boolean;
}

export interface GroupRule {
  readonly opening: Opening;
  readonly place: Required<Place>;
  /** False where only a deployment shows whether the rule belongs to this group. */
  readonly sure: boolean;
}

/** What security groups let in: inline rules, `ec2.SecurityGroupRule` and `vpc.SecurityGroupIngressRule`. */
export const ingress: View<Ingress> = {
  view: "ingress rules",
  scope: "stack",
  early: true,
  types: [...groupTypes, ...ingressRuleTypes],
  *of(resource, { stack }) {
    for (const item of openingsOf(resource, stack)) {
      if (item.unreadable !== undefined) yield { ...item, value: item.value as Ingress };
      else {
        const own = placeOf(item, "cidrs[0]");
        const isSelf = ({ place }: GroupRule): boolean => place.urn === resource.urn && place.path === own;
        yield { ...item, value: { ...item.value, group: () => groupOfRules(resource, stack), isSelf } };
      }
    }
  },
};

const known = new WeakMap<Resource, { readonly stack: Stack | undefined; readonly items: readonly Item<Opening>[] }>();

/** The openings in one resource, read once for all rules of its group. */
function openingsOf(resource: Resource, stack: Stack | undefined): readonly Item<Opening>[] {
  const found = known.get(resource);
  if (found !== undefined && found.stack === stack) return found.items;
  const items = groupTypes.includes(resource.type)
    ? [...inline(resource, (rule) => toItem(resource, rule, stack))]
    : [...unless(resource, "type", "egress", (rule) => [toItem(resource, rule, stack)])];
  known.set(resource, { stack, items });
  return items;
}

function toItem(resource: Resource, [path, rule]: Placed, stack: Stack | undefined): Item<Opening> | undefined {
  if (!isMap(rule)) return undefined;
  const ranges = [...rangesOf(rule), ...(stack === undefined ? [] : rangesOfLists(resource, rule, stack))];
  const value = { ...facts(rule), cidrs: ranges.map(([cidr]) => cidr) } as unknown as Opening;
  return { resource, path, value, locate: locator(path, rule, ranges) };
}

const groups = new WeakMap<Stack, Map<string, readonly GroupRule[]>>();

/** The rules of the group that a resource is or belongs to, inline ones first. */
function groupOfRules(resource: Resource, stack: Stack | undefined): readonly GroupRule[] {
  if (stack === undefined) return rulesIn(resource, stack, true);
  const key = groupTypes.includes(resource.type) ? resource.urn : groupOf(resource, stack);
  if (isUnknown(key)) return rulesIn(resource, stack, true);
  const made = groups.get(stack) ?? new Map<string, readonly GroupRule[]>();
  groups.set(stack, made);
  const found = made.get(key) ?? collect(key, stack);
  made.set(key, found);
  return found;
}

function collect(key: string, stack: Stack): GroupRule[] {
  const { byGroup, floating } = rulesByGroup(stack, ingressRuleTypes);
  const group = stack.byUrn.get(key);
  const own = [...(group === undefined || !groupTypes.includes(group.type) ? [] : [group]), ...(byGroup.get(key) ?? [])];
  return [...own.flatMap((one) => rulesIn(one, stack, true)), ...floating.flatMap((one) => rulesIn(one, stack, false))];
}

const rulesIn = (resource: Resource, stack: Stack | undefined, sure: boolean): GroupRule[] =>
  openingsOf(resource, stack).flatMap((item) => {
    const place = { urn: resource.urn, path: placeOf(item, "cidrs[0]") };
    return item.unreadable === undefined ? [{ opening: guarded(item.value), place, sure }] : [];
  });
