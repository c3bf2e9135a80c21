import { typeOfClass } from "../model/classes.js";
import { topKey } from "../model/path.js";
import type { Resource } from "../model/resource.js";
import { same } from "../model/same.js";
import { type Link, partners, type Stack } from "../model/stack.js";
import { isList, isMap, isUnknown, lookup, type Unknown, type Value } from "../model/value.js";
import { blocked, type Passage, through, waiting } from "./passage.js";

/** The resources that an input names, and whether it names, or may name, one that the stack does not show. */
export interface Pointed {
  readonly found: readonly Resource[];
  readonly isUnseen: boolean;
  /** Resources of the stack that are, or have, the other end if what is unknown turns out so. */
  readonly maybe: readonly Resource[];
}

const links = new Map<string, Link>();
const linkOf = (direction: Link["direction"], classes: readonly string[], property: string): Link => {
  const key = `${direction} ${classes.join()} ${property}`;
  const known = links.get(key) ?? { direction, types: classes.map(typeOfClass), property, label: classes[0] ?? "" };
  links.set(key, known);
  return known;
};

/** What an input of a resource points at. */
export function pointedBy(stack: Stack, resource: Resource, property: string, classes: readonly string[]): Pointed {
  const { sure, open } = partners(stack, resource, linkOf("outbound", classes, property));
  const value = inputOf(resource, property);
  const entries = isList(value) ? value.length : isSet(value) ? 1 : 0;
  return { found: sure, isUnseen: open.length > 0 || entries > sure.length, maybe: shownOf(open) };
}

/** The resources of a class whose input points at a resource, and whether there may be others. */
export function pointingAt(stack: Stack, resource: Resource, text: `${string}#${string}`): Pointed {
  const [name = "", property = ""] = text.split("#");
  const { sure, open } = partners(stack, resource, linkOf("inbound", [name], property));
  return { found: sure, isUnseen: open.length > 0, maybe: shownOf(open) };
}

const shownOf = (open: readonly (Resource | Unknown)[]): Resource[] => open.flatMap((one) => (isUnknown(one) ? [] : [one]));

/** Whether anything in an input names a resource: by dependency, or by its id or ARN. */
export function mentions(resource: Resource, property: string, target: Resource): boolean {
  if ((resource.propertyDependencies[topKey(property)] ?? []).includes(target.urn)) return true;
  const names = namesOf(target);
  return names.length > 0 && holds(inputOf(resource, property), names);
}

/** What an input can name a resource by: its id and its ARN, where they are known. */
export const namesOf = ({ outputs }: Resource): string[] =>
  ["id", "arn"].flatMap((key) => {
    const name = outputs.value[key];
    return typeof name === "string" && name !== "" ? [name] : [];
  });

/** Whether an input names a resource: open if it may. */
export const naming = (resource: Resource, property: string, target: Resource): Passage =>
  mentions(resource, property, target) ? through() : mayMention(resource, property) ? waiting(resource, property) : blocked;

/** Whether an input is not known and does not come from a resource that is: it may name any. */
export const mayMention = (resource: Resource, property: string): boolean =>
  (resource.propertyDependencies[topKey(property)] ?? []).length === 0 && holdsUnknown(inputOf(resource, property));

const holdsUnknown = (value: Value | undefined): boolean =>
  isUnknown(value) || (isList(value) ? value.some(holdsUnknown) : isMap(value) && Object.values(value).some(holdsUnknown));

const holds = (value: Value | undefined, names: readonly string[]): boolean =>
  typeof value === "string"
    ? names.includes(value)
    : isList(value)
      ? value.some((item) => holds(item, names))
      : isMap(value) && Object.values(value).some((item) => holds(item, names));

/** An input as the program gave it; where that has none, as the provider returned it. */
export function inputOf(resource: Resource, path: string): Value | undefined {
  const given = lookup(resource.inputs.value, path);
  return isSet(given) ? given : (lookup(resource.outputs.value, path) ?? undefined);
}

export const isSet = (value: Value | undefined): value is Value => value !== undefined && value !== null && value !== "";

/** A switch of a resource: open if it has the wanted value. */
export function switchOf(resource: Resource, path: string, wanted: boolean, otherwise: boolean): Passage {
  const value = inputOf(resource, path);
  if (isUnknown(value)) return waiting(resource, path);
  return same(value ?? otherwise, wanted) ? through() : blocked;
}

/** The texts of a list that are known, and whether one is not. */
export function textsOf(value: Value | undefined): { readonly known: readonly string[]; readonly hasUnknown: boolean } {
  const items = isList(value) ? value : isSet(value) ? [value] : [];
  return { known: items.filter((item): item is string => typeof item === "string"), hasUnknown: items.some(isUnknown) };
}
