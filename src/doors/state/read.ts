import type { RawResource, Resource } from "../../model/resource.js";
import { planIn, readPlan } from "./plan.js";
import { isPreview, readPreview } from "./preview.js";
import type { Surroundings } from "./source.js";
import { isState, readParsed, type State } from "./state.js";

/** True for what `readInput` reads: a state, a preview or a plan. */
export const isInput = (value: unknown): boolean => isState(value) || isPreview(value) || planIn(value) !== undefined;

/**
 * Reads what `parseState` gave: a state, a preview or a plan, which it recognizes by its content. `base` is the state before a preview or a plan.
 * @throws InputError
 */
export function readInput(value: unknown, file: string, around: Surroundings | undefined, base?: State<RawResource>): State<Resource> {
  if (isPreview(value)) return readPreview(value, file, around, base);
  const plan = planIn(value);
  return plan === undefined ? readParsed(value, file, around) : readPlan(plan, file, around, base);
}
