import type { Item, View } from "../language/view.js";
import { typeOfClass } from "../model/classes.js";
import { join, topKey } from "../model/path.js";
import type { Resource } from "../model/resource.js";
import { numberOf, same } from "../model/same.js";
import type { Stack } from "../model/stack.js";
import { isMap, isUnknown, unknown, type Value, type ValueMap } from "../model/value.js";
import { facts, inline, listed, locator, type Placed, rangesOf, unless, unreadable } from "../network/traffic.js";
import type { Opening } from "./ingress.js";

/** An entry of a network ACL that lets traffic in, with the entries that are asked before it. */
export interface AclEntry extends Opening {
  readonly before: readonly (Opening & { readonly action: string })[];
}

const acls = ["ec2.NetworkAcl", "ec2.DefaultNetworkAcl"].map(typeOfClass);
const aclRule = typeOfClass("ec2.NetworkAclRule");

/** What network ACLs let in: inline entries and `ec2.NetworkAclRule`. */
export const aclEntries: View<AclEntry> = {
  view: "entries of network ACLs",
  scope: "stack",
  atEnd: "an entry that denies the traffic may come after it",
  types: [...acls, aclRule],
  *of(resource, { stack }) {
    if (acls.includes(resource.type)) {
      const all = listed(resource.inputs.value["ingress"]).map(([, entry]) => entry);
      yield* inline(resource, (entry) => toEntry(resource, entry, all, "ruleNo", "action"));
    } else {
      const all = stack === undefined ? [] : siblings(resource, stack);
      yield* unless(resource, "egress", true, (rule) => [toEntry(resource, rule, all, "ruleNumber", "ruleAction")]);
    }
  },
};

/** What an entry does: the provider takes the word in any letter case. */
const actionOf = (written: Value | undefined): Value => (typeof written === "string" ? written.trim().toLowerCase() : (written ?? null));

function toEntry(
  resource: Resource,
  [path, entry]: Placed,
  all: readonly Value[],
  number: string,
  action: string,
): Item<AclEntry> | undefined {
  if (!isMap(entry)) return undefined;
  for (const key of [action, number]) if (isUnknown(entry[key])) return unreadable(resource, path === "" ? key : `${path}.${key}`);
  if (actionOf(entry[action]) !== "allow") return undefined;
  // An unknown entry may come first: it is kept, and reading it makes the verdict unknown.
  const before = all.flatMap((other): ValueMap[] => {
    if (isUnknown(other) || (isMap(other) && isUnknown(other[number]))) return [{ action: unknown, cidrs: [] }];
    if (!isMap(other) || !(numberOf(other[number]) < numberOf(entry[number]))) return [];
    return [{ ...facts(other), action: actionOf(other[action]) }];
  });
  const located = locator(path, entry, rangesOf(entry));
  // What comes before is not a property of the entry: the verdict waits for the place of the entry among the others.
  const locate = (at: string): string => (topKey(at) === "before" ? join(path, number) : located(at));
  return { resource, path, value: { ...facts(entry), before } as unknown as AclEntry, locate };
}

/** The inputs of the other rules of the same ACL that let in or keep out; unknown where only a deployment shows whether it is one. */
function siblings(resource: Resource, stack: Stack): Value[] {
  const aclOf = (rule: Resource): string | undefined => {
    const [target] = rule.propertyDependencies["networkAclId"] ?? [];
    const id = rule.inputs.value["networkAclId"];
    return target ?? (isUnknown(id) ? undefined : JSON.stringify(id ?? null));
  };
  const own = aclOf(resource);
  return (stack.byType.get(aclRule) ?? []).flatMap((rule): Value[] => {
    const other = aclOf(rule);
    if (rule === resource || same(rule.inputs.value["egress"], true)) return [];
    return own === undefined || other === undefined || isUnknown(rule.inputs.value["egress"])
      ? [unknown]
      : own === other
        ? [rule.inputs.value]
        : [];
  });
}
