import { isUnknown } from "../../model/value.js";
import { unless } from "../conditions/operators.js";
import { narrows } from "../conditions/use.js";
import { type Answer, allOf, anyOf, mapPlaces, maybe, no, opposite, yes } from "../document/answer.js";
import type { Document, Statement } from "../document/document.js";
import {
  has,
  isEveryAction,
  isEveryResource,
  isEveryRole,
  isServiceWildcard,
  onEverything,
  some,
  someAction,
} from "../document/patterns.js";
import { fits } from "../document/wildcard.js";
import { can, denied, limited } from "./can.js";
import { type Holder, type Line, type Spot, spotOf } from "./holder.js";

// Each of these makes its holder an administrator; whoever has them all already is one.
const masterKeys = [
  "iam:AttachRolePolicy",
  "iam:AttachUserPolicy",
  "iam:CreateAccessKey",
  "iam:CreatePolicyVersion",
  "iam:PutRolePolicy",
  "iam:PutUserPolicy",
  "iam:UpdateAssumeRolePolicy",
];

const broad = { broad: true };

/**
 * Whether somebody holds every action on every resource, by one statement or by the union of several: `Action: "*"`, or a NotAction that leaves most, and
 * all that makes an administrator, in so far as no Deny and no boundary takes it away. Yes is at the action that grants it.
 */
export function grantsAdmin(holder: Holder): Answer<Spot> {
  let answer = admins.get(holder);
  if (answer === undefined) {
    answer = isAdmin(holder);
    admins.set(holder, answer);
  }
  return answer;
}

const admins = new WeakMap<Holder, Answer<Spot>>();

function isAdmin(holder: Holder): Answer<Spot> {
  const wide = anyOf([...holder.lines.map(isBroad), ...holder.unseen.map((spot) => maybe(spot))]);
  if (wide.is === "no") return no;
  return allOf({ at: wide, and: masterKeys.map((action) => can(holder, { action, use: broad, reaches: isEveryResource })) });
}

function isBroad({ statement, isSure }: Line): Answer<Spot> {
  if (statement.effect === "Deny") return no;
  const answer = allOf({
    at: anyOf([some(statement.actions, "actions", isEveryAction), leavesMost(statement)]),
    and: [has(statement, "Allow"), onEverything(statement), unless(narrows(statement, broad))],
  });
  const spot = mapPlaces(answer, (at) => spotOf(statement, at));
  return isSure || spot.is !== "yes" ? spot : maybe(spot.at);
}

const leavesMost = (statement: Statement): Answer =>
  statement.notActions === undefined ? no : isUnknown(statement.notActions) ? maybe("notActions") : yes("notActions");

/** The answers for each action pattern of a statement that is evaluated in its holder's hands; `asks` states which matter, and as which action. */
function eachPattern(holder: Holder, statement: Statement, scope: Answer, asks: (pattern: string) => string | undefined): Answer<Spot>[] {
  const { actions } = statement;
  if (actions === undefined || scope.is === "no") return [];
  // Few statements have a pattern that matters.
  if (!isUnknown(actions) && actions.every((text) => !isUnknown(text) && asks(text) === undefined)) return actions.map(() => no);
  const spots = mapPlaces(scope, (at) => spotOf(statement, at));
  if (isUnknown(actions)) return [allOf({ at: maybe(spotOf(statement, "actions")), and: [spots] })];
  return actions.map((text, i) => {
    const action = isUnknown(text) ? text : asks(text);
    if (action === undefined) return no;
    const spot = spotOf(statement, `actions[${i}]`);
    if (isUnknown(action)) return allOf({ at: maybe(spot), and: [spots] });
    return allOf({
      at: yes(spot),
      and: [spots, opposite(denied(holder, action, "*"), spot), limited(holder, { action, reaches: isEveryResource }, spot)],
    });
  });
}

/** The services that a statement opens entirely on every resource, one answer each; `which` leaves out the patterns of others. */
export function serviceWildcards(holder: Holder, statement: Statement, which?: RegExp): Answer<Spot>[] {
  const scope = allOf({ at: has(statement, "Allow"), and: [onEverything(statement), unless(narrows(statement, broad))] });
  return eachPattern(holder, statement, scope, (pattern) =>
    isServiceWildcard(pattern) && which?.test(pattern) !== false ? pattern : undefined,
  );
}

/** Whether a statement lets its holder pass every role of the account to any service. Every action at all is `grantsAdmin`. */
export function passesEveryRole(holder: Holder, statement: Statement): Answer<Spot> {
  if (
    statement.effect === "Deny" ||
    statement.actions === undefined ||
    someAction(statement.actions, "actions", "iam:passrole").is === "no"
  )
    return no;
  const scope = allOf({
    at: has(statement, "Allow"),
    and: [some(statement.resources, "resources", isEveryRole), unless(narrows(statement, broad))],
  });
  return anyOf(
    eachPattern(holder, statement, scope, (pattern) =>
      !isEveryAction(pattern) && fits(pattern, "iam:PassRole", true) ? "iam:PassRole" : undefined,
    ),
  );
}

/** A document whose grants are evaluated, together with those who hold it. */
export interface InHands {
  readonly document: Document;
  /** Its holders, each with only what denies and limits it besides. Without holders, the policy itself. */
  readonly hands: readonly Holder[];
}

/** What is true for any of the holders. */
export const inAnyHands = <P>({ hands }: InHands, ask: (holder: Holder) => Answer<P>): Answer<P> => anyOf(hands.map(ask));
