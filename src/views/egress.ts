import type { Item, View } from "../language/view.js";
import { typeOfClass } from "../model/classes.js";
import type { Resource } from "../model/resource.js";
import type { Stack } from "../model/stack.js";
import { isMap, isUnknown, type Value } from "../model/value.js";
import { rangesOfLists } from "../network/prefix-lists.js";
import { egressRuleType, groupTypes } from "../network/security-groups.js";
import { facts, listed, locator, type Placed, rangesOf, unless } from "../network/traffic.js";
import type { Opening } from "./ingress.js";

/** What security groups let out: inline rules, `ec2.SecurityGroupRule` and `vpc.SecurityGroupEgressRule`. */
export const egress: View<Opening> = {
  view: "egress rules",
  scope: "stack",
  early: true,
  types: [...groupTypes, egressRuleType, typeOfClass("ec2.SecurityGroupRule")],
  *of(resource, { stack }) {
    if (groupTypes.includes(resource.type))
      for (const placed of listed(resource.inputs.value["egress"], "egress")) {
        if (isUnknown(placed[1])) yield { resource, path: placed[0], value: undefined as unknown as Opening, unreadable: [placed[0]] };
        else yield* toItem(resource, placed, stack);
      }
    else yield* unless(resource, "type", "ingress", (rule) => toItem(resource, rule, stack));
  },
};

function toItem(resource: Resource, [path, rule]: Placed, stack: Stack | undefined): Item<Opening>[] {
  if (!isMap(rule)) return [];
  const ranges: [Value, string][] = [...rangesOf(rule), ...(stack === undefined ? [] : rangesOfLists(resource, rule, stack))];
  const value = { ...facts(rule), cidrs: ranges.map(([cidr]) => cidr) } as unknown as Opening;
  return [{ resource, path, value, locate: locator(path, rule, ranges) }];
}
