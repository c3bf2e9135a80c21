import { isUnknown } from "../../model/value.js";
import { type Answer, allOf, maybe, no, yes } from "../document/answer.js";
import type { Condition, Statement } from "../document/document.js";
import { isLongPeriod, isPeriod } from "./dates.js";
import { examples, ofStranger, present } from "./keys.js";
import { knownValues, negations, operatorOf, positive, someValue, takesWildcards, unknownCount } from "./operators.js";
import { isWholeInternet } from "./ranges.js";
import { fitsValue, takesEverybody } from "./values.js";

/** Whether every request of the day, or nearly every one, meets all conditions of a statement: a Deny then denies whatever it names. */
export function alwaysHolds(statement: Statement): Answer {
  const { conditions, document } = statement;
  if (isUnknown(conditions)) return maybe("conditions");
  return allOf({ at: yes("effect"), and: conditions.map((condition, i) => holdsForAll(condition, `conditions[${i}]`, document.today)) });
}

/** Whether nearly every request meets a condition: stricter than not to narrow, as one that an exception spares is not denied. */
export function holdsForAll(condition: Condition, at: string, today: string | undefined): Answer {
  if (condition.key === "") return maybe(at);
  const { base, quantifier, ifExists } = operatorOf(condition.operator);
  const key = condition.key.toLowerCase();
  const isThere = present.has(key);
  if (base === "null") return isThere && key !== "aws:principalarn" ? someValue(condition, at, (value) => /^false$/i.test(value)) : no;
  if (isPeriod(condition)) return isLongPeriod(condition, at, today);
  const met = key === "aws:securetransport" ? /^true$/i : ofStranger[key];
  if (base === "bool" && quantifier === undefined && met !== undefined && key !== "elasticfilesystem:accessedviamounttarget")
    return someValue(condition, at, (value) => met.test(value));
  if (key === "aws:sourceip" && base === "ipaddress") return isWholeInternet(knownValues(condition)) ? yes(at) : openIn(condition, at);
  const samples = examples[key];
  if (samples !== undefined && quantifier === undefined) return fitsAll(condition, base, samples, at);
  const sparesAbsent = ifExists || quantifier === "all";
  if (takesWildcards(base) && (isThere || sparesAbsent)) return someValue(condition, at, takesEverybody);
  return no;
}

const openIn = (condition: Condition, at: string): Answer => (unknownCount(condition) > 0 ? maybe(`${at}.values`) : no);

const aRegion = /^[a-z]{2,4}(-[a-z]+)+-\d+$/;

function fitsAll(condition: Condition, base: string, samples: readonly string[], at: string): Answer {
  const kept = negations[base];
  const known = knownValues(condition);
  const isTakenIn = (sample: string): boolean => known.some((value) => fitsValue(kept ?? base, value, sample));
  // An exception for a region that only some accounts have is still an exception.
  const excepts = (value: string): boolean => /[*?]|\$\{/.test(value) || aRegion.test(value);
  if (kept !== undefined) return known.some(excepts) ? no : unknownCount(condition) > 0 ? maybe(`${at}.values`) : yes(at);
  return positive.has(base) && samples.every(isTakenIn) ? yes(at) : openIn(condition, at);
}
