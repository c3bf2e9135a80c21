import { isUnknown } from "../../model/value.js";
import { always } from "../conditions/keys.js";
import { negations, type Operator, operatorOf, positive, someValue, takesWildcards } from "../conditions/operators.js";
import { narrow } from "../conditions/ranges.js";
import { narrowsUse } from "../conditions/use.js";
import { who } from "../conditions/who.js";
import { type Answer, allOf, anyOf, type Flaw, maybe, no, opposite, yes } from "../document/answer.js";
import type { Condition, Statement } from "../document/document.js";
import { has } from "../document/patterns.js";
import { namesResource } from "../document/permission.js";

const everyValue = /^[*?]*\*[*?]*$/;
/** Also every possible value of a key that names an owner: `o-*`, `vpc-*`, an ARN of any account. */
const everyOwner = /^(o-|vpc-|vpce-)?[*?/]*\*[*?/]*$|^arn:[*:]*\*$|^arn:[^:]*:[^:]*:[^:]*:[*?]*:(\*|[a-z]*\/?\*)$/;
const ofPrincipal = /^(aws:principal|aws:userid$|kms:calleraccount$)/;
const ofSource = /^(aws:(source(arn|account|owner|org|vpc)|vpce)|sts:externalid$)|:(sub|aud|oaud|app_id)$/;

const identifiesCaller = (key: string): boolean => ofSource.test(key) || (who[key] !== undefined && !key.startsWith("aws:resource"));

/** The conditions of an Allow that exclude nobody, if no other condition of the statement does; one answer for each. */
export function falseGuards(statement: Statement): readonly Flaw[] {
  const { conditions, document } = statement;
  if (isUnknown(conditions)) return [{ answer: allOf({ at: maybe("conditions"), and: [has(statement, "Allow")] }), why: "" }];
  if (statement.effect === "Deny") return conditions.map(() => none);
  const flaws = conditions.map((condition, i) => settled(flawOf(condition, `conditions[${i}]`, statement), statement));
  return flaws.map((flaw, i) => {
    if (flaw.answer.is === "no") return flaw;
    const others = conditions.flatMap((other, j) => {
      if (j === i || flaws[j]?.answer.is === "yes") return [];
      return [
        document.kind === "identity" ? narrowsUse(other, `conditions[${j}]`, { today: document.today }) : guards(other, `conditions[${j}]`),
      ];
    });
    return { ...flaw, answer: allOf({ at: flaw.answer, and: [has(statement, "Allow"), opposite(anyOf(others), `conditions[${i}]`)] }) };
  });
}

const none: Flaw = { answer: no, why: "" };

/** A flaw of a value that will name a resource of the stack is none. */
const settled = (flaw: Flaw, statement: Statement): Flaw =>
  flaw.answer.is === "unknown" && flaw.answer.at.every((at) => namesResource(statement, at)) ? { ...flaw, answer: no } : flaw;

/** Whether a condition restricts the caller, with an operator that a request without the key does not meet. */
function guards(condition: Condition, at: string): Answer {
  if (condition.key === "") return maybe(at);
  const { base, quantifier, ifExists } = operatorOf(condition.operator);
  const key = condition.key.toLowerCase();
  if (key === "aws:sourceip" && base === "ipaddress" && !ifExists) return narrow(condition, at);
  if (!positive.has(base) || ifExists || quantifier === "all" || !identifiesCaller(key)) return no;
  return opposite(
    someValue(condition, at, (value) => everyOwner.test(value)),
    at,
  );
}

function flawOf(condition: Condition, at: string, statement: Statement): Flaw {
  if (condition.key === "") return { answer: maybe(at), why: "" };
  const operator = operatorOf(condition.operator);
  const reasons: readonly Flaw[] = [
    { answer: takesEverything(condition, operator, at, statement), why: "matches every value, so it restricts nobody" },
    { answer: takesTheInternet(condition, operator, at), why: "covers at least half of the internet, so it restricts nothing" },
    { answer: takesBoth(condition, operator, at), why: "accepts both true and false, so it restricts nothing" },
    {
      answer: sparesAbsent(condition, operator, at, statement),
      why: "is true for every request without the key, so it restricts nobody",
    },
    { answer: keepsOffSome(condition, operator, at, statement), why: "excludes only what it names and allows everything else" },
  ];
  return reasons.find(({ answer }) => answer.is === "yes") ?? reasons.find(({ answer }) => answer.is === "unknown") ?? none;
}

function takesEverything(condition: Condition, { base, quantifier, ifExists }: Operator, at: string, { document }: Statement): Answer {
  if (!takesWildcards(base)) return no;
  const key = condition.key.toLowerCase();
  const isOwner = document.kind !== "identity" && identifiesCaller(key);
  // Elsewhere `*` still demands that the key is there at all: a tag, say.
  if (!isOwner && !ifExists && quantifier !== "all" && !always.has(key)) return no;
  return someValue(condition, at, (value) => (isOwner ? everyOwner : everyValue).test(value));
}

function takesTheInternet(condition: Condition, { base }: Operator, at: string): Answer {
  return base === "ipaddress" ? opposite(narrow(condition, at), at) : no;
}

function takesBoth(condition: Condition, { base }: Operator, at: string): Answer {
  if (base !== "bool") return no;
  return allOf({
    at: someValue(condition, at, (value) => /^true$/i.test(value)),
    and: [someValue(condition, at, (value) => /^false$/i.test(value))],
  });
}

/** Keys about the caller are missing only from anonymous requests. */
function mayBeAbsent(key: string, statement: Statement, at: string): Answer {
  if (ofSource.test(key)) return yes(at);
  return ofPrincipal.test(key) ? allOf({ at: yes(at), and: [isForEveryone(statement)] }) : no;
}

function isForEveryone({ principals }: Statement): Answer {
  if (principals === undefined) return no;
  if (isUnknown(principals)) return maybe("principals");
  return anyOf(
    principals.map((principal, i) => (isUnknown(principal) ? maybe(`principals[${i}]`) : principal === "*" ? yes("principals") : no)),
  );
}

function sparesAbsent(condition: Condition, { base, quantifier, ifExists }: Operator, at: string, statement: Statement): Answer {
  if (!positive.has(base) || (!ifExists && quantifier !== "all")) return no;
  const key = condition.key.toLowerCase();
  return allOf({ at: mayBeAbsent(key, statement, at), and: [opposite(isDemanded(key, statement), at)] });
}

/** Whether another condition demands that the key is there. */
function isDemanded(key: string, { conditions }: Statement): Answer {
  if (isUnknown(conditions)) return maybe("conditions");
  return anyOf(
    conditions.map((condition, i) =>
      condition.key.toLowerCase() === key && operatorOf(condition.operator).base === "null"
        ? someValue(condition, `conditions[${i}]`, (value) => /^false$/i.test(value))
        : no,
    ),
  );
}

function keepsOffSome(condition: Condition, { base }: Operator, at: string, statement: Statement): Answer {
  const turned = negations[base];
  if (turned === undefined) return no;
  const key = condition.key.toLowerCase();
  if (base === "notipaddress") return key === "aws:sourceip" ? allOf({ at: narrow(condition, at), and: [isForEveryone(statement)] }) : no;
  return identifiesCaller(key) ? mayBeAbsent(key, statement, at) : no;
}
