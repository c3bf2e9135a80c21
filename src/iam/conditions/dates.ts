import { type Answer, maybe, no, yes } from "../document/answer.js";
import type { Condition } from "../document/document.js";
import { everyValue, knownValues, operatorOf, someValue, unknownCount } from "./operators.js";

/** Keys that are the time of the request, and the one that is the time at which its temporary credentials were given. */
const ofRequest: ReadonlySet<string> = new Set(["aws:currenttime", "aws:epochtime"]);
const ofToken = "aws:tokenissuetime";
const day = 86_400_000;
/** Temporary credentials are valid for at most 36 hours, so no request has older ones. */
const longestSession = 1.5 * day;
/** Nobody plans further ahead than this. */
const longTime = 5 * 366 * day;

/** A moment as IAM writes it, in milliseconds: W3C forms of ISO 8601, or seconds since 1970; NaN where it is none. */
export const momentOf = (text: string): number => (/^\d{5,}(\.\d+)?$/.test(text) ? Number(text) * 1000 : Date.parse(text));

/** The comparison of a moment that a condition makes: `before` an end, `after` a start. */
function comparisonOf(condition: Condition): { readonly key: string; readonly side: "before" | "after" | "at" } | undefined {
  const { base } = operatorOf(condition.operator);
  const key = condition.key.toLowerCase();
  if (!ofRequest.has(key) && key !== ofToken) return undefined;
  const [, kind, order = ""] = /^(date|numeric)(lessthan|greaterthan|equals)(equals)?$/.exec(base) ?? [];
  if (kind === undefined || (kind === "numeric" && key !== "aws:epochtime")) return undefined;
  return { key, side: order === "lessthan" ? "before" : order === "greaterthan" ? "after" : "at" };
}

/** Whether no request of the day can meet a comparison of moments, since all its ends are past; `IfExists` aside. */
export function hasEnded(condition: Condition, at: string, today: string | undefined): Answer {
  const { side } = ofRequest.has(condition.key.toLowerCase()) ? (comparisonOf(condition) ?? {}) : {};
  if (side === undefined || side === "after" || today === undefined) return no;
  return everyValue(condition, at, (value) => momentOf(value) <= Date.parse(today));
}

/** Whether only credentials meet a condition that are too old to work, such as those given before a day long past. */
export function isForOldTokens(condition: Condition, at: string, today: string | undefined): Answer {
  const { key, side } = comparisonOf(condition) ?? {};
  if (key !== ofToken || side === "after" || today === undefined || operatorOf(condition.operator).ifExists) return no;
  return everyValue(condition, at, (value) => momentOf(value) <= Date.parse(today) - longestSession);
}

/** Whether a condition compares the time of the request, or that of its token, with a start or an end. */
export const isPeriod = (condition: Condition): boolean => (comparisonOf(condition)?.side ?? "at") !== "at";

/** Whether a start is past or an end is years away, so that every request of the day meets it. */
export function isLongPeriod(condition: Condition, at: string, today: string | undefined): Answer {
  const { key, side } = comparisonOf(condition) ?? {};
  if (key === ofToken || side === undefined || side === "at" || today === undefined) return no;
  const now = Date.parse(today);
  return someValue(condition, at, (value) => (side === "after" ? momentOf(value) <= now : momentOf(value) > now + longTime));
}

/** Whether a start is years away, so that no request meets it for as long as anybody plans; `IfExists` aside. */
export function isFarAhead(condition: Condition, at: string, today: string | undefined): Answer {
  if (comparisonOf(condition)?.side !== "after" || today === undefined) return no;
  return everyValue(condition, at, (value) => momentOf(value) > Date.parse(today) + longTime);
}

/** Whether two comparisons of one time leave no moment: each start is at or after each end. */
export function leavesNoMoment(a: Condition, b: Condition, at: string): Answer {
  const [end, start] = [comparisonOf(a), comparisonOf(b)];
  if (end?.side !== "before" || start?.side !== "after" || end.key !== start.key) return no;
  const moments = (condition: Condition): number[] =>
    knownValues(condition)
      .map(momentOf)
      .filter((moment) => !Number.isNaN(moment));
  if (Math.max(...moments(a)) > Math.min(...moments(b))) return no;
  return unknownCount(a) + unknownCount(b) > 0 ? maybe(`${at}.values`) : yes(at);
}
