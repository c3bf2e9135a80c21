import { isUnknown } from "../../model/value.js";
import { type Answer, allOf, anyOf, maybe, no, yes } from "../document/answer.js";
import type { Condition, Statement } from "../document/document.js";
import { hasEnded, isFarAhead, isForOldTokens, leavesNoMoment, momentOf } from "./dates.js";
import { present } from "./keys.js";
import {
  everyValue,
  isNegated,
  knownValues,
  negations,
  operatorOf,
  positive,
  someCondition,
  someValue,
  takesWildcards,
  unknownCount,
} from "./operators.js";
import { isInside, rangeOf } from "./ranges.js";
import { fitsValue } from "./values.js";

/**
 * Whether no request meets the conditions of a statement, so that it allows nothing: see `isImpossible`; values that nothing can equal, credentials that are
 * too old, and conditions on one key that contradict each other besides.
 */
export function neverHolds(statement: Statement): Answer {
  const { conditions, document } = statement;
  if (isUnknown(conditions)) return maybe("conditions");
  if (conditions.length === 0) return no;
  return anyOf([
    ...conditions.map((condition, i) => {
      const at = `conditions[${i}]`;
      // Unknown values count as well formed.
      if (condition.key === "") return maybe(at);
      const malformed = unknownCount(condition) > 0 ? [] : [isLiteral(condition, at), hasNoValue(condition, at)];
      const moments = [isForOldTokens, isFarAhead].map((isOver) => isOver(condition, at, document.today));
      return anyOf([never(condition, at, statement), ...moments, ...malformed]);
    }),
    ...conditions.map((condition, i) => contradicted(condition, `conditions[${i}]`, conditions)),
  ]);
}

const mfaPresent = "aws:multifactorauthpresent";

/**
 * Whether a condition is one that no request meets: an end that is past, a wildcard under an exact operator, whatever does not fit `*`, a key that is always
 * there and must not be, what another condition on the same key refuses, or MFA that is denied where it is absent, by an operator that an absent key
 * does not meet. Only of a Deny is that sure to be a mistake.
 */
export function isImpossible(statement: Statement): Answer {
  return someCondition(statement, (condition, at, conditions) => {
    const { base, quantifier, ifExists } = operatorOf(condition.operator);
    // Requests with long-lived keys do not have this condition key.
    if (base === "bool" && !ifExists && quantifier !== "all" && condition.key.toLowerCase() === mfaPresent)
      return everyValue(condition, at, (value) => /^false$/i.test(value));
    return anyOf([never(condition, at, statement), isLiteral(condition, at), contradicted(condition, at, conditions)]);
  });
}

function never(condition: Condition, at: string, { document }: Statement): Answer {
  const { base, quantifier } = operatorOf(condition.operator);
  const ended = hasEnded(condition, at, document.today);
  if (ended.is !== "no" || base.startsWith("date")) return ended;
  const isThere = document.kind !== "resource" && present.has(condition.key.toLowerCase());
  if (isThere && base === "null") return everyValue(condition, at, (value) => /^true$/i.test(value));
  // The pattern matches everything, so no value fails to match it: one such value is enough.
  if (isThere && (base === "stringnotlike" || base === "arnnotlike" || base === "arnnotequals") && quantifier === undefined)
    return someValue(condition, at, (value) => /^[*?]*\*[*?]*$/.test(value));
  return no;
}

/** Whether each value has a wildcard under an operator that reads it as an ordinary character, which no request has. */
function isLiteral(condition: Condition, at: string): Answer {
  const { base, quantifier, ifExists } = operatorOf(condition.operator);
  if (ifExists || quantifier === "all" || !/^stringequals(ignorecase)?$/.test(base)) return no;
  return everyValue(condition, at, (value) => /[*?]/.test(value.replace(/\$\{[^}]*\}/g, "")));
}

/** Whether no value of a condition is one that its operator can compare, so that none is ever met. */
function hasNoValue(condition: Condition, at: string): Answer {
  const { base, quantifier, ifExists } = operatorOf(condition.operator);
  if (ifExists || quantifier === "all" || isNegated(base)) return no;
  const isValue = comparable.find(([name]) => name.test(base))?.[1];
  return isValue === undefined ? no : everyValue(condition, at, (value) => !value.includes("${") && !isValue(value));
}

const comparable: readonly (readonly [base: RegExp, isValue: (value: string) => boolean])[] = [
  [/^ipaddress$/, (value) => rangeOf(value) !== undefined],
  [/^bool$/, (value) => /^(true|false)$/i.test(value)],
  [/^null$/, (value) => /^(true|false)$/i.test(value)],
  [/^numeric/, (value) => value.trim() !== "" && !Number.isNaN(Number(value))],
  [/^date/, (value) => !Number.isNaN(momentOf(value))],
];

/** Whether another condition on the same key refuses whatever this one takes. */
function contradicted(condition: Condition, at: string, all: readonly Condition[]): Answer {
  const { base, quantifier, ifExists } = operatorOf(condition.operator);
  const key = condition.key.toLowerCase();
  const others = all.filter((other) => other !== condition && other.key.toLowerCase() === key && key !== "");
  if (others.length === 0) return no;
  const noMoment = anyOf(others.map((other) => leavesNoMoment(condition, other, at)));
  if (noMoment.is !== "no") return noMoment;
  if (!positive.has(base) || ifExists || quantifier !== undefined) return no;
  // The key must be there, which another one forbids.
  const absent = others
    .filter((other) => operatorOf(other.operator).base === "null")
    .map((other) => everyValue(other, at, (value) => /^true$/i.test(value)));
  return anyOf([...absent, isRefused(condition, base, at, others)]);
}

/** Whether each of the values that a condition takes is refused by another one: of patterns only where that names them, or all, word by word. */
function isRefused(condition: Condition, base: string, at: string, others: readonly Condition[]): Answer {
  const refusals = others.flatMap((other) => {
    const { base: operator, quantifier } = operatorOf(other.operator);
    const isRefusal = negations[operator] !== undefined;
    if (quantifier !== undefined || (!isRefusal && !positive.has(operator))) return [];
    return [(value: string): Answer => refuses(other, negations[operator] ?? operator, isRefusal, value, base, at)];
  });
  if (refusals.length === 0) return no;
  if (unknownCount(condition) === Number.POSITIVE_INFINITY) return maybe(`${at}.values`);
  const answers = knownValues(condition).map((value) => anyOf(refusals.map((refuse) => refuse(value))));
  const open = unknownCount(condition) > 0 ? [maybe(`${at}.values`)] : [];
  return allOf({ at: yes(at), and: [...answers, ...open] });
}

/** Whether a condition, whose operator is read without its `Not`, refuses a value that another one, of operator `by`, takes. */
function refuses(condition: Condition, operator: string, isRefusal: boolean, value: string, by: string, at: string): Answer {
  const texts = knownValues(condition);
  const isOpen = unknownCount(condition) > 0;
  if (value.includes("${") || texts.some((text) => text.includes("${"))) return no;
  const isPattern = (takesWildcards(by) && /[*?]/.test(value)) || by === "ipaddress";
  if (isRefusal) {
    if (texts.some((text) => fitsValue(operator, text, value))) return yes(at);
    return isOpen ? maybe(at) : no;
  }
  const mayMeet = (text: string): boolean => (isPattern ? true : fitsValue(operator, text, value));
  if (by === "ipaddress" ? texts.some((text) => isInside(text, value) || isInside(value, text)) : texts.some(mayMeet)) return no;
  return isOpen ? maybe(at) : texts.length === 0 ? no : yes(at);
}
