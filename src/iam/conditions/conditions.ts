import { oneOf } from "../../model/expression.js";
import { isUnknown } from "../../model/value.js";
import { type Answer, allOf, anyOf, maybe, no, opposite, yes } from "../document/answer.js";
import type { Condition, Statement } from "../document/document.js";
import { namesOfService, partitions } from "../document/partitions.js";
import { isEveryAction, some } from "../document/patterns.js";
import { fits } from "../document/wildcard.js";
import { neverHolds, present } from "./impossible.js";
import { hasEnded, isFarAhead, isForOldTokens, isLongPeriod, isPeriod } from "./moments.js";
import {
  everyValue,
  isNegated,
  knownValues,
  negations,
  operatorOf,
  positive,
  someValue,
  takesWildcards,
  unknownCount,
} from "./operators.js";
import { isWholeInternet, leavesFew, narrow } from "./ranges.js";
import { fitsValue } from "./values.js";

/** Keys of flags with the value that they have in the requests of a stranger: such a condition keeps nobody off who is none of AWS's services. */
export const ofStranger: Readonly<Record<string, RegExp>> = {
  "aws:principalisawsservice": /^false$/i,
  "aws:viaawsservice": /^false$/i,
  "elasticfilesystem:accessedviamounttarget": /^false$/i,
};

/** Keys that nearly every request has. */
export const always: ReadonlySet<string> = new Set([...present, "aws:sourceip", "iam:permissionsboundary"]);
/** What is the same for whatever somebody does: it distinguishes principals, not uses. */
const ofHolder = /^aws:principal(account|orgid|orgpaths)$/;
/** The owner of what is worked on: for whoever may do everything, his own account. */
const ofOwner = /^aws:resource(account|orgid|orgpaths)$/;
/** Keys that only some ways to make a request bring, whatever it is about. */
export const rare = oneOf(
  [
    [/sourcearn/, "aws:sourcearn", "aws:sourcear"],
    [/sourceaccount/, "aws:sourceaccount", "aws:sourceaccoun"],
    [/sourceowner/, "aws:sourceowner", "aws:sourceowne"],
    [/sourcevpc/, "aws:sourcevpce", "aws:sourceip"],
    [/sourceidentity/, "aws:sourceidentity", "aws:sourceident"],
    [/sourceorgid/, "aws:sourceorgid", "aws:sourceorg"],
    [/sourceorgpaths/, "aws:sourceorgpaths", "aws:sourceorgpath"],
    [/vpc/, "aws:vpceaccount", "aws:viaawsservice"],
    [/multifactorauth/, "aws:multifactorauthage", "aws:multifactor"],
    [/calledvia/, "aws:calledvialast", "aws:called"],
    [/federatedprovider/, "aws:federatedprovider", "aws:federated"],
  ],
  { before: "^aws:" },
);
/** Keys that many requests do not have. */
export const optional = oneOf(
  [
    [/requesttag\//, "aws:requesttag/", "aws:requesttag"],
    [/resourcetag\//, "aws:resourcetag/", "aws:resourcetag"],
    [/principaltag\//, "aws:principaltag/", "aws:principaltag"],
    [/tagkeys$/, "aws:tagkeys", "aws:tagkey"],
    [/source(arn|account|vpc|vpce|identity|org)/, "aws:sourcearn", "aws:sourcear"],
    [/multifactorauth/, "aws:multifactorauth", "aws:multifactoraut"],
    [/calledvia/, "aws:calledvia", "aws:calledvi"],
    [/federatedprovider/, "aws:federatedprovider", "aws:federatedprovide"],
  ],
  { before: "^aws:" },
);
const ofTags = /(^aws:(request|resource)tag\/|tagkeys$|resourcetag\/|objecttag\/)/;
/** What every client brings, or can say of itself as it likes. */
const forged = new Set(["aws:securetransport", "aws:useragent", "aws:referer", "s3:tlsversion"]);
/** Keys that all sessions have, those without MFA too: their presence shows nothing. */
const ofSessions = new Set(["aws:tokenissuetime", "aws:multifactorauthpresent"]);

/** Values of a key that every request has: a condition that all of them meet is met by nearly every request. The regions are those open to every account. */
const examples: Readonly<Record<string, readonly string[]>> = {
  "aws:requestedregion": [
    ...["us-east-1", "us-east-2", "us-west-1", "us-west-2", "ca-central-1", "sa-east-1"],
    ...["eu-central-1", "eu-west-1", "eu-west-2", "eu-west-3", "eu-north-1"],
    ...["ap-south-1", "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-southeast-1", "ap-southeast-2"],
  ],
  // Whoever signs a request is one of these.
  "aws:principaltype": ["Account", "AssumedRole", "FederatedUser", "User"],
};

/** For what a grant is used: conditions that only choose among uses restrict it or not. */
export interface Use {
  /** The services to which a role is passed; any where it is left out. */
  readonly passedTo?: readonly string[];
  /** Used for all kinds of actions: most of their requests have no tags, networks or sources that a condition could ask for. */
  readonly broad?: boolean;
}

/** What a condition is asked with: for what the grant is used, whether that is every action, and the day of the run. */
export interface Asked extends Use {
  readonly everything?: boolean;
  readonly today: string | undefined;
}

/**
 * Whether the conditions of a grant to a known principal narrow it at all, down to nothing where no request meets them: for rules on what is granted rather
 * than who uses it. TLS, forged headers, periods that have begun, `*`, exceptions, and keys that may be left out do not; everything else counts, so that a rule
 * stays silent where it cannot show.
 */
export function narrows(statement: Statement, use: Use = {}): Answer {
  const { conditions, document } = statement;
  if (isUnknown(conditions)) return maybe("conditions");
  if (conditions.length === 0) return no;
  const asked = { ...use, everything: use.broad === true && isForEverything(statement), today: document.today };
  const narrowed = anyOf(conditions.map((condition, i) => narrowsUse(condition, `conditions[${i}]`, asked)));
  if (narrowed.is === "yes") return narrowed;
  const never = neverHolds(statement);
  return never.is === "yes" || narrowed.is === "no" ? never : narrowed;
}

const isForEverything = ({ actions, notActions }: Statement): boolean =>
  notActions !== undefined || some(actions, "actions", isEveryAction).is === "yes";

export function narrowsUse(condition: Condition, at: string, use: Asked): Answer {
  if (condition.key === "") return maybe(at);
  const { base, quantifier, ifExists } = operatorOf(condition.operator);
  const key = condition.key.toLowerCase();
  if (forged.has(key)) return no;
  if (base === "null") return narrowsByPresence(condition, key, at, use);
  // Without the key, IfExists, ForAllValues and exceptions hold.
  const sparesAbsent = ifExists || quantifier === "all" || (isNegated(base) && quantifier !== "any");
  if (sparesAbsent && mayBeMissing(key, use)) return no;
  const stranger = ofStranger[key];
  if (base === "bool" && stranger !== undefined && quantifier === undefined)
    return opposite(
      someValue(condition, at, (value) => stranger.test(value)),
      at,
    );
  if (base === "bool") return narrowsByFlag(condition, key, at, sparesAbsent);
  if (positive.has(base) && ofHolder.test(key)) return no;
  if (use.everything === true && positive.has(base) && ofOwner.test(key)) return no;
  if (key === "aws:multifactorauthage") return narrowsByAge(condition, base, at);
  if (isPeriod(condition)) return anyOf([hasEnded, isForOldTokens, isFarAhead].map((isOver) => isOver(condition, at, use.today)));
  if (base === "ipaddress") return narrow(condition, at);
  if (isNegated(base)) return keepsOffMost(condition, key, base, at, use);
  if (key === "iam:passedtoservice") return choosesService(condition, at, base, use);
  if (key === "iam:policyarn") return everyValue(condition, at, (arn) => isHarmless(arn, base));
  if (key === "iam:permissionsboundary") return everyValue(condition, at, (arn) => !isTaken(arn, base, ["AdministratorAccess"]));
  return takesSome(condition, key, base, at);
}

/** Whether a request for such a use need not have a key, so that a condition that spares it without keeps nobody off. */
function mayBeMissing(key: string, use: Asked): boolean {
  if (key === "iam:permissionsboundary" || key === "sts:externalid" || rare.expression.test(key)) return true;
  return use.broad === true && (optional.expression.test(key) || (use.everything === true && !always.has(key)));
}

/** `Null`: whether a key must be there, or must not. */
function narrowsByPresence(condition: Condition, key: string, at: string, use: Asked): Answer {
  // What is only kept from some services or policies is open to all the others.
  if (key === "iam:passedtoservice" || key === "iam:policyarn") return no;
  const [isAbsent, isPresent] = [/^true$/i, /^false$/i].map((wanted) => someValue(condition, at, (value) => wanted.test(value)));
  const answers: Answer[] = [];
  if ((always.has(key) && key !== "iam:permissionsboundary") || ofSessions.has(key)) answers.push(isPresent ?? no);
  if (mayBeMissing(key, use)) answers.push(isAbsent ?? no);
  answers.push(allOf({ at: isAbsent ?? no, and: [isPresent ?? no] }));
  return opposite(anyOf(answers), at);
}

function narrowsByFlag(condition: Condition, key: string, at: string, sparesAbsent: boolean): Answer {
  const isFalse = someValue(condition, at, (value) => /^false$/i.test(value));
  // A session without MFA has the key, as false: whoever knows the password alone meets it.
  if (key === "aws:multifactorauthpresent") return opposite(isFalse, at);
  if (!sparesAbsent && !always.has(key)) return isUnknown(condition.values) ? maybe(`${at}.values`) : yes(at);
  return opposite(allOf({ at: isFalse, and: [someValue(condition, at, (value) => /^true$/i.test(value))] }), at);
}

/** The seconds after which every session has ended. */
const longestSession = 129_600;

/** A bound that the age of every MFA keeps is none that anybody meant. */
function narrowsByAge(condition: Condition, base: string, at: string): Answer {
  if (isNegated(base)) return no;
  const isKept = (bound: number): boolean =>
    (base.startsWith("numericless") && bound >= longestSession) || (base.startsWith("numericgreater") && bound <= 0);
  return opposite(
    someValue(condition, at, (value) => isKept(Number(value))),
    at,
  );
}

/** Exceptions leave everything else, but where they are nearly everything. */
function keepsOffMost(condition: Condition, key: string, base: string, at: string, use: Asked): Answer {
  if (base === "notipaddress") return leavesFew(condition, at);
  if (operatorOf(condition.operator).quantifier === "any" && !always.has(key)) return yes(at);
  if (use.everything !== true) {
    if (ofOwner.test(key)) return yes(at);
    // On some actions a tag is all that shows what may be touched from what may not.
    if (use.broad !== true && ofTags.test(key)) return isUnknown(condition.values) ? maybe(`${at}.values`) : yes(at);
  }
  const kept = negations[base];
  if (kept === undefined || !always.has(key) || key === "iam:permissionsboundary") return no;
  const known = knownValues(condition);
  const samples = examples[key] ?? [];
  const left = samples.filter((sample) => !known.some((value) => fitsValue(kept, value, sample))).length;
  if (samples.length > 0 && left < samples.length / 2) return yes(at);
  if (takesWildcards(kept) && known.some((value) => takesEverybody(value))) return yes(at);
  return takesWildcards(kept) && unknownCount(condition) > 0 ? maybe(`${at}.values`) : no;
}

const takesEverybody = (value: string): boolean => /^[*?]*\*[*?]*$/.test(value) || /^arn:[*:]*\*$/.test(value);

/** Whether the values that a condition takes are some only: of a key that every request has neither any nor all examples. */
function takesSome(condition: Condition, key: string, base: string, at: string): Answer {
  const samples = examples[key] ?? [];
  const known = knownValues(condition);
  const missed = samples.filter((sample) => !known.some((value) => fitsValue(base, value, sample))).length;
  if (samples.length > 0 && missed === 0) return no;
  if (!takesWildcards(base) || !always.has(key)) {
    const isOpen = isUnknown(condition.values) || (samples.length > 0 && unknownCount(condition) >= missed);
    return isOpen ? maybe(`${at}.values`) : yes(at);
  }
  return everyValue(condition, at, (value) => !takesEverybody(value) && !everyPrincipal.test(value));
}

const someServices = ["ec2.amazonaws.com", "lambda.amazonaws.com", "states.amazonaws.com"];

/** Whether a role can be passed to chosen services only, and to none of those that the use asks for. */
function choosesService(condition: Condition, at: string, base: string, use: Use): Answer {
  const takes = (value: string, service: string): boolean =>
    namesOfService(service).some((name) => (takesWildcards(base) ? fits(value, name, true) : value === name));
  return everyValue(condition, at, (value) =>
    use.passedTo === undefined
      ? !someServices.every((service) => takes(value, service))
      : !use.passedTo.some((service) => takes(value, service)),
  );
}

/** Policies whose holder is an administrator or can make itself one: a pattern that takes one of them in is not a guard. */
const mighty = ["AdministratorAccess", "IAMFullAccess", "PowerUserAccess", "job-function/SystemAdministrator"];
const isHarmless = (arn: string, base: string): boolean => !isTaken(arn, base, mighty);

/** Whether an ARN or a pattern covers one of some policies that AWS manages. */
const isTaken = (arn: string, base: string, names: readonly string[]): boolean =>
  names.some((name) =>
    partitions.some((partition) => {
      const full = `arn:${partition}:iam::aws:policy/${name}`;
      return takesWildcards(base) ? fits(arn, full) : arn === full;
    }),
  );

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
  // An exception for a region that only some accounts have is one all the same.
  const excepts = (value: string): boolean => /[*?]|\$\{/.test(value) || aRegion.test(value);
  if (kept !== undefined) return known.some(excepts) ? no : unknownCount(condition) > 0 ? maybe(`${at}.values`) : yes(at);
  return positive.has(base) && samples.every(isTakenIn) ? yes(at) : openIn(condition, at);
}

/** The ARN of every principal, role or user of an account, whichever it is: none of them is distinguished. */
export const everyPrincipal = /^arn:[^:]*:(iam|sts|\*):[^:]*:[^:]*:((role|user|assumed-role)\/)?[*?]*\*$/;

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
