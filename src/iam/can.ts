import { escalationPaths } from "../data/tables.js";
import { isUnknown, type Unknown } from "../model/value.js";
import { actionNamed, takesInAll } from "./actions.js";
import { type Answer, allOf, anyOf, doubted, maybe, no, opposite, told, yes } from "./answer.js";
import { alwaysHolds, narrows, type Use, unless } from "./conditions.js";
import type { Statement, Texts } from "./document.js";
import type { Holder, Line, Spot } from "./holder.js";
import { spotOf } from "./holder.js";
import { has, isEveryResource, speaksOf } from "./patterns.js";
import { covers, meet } from "./wildcard.js";

/** What is asked for: an action on resources that are wide enough to matter. */
export interface Wish {
  readonly action: string;
  /** Whether a grant on these resources is what is asked for; `undefined` where that is not known. */
  readonly reaches: (resource: string) => boolean | undefined;
  readonly use?: Use;
}

/**
 * Whether somebody can do an action: a statement allows it on such resources and its conditions do not narrow it, no Deny of whatever he holds, whose
 * conditions every request meets, takes it back, and his boundary leaves it. Yes stands at the action that grants it.
 */
export function can(holder: Holder, wish: Wish): Answer<Spot> {
  return anyOf([
    ...holder.lines.map((line) => granted(holder, line, wish)),
    ...holder.unseen.map((spot) => doubted(allOf(yes(spot), limited(holder, wish, spot)))),
  ]);
}

function granted(holder: Holder, { statement, isSure }: Line, wish: Wish): Answer<Spot> {
  const speaks = speaksOf(statement, wish.action);
  if (speaks.is === "no" || statement.effect === "Deny") return no;
  const scope = allOf(speaks, has(statement, "Allow"), unless(narrows(statement, wish.use)));
  if (scope.is === "no") return no;
  const answer = allOf(
    told(scope, (at) => spotOf(statement, at)),
    anyOf(
      resourcesOf(statement).map(([resource, at]) => {
        const spot = spotOf(statement, at);
        if (isUnknown(resource)) return maybe(spot);
        const reaches = wish.reaches(resource);
        if (reaches === false) return no;
        const answer = left(holder, wish, resource, spot);
        return reaches === undefined ? doubted(answer) : answer;
      }),
    ),
  );
  return isSure ? answer : doubted(answer);
}

/** The resource patterns of a statement with their places; all but a few, of NotResource, count as all. */
export function resourcesOf(statement: Statement): readonly (readonly [string | Unknown, string])[] {
  const { resources, notResources } = statement;
  if (notResources !== undefined) {
    if (isUnknown(notResources)) return [[notResources, "notResources"]];
    return notResources.some((text) => !isUnknown(text) && isEveryResource(text)) ? [] : [["*", "notResources"]];
  }
  if (resources === undefined) return [];
  return isUnknown(resources) ? [[resources, "resources"]] : resources.map((text, i) => [text, `resources[${i}]`] as const);
}

/** Whether what a statement grants on a resource is left by Denies and boundary. */
function left(holder: Holder, wish: Wish, resource: string, spot: Spot): Answer<Spot> {
  return allOf(opposite(denied(holder, wish.action, resource), spot), limited(holder, wish, spot, resource));
}

/** Whether a Deny, whose conditions every request meets, takes an action on all of these resources. */
export function denied(holder: Holder, action: string, resource: string): Answer<Spot> {
  return anyOf([...holder.lines.map((line) => deniedBy(line, action, resource)), ...holder.unread.map((spot) => maybe(spot))]);
}

function deniedBy({ statement, isSure }: Line, action: string, resource: string): Answer<Spot> {
  if (statement.effect === "Allow") return no;
  const answer = allOf(has(statement, "Deny"), speaksOf(statement, action), alwaysHolds(statement), takesAway(statement, action, resource));
  const spot = told(answer, (at) => spotOf(statement, at));
  return isSure ? spot : doubted(spot);
}

/** Whether the resources of a Deny cover those of a grant, as far as the action works on them. */
function takesAway(deny: Statement, action: string, resource: string): Answer {
  if (deny.notResources !== undefined) {
    const spared = someOf(deny.notResources, "notResources", (pattern) => meet(pattern, resource));
    return opposite(spared, "notResources");
  }
  return someOf(
    deny.resources,
    "resources",
    (pattern) => covers(pattern, resource) || isEveryResource(pattern) || coversTypes(pattern, action),
  );
}

function coversTypes(pattern: string, action: string): boolean {
  const types = actionNamed(action)?.types ?? [];
  return types.length > 0 && types.every((type) => takesInAll(pattern, type));
}

function someOf(texts: Texts | undefined, property: string, passes: (text: string) => boolean): Answer {
  if (texts === undefined) return no;
  if (isUnknown(texts)) return maybe(property);
  return anyOf(texts.map((text, i) => (isUnknown(text) ? maybe(`${property}[${i}]`) : passes(text) ? yes(`${property}[${i}]`) : no)));
}

/** Whether the boundary leaves an action on these resources, or on a part of them that still is what is asked for. Yes stands at the grant. */
export function limited(holder: Holder, wish: Wish, grant: Spot, resource = "*"): Answer<Spot> {
  const { boundary } = holder;
  if (boundary === undefined) return yes(grant);
  const inside: Holder = { ...holder, lines: boundary.lines, unread: boundary.unread, unseen: [], boundary: undefined };
  const answer = anyOf([
    ...boundary.lines.map((line) => granted(inside, line, within(wish, resource))),
    ...boundary.unread.map((spot) => maybe(spot)),
  ]);
  // Of a policy that AWS manages, the table knows only what the escalation paths ask for.
  if (answer.is === "no") return boundary.lines.some(({ statement }) => isPartial(statement, wish.action)) ? maybe(grant) : no;
  return answer.is === "yes" ? yes(grant) : answer;
}

const within = (wish: Wish, resource: string): Wish => ({
  ...wish,
  reaches: (inner) => isEveryResource(inner) || covers(inner, resource) || (covers(resource, inner) ? wish.reaches(inner) : false),
});

let asked: ReadonlySet<string> | undefined;

function isPartial(statement: Statement, action: string): boolean {
  if (statement.document.managedArn === undefined) return false;
  asked ??= new Set(Object.values(escalationPaths()).flatMap((path) => path.needs.map((need) => need.toLowerCase())));
  return !asked.has(action.toLowerCase());
}
