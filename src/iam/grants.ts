import { isUnknown, type Unknown } from "../model/value.js";
import { broken, open, pass, type Verdict } from "../verdict.js";
import { type Answer, allOf, anyOf, maybe, no, opposite, yes } from "./answer.js";
import { expired, meetsOutsiders, narrows, restrictsWho, unless } from "./conditions.js";
import type { Document, Statement, Texts } from "./document.js";
import { covers, fits } from "./wildcard.js";

// An action or ARN of every kind: a pattern that fits all of them fits everything.
const someActions = ["s3:GetObject", "iam:PassRole", "sms:x", "application-autoscaling:DescribeScalableTargets"];

/** `*`, `*:*`, `**`, `?*`: every action, in any spelling. */
export const isEveryAction = (pattern: string): boolean => /^[*?:]+$/.test(pattern) && someActions.every((action) => fits(pattern, action));

/** `s3:*`, `s3:**`, `s3:?*`: every action of one service. */
export function isServiceWildcard(pattern: string): boolean {
  const [service = "", action, ...rest] = pattern.split(":");
  return action !== undefined && rest.length === 0 && /[a-z0-9]/i.test(service) && /^\?{0,3}\*[*?]*$/.test(action);
}

/** `*`, `arn:aws:*`, `arn:*:*:*:*:*`: every resource, in any spelling. */
export const isEveryResource = (pattern: string): boolean => /^[*?]*\*$/.test(pattern) || /^arn:(aws[a-z-]*|\*)(:\*)+$/.test(pattern);

/** Every role of an account: `role/*` in any spelling. */
export const isEveryRole = (pattern: string): boolean =>
  isEveryResource(pattern) || /^arn:[^:]*:(iam|\*):[^:]*:[^:]*:(role\/?)?[*?/]*\*$/.test(pattern);

/** Whether one of the texts passes; `property` is where they stand in the statement. */
export function some(texts: Texts | undefined, property: string, passes: (text: string) => boolean): Answer {
  if (texts === undefined) return no;
  if (isUnknown(texts)) return maybe(property);
  return anyOf(texts.map((text, i) => one(text, `${property}[${i}]`, passes)));
}
const one = (text: string | Unknown, at: string, passes: (text: string) => boolean): Answer =>
  isUnknown(text) ? maybe(at) : passes(text) ? yes(at) : no;

const has = (statement: Statement, effect: "Allow" | "Deny"): Answer =>
  isUnknown(statement.effect) ? maybe("effect") : statement.effect === effect ? yes("effect") : no;

/** Whether the statement speaks of an action, by its Action or its NotAction. */
function speaksOf(statement: Statement, action: string): Answer {
  if (statement.notActions !== undefined)
    return opposite(
      some(statement.notActions, "notActions", (pattern) => fits(pattern, action, true)),
      "notActions",
    );
  return some(statement.actions, "actions", (pattern) => fits(pattern, action, true));
}

const onEverything = (statement: Statement): Answer => some(statement.resources, "resources", isEveryResource);

/** Whether an unconditional Deny of the document closes an action on every resource. */
function denied(document: Document, action: string): Answer {
  return anyOf([
    ...document.unread.map((path) => maybe(path)),
    ...document.statements.map((deny, i) =>
      within(i, allOf(has(deny, "Deny"), speaksOf(deny, action), onEverything(deny), unconditional(deny))),
    ),
  ]);
}

const unconditional = (statement: Statement): Answer =>
  isUnknown(statement.conditions) ? maybe("conditions") : statement.conditions.length === 0 ? yes("effect") : no;

/** Puts an answer about a statement where the statement stands in its document. */
function within(index: number, answer: Answer): Answer {
  const at = (path: string): string => `statements[${index}].${path}`;
  return answer.is === "yes" ? yes(at(answer.at)) : answer.is === "unknown" ? maybe(...answer.at.map(at)) : no;
}

// Each of these makes its holder an administrator; whoever may do them all is one already.
const masterKeys = [
  "iam:AttachRolePolicy",
  "iam:AttachUserPolicy",
  "iam:CreateAccessKey",
  "iam:CreatePolicyVersion",
  "iam:PutRolePolicy",
  "iam:PutUserPolicy",
  "iam:UpdateAssumeRolePolicy",
];

/**
 * Whether a document grants every action on every resource, in one statement or by the union of several: `Action: "*"`, or a NotAction
 * that leaves IAM allowed, in so far as no unconditional Deny takes IAM away again. Yes stands at the action that grants it.
 */
export function grantsAdmin(document: Document): Answer {
  const open = document.statements.map((statement) => allOf(has(statement, "Allow"), onEverything(statement), unless(narrows(statement))));
  const granted = (what: (statement: Statement) => Answer): Answer =>
    anyOf([
      ...document.statements.map((statement, i) => within(i, allOf(what(statement), open[i] ?? no))),
      ...document.unread.map((path) => maybe(path)),
    ]);
  const broad = granted((statement) => anyOf([some(statement.actions, "actions", isEveryAction), leavesMost(statement)]));
  if (broad.is === "no") return no;
  return allOf(
    broad,
    ...masterKeys.flatMap((key) => [granted((statement) => speaksOf(statement, key)), opposite(denied(document, key), "")]),
  );
}

const leavesMost = (statement: Statement): Answer =>
  statement.notActions === undefined ? no : isUnknown(statement.notActions) ? maybe("notActions") : yes("notActions");

/** The services that a statement opens entirely on every resource, one answer each. */
export function serviceWildcards(statement: Statement): Answer[] {
  const scope = allOf(has(statement, "Allow"), onEverything(statement), unless(narrows(statement)));
  return each(statement.actions, "actions", isServiceWildcard).map(([answer, pattern]) =>
    allOf(answer, scope, opposite(pattern === undefined ? no : deniedPattern(statement.document, pattern), "")),
  );
}

/** Whether an unconditional Deny covers a whole action pattern on every resource. */
const deniedPattern = (document: Document, pattern: string): Answer =>
  anyOf([
    ...document.unread.map((path) => maybe(path)),
    ...document.statements.map((deny) =>
      allOf(
        has(deny, "Deny"),
        some(deny.actions, "actions", (wide) => covers(wide, pattern, true)),
        onEverything(deny),
        unconditional(deny),
      ),
    ),
  ]);

function each(texts: Texts | undefined, property: string, passes: (text: string) => boolean): [Answer, string | undefined][] {
  if (texts === undefined) return [];
  if (isUnknown(texts)) return [[maybe(property), undefined]];
  return texts.map((text, i) => [one(text, `${property}[${i}]`, passes), isUnknown(text) ? undefined : text]);
}

/** Whether a statement lets its holder pass every role of the account to any service. Every action at all is `grantsAdmin`. */
export function passesEveryRole(statement: Statement): Answer {
  return allOf(
    some(statement.actions, "actions", (pattern) => !isEveryAction(pattern) && fits(pattern, "iam:PassRole", true)),
    has(statement, "Allow"),
    some(statement.resources, "resources", isEveryRole),
    unless(narrows(statement)),
    opposite(denied(statement.document, "iam:PassRole"), ""),
  );
}

const everyone = (principal: string): boolean => principal === "*";

/** Whether a statement opens something to everyone: no condition restricts who, and no Deny of the document keeps outsiders off. */
export function isPublic(statement: Statement): Answer {
  const { isPrivate } = statement.document;
  if (isPrivate === true) return no;
  return allOf(
    some(statement.principals, "principals", everyone),
    has(statement, "Allow"),
    isUnknown(isPrivate) ? maybe("") : yes("effect"),
    unless(restrictsWho(statement)),
    unless(expired(statement)),
    opposite(closed(statement), ""),
  );
}

/** Whether a Deny of the same document takes from outsiders everything that the statement gives. */
function closed(statement: Statement): Answer {
  return anyOf([
    ...statement.document.unread.map((path) => maybe(path)),
    ...statement.document.statements.map((deny) =>
      allOf(has(deny, "Deny"), meetsEveryone(deny), meetsOutsiders(deny), takesActions(deny, statement), takesResources(deny, statement)),
    ),
  ]);
}

const meetsEveryone = (deny: Statement): Answer =>
  anyOf([some(deny.principals, "principals", everyone), deny.notPrincipals === undefined ? no : yes("notPrincipals")]);

function takesActions(deny: Statement, from: Statement): Answer {
  const takesAll = some(deny.actions, "actions", isEveryAction);
  if (takesAll.is === "yes" || from.actions === undefined) return takesAll;
  if (isUnknown(from.actions)) return maybe("actions");
  if (deny.notActions !== undefined) {
    const spared = from.actions.map((action, i) =>
      isUnknown(action)
        ? maybe(`actions[${i}]`)
        : some(deny.notActions, "notActions", (p) => covers(p, action, true) || covers(action, p, true)),
    );
    return opposite(anyOf(spared), "notActions");
  }
  return allOf(
    yes("actions"),
    ...from.actions.map((action, i) =>
      isUnknown(action) ? maybe(`actions[${i}]`) : some(deny.actions, "actions", (wide) => covers(wide, action, true)),
    ),
  );
}

function takesResources(deny: Statement, from: Statement): Answer {
  const takesAll = some(deny.resources, "resources", isEveryResource);
  if (takesAll.is === "yes" || (deny.resources === undefined && deny.notResources === undefined)) return yes("resources");
  if (from.resources === undefined) return takesAll;
  if (isUnknown(from.resources)) return maybe("resources");
  return allOf(
    yes("resources"),
    ...from.resources.map((resource, i) =>
      isUnknown(resource) ? maybe(`resources[${i}]`) : some(deny.resources, "resources", (wide) => covers(wide, resource)),
    ),
  );
}

/** An answer as a verdict: yes is a break with the message, what is unknown stays open. */
export function verdictOf(answer: Answer, message: (at: string) => string): Verdict {
  if (answer.is === "no") return pass;
  return answer.is === "unknown" ? open(...answer.at) : broken(answer.at, message(answer.at));
}

/** The text at a place such as `actions[1]`, as a message may show it. */
export function textAt(statement: Statement, at: string): string {
  const [, property = "", index] = /^(\w+)(?:\[(\d+)\])?$/.exec(at) ?? [];
  const lists: Readonly<Record<string, Texts | undefined>> = {
    actions: statement.actions,
    notActions: statement.notActions,
    resources: statement.resources,
    principals: statement.principals,
  };
  const list = lists[property];
  const text = list === undefined || isUnknown(list) ? undefined : list[Number(index ?? 0)];
  return typeof text === "string" ? statement.document.show(text) : property;
}
