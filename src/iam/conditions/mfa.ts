import { type Answer, no, opposite } from "../document/answer.js";
import type { Condition } from "../document/document.js";
import { isNegated, someValue } from "./operators.js";

/** Whether a condition on whether a session has MFA keeps off those without: they have the key, as false, so whoever knows the password alone meets that. */
export const narrowsByMfa = (condition: Condition, at: string): Answer =>
  opposite(
    someValue(condition, at, (value) => /^false$/i.test(value)),
    at,
  );

/** The seconds after which every session has ended. */
const longestSession = 129_600;

/** A bound that the age of every MFA keeps is none that anybody meant. */
export function narrowsByAge(condition: Condition, base: string, at: string): Answer {
  if (isNegated(base)) return no;
  const isKept = (bound: number): boolean =>
    (base.startsWith("numericless") && bound >= longestSession) || (base.startsWith("numericgreater") && bound <= 0);
  return opposite(
    someValue(condition, at, (value) => isKept(Number(value))),
    at,
  );
}
