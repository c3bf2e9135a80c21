import { type Answer, no, opposite } from "../document/answer.js";
import type { Condition } from "../document/document.js";
import { isNegated, someValue } from "./operators.js";

/** Whether a condition on the MFA of a session excludes sessions without it: these have the key as false, so a password alone can meet such a condition. */
export const narrowsByMfa = (condition: Condition, at: string): Answer =>
  opposite(
    someValue(condition, at, (value) => /^false$/i.test(value)),
    at,
  );

/** The seconds after which every session has ended. */
const longestSession = 129_600;

/** An upper bound that every MFA age meets is not a real bound. */
export function narrowsByAge(condition: Condition, base: string, at: string): Answer {
  if (isNegated(base)) return no;
  const isKept = (bound: number): boolean =>
    (base.startsWith("numericless") && bound >= longestSession) || (base.startsWith("numericgreater") && bound <= 0);
  return opposite(
    someValue(condition, at, (value) => isKept(Number(value))),
    at,
  );
}
