import type { View } from "../language/view.js";
import { typeOfClass } from "../model/classes.js";
import type { Resource } from "../model/resource.js";
import { oncePerStack } from "../model/stack.js";
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
const usesIn = oncePerStack((stack): Uses => {
  // Of all the texts of a stack, few name a group: only those are kept.
  const names = new Set((stack.byType.get(groupType) ?? []).flatMap(namesOf));
  const urns = new Set<string>();
  const texts = new Set<string>();
  let isOpen = false;
  for (const { type, propertyDependencies, inputs } of stack.resources) {
    if (ownParts.has(type)) continue;
    for (const key of Object.keys(propertyDependencies)) for (const urn of propertyDependencies[key] ?? []) urns.add(urn);
    for (const key of Object.keys(inputs.value))
      if (!collect(inputs.value[key], names, texts) && namesGroups.test(key) && (propertyDependencies[key] ?? []).length === 0)
        isOpen = true;
  }
  return { urns, texts, isOpen };
});

/** What an input can name a group by. */
const namesOf = ({ inputs, outputs }: Resource): string[] =>
  [outputs.value["id"], outputs.value["name"], inputs.value["name"]].filter(
    (name): name is string => typeof name === "string" && name !== "",
  );

/** Adds those of some names that are texts inside a value; false where something in it is unknown. */
function collect(value: Value | undefined, names: ReadonlySet<string>, found: Set<string>): boolean {
  if (typeof value === "string") {
    if (names.has(value)) found.add(value);
    return true;
  }
  let isKnown = !isUnknown(value);
  if (isList(value)) for (const item of value) isKnown = collect(item, names, found) && isKnown;
  else if (isMap(value)) for (const key of Object.keys(value)) isKnown = collect(value[key], names, found) && isKnown;
  return isKnown;
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
    const isUsed = urns.has(resource.urn) || namesOf(resource).some((name) => texts.has(name));
    const isOpen = !isUsed && (isAnyOpen || isUnknown(resource.inputs.value["name"]));
    yield isOpen ? { resource, path: "", value: { isUsed }, unreadable: [""] } : { resource, path: "", value: { isUsed } };
  },
};
