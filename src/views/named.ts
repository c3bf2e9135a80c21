import { lookupTable } from "../data/lookup.js";
import { type NameLimit, nameLimits } from "../data/name-limits.js";
import type { View } from "../language/view.js";
import { typeOfClass } from "../model/classes.js";
import { add } from "../model/stack.js";
import { lookup } from "../model/value.js";

/** A name that the program gives, with what AWS takes for it. */
export interface Named {
  readonly name: string;
  readonly limit: NameLimit;
}

let byType: Readonly<Record<string, readonly NameLimit[]>> | undefined;

/** The limits by the type of the resource. */
function limits(): Readonly<Record<string, readonly NameLimit[]>> {
  if (byType === undefined) {
    const types = new Map<string, NameLimit[]>();
    for (const limit of nameLimits) add(types, typeOfClass(classOf(limit)), limit);
    byType = lookupTable(Object.fromEntries(types));
  }
  return byType;
}
const classOf = ({ input }: NameLimit): string => input.slice(0, input.indexOf("#"));
const inputOf = ({ input }: NameLimit): string => input.slice(input.indexOf("#") + 1);

/** Names of resources for which AWS has a limit; what is not set, or not known yet, is none. */
export const named: View<Named> = {
  view: "names that AWS limits",
  scope: "resource",
  types: [...new Set(nameLimits.map((limit) => typeOfClass(classOf(limit))))],
  *of(resource) {
    for (const limit of limits()[resource.type] ?? []) {
      const path = inputOf(limit);
      const name = lookup(resource.inputs.value, path);
      if (typeof name === "string" && !name.startsWith("arn:")) yield { resource, path, value: { name, limit }, locate: () => path };
    }
  },
};
