import type { Item, View } from "../language/view.js";
import { typeOfClass } from "../model/classes.js";
import { jsonAt } from "../model/json.js";
import type { Resource } from "../model/resource.js";
import type { Stack } from "../model/stack.js";
import { isList, isMap, isUnknown, type Unknown, unknown, type Value } from "../model/value.js";
import { inputOf, pointedBy, pointingAt } from "../network/pointers.js";

/** A web ACL that protects a resource: the managed rule groups that it includes. */
export interface AssociatedAcl {
  readonly groups: readonly string[];
}

/** Resources of some classes with each web ACL of the stack that is associated with them. */
export const associatedAcls = (...classes: readonly string[]): View<AssociatedAcl> => ({
  view: `web ACLs of ${classes.join(" and ")}`,
  scope: "stack",
  atEnd: "the web ACL may come after it",
  types: classes.map(typeOfClass),
  of: (resource, { stack }) => {
    if (stack === undefined) return [];
    return pointingAt(stack, resource, "wafv2.WebAclAssociation#resourceArn").found.flatMap((association) =>
      itemsOf(resource, association, stack),
    );
  },
});

function itemsOf(resource: Resource, association: Resource, stack: Stack): Item<AssociatedAcl>[] {
  return pointedBy(stack, association, "webAclArn", ["wafv2.WebAcl"]).found.map((acl) => ({
    resource,
    path: "",
    value: { groups: managedGroups(acl) } as unknown as AssociatedAcl,
    locate: () => "",
  }));
}

/** The names of the rule groups of AWS in a web ACL. */
export function managedGroups(acl: Resource): readonly (string | Unknown)[] | Unknown {
  const rules = inputOf(acl, "rules") ?? jsonAt(inputOf(acl, "ruleJson"));
  if (isUnknown(rules)) return unknown;
  return (isList(rules) ? rules : []).map(nameIn).filter((name) => name !== undefined);
}

function nameIn(rule: Value): string | Unknown | undefined {
  if (isUnknown(rule)) return unknown;
  const statement = isMap(rule) ? (rule["statement"] ?? rule["Statement"]) : undefined;
  if (isUnknown(statement)) return unknown;
  const group = isMap(statement) ? (statement["managedRuleGroupStatement"] ?? statement["ManagedRuleGroupStatement"]) : undefined;
  if (isUnknown(group)) return unknown;
  const name = isMap(group) ? (group["name"] ?? group["Name"]) : undefined;
  return isUnknown(name) ? unknown : typeof name === "string" ? name : undefined;
}
