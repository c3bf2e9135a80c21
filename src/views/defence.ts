import { properties, type Resource } from "../model/resource.js";
import { isList, isUnknown, lookup, maskOf, type Value } from "../model/value.js";
import { all, open, pass, type Verdict } from "../model/verdict.js";
import { show } from "../text/show.js";

/** One input that protects a resource from being lost, or makes its loss final. */
export interface Defence {
  readonly path: string;
  readonly state: "safe" | "unsafe" | "unknown";
  /** What it should be, as a message states it: `true`, `at least 7`; empty where any value will do. */
  readonly expected: string;
  /** What it is, as a message shows it; of what is safe nobody asks. */
  readonly is: string;
  readonly because?: string | undefined;
}

/** When the value of an input is safe. */
export interface Guard {
  readonly path: string;
  readonly expected: string;
  readonly because?: string;
  /** Asked for what is known, `undefined` for what is unset. */
  readonly isSafe: (value: Value | undefined) => boolean;
}

/** The state of a guard in a resource. */
export function defenceOf(resource: Resource, { path, expected, because, isSafe }: Guard): Defence {
  const own = properties(resource);
  const found = lookup(own.value, path);
  if (isUnknown(found)) return { path, state: "unknown", expected, is: "unknown", because };
  const value = found === null || found === "" ? undefined : found;
  if (isList(value) && value.some(isUnknown)) return { path, state: "unknown", expected, is: "unknown", because };
  if (isSafe(value)) return { path, state: "safe", expected, is: "", because };
  return { path, state: "unsafe", expected, is: show(value, path, (at) => maskOf(own, at)), because };
}

/** The fix for a defence that is off: the input as it should be. */
export const setDefence = ({ path, expected }: Defence): string => (expected === "" ? `Set \`${path}\`.` : `Set \`${path}: ${expected}\`.`);

/** The fix for a forced deletion: what empties a resource is removed; of what is inside, the policy is set. */
export const stopForcing = (defence: Defence): string =>
  defence.is === "true" ? `Remove \`${defence.path}\`, and empty the resource by hand when it has to go.` : setDefence(defence);

/** The fix for a snapshot that is not taken; where the input is the switch, the rule's own fix names the snapshot too. */
export const takeSnapshot = (defence: Defence): string | undefined =>
  defence.path === "skipFinalSnapshot" ? undefined : setDefence(defence);

/** A violation for each defence that is off; `fixOf` names its input, where the rule's own fix lists those of several types. */
export const weigh = (defences: readonly Defence[], fixOf?: (defence: Defence) => string | undefined): Verdict =>
  all(
    defences.map((defence) => {
      const { path, state, expected, is, because } = defence;
      if (state === "safe") return pass;
      if (state === "unknown") return open(path);
      const message = `is ${is}${expected === "" ? "" : `, expected ${expected}`}${because === undefined ? "" : `: ${because}`}`;
      const fix = fixOf?.(defence);
      return { broken: [{ path, message, ...(fix === undefined ? {} : { fix }) }], unknown: [] };
    }),
  );
