import { typeOfClass } from "../model/classes.js";
import type { Resource } from "../model/resource.js";
import { add, type Link, oncePerType, partners, type Stack } from "../model/stack.js";
import { isUnknown, type Unknown, unknown } from "../model/value.js";

export const groupClasses = ["ec2.SecurityGroup", "ec2.DefaultSecurityGroup"];
export const groupTypes = groupClasses.map(typeOfClass);
export const ingressRuleTypes = ["ec2.SecurityGroupRule", "vpc.SecurityGroupIngressRule"].map(typeOfClass);
export const egressRuleType = typeOfClass("vpc.SecurityGroupEgressRule");
export const defaultGroupType = typeOfClass("ec2.DefaultSecurityGroup");
export const vpcTypes = ["ec2.Vpc", "ec2.DefaultVpc"].map(typeOfClass);

const link = (direction: Link["direction"], types: readonly string[], property: string): Link => ({
  direction,
  types,
  property,
  label: "",
});
const toGroup = link("outbound", groupTypes, "securityGroupId");
const toVpc = link("outbound", vpcTypes, "securityGroupId");
const groupsOfVpc = link("inbound", [defaultGroupType], "vpcId");

/**
 * The security group that a rule of its own belongs to: the URN of a group of the stack, of the VPC whose default group it is where the stack has no
 * resource for that group, or the id as it was written. Unknown where only a deployment shows.
 */
export function groupOf(rule: Resource, stack: Stack): string | Unknown {
  const [group] = partners(stack, rule, toGroup).sure;
  if (group !== undefined) return group.urn;
  const id = rule.inputs.value["securityGroupId"];
  const vpc = typeof id === "string" ? defaultGroups(stack).get(id) : partners(stack, rule, toVpc).sure[0];
  if (vpc !== undefined) return partners(stack, vpc, groupsOfVpc).sure[0]?.urn ?? vpc.urn;
  if (typeof id === "string") return id;
  // What comes from a resource of another type is not a group that the stack shows.
  return isUnknown(id) ? ((rule.propertyDependencies["securityGroupId"] ?? []).find((urn) => stack.byUrn.has(urn)) ?? unknown) : "";
}

/** The VPCs by the id of their default group, as the provider returned it or a rule that depends on the VPC names it. */
function defaultGroups(stack: Stack): ReadonlyMap<string, Resource> {
  return new Map(vpcTypes.flatMap((type) => [...idsOfDefaultGroups(stack, type)]));
}

const idsOfDefaultGroups = oncePerType(
  (vpcs) =>
    new Map(
      vpcs.flatMap((vpc): [string, Resource][] => {
        const id = vpc.outputs.value["defaultSecurityGroupId"];
        return typeof id === "string" ? [[id, vpc]] : [];
      }),
    ),
);

interface Rules {
  readonly byGroup: ReadonlyMap<string, readonly Resource[]>;
  /** Rules that may belong to any group. */
  readonly floating: readonly Resource[];
}
const known = new WeakMap<Stack, Map<string, Rules>>();

/** The rules of some types that are resources of their own, by the group that `groupOf` shows. */
export function rulesByGroup(stack: Stack, types: readonly string[]): Rules {
  const made = known.get(stack) ?? new Map<string, Rules>();
  known.set(stack, made);
  const key = types.join();
  const found = made.get(key) ?? collect(stack, types);
  made.set(key, found);
  return found;
}

function collect(stack: Stack, types: readonly string[]): Rules {
  const byGroup = new Map<string, Resource[]>();
  const floating: Resource[] = [];
  for (const rule of types.flatMap((type) => stack.byType.get(type) ?? [])) {
    const group = groupOf(rule, stack);
    if (isUnknown(group)) floating.push(rule);
    else add(byGroup, group, rule);
  }
  return { byGroup, floating };
}
