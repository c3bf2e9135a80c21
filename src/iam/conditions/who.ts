import { lookupTable } from "../../data/lookup.js";
import { oneOf } from "../../model/expression.js";
import { isUnknown } from "../../model/value.js";
import { type Answer, allOf, anyOf, maybe, no, yes } from "../document/answer.js";
import type { Condition, Statement } from "../document/document.js";
import { holdsForAll } from "./always.js";
import { ofStranger } from "./keys.js";
import { everyValue, negations, operatorOf, positive, takesWildcards } from "./operators.js";
import { narrow } from "./ranges.js";
import { anybodys, partsOf } from "./values.js";

/** The form, by key, of a value that names one organisation, account, network or resource. */
const account = /^\d{12}$/;
const organisation = /^o-[a-z0-9]{4,}/;
// A bucket name has one owner; the name of an access point does not.
export const arnOfOneOwner = oneOf([
  [/^arn:[^:*?]*:[^:]*:[^:]*:(\d{12}|cloudfront):/, "arn:aws:sns:eu-west-1:123456789012:alarms", "arn:aws:sns:eu-west-1:*:alarms"],
  [/^arn:[^:*?]*:s3:[^:]*:[^:]*:(?!accesspoint)[^*?/]{3,}/, "arn:aws:s3:::invoices", "arn:aws:s3:::*"],
]);
export const who: Readonly<Record<string, RegExp>> = lookupTable({
  "aws:principalorgid": organisation,
  "aws:principalorgpaths": organisation,
  "aws:sourceorgid": organisation,
  "aws:sourceorgpaths": organisation,
  "aws:principalaccount": account,
  "aws:sourceaccount": account,
  "aws:sourceowner": account,
  "aws:principalarn": /^arn:[^:*?]*:(iam|sts):[^:]*:\d{12}:|^arn:[^:*?]*:iam::cloudfront:/,
  "aws:sourcearn": arnOfOneOwner.expression,
  "aws:sourcevpc": /^vpc-[0-9a-f]{4,}/,
  "aws:sourcevpce": /^vpce-(svc-)?[0-9a-f]{4,}/,
  "aws:sourcevpcarn": arnOfOneOwner.expression,
  "aws:vpceaccount": account,
  "aws:vpceorgid": organisation,
  "aws:vpceorgpaths": organisation,
  "aws:userid": /^(AROA|AIDA|ASIA)[A-Z0-9]{8,}/,
  "kms:calleraccount": account,
  "s3:dataaccesspointaccount": account,
  "s3:dataaccesspointarn": arnOfOneOwner.expression,
  // Whatever belongs to the caller's own organisation or account, compared with the caller.
  "aws:resourceorgid": /^\$\{aws:principalorgid\}$/i,
  "aws:resourceaccount": /^\$\{aws:principalaccount\}$/i,
});
const ofResource = /^\$\{aws:resource/i;

/** Whether a statement's conditions allow only a fixed circle: an organisation, account, network or resource. */
export function restrictsWho(statement: Statement): Answer {
  if (isUnknown(statement.conditions)) return maybe("conditions");
  return anyOf(statement.conditions.map((condition, i) => namesWho(condition, `conditions[${i}]`)));
}

function namesWho(condition: Condition, at: string): Answer {
  if (condition.key === "") return maybe(at);
  const { base, quantifier, ifExists } = operatorOf(condition.operator);
  // Without the key, IfExists and ForAllValues hold: they allow requests that do not have it.
  if (!positive.has(base) || ifExists || quantifier === "all") return no;
  return isFixed(condition, base, at);
}

function isFixed(condition: Condition, base: string, at: string): Answer {
  const key = condition.key.toLowerCase();
  if (key === "elasticfilesystem:accessedviamounttarget") return base === "bool" ? everyValue(condition, at, (v) => /^true$/i.test(v)) : no;
  if (key === "aws:sourceip") return base === "ipaddress" ? narrow(condition, at) : no;
  const fixed = who[key];
  if (fixed === undefined || base === "bool" || base === "ipaddress") return no;
  return everyValue(condition, at, (value) => {
    if (key.startsWith("aws:resource")) return fixed.test(value);
    if (value.includes("${")) return ofResource.test(value);
    if (base.startsWith("arn") && fixed.test(inSomePartition(value))) return true;
    // Under an exact operator a wildcard is an ordinary character that no real value has.
    return !takesWildcards(base) || !/[*?]/.test(value) || fixed.test(value);
  });
}

/** An ARN pattern with a partition for the wildcard that represents it: `ArnLike` lets none reach into the next part. */
function inSomePartition(pattern: string): string {
  const [head, partition = "", ...rest] = partsOf(pattern) ?? [];
  return head === undefined || !/[*?]/.test(partition) ? pattern : [head, "aws", ...rest].join(":");
}

/** Whether a Deny with these conditions meets every caller from outside a fixed circle. */
export function meetsOutsiders(statement: Statement): Answer {
  if (isUnknown(statement.conditions)) return maybe("conditions");
  return allOf({
    at: yes("effect"),
    and: statement.conditions.map((condition, i) => {
      const at = `conditions[${i}]`;
      if (condition.key === "") return maybe(at);
      const { base, quantifier } = operatorOf(condition.operator);
      const has = ofStranger[condition.key.toLowerCase()];
      if (base === "bool" && has !== undefined && quantifier === undefined) return everyValue(condition, at, (value) => has.test(value));
      if (!/^aws:(principal|userid)/i.test(condition.key) && holdsForAll(condition, at, statement.document.today).is === "yes")
        return yes(at);
      const negated = negations[base];
      if (negated === undefined || quantifier === "any") return no;
      // A key that is missing meets a negated operator, so that IfExists changes nothing.
      return isFixed(condition, negated, at);
    }),
  });
}

/** Whether a condition demands one of some keys with a value that is nobody else's, `open` for some keys more than `anybodys`: the guard of a trust. */
export const demands = (statement: Statement, keys: readonly string[], open: Readonly<Record<string, RegExp>> = {}): Answer =>
  demandsOf(
    statement,
    (key) => keys.includes(key),
    (value, key) => !anybodys.test(value) && open[key]?.test(value) !== true,
  );

/**
 * Whether a condition demands one of some keys (given in lower case) with values that each bind: an operator that a request without the key does not meet.
 * Under an exact operator a wildcard is an ordinary character, which no request has.
 */
export function demandsOf(statement: Statement, isKey: (key: string) => boolean, binds: (value: string, key: string) => boolean): Answer {
  if (isUnknown(statement.conditions)) return maybe("conditions");
  return anyOf(
    statement.conditions.map((condition, i) => {
      const at = `conditions[${i}]`;
      if (condition.key === "") return maybe(at);
      const { base, quantifier, ifExists } = operatorOf(condition.operator);
      const key = condition.key.toLowerCase();
      if (!isKey(key) || !positive.has(base) || base === "bool" || ifExists || quantifier === "all") return no;
      return everyValue(condition, at, (value) => binds(value, key) || (!takesWildcards(base) && /[*?]/.test(value)));
    }),
  );
}
