import type { Item, View } from "../language/view.js";
import type { Resource } from "../model/resource.js";
import { same } from "../model/same.js";
import { isUnknown } from "../model/value.js";
import { elsewhere } from "../model/verdict.js";
import { defaultGroupType, egressRuleType, ingressRuleTypes, rulesByGroup, vpcTypes } from "../network/security-groups.js";

/** The default security group of a VPC, with what opens it. */
export interface DefaultGroup {
  readonly ingress?: readonly unknown[] | undefined;
  readonly egress?: readonly unknown[] | undefined;
  /** The rules that are resources of their own. */
  readonly rules: readonly { readonly name: string; readonly urn: string }[];
  /** Where only a deployment shows whether a rule is one of them. */
  readonly open: readonly string[];
  /** False where the stack has no resource for the group, and rules name it through the VPC. */
  readonly managed: boolean;
}

/** Default groups that are resources, and those that rules open through the VPC's `defaultSecurityGroupId`. */
export const defaultGroups: View<DefaultGroup> = {
  view: "default security groups",
  scope: "stack",
  early: true,
  types: [defaultGroupType, ...vpcTypes],
  *of(resource, { stack }): Iterable<Item<DefaultGroup>> {
    const managed = resource.type === defaultGroupType;
    const { byGroup, floating } = stack === undefined ? { byGroup: undefined, floating: [] } : rulesByGroup(stack, ruleTypes);
    const named = byGroup?.get(resource.urn) ?? [];
    // The group that AWS makes lets everything out as it is.
    const [rules, unsure] = managed ? [named, []] : [named.filter(letsIn), named.filter((rule) => isUnknown(rule.inputs.value["type"]))];
    const open = [
      ...unsure.map(({ urn }) => elsewhere(urn, "type")),
      ...floating.filter((rule) => managed || letsIn(rule)).map(({ urn }) => elsewhere(urn, "securityGroupId")),
    ];
    if (!managed && rules.length === 0 && open.length === 0) return;
    const { ingress, egress } = managed ? resource.inputs.value : {};
    const value = { ingress, egress, rules: rules.map(({ name, urn }) => ({ name, urn })), open, managed };
    yield { resource, path: "", value: value as unknown as DefaultGroup };
  },
};

const ruleTypes = [...ingressRuleTypes, egressRuleType];

const letsIn = (rule: Resource): boolean => {
  const direction = rule.inputs.value["type"];
  return rule.type !== egressRuleType && !isUnknown(direction) && !same(direction, "egress");
};
