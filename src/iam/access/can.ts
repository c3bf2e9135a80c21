import { isUnknown, type Unknown } from "../../model/value.js";
import { alwaysHolds } from "../conditions/always.js";
import { unless } from "../conditions/operators.js";
import { narrows, type Use } from "../conditions/use.js";
import { actionNamed, keptTypes, takesInAll } from "../document/actions.js";
import { type Answer, allOf, anyOf, doubted, mapPlaces, maybe, no, opposite, yes } from "../document/answer.js";
import type { Statement, Texts } from "../document/document.js";
import { has, isEveryResource, speaksOf } from "../document/patterns.js";
import { covers, meet } from "../document/wildcard.js";
import type { Holder, Line, Spot } from "./holder.js";
import { spotOf } from "./holder.js";

/** A question: can a principal do this action on resources that are wide enough to matter? */
export interface Wish {
  readonly action: string;
  /** Whether a grant on these resources answers the question with yes; `undefined` if not known. */
  readonly reaches: (resource: string) => boolean | undefined;
  readonly use?: Use;
}

/**
 * Whether somebody can do an action: a statement allows it on such resources and its conditions do not narrow it, no Deny that it is known to hold, whose
 * conditions every request meets, takes it back, and its boundary leaves it. Yes is at the action that grants it. A policy that is not known yet is no
 * doubt (`mayBeDenied`).
 */
export function can(holder: Holder, wish: Wish): Answer<Spot> {
  const open: Answer<Spot>[] = [];
  for (const line of holder.lines) {
    const answer = granted(holder, line, wish);
    if (answer.is === "yes") return answer;
    if (answer.is === "unknown") open.push(answer);
  }
  for (const spot of holder.unseen) open.push(doubted(allOf({ at: yes(spot), and: [limited(holder, wish, spot)] })));
  return open.length === 0 ? no : anyOf(open);
}

/** Whether a principal may do an action on any resource at all: if not, `can` answers no for every resource. */
export const mayDo = (holder: Holder, action: string): boolean => holder.unseen.length > 0 || isGranted(holder, action);

/** Whether a statement that is known speaks of an action: if not, `can` never answers yes. */
export const isGranted = ({ lines }: Holder, action: string): boolean =>
  lines.some(({ statement }) => statement.effect !== "Deny" && speaksOf(statement, action).is !== "no");

function granted(holder: Holder, { statement, isSure }: Line, wish: Wish): Answer<Spot> {
  if (statement.effect === "Deny") return no;
  const speaks = speaksOf(statement, wish.action);
  if (speaks.is === "no" || sparesAll(statement, wish.action)) return no;
  const scope = allOf({ at: speaks, and: [has(statement, "Allow"), unless(narrows(statement, wish.use))] });
  if (scope.is === "no") return no;
  const answer = allOf({
    at: mapPlaces(scope, (at) => spotOf(statement, at)),
    and: [
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
    ],
  });
  return isSure ? answer : doubted(answer);
}

/** Whether the exceptions of NotResource are all that an action works on. */
const sparesAll = ({ notResources }: Statement, action: string): boolean =>
  notResources !== undefined && !isUnknown(notResources) && notResources.some((text) => !isUnknown(text) && coversTypes(text, action));

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

/** Whether Denies and the boundary leave what a statement grants on a resource. */
function left(holder: Holder, wish: Wish, resource: string, spot: Spot): Answer<Spot> {
  return allOf({ at: opposite(denied(holder, wish.action, resource), spot), and: [limited(holder, wish, spot, resource)] });
}

/** Whether a Deny that is known to be held, and whose conditions every request meets, takes an action on all of these resources. */
export const denied = (holder: Holder, action: string, resource: string): Answer<Spot> =>
  anyOf(holder.lines.map((line) => deniedBy(line, action, resource)));

function deniedBy({ statement, isSure }: Line, action: string, resource: string): Answer<Spot> {
  if (statement.effect !== "Deny" || !isSure) return no;
  const answer = allOf({
    at: has(statement, "Deny"),
    and: [speaksOf(statement, action), alwaysHolds(statement), takesAway(statement, action, resource)],
  });
  return mapPlaces(answer, (at) => spotOf(statement, at));
}

/** Whether something that is not known yet may be a Deny: a document, a statement, its effect, or who holds it. */
export const mayBeDenied = ({ lines, unread }: Holder): boolean =>
  unread.length > 0 || lines.some(({ statement: { effect }, isSure }) => isUnknown(effect) || (effect === "Deny" && !isSure));

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
  const named = actionNamed(action);
  const types = named === undefined ? [] : keptTypes(named);
  return types.length > 0 && types.every((type) => takesInAll(pattern, type));
}

function someOf(texts: Texts | undefined, property: string, passes: (text: string) => boolean): Answer {
  if (texts === undefined) return no;
  if (isUnknown(texts)) return maybe(property);
  return anyOf(texts.map((text, i) => (isUnknown(text) ? maybe(`${property}[${i}]`) : passes(text) ? yes(`${property}[${i}]`) : no)));
}

/** Whether the boundary leaves an action on these resources, or on a part of them that still is what is asked for. Yes is at the grant. */
export function limited(holder: Holder, wish: Wish, grant: Spot, resource = "*"): Answer<Spot> {
  const { boundary } = holder;
  if (boundary === undefined) return yes(grant);
  const inside: Holder = { ...holder, lines: boundary.lines, unread: boundary.unread, unseen: [], boundary: undefined };
  // A boundary of which a part is not known may allow as well as deny: it alone decides what is left.
  const effects = boundary.lines.flatMap(({ statement }) => (isUnknown(statement.effect) ? [spotOf(statement, "effect")] : []));
  const open = [...boundary.unread, ...effects].map((spot) => maybe(spot));
  const inner = within(wish, resource);
  const answer = anyOf([...boundary.lines.map((line) => allOf({ at: granted(inside, line, inner), and: open })), ...open]);
  return answer.is === "yes" ? yes(grant) : answer;
}

const within = (wish: Wish, resource: string): Wish => ({
  ...wish,
  reaches: (inner) => isEveryResource(inner) || covers(inner, resource) || (covers(resource, inner) ? wish.reaches(inner) : false),
});
