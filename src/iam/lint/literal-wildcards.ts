import { isUnknown } from "../../model/value.js";
import { operatorOf, someValue } from "../conditions/operators.js";
import { type Flaw, maybe } from "../document/answer.js";
import type { Statement } from "../document/document.js";

const literal = new Set(["stringequals", "stringnotequals", "stringequalsignorecase", "stringnotequalsignorecase"]);

/** A `*` outside of a policy variable: `${*}` is how a policy writes the character itself. */
const hasWildcard = (value: string): boolean => value.replace(/\$\{[^}]*\}/g, "").includes("*");

/** Claims of tokens have the host of their issuer as prefix. */
const isClaim = (key: string): boolean => /^[^:]*\.[^:]*:/.test(key);

/**
 * Values with a wildcard under an operator that takes it for the character `*`, one flaw a condition: no request has such a value.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function literalWildcards({ conditions }: Statement, of: "claims" | "others"): readonly Flaw[] {
  if (isUnknown(conditions)) return [{ answer: maybe("conditions"), why: "" }];
  return conditions.flatMap((condition, i) => {
    const { operator, key } = condition;
    if (!literal.has(operatorOf(operator).base) || isClaim(key) !== (of === "claims")) return [];
    const answer = someValue(condition, `conditions[${i}]`, hasWildcard);
    return [{ answer, why: `has a wildcard, which ${operator} takes for the character: no request has such a value` }];
  });
}
