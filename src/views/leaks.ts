import { secretInputs } from "../data/tables.js";
import type { Resource } from "../model/resource.js";
import { type Leaks, leaksIn } from "../secrets/texts/leaks.js";

const known = new WeakMap<Resource, Leaks>();

/** The secrets that a resource's inputs show in plaintext, looked for once for all rules. */
export function leaksOf(resource: Resource): Leaks {
  let leaks = known.get(resource);
  if (leaks === undefined) {
    leaks = leaksIn(resource.inputs, secretInputs()[resource.type] ?? []);
    known.set(resource, leaks);
  }
  return leaks;
}
