import { lookupTable } from "../../data/lookup.js";
import type { Value, ValueMap } from "../../model/value.js";

/** An element of a document or statement: its key as it is written, and its value. */
type Element = readonly [written: string, value: Value | undefined];

const names = ["Version", "Id", "Statement"].concat([
  "Sid",
  "Effect",
  "Principal",
  "NotPrincipal",
  "Action",
  "NotAction",
  "Resource",
  "NotResource",
  "Condition",
]);
const lowered = new Map(names.map((name) => [name, name.toLowerCase()]));
const unset: Readonly<Record<string, Element>> = lookupTable({
  statement: ["Statement", undefined],
  version: ["Version", undefined],
  effect: ["Effect", undefined],
});

const known = new WeakMap<ValueMap, ReadonlyMap<string, Element>>();

/** The elements of a document or statement by their name in lower case, as AWS reads a key in any letter case; of those that are repeated the first. */
export function elementsOf(map: ValueMap): ReadonlyMap<string, Element> {
  let found = known.get(map);
  if (found === undefined) {
    const elements = new Map<string, Element>();
    for (const key of Object.keys(map)) {
      const name = lowered.get(key) ?? key.toLowerCase();
      if (!elements.has(name)) elements.set(name, [key, map[key]]);
    }
    found = elements;
    known.set(map, found);
  }
  return found;
}

/** An element of a document or statement by its name in lower case. */
export const element = (map: ValueMap, name: string): Element => elementsOf(map).get(name) ?? unset[name] ?? [name, undefined];
