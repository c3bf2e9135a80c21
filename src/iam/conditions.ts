import ipaddr from "ipaddr.js";
import { isUnknown } from "../model/value.js";
import { type Answer, allOf, anyOf, maybe, no, opposite, yes } from "./answer.js";
import type { Condition, Statement } from "./document.js";
import { fits } from "./wildcard.js";

/** A condition operator in its parts: `ForAnyValue:StringLikeIfExists`. */
export interface Operator {
  readonly quantifier: "any" | "all" | undefined;
  readonly base: string;
  readonly ifExists: boolean;
}

export function operatorOf(written: string): Operator {
  const [, quantifier, rest = ""] = /^(?:for(any|all)values?:)?(.*)$/i.exec(written) ?? [];
  const base = rest.toLowerCase();
  const ifExists = base.endsWith("ifexists");
  return {
    quantifier: quantifier === undefined ? undefined : quantifier.toLowerCase() === "any" ? "any" : "all",
    base: ifExists ? base.slice(0, -"ifexists".length) : base,
    ifExists,
  };
}

/** Operators that a value must meet, and those that it must not, by the one that each turns round. */
export const positive: ReadonlySet<string> = new Set([
  "stringequals",
  "stringequalsignorecase",
  "stringlike",
  "arnequals",
  "arnlike",
  "ipaddress",
  "bool",
]);
export const negations: Readonly<Record<string, string>> = {
  stringnotequals: "stringequals",
  stringnotequalsignorecase: "stringequalsignorecase",
  stringnotlike: "stringlike",
  arnnotequals: "arnequals",
  arnnotlike: "arnlike",
  notipaddress: "ipaddress",
};
export const takesWildcards = (base: string): boolean => base === "stringlike" || base === "arnlike" || base === "arnequals";

/** What a value must look like, by key, for it to name one organisation, account, network or resource, and not anyone's. */
const account = /^\d{12}$/;
const organisation = /^o-[a-z0-9]{4,}/;
// A bucket's name is its owner's alone, that of an access point is not.
const arnOfOneOwner = /^arn:[^:*?]*:[^:]*:[^:]*:(\d{12}|cloudfront):|^arn:[^:*?]*:s3:[^:]*:[^:]*:(?!accesspoint)[^*?/]{3,}/;
export const who: Readonly<Record<string, RegExp>> = {
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
  "aws:userid": /^(AROA|AIDA|ASIA)[A-Z0-9]{8,}/,
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
  const { base, quantifier, ifExists } = operatorOf(condition.operator);
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
    if (key.startsWith("aws:resource")) return fixed.test(value);
    if (value.includes("${")) return ofResource.test(value);
    // Under an exact operator a wildcard is an ordinary character that no real value has.
    return !takesWildcards(base) || !/[*?]/.test(value) || fixed.test(value);
  });
}

/** Values are alternatives, so every one of them must pass. */
function everyValue(condition: Condition, at: string, passes: (value: string) => boolean): Answer {
  if (isUnknown(condition.values)) return maybe(`${at}.values`);
  return allOf(
    yes(at),
    ...condition.values.map((value, i) => (isUnknown(value) ? maybe(`${at}.values[${i}]`) : passes(value) ? yes(at) : no)),
  );
}

/** Whether one of the values passes: of a negated operator each must be missed. */
function anyValue(condition: Condition, at: string, passes: (value: string) => boolean): Answer {
  if (isUnknown(condition.values)) return maybe(`${at}.values`);
  return anyOf(condition.values.map((value, i) => (isUnknown(value) ? maybe(`${at}.values[${i}]`) : passes(value) ? yes(at) : no)));
}

/** Whether ranges leave out at least half of the internet; `0.0.0.0/1` and `128.0.0.0/1` together do not. */
export function narrow(condition: Condition, at: string): Answer {
  if (isUnknown(condition.values)) return maybe(`${at}.values`);
  const known = condition.values.filter((value): value is string => !isUnknown(value));
  let four = 0;
  let six = 0;
  for (const value of known) {
    // A single address is next to nothing of it.
    if (!ipaddr.isValidCIDR(value)) continue;
    const [address, prefix] = ipaddr.parseCIDR(value);
    if (address.kind() === "ipv4") four += 2 ** -prefix;
    else six += 2 ** -prefix;
  }
  if (four >= 0.5 || six >= 0.5) return no;
  return known.length === condition.values.length ? yes(at) : maybe(`${at}.values`);
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
      const { base, quantifier } = operatorOf(condition.operator);
      const has = outsiderHas[condition.key.toLowerCase()];
      if (base === "bool" && has !== undefined && quantifier === undefined) return everyValue(condition, at, (value) => has.test(value));
      const negated = negations[base];
      if (negated === undefined || quantifier === "any") return no;
      // A key that is missing meets a negated operator, so that IfExists changes nothing.
      return isFixed(condition, negated, at);
    }),
  );
}

export const always: ReadonlySet<string> = new Set([
  "aws:principalarn",
  "aws:principalaccount",
  "aws:userid",
  "aws:sourceip",
  "aws:requestedregion",
  "iam:permissionsboundary",
]);
/** Keys that every request of a known principal has. */
const present = new Set([
  "aws:principalarn",
  "aws:principalaccount",
  "aws:userid",
  "aws:currenttime",
  "aws:securetransport",
  "aws:requestedregion",
]);
/** What is the same for whatever somebody does: it tells principals apart, not uses. */
const ofHolder = /^aws:principal(account|orgid|orgpaths)$/;
/** Keys that many requests do not have. */
const optional =
  /^aws:(requesttag\/|resourcetag\/|principaltag\/|tagkeys$|source(arn|account|vpc|vpce|identity|org)|multifactorauth|calledvia|federatedprovider)/;
const forged = new Set(["aws:securetransport", "aws:useragent", "aws:referer"]);

/** For what a grant is used: conditions that only choose among uses restrict it or not. */
export interface Use {
  /** The services to which a role is passed; any where it is left out. */
  readonly passedTo?: readonly string[];
  /** Used for all kinds of actions: most of their requests have no tags, networks or sources that a condition could ask for. */
  readonly broad?: boolean;
}

/**
 * Whether the conditions of a grant to a known principal narrow it at all: for rules on what is granted rather than to whom. TLS, forged headers, start dates
 * that are past and `*` do not; everything else counts, so that a rule stays silent where it cannot tell.
 */
export function narrows(statement: Statement, use: Use = {}, now: number = Date.now()): Answer {
  if (isUnknown(statement.conditions)) return maybe("conditions");
  return anyOf(statement.conditions.map((condition, i) => narrowsUse(condition, `conditions[${i}]`, use, now)));
}

export function narrowsUse(condition: Condition, at: string, use: Use, now: number): Answer {
  if (condition.key === "") return maybe(at);
  const { base, quantifier, ifExists } = operatorOf(condition.operator);
  const key = condition.key.toLowerCase();
  if (forged.has(key)) return no;
  // Without the key, IfExists and ForAllValues hold.
  const sparesAbsent = ifExists || quantifier === "all";
  if (sparesAbsent && (key === "iam:permissionsboundary" || (use.broad === true && optional.test(key)))) return no;
  const has = outsiderHas[key];
  if (base === "bool" && has !== undefined && quantifier === undefined)
    return opposite(
      everyValue(condition, at, (value) => has.test(value)),
      at,
    );
  if (base === "null" && present.has(key))
    return opposite(
      everyValue(condition, at, (value) => /^false$/i.test(value)),
      at,
    );
  if (positive.has(base) && ofHolder.test(key)) return no;
  if (base.startsWith("date")) return hasEnded(condition, base, at, now);
  if (base === "ipaddress") return narrow(condition, at);
  // What is only kept from some services, policies or boundaries is open to all the others.
  if (base === "null" && (key === "iam:passedtoservice" || key === "iam:policyarn")) return no;
  if (key === "iam:passedtoservice") return negations[base] === undefined ? choosesService(condition, at, base, use) : no;
  if (key === "iam:policyarn") return negations[base] === undefined ? everyValue(condition, at, (arn) => isHarmless(arn, base)) : no;
  if (key === "iam:permissionsboundary")
    return negations[base] === undefined ? everyValue(condition, at, (arn) => !isTaken(arn, base, ["AdministratorAccess"])) : no;
  if (!takesWildcards(base) || !always.has(key)) return isUnknown(condition.values) ? maybe(`${at}.values`) : yes(at);
  return everyValue(condition, at, (value) => !/^[*?]*\*[*?]*$/.test(value) && !/^arn:[*:]*\*$/.test(value) && !everyPrincipal.test(value));
}

const someServices = ["ec2.amazonaws.com", "lambda.amazonaws.com", "states.amazonaws.com"];

/** Whether a role can be passed to chosen services only, and to none of those that the use asks for. */
function choosesService(condition: Condition, at: string, base: string, use: Use): Answer {
  const takes = (value: string, service: string): boolean => (takesWildcards(base) ? fits(value, service, true) : value === service);
  return everyValue(condition, at, (value) =>
    use.passedTo === undefined
      ? !someServices.every((service) => takes(value, service))
      : !use.passedTo.some((service) => takes(value, service)),
  );
}

/** Policies whose holder is an administrator or can make himself one: a pattern that takes one of them in is no guard. */
const mighty = ["AdministratorAccess", "IAMFullAccess", "PowerUserAccess", "job-function/SystemAdministrator"];
const isHarmless = (arn: string, base: string): boolean => !isTaken(arn, base, mighty);

/** Whether an ARN or a pattern takes in one of some policies that AWS manages. */
const isTaken = (arn: string, base: string, names: readonly string[]): boolean =>
  names.some((name) =>
    ["aws", "aws-cn", "aws-us-gov"].some((partition) => {
      const full = `arn:${partition}:iam::aws:policy/${name}`;
      return takesWildcards(base) ? fits(arn, full) : arn === full;
    }),
  );

/** Whether the grant has expired: an end date in the past. */
export function expired(statement: Statement, now: number = Date.now()): Answer {
  if (isUnknown(statement.conditions)) return maybe("conditions");
  return anyOf(
    statement.conditions.map((condition, i) => {
      if (condition.key === "") return maybe(`conditions[${i}]`);
      const { base } = operatorOf(condition.operator);
      return base.startsWith("date") ? hasEnded(condition, base, `conditions[${i}]`, now) : no;
    }),
  );
}

function hasEnded(condition: Condition, base: string, at: string, now: number): Answer {
  if (!base.startsWith("datelessthan") || condition.key.toLowerCase() !== "aws:currenttime") return no;
  return everyValue(condition, at, (value) => Date.parse(value) < now);
}

const mfaPresent = "aws:multifactorauthpresent";
const mfaAge = "aws:multifactorauthage";

/** Whether a Deny meets whoever comes without MFA, with long-lived keys too. */
export function deniesWithoutMfa(statement: Statement): Answer {
  return aboutMfa(statement, (key, base, ifExists) => {
    if (key === mfaPresent && base === "bool" && ifExists) return /^false$/i;
    if (key === mfaPresent && base === "null") return /^true$/i;
    return key === mfaAge && (base === "null" || (ifExists && base.startsWith("numericgreater"))) ? /^(true|\d+)$/i : undefined;
  });
}

/** Whether an Allow is for those alone who come with MFA. */
export function asksForMfa(statement: Statement): Answer {
  return aboutMfa(statement, (key, base, ifExists) => {
    if (key === mfaPresent && base === "bool" && !ifExists) return /^true$/i;
    if (key === mfaPresent && base === "null") return /^false$/i;
    return key === mfaAge && (base === "null" || (!ifExists && base.startsWith("numericless"))) ? /^(false|\d+)$/i : undefined;
  });
}

function aboutMfa(statement: Statement, wanted: (key: string, base: string, ifExists: boolean) => RegExp | undefined): Answer {
  if (isUnknown(statement.conditions)) return maybe("conditions");
  return anyOf(
    statement.conditions.map((condition, i) => {
      const at = `conditions[${i}]`;
      if (condition.key === "") return maybe(at);
      const { base, ifExists } = operatorOf(condition.operator);
      const pattern = wanted(condition.key.toLowerCase(), base, ifExists);
      return pattern === undefined ? no : everyValue(condition, at, (value) => pattern.test(value));
    }),
  );
}

/**
 * Whether a condition is one that no request meets: an end that is past, a wildcard under an exact operator, whatever does not fit `*`, a key that is always
 * there and must not be, or MFA that is denied where it is absent, by an operator that an absent key does not meet. Only of a Deny is that sure to be a mistake.
 */
export function isImpossible(statement: Statement, now: number = Date.now()): Answer {
  if (isUnknown(statement.conditions)) return maybe("conditions");
  return anyOf(
    statement.conditions.map((condition, i) => {
      const at = `conditions[${i}]`;
      if (condition.key === "") return maybe(at);
      const { base, quantifier, ifExists } = operatorOf(condition.operator);
      if (base.startsWith("date")) return hasEnded(condition, base, at, now);
      const isThere = statement.document.kind !== "resource" && present.has(condition.key.toLowerCase());
      if (isThere && base === "null") return everyValue(condition, at, (value) => /^true$/i.test(value));
      // Everything fits the pattern, so that nothing does not: one such value is enough.
      if (isThere && (base === "stringnotlike" || base === "arnnotlike" || base === "arnnotequals") && quantifier === undefined)
        return anyValue(condition, at, (value) => /^[*?]*\*[*?]*$/.test(value));
      if (ifExists || quantifier === "all") return no;
      if (base === "stringequals" || base === "stringequalsignorecase")
        return everyValue(condition, at, (value) => /[*?]/.test(value.replace(/\$\{[^}]*\}/g, "")));
      // Calls with long-lived keys have no such key at all.
      const isMfa = condition.key.toLowerCase() === mfaPresent;
      return base === "bool" && isMfa ? everyValue(condition, at, (value) => /^false$/i.test(value)) : no;
    }),
  );
}

/** The ARN of every principal, role or user of an account, whichever it is. */
const everyPrincipal = /^arn:[^:]*:(iam|sts|\*):[^:]*:[^:]*:((role|user|assumed-role)\/)?[*?]*\*$/;

/** What is anybody's: a bare wildcard, every resource of a service in every account. */
export const anybodys = /^(o-)?[*?/]*$|^arn:[^:]*:[^:]*:[^:]*:[*?]*:(\*|[a-z]*\/?\*)$|^arn:[*:]*\*$/;

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

/** The opposite of an answer about a condition, standing at the statement's conditions. */
export const unless = (answer: Answer): Answer => opposite(answer, "conditions");
