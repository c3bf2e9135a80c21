import { isUnknown, type Value } from "../../model/value.js";
import { type Answer, allOf, anyOf, maybe, no, opposite, yes } from "../document/answer.js";
import type { Condition, Statement } from "../document/document.js";
import { namesOfService, partitions } from "../document/partitions.js";
import { isEveryAction, some } from "../document/patterns.js";
import { fits } from "../document/wildcard.js";
import { hasEnded, isFarAhead, isForOldTokens, isPeriod } from "./dates.js";
import { neverHolds } from "./impossible.js";
import { always, examples, forged, ofHolder, ofOwner, ofSessions, ofStranger, ofTags, optional, rare } from "./keys.js";
import { narrowsByAge, narrowsByMfa } from "./mfa.js";
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
import { leavesFew, narrow } from "./ranges.js";
import { everyPrincipal, fitsValue, takesEverybody } from "./values.js";

/** What a grant is used for: it decides whether a condition restricts it. */
export interface Use {
  /** The services to which a role is passed; any where it is left out. */
  readonly passedTo?: readonly string[];
  /** Used for all kinds of actions: most of their requests have no tags, networks or sources that a condition could require. */
  readonly broad?: boolean;
  /** Where what a path creates runs does not matter: any region or cluster will do. */
  readonly anywhere?: boolean;
  /** The tags of the one resource that it is used on, by key in lower case; left out where that may be any resource. */
  readonly targetTags?: Readonly<Record<string, Value>>;
  /** Whoever uses it can set these tags itself. */
  readonly choosesTags?: boolean;
}

/** The context of a condition: what the grant is used for, whether that is every action, and the day of the run. */
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
  if (use.anywhere === true && positive.has(base) && ofPlaces.test(key)) return no;
  const tag = use.targetTags === undefined ? undefined : /resourcetag\/(.+)$/.exec(key)?.[1];
  if (tag !== undefined && use.choosesTags === true) return no;
  if (tag !== undefined && use.targetTags !== undefined) return narrowsByTag(condition, at, use.targetTags[tag]);
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

/** Keys that choose where something runs, or as which user of its system, not with which rights. */
const ofPlaces = /^(aws:requestedregion|ec2:(region|instancetype|osuser|tenancy|availabilityzone)|ecs:cluster)$/;

/** Whether a condition on a tag of the resource keeps off a request for it, whose tag is known. */
function narrowsByTag(condition: Condition, at: string, tag: Value | undefined): Answer {
  const { base, ifExists, quantifier } = operatorOf(condition.operator);
  if (isUnknown(tag)) return maybe(at);
  const isAbsent = tag === undefined || tag === null;
  if (base === "null")
    return opposite(
      someValue(condition, at, (value) => /^true$/i.test(value) === isAbsent),
      at,
    );
  const kept = negations[base] ?? base;
  if (!positive.has(kept)) return yes(at);
  if (isAbsent) return ifExists || quantifier === "all" || kept !== base ? no : yes(at);
  const fitting = someValue(condition, at, (value) => fitsValue(kept, value, String(tag)));
  return kept === base ? opposite(fitting, at) : fitting;
}

/** Whether a request for such a use need not have a key, so that a condition that spares it without keeps nobody off. */
function mayBeMissing(key: string, use: Asked): boolean {
  if (key === "iam:permissionsboundary" || key === "sts:externalid" || rare.expression.test(key)) return true;
  return use.broad === true && (optional.expression.test(key) || (use.everything === true && !always.has(key)));
}

/** `Null`: whether a key must be there, or must not. */
function narrowsByPresence(condition: Condition, key: string, at: string, use: Asked): Answer {
  // What is only denied to some services or policies is open to all the others.
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
  if (key === "aws:multifactorauthpresent") return narrowsByMfa(condition, at);
  if (!sparesAbsent && !always.has(key)) return isUnknown(condition.values) ? maybe(`${at}.values`) : yes(at);
  return opposite(allOf({ at: isFalse, and: [someValue(condition, at, (value) => /^true$/i.test(value))] }), at);
}

/** Exceptions leave everything else, unless they are nearly everything. */
function keepsOffMost(condition: Condition, key: string, base: string, at: string, use: Asked): Answer {
  if (base === "notipaddress") return leavesFew(condition, at);
  if (operatorOf(condition.operator).quantifier === "any" && !always.has(key)) return yes(at);
  if (use.everything !== true) {
    if (ofOwner.test(key)) return yes(at);
    // For some actions, only a tag separates what may be changed from what may not.
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

/** Policies whose holder is an administrator or can become one: a pattern that matches one of them is not a guard. */
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
