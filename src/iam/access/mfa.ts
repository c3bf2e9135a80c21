import { lookupTable } from "../../data/lookup.js";
import { isUnknown, lookup } from "../../model/value.js";
import { neverHolds } from "../conditions/impossible.js";
import { knownValues, operatorOf, someCondition, someValue } from "../conditions/operators.js";
import { type Answer, allOf, anyOf, mapPlaces, maybe, no, opposite, yes } from "../document/answer.js";
import type { Condition, Statement } from "../document/document.js";
import { managedName } from "../document/managed.js";
import type { Holder, Line, Spot } from "./holder.js";
import { spotOf } from "./holder.js";

/**
 * Whether a user can act only with MFA: a policy of the user or its groups denies requests without it, or each grant requires it.
 * Without any grant, nothing requires it.
 */
export function demandsMfa(holder: Holder): Answer<Spot> {
  // No AWS managed policy requires MFA, even one whose content is not known here.
  const foreign = holder.unseen.filter((spot) => !isOfAws(spot));
  const denied = anyOf([...holder.lines.map(isDenied), ...foreign.map((spot) => maybe(spot))]);
  if (denied.is !== "no" || foreign.length < holder.unseen.length) return denied;
  const [first, ...others] = holder.lines
    .filter(({ statement }) => statement.effect !== "Deny")
    .map(({ statement }) => mapPlaces(asksForMfa(statement), () => spotOf(statement, "conditions")));
  return first === undefined ? no : allOf({ at: first, and: others });
}

function isOfAws({ resource, path }: Spot): boolean {
  const arn = lookup(resource.inputs.value, path);
  return typeof arn === "string" && managedName(arn) !== undefined;
}

function isDenied({ statement, isSure }: Line): Answer<Spot> {
  if (statement.effect === "Allow") return no;
  const answer = deniesWithoutMfa(statement);
  const spot = spotOf(statement, "conditions");
  if (answer.is === "no") return no;
  return answer.is === "yes" && isSure && !isUnknown(statement.effect) ? yes(spot) : maybe(spot);
}

/** What a request states about MFA, the age in seconds: a key that is not in it is left out. */
interface Request {
  readonly present?: boolean;
  readonly age?: number;
}
/** A request of the console, or with temporary credentials, has the key as false if no MFA was used. */
const withPassword: Request = { present: false };
/** A request with long-lived keys does not have the key at all. */
const withKeys: Request = {};
const withMfa: Request = { present: true, age: 60 };

/** Whether a Deny applies to console sessions without MFA and not to those with it, by its conditions on MFA. */
export function deniesWithoutMfa(statement: Statement): Answer {
  const { conditions } = statement;
  if (isUnknown(conditions)) return maybe("conditions");
  const all = (request: Request): Answer => {
    const [first = no, ...others] = conditions.flatMap((condition, i) => {
      const at = `conditions[${i}]`;
      return condition.key === "" ? [maybe(at)] : (meets(condition, at, request) ?? []);
    });
    return allOf({ at: first, and: others });
  };
  const never = neverHolds(statement);
  const met = all(withPassword);
  if (met.is !== "yes") return never.is === "yes" ? no : met;
  return allOf({ at: met, and: [opposite(all(withMfa), met.at), opposite(never, met.at)] });
}

/** Whether an Allow applies only with MFA: a condition fails in the console without it, and with long-lived keys. */
export function asksForMfa(statement: Statement): Answer {
  return someCondition(statement, (condition, at) => {
    const [first = no, second = no] = [withPassword, withKeys].map((request) => opposite(meets(condition, at, request) ?? yes(at), at));
    return first.is === "unknown" ? first : allOf({ at: first, and: [second] });
  });
}

/** Whether a request meets a condition on MFA; `undefined` where the condition is about something else, or is none that AWS could compare. */
function meets(condition: Condition, at: string, { present, age }: Request): Answer | undefined {
  const { base, quantifier, ifExists } = operatorOf(condition.operator);
  const key = condition.key.toLowerCase();
  if (key !== "aws:multifactorauthpresent" && key !== "aws:multifactorauthage") return undefined;
  const value = key === "aws:multifactorauthpresent" ? present : age;
  if (base === "null")
    return comparedBy(condition, at, /^(true|false)$/i, (text) => (text.toLowerCase() === "true") === (value === undefined));
  const compare = key === "aws:multifactorauthage" ? comparisons[base] : base === "bool" ? isSame : undefined;
  const form = base === "bool" ? /^(true|false)$/i : /^\d+$/;
  if (compare === undefined) return undefined;
  return comparedBy(condition, at, form, (text) => (value === undefined ? ifExists || quantifier === "all" : compare(value, text)));
}

/** Whether one of the values passes; `undefined` where one is not of the form that the operator compares. */
function comparedBy(condition: Condition, at: string, form: RegExp, passes: (text: string) => boolean): Answer | undefined {
  if (knownValues(condition).some((text) => !form.test(text))) return undefined;
  return someValue(condition, at, passes);
}

type Compare = (value: boolean | number, text: string) => boolean;
const isSame: Compare = (value, text) => String(value) === text.toLowerCase();
const comparisons: Readonly<Record<string, Compare>> = lookupTable({
  numericlessthan: (age, text) => Number(age) < Number(text),
  numericlessthanequals: (age, text) => Number(age) <= Number(text),
  numericgreaterthan: (age, text) => Number(age) > Number(text),
  numericgreaterthanequals: (age, text) => Number(age) >= Number(text),
  numericequals: (age, text) => Number(age) === Number(text),
});
