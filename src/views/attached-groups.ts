import type { View } from "../language/view.js";
import { typeOfClass } from "../model/classes.js";
import type { Stack } from "../model/stack.js";
import { isList, isMap, isUnknown, type Value } from "../model/value.js";

/** A security group, with whether anything of the stack uses it. */
export interface AttachedGroup {
  readonly isUsed: boolean;
}

const groupType = typeOfClass("ec2.SecurityGroup");
// Rules belong to the group, and a group named by another one lets in what is attached to it.
const ownParts = new Set(
  ["ec2.SecurityGroup", "ec2.SecurityGroupRule", "vpc.SecurityGroupIngressRule", "vpc.SecurityGroupEgressRule"].map(typeOfClass),
);

interface Uses {
  readonly urns: ReadonlySet<string>;
  readonly texts: ReadonlySet<string>;
  /** Whether an input that can name groups is unknown, and made of no resource. */
  readonly isOpen: boolean;
}
const namesGroups = /group|vpc|network|interface/i;
const usesOf = new WeakMap<Stack, Uses>();

function usesIn(stack: Stack): Uses {
  let uses = usesOf.get(stack);
  if (uses === undefined) {
    const urns = new Set<string>();
    const texts = new Set<string>();
    let isOpen = false;
    for (const { type, propertyDependencies, inputs } of stack.resources) {
      if (ownParts.has(type)) continue;
      for (const urn of Object.values(propertyDependencies).flat()) urns.add(urn);
      for (const [key, value] of Object.entries(inputs.value))
        if (!collect(value, texts) && namesGroups.test(key) && (propertyDependencies[key] ?? []).length === 0) isOpen = true;
    }
    uses = { urns, texts, isOpen };
    usesOf.set(stack, uses);
  }
  return uses;
}

/** Adds the texts inside a value; false where something in it is unknown. */
function collect(value: Value | undefined, texts: Set<string>): boolean {
  if (typeof value === "string") texts.add(value);
  const inner = isList(value) ? value : isMap(value) ? Object.values(value) : [];
  return inner.reduce((known: boolean, item) => collect(item, texts) && known, !isUnknown(value));
}

/** A view over the security groups of a stack. What is unknown elsewhere names the group by its dependencies. */
export const attachedGroups: View<AttachedGroup> = {
  view: "security groups with what uses them",
  scope: "stack",
  atEnd: "what uses a group comes after it",
  types: [groupType],
  *of(resource, { stack }) {
    if (stack === undefined) return;
    const { urns, texts, isOpen: isAnyOpen } = usesIn(stack);
    const names = [resource.outputs.value["id"], resource.outputs.value["name"], resource.inputs.value["name"]];
    const isUsed = urns.has(resource.urn) || names.some((name) => typeof name === "string" && name !== "" && texts.has(name));
    const isOpen = !isUsed && (isAnyOpen || isUnknown(resource.inputs.value["name"]));
    yield isOpen ? { resource, path: "", value: { isUsed }, unreadable: [""] } : { resource, path: "", value: { isUsed } };
  },
};
