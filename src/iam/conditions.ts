import ipaddr from "ipaddr.js";
import { isUnknown } from "../model/value.js";
import { type Answer, allOf, anyOf, maybe, no, opposite, yes } from "./answer.js";
import type { Condition, Statement } from "./document.js";

/** A condition operator in its parts: `ForAnyValue:StringLikeIfExists`. */
interface Operator {
  readonly quantifier: "any" | "all" | undefined;
  readonly base: string;
  readonly ifExists: boolean;
}

function parse(written: string): Operator {
  const [, quantifier, rest = ""] = /^(?:for(any|all)values?:)?(.*)$/i.exec(written) ?? [];
  const base = rest.toLowerCase();
  const ifExists = base.endsWith("ifexists");
  return {
    quantifier: quantifier === undefined ? undefined : quantifier.toLowerCase() === "any" ? "any" : "all",
    base: ifExists ? base.slice(0, -"ifexists".length) : base,
    ifExists,
  };
}

const positive = new Set(["stringequals", "stringequalsignorecase", "stringlike", "arnequals", "arnlike", "ipaddress", "bool"]);
const negations: Readonly<Record<string, string>> = {
  stringnotequals: "stringequals",
  stringnotequalsignorecase: "stringequalsignorecase",
  stringnotlike: "stringlike",
  arnnotequals: "arnequals",
  arnnotlike: "arnlike",
  notipaddress: "ipaddress",
};
const takesWildcards = (base: string): boolean => base === "stringlike" || base === "arnlike" || base === "arnequals";

/** What a value must look like, by key, for it to name one organisation, account, network or resource, and not anyone's. */
const account = /^\d{12}$/;
const organisation = /^o-[a-z0-9]{4,}/;
const arnOfOneOwner = /^arn:[^:*?]*:[^:]*:[^:]*:(\d{12}|cloudfront):|^arn:[^:*?]*:s3:[^:]*:[^:]*:[^*?/]{3,}/;
const who: Readonly<Record<string, RegExp>> = {
  "aws:principalorgid": organisation,
  "aws:principalorgpaths": organisation,
  "aws:sourceorgid": organisation,
  "aws:sourceorgpaths": organisation,
  "aws:principalaccount": account,
  "aws:sourceaccount": account,
  "aws:sourceowner": account,
  "aws:principalarn": /^arn:[^:*?]*:(iam|sts):[^:]*:\d{12}:|^arn:[^:*?]*:iam::cloudfront:/,
  "aws:sourcearn": arnOfOneOwner,
  "aws:sourcevpc": /^vpc-[0-9a-f]{4,}/,
  "aws:sourcevpce": /^vpce-(svc-)?[0-9a-f]{4,}/,
  "aws:sourcevpcarn": arnOfOneOwner,
  "aws:vpceaccount": account,
  "aws:vpceorgid": organisation,
  "aws:vpceorgpaths": organisation,
  "aws:userid": /^((AROA|AIDA|ASIA)[A-Z0-9]{8,}|\d{12}$)/,
  "kms:calleraccount": account,
  "s3:dataaccesspointaccount": account,
  "s3:dataaccesspointarn": arnOfOneOwner,
  // Whatever belongs to the caller's own organisation or account, compared with the caller.
  "aws:resourceorgid": /^\$\{aws:principalorgid\}$/i,
  "aws:resourceaccount": /^\$\{aws:principalaccount\}$/i,
};
const ofResource = /^\$\{aws:resource/i;

/** Whether a statement's conditions leave in only a fixed circle: an organisation, account, network or resource. */
export function restrictsWho(statement: Statement): Answer {
  if (isUnknown(statement.conditions)) return maybe("conditions");
  return anyOf(statement.conditions.map((condition, i) => namesWho(condition, `conditions[${i}]`)));
}

function namesWho(condition: Condition, at: string): Answer {
  if (condition.key === "") return maybe(at);
  const { base, quantifier, ifExists } = parse(condition.operator);
  // Without the key, IfExists and ForAllValues hold: they let in whoever has none.
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
    if (ofResource.test(value)) return true;
    if (value.includes("${")) return key.startsWith("aws:resource") && fixed.test(value);
    // Under an exact operator a wildcard is an ordinary character that no real value has.
    return !takesWildcards(base) || !/[*?]/.test(value) || fixed.test(value);
  });
}

/** Values are alternatives, so every one of them must pass. */
function everyValue(condition: Condition, at: string, passes: (value: string) => boolean): Answer {
  if (isUnknown(condition.values)) return maybe(`${at}.values`);
  if (condition.values.length === 0) return yes(at);
  return allOf(
    yes(at),
    ...condition.values.map((value, i) => (isUnknown(value) ? maybe(`${at}.values[${i}]`) : passes(value) ? yes(at) : no)),
  );
}

/** Whether ranges leave out at least half of the internet; `0.0.0.0/1` and `128.0.0.0/1` together do not. */
function narrow(condition: Condition, at: string): Answer {
  if (isUnknown(condition.values)) return maybe(`${at}.values`);
  const known = condition.values.filter((value) => !isUnknown(value));
  let four = 0;
  let six = 0;
  for (const value of known) {
    const range = rangeOf(String(value));
    if (range?.kind === "ipv4") four += 2 ** -range.prefix;
    if (range?.kind === "ipv6") six += 2 ** -range.prefix;
  }
  if (four >= 0.5 || six >= 0.5) return no;
  return known.length === condition.values.length ? yes(at) : maybe(`${at}.values`);
}

function rangeOf(text: string): { kind: "ipv4" | "ipv6"; prefix: number } | undefined {
  if (ipaddr.isValidCIDR(text)) {
    const [address, prefix] = ipaddr.parseCIDR(text);
    return { kind: address.kind(), prefix };
  }
  return ipaddr.isValid(text) ? { kind: ipaddr.parse(text).kind(), prefix: text.includes(":") ? 128 : 32 } : undefined;
}

// What a caller from outside meets anyway: such parts of a Deny do not spare him.
const outsiderHas: Readonly<Record<string, RegExp>> = {
  "aws:principalisawsservice": /^false$/i,
  "aws:viaawsservice": /^false$/i,
  "elasticfilesystem:accessedviamounttarget": /^false$/i,
};

/** Whether a Deny with these conditions meets every caller from outside a fixed circle. */
export function meetsOutsiders(statement: Statement): Answer {
  if (isUnknown(statement.conditions)) return maybe("conditions");
  return allOf(
    yes("effect"),
    ...statement.conditions.map((condition, i) => {
      const at = `conditions[${i}]`;
      if (condition.key === "") return maybe(at);
      const { base, quantifier } = parse(condition.operator);
      const has = outsiderHas[condition.key.toLowerCase()];
      if (base === "bool" && has !== undefined && quantifier === undefined) return everyValue(condition, at, (value) => has.test(value));
      const negated = negations[base];
      if (negated === undefined || quantifier === "any") return no;
      // A key that is missing meets a negated operator, so that IfExists changes nothing.
      return isFixed(condition, negated, at);
    }),
  );
}

const always = new Set([
  "aws:principalarn",
  "aws:principalaccount",
  "aws:userid",
  "aws:sourceip",
  "iam:passedtoservice",
  "aws:requestedregion",
]);
const forged = new Set(["aws:securetransport", "aws:useragent", "aws:referer"]);

/**
 * Whether the conditions of a grant to a known principal narrow it at all: for rules on what is granted rather than to whom. TLS, forged headers, start dates
 * that are past and `*` do not; everything else counts, so that a rule stays silent where it cannot tell.
 */
export function narrows(statement: Statement, now: number = Date.now()): Answer {
  if (isUnknown(statement.conditions)) return maybe("conditions");
  return anyOf(statement.conditions.map((condition, i) => narrowsUse(condition, `conditions[${i}]`, now)));
}

function narrowsUse(condition: Condition, at: string, now: number): Answer {
  if (condition.key === "") return maybe(at);
  const { base } = parse(condition.operator);
  const key = condition.key.toLowerCase();
  if (forged.has(key)) return no;
  if (base.startsWith("date")) return hasEnded(condition, base, at, now);
  if (base === "ipaddress") return narrow(condition, at);
  if (!takesWildcards(base) || !always.has(key)) return isUnknown(condition.values) ? maybe(`${at}.values`) : yes(at);
  return everyValue(condition, at, (value) => !/^[*?]*\*[*?]*$/.test(value) && !/^arn:[*:]*\*$/.test(value));
}

/** Whether the grant has expired: an end date in the past. */
export function expired(statement: Statement, now: number = Date.now()): Answer {
  if (isUnknown(statement.conditions)) return maybe("conditions");
  return anyOf(
    statement.conditions.map((condition, i) => {
      if (condition.key === "") return maybe(`conditions[${i}]`);
      const { base } = parse(condition.operator);
      return base.startsWith("date") ? hasEnded(condition, base, `conditions[${i}]`, now) : no;
    }),
  );
}

function hasEnded(condition: Condition, base: string, at: string, now: number): Answer {
  if (!base.startsWith("datelessthan") || condition.key.toLowerCase() !== "aws:currenttime") return no;
  return everyValue(condition, at, (value) => Date.parse(value) < now);
}

/** Whether a condition demands one of some keys with a value that is no bare wildcard: the guard of a trust. */
export function demands(statement: Statement, keys: readonly string[]): Answer {
  if (isUnknown(statement.conditions)) return maybe("conditions");
  return anyOf(
    statement.conditions.map((condition, i) => {
      const at = `conditions[${i}]`;
      if (condition.key === "") return maybe(at);
      const { base, quantifier, ifExists } = parse(condition.operator);
      if (!keys.includes(condition.key.toLowerCase()) || !positive.has(base) || ifExists || quantifier === "all") return no;
      return everyValue(
        condition,
        at,
        (value) => !takesWildcards(base) || !/^(o-)?[*?/]*$|^arn:[^:]*:[^:]*:[^:]*:[*?]*:(\*|[a-z]*\/?\*)$/.test(value),
      );
    }),
  );
}

/** The opposite of an answer about a condition, standing at the statement's conditions. */
export const unless = (answer: Answer): Answer => opposite(answer, "conditions");
