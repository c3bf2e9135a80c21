import { isUnknown } from "../../model/value.js";
import { neverHolds } from "../conditions/impossible.js";
import { unless } from "../conditions/operators.js";
import { meetsOutsiders, restrictsWho } from "../conditions/who.js";
import { type Answer, allOf, anyOf, maybe, no, opposite, yes } from "../document/answer.js";
import type { Statement } from "../document/document.js";
import { has, isEveryAction, isEveryResource, some, speaksOf } from "../document/patterns.js";
import { covers } from "../document/wildcard.js";

const everyone = (principal: string): boolean => principal === "*";
// AWS refuses a wildcard for the account in an ARN; what is meant is everyone.
const anyAccount = (principal: string): boolean => /^arn:[^:]*:(iam|sts)::[*?]+:/.test(principal);

/** Whether a statement opens something to everyone: no condition limits the principal, and no Deny of the document keeps outsiders off. */
export function isPublic(statement: Statement): Answer {
  const { isPrivate } = statement.document;
  if (isPrivate === true || statement.effect === "Deny") return no;
  const open = some(statement.principals, "principals", (principal) => everyone(principal) || anyAccount(principal));
  if (open.is === "no") return no;
  return allOf({
    at: open,
    and: [
      has(statement, "Allow"),
      isUnknown(isPrivate) ? maybe("") : yes("effect"),
      unless(restrictsWho(statement)),
      unless(neverHolds(statement)),
      opposite(closed(statement), ""),
    ],
  });
}

/** Whether a Deny of the same document denies to outsiders everything that the statement allows. */
export function closed(statement: Statement): Answer {
  return anyOf([
    ...statement.document.unread.map((path) => maybe(path)),
    ...statement.document.statements.map((deny) =>
      deny.effect === "Allow"
        ? no
        : allOf({
            at: has(deny, "Deny"),
            and: [meetsEveryone(deny), meetsOutsiders(deny), takesActions(deny, statement), takesResources(deny, statement)],
          }),
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
  return allOf({
    at: yes("actions"),
    and: from.actions.map((action, i) =>
      isUnknown(action) ? maybe(`actions[${i}]`) : some(deny.actions, "actions", (wide) => covers(wide, action, true)),
    ),
  });
}

function takesResources(deny: Statement, from: Statement): Answer {
  const takesAll = some(deny.resources, "resources", isEveryResource);
  if (takesAll.is === "yes" || (deny.resources === undefined && deny.notResources === undefined)) return yes("resources");
  if (from.resources === undefined) return takesAll;
  if (isUnknown(from.resources)) return maybe("resources");
  return allOf({
    at: yes("resources"),
    and: from.resources.map((resource, i) =>
      isUnknown(resource) ? maybe(`resources[${i}]`) : some(deny.resources, "resources", (wide) => covers(wide, resource)),
    ),
  });
}

/** Whether a statement denies everyone, under no condition, to change the policy of the bucket that it is in. */
export function locksOut(statement: Statement): Answer {
  if (statement.effect === "Allow") return no;
  const everywhere = statement.resources === undefined && statement.notResources === undefined;
  return allOf({
    at: some(statement.principals, "principals", everyone),
    and: [
      has(statement, "Deny"),
      isUnknown(statement.conditions) ? maybe("conditions") : statement.conditions.length === 0 ? yes("effect") : no,
      speaksOf(statement, "s3:PutBucketPolicy"),
      everywhere ? yes("effect") : some(statement.resources, "resources", (arn) => !arn.replace(/^arn:[^/]*:::[^/]*/, "").includes("/")),
    ],
  });
}
