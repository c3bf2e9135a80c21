import { isUnknown, type Unknown, unknown } from "../../model/value.js";
import { negations, operatorOf, positive } from "../conditions/operators.js";
import type { Condition, Document, Statement, Texts } from "../document/document.js";
import { isEveryResource } from "../document/patterns.js";
import { type Lists, type Ready, readyActions, readyOf } from "../document/ready.js";
import { covers, meet } from "../document/wildcard.js";

/** A part of a document that another part of it covers. */
export interface Redundant {
  readonly statement: Statement;
  /** The part: `actions[1]`, `resources[0]`; empty for the whole statement. */
  readonly at: string;
  readonly text: string;
  /** What covers it, as it is written. */
  readonly by: string;
}

/** When an entry of a list covers another one: as `fold` writes both, equal ones do, and else those with a wildcard where `covers` confirms it. */
interface Kind {
  readonly fold: (text: string) => string;
  readonly covers: (wide: string, narrow: string) => boolean;
  readonly ready: (list: List) => Ready;
}
type List = readonly (string | Unknown)[];
const asWritten = (text: string): string => text;
const lists: Lists = new WeakMap();
const readyAsWritten = (list: List): Ready => readyOf(list, asWritten, lists);
const action: Kind = { fold: (text) => text.toLowerCase(), covers, ready: readyActions };
const resource: Kind = { fold: asWritten, covers: (wide, narrow) => isEveryResource(wide) || covers(wide, narrow), ready: readyAsWritten };
const principal: Kind = { fold: asWritten, covers: (wide) => wide === "*", ready: readyAsWritten };

const nothing: readonly string[] = [];

/** Everything known of a list of texts; `undefined` where a part of it is not. */
function known(texts: Texts | undefined): readonly string[] | undefined {
  if (texts === undefined) return nothing;
  return isUnknown(texts) || texts.includes(unknown) ? undefined : (texts as readonly string[]);
}

const covered = ({ fold, covers: does }: Kind, wide: string, narrow: string): boolean => {
  const [a, b] = [fold(wide), fold(narrow)];
  return a === b || does(a, b);
};

/** The place of the first entry that covers a text and is `fine`, as are all entries that equal it where the first one is; -1 where there is none. */
function firstCovering(list: List, kind: Kind, text: string, fine?: (place: number) => boolean): number {
  const { first, wild } = kind.ready(list);
  const folded = kind.fold(text);
  const at = first.get(folded);
  const equal = at !== undefined && fine?.(at) !== false ? at : -1;
  for (const [place, other] of wild) {
    if (equal >= 0 && place >= equal) break;
    if (kind.covers(other, folded) && fine?.(place) !== false) return place;
  }
  return equal;
}

// Each statement is compared with each: the largest policy that AWS takes (20 KB) has room for fewer.
const mostStatements = 500;

/** Actions, resources and statements that another one of the same effect in the document covers, so that they add nothing. What is not known covers nothing. */
export function redundancies(document: Document): Redundant[] {
  const found: Redundant[] = [];
  if (document.statements.length > mostStatements) return found;
  const { statements } = document;
  for (const [j, statement] of statements.entries()) {
    const wider = statements.find((other, i) => i !== j && includes(other, statement) && (i < j || !includes(statement, other)));
    if (wider !== undefined) {
      found.push({ statement, at: "", text: "this statement", by: "another statement" });
      continue;
    }
    for (const one of within(statement, "actions", statement.actions, action)) found.push(one);
    for (const one of within(statement, "notActions", statement.notActions, action)) found.push(one);
    for (const one of within(statement, "resources", statement.resources, resource)) found.push(one);
    for (const one of within(statement, "notResources", statement.notResources, resource)) found.push(one);
    for (const [i, other] of statements.entries())
      if (other !== statement) for (const one of actionsIn(other, statement, i < j)) found.push(one);
  }
  return found.filter(({ statement, at }, i) => found.findIndex((f) => f.statement === statement && f.at === at) === i);
}

/** Entries of a list that another entry covers; of equal ones the later. */
function within(statement: Statement, property: string, texts: Texts | undefined, kind: Kind): readonly Redundant[] {
  if (texts === undefined || isUnknown(texts) || texts.length < 2) return none;
  const { first, wild, unknown: open } = kind.ready(texts);
  // Entries that all differ, without a wildcard, cover none.
  if (wild.length === 0 && first.size + open.length === texts.length) return none;
  const found: Redundant[] = [];
  for (const [j, text] of texts.entries()) {
    if (isUnknown(text)) continue;
    const by = texts[firstCovering(texts, kind, text, (i) => i !== j && (i < j || !isCoveredBy(texts[i], text, kind)))];
    if (by !== undefined && !isUnknown(by)) found.push({ statement, at: `${property}[${j}]`, text, by });
  }
  return found;
}

const none: readonly Redundant[] = [];

const isCoveredBy = (text: string | Unknown | undefined, wide: string, kind: Kind): boolean =>
  text !== undefined && !isUnknown(text) && covered(kind, wide, text);

/** Actions of a statement that a wider one grants on the same resources under the same conditions, or under none. */
function actionsIn(wide: Statement, narrow: Statement, isEarlier: boolean): readonly Redundant[] {
  const { actions } = narrow;
  if (wide.effect !== narrow.effect || actions === undefined || isUnknown(actions)) return none;
  const wideActions = known(wide.actions);
  if (wideActions === undefined || !hasScope(wide, narrow)) return none;
  const isBoth = !isEarlier && hasScope(narrow, wide);
  const found: Redundant[] = [];
  for (const [i, text] of actions.entries()) {
    if (isUnknown(text)) continue;
    const by = wideActions[firstCovering(wideActions, action, text, (place) => !isBoth || !isCoveredBy(wideActions[place], text, action))];
    if (by !== undefined) found.push({ statement: narrow, at: `actions[${i}]`, text, by });
  }
  return found;
}

/** Whether a statement grants or denies everything that another one does. */
function includes(wide: Statement, narrow: Statement): boolean {
  return (
    wide.effect === narrow.effect &&
    sameOrCovered(wide.actions, wide.notActions, narrow.actions, narrow.notActions, action) &&
    hasScope(wide, narrow)
  );
}

/** Whether a statement holds for all principals, resources and conditions of another one, with the same effect. */
function hasScope(wide: Statement, narrow: Statement): boolean {
  return (
    !isUnknown(wide.effect) &&
    wide.effect !== undefined &&
    wide.effect === narrow.effect &&
    sameOrCovered(wide.resources, wide.notResources, narrow.resources, narrow.notResources, resource) &&
    sameOrCovered(wide.principals, wide.notPrincipals, narrow.principals, narrow.notPrincipals, principal) &&
    weaker(wide.conditions, narrow.conditions)
  );
}

function sameOrCovered(
  wide: Texts | undefined,
  notWide: Texts | undefined,
  narrow: Texts | undefined,
  notNarrow: Texts | undefined,
  kind: Kind,
): boolean {
  if (notWide === undefined && notNarrow === undefined) {
    if (wide === undefined && narrow === undefined) return true;
    const [a, b] = [known(wide), known(narrow)];
    return a !== undefined && b !== undefined && b.length > 0 && b.every((text) => firstCovering(a, kind, text) >= 0);
  }
  const [exceptions, fewer] = [known(notWide), known(notNarrow)];
  // A statement covers another one if the other excludes at least what it excludes.
  if (notWide !== undefined && notNarrow !== undefined)
    return (
      exceptions !== undefined &&
      fewer?.length !== 0 &&
      exceptions.every((text) => fewer !== undefined && firstCovering(fewer, kind, text) >= 0)
    );
  if (notWide !== undefined) {
    const named = known(narrow);
    return (
      exceptions !== undefined &&
      named !== undefined &&
      named.length > 0 &&
      !named.some((text) => exceptions.some((other) => meet(other, text, true)))
    );
  }
  return known(wide)?.some((text) => covered(kind, text, "*")) === true;
}

/** Whether one set of conditions holds wherever another one does: each of its conditions covers one of the others. */
function weaker(wide: Statement["conditions"], narrow: Statement["conditions"]): boolean {
  if (isUnknown(wide)) return false;
  if (wide.length === 0) return true;
  return !isUnknown(narrow) && wide.every((condition) => narrow.some((other) => takesIn(condition, other)));
}

/** Whether a condition requires the same as another one, with the same or more alternatives; a negated one with fewer. */
function takesIn(wide: Condition, narrow: Condition): boolean {
  const [a, b] = [known(wide.values), known(narrow.values)];
  if (a === undefined || b === undefined || wide.operator !== narrow.operator || wide.key.toLowerCase() !== narrow.key.toLowerCase())
    return false;
  const hasAll = (list: readonly string[], of: readonly string[]): boolean => of.every((value) => list.includes(value));
  const { base, quantifier } = operatorOf(wide.operator);
  const isSame = hasAll(a, b) && hasAll(b, a);
  if (quantifier !== undefined) return isSame;
  return positive.has(base) ? hasAll(a, b) && b.length > 0 : negations[base] !== undefined ? hasAll(b, a) && a.length > 0 : isSame;
}
