import { lookupTable } from "../../data/lookup.js";
import { isUnknown } from "../../model/value.js";
import { type Answer, anyOf, maybe, no, opposite, yes } from "../document/answer.js";
import type { Condition, Statement } from "../document/document.js";

/** A condition operator in its parts: `ForAnyValue:StringLikeIfExists`. */
export interface Operator {
  readonly quantifier: "any" | "all" | undefined;
  readonly base: string;
  readonly ifExists: boolean;
}

const read = new Map<string, Operator>();
const mostOperators = 1000;

/** The parts of an operator; few are ever written, and each is read once. */
export function operatorOf(written: string): Operator {
  let found = read.get(written);
  if (found === undefined) {
    if (read.size >= mostOperators) read.clear();
    found = readOperator(written);
    read.set(written, found);
  }
  return found;
}

function readOperator(written: string): Operator {
  const [, quantifier, rest = ""] = /^(?:for(any|all)values?:)?(.*)$/i.exec(written) ?? [];
  const base = rest.toLowerCase();
  const ifExists = base.endsWith("ifexists");
  return {
    quantifier: quantifier === undefined ? undefined : quantifier.toLowerCase() === "any" ? "any" : "all",
    base: ifExists ? base.slice(0, -"ifexists".length) : base,
    ifExists,
  };
}

/** Operators that a value must meet, and negated ones, each by its opposite. */
export const positive: ReadonlySet<string> = new Set([
  "stringequals",
  "stringequalsignorecase",
  "stringlike",
  "arnequals",
  "arnlike",
  "ipaddress",
  "bool",
]);
export const negations: Readonly<Record<string, string>> = lookupTable({
  stringnotequals: "stringequals",
  stringnotequalsignorecase: "stringequalsignorecase",
  stringnotlike: "stringlike",
  arnnotequals: "arnequals",
  arnnotlike: "arnlike",
  notipaddress: "ipaddress",
});
/** Every operator that excludes only what it names, also for numbers and dates. */
export const isNegated = (base: string): boolean =>
  negations[base] !== undefined || base === "numericnotequals" || base === "datenotequals";
/** `ArnEquals` reads wildcards as `ArnLike` does. */
export const takesWildcards = (base: string): boolean => base === "stringlike" || base === "arnlike" || base === "arnequals";

/** Whether one of a statement's conditions is of a kind. A condition with an unknown key is of no kind. */
export function someCondition(
  { conditions }: Statement,
  is: (condition: Condition, at: string, all: readonly Condition[]) => Answer,
): Answer {
  if (isUnknown(conditions)) return maybe("conditions");
  if (conditions.length === 0) return no;
  return anyOf(
    conditions.map((condition, i) => {
      const at = `conditions[${i}]`;
      return condition.key === "" ? maybe(at) : is(condition, at, conditions);
    }),
  );
}

/** Values are alternatives, so every one of them must pass. */
export function everyValue({ values }: Condition, at: string, passes: (value: string) => boolean): Answer {
  if (isUnknown(values)) return maybe(`${at}.values`);
  const unknown: string[] = [];
  for (const [i, value] of values.entries()) {
    if (isUnknown(value)) unknown.push(`${at}.values[${i}]`);
    else if (!passes(value)) return no;
  }
  return unknown.length > 0 ? maybe(...unknown) : yes(at);
}

/** Whether one of the values passes: of a negated operator each must be missed. */
export function someValue({ values }: Condition, at: string, passes: (value: string) => boolean): Answer {
  if (isUnknown(values)) return maybe(`${at}.values`);
  const unknown: string[] = [];
  for (const [i, value] of values.entries()) {
    if (isUnknown(value)) unknown.push(`${at}.values[${i}]`);
    else if (passes(value)) return yes(at);
  }
  return unknown.length > 0 ? maybe(...unknown) : no;
}

/** The values of a condition that are known. */
export const knownValues = ({ values }: Condition): readonly string[] =>
  isUnknown(values) ? [] : values.filter((value): value is string => !isUnknown(value));
/** How many values are not known; any number where the whole list is not. */
export const unknownCount = ({ values }: Condition): number =>
  isUnknown(values) ? Number.POSITIVE_INFINITY : values.filter((value) => isUnknown(value)).length;

/** The opposite of an answer about a condition, standing at the statement's conditions. */
export const unless = (answer: Answer): Answer => opposite(answer, "conditions");
