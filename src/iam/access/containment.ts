import { isUnknown, type Unknown } from "../../model/value.js";
import { isNegated, operatorOf, takesWildcards } from "../conditions/operators.js";
import type { Condition, Statement, Texts } from "../document/document.js";
import { isEveryAction } from "../document/patterns.js";
import { covers, meet } from "../document/wildcard.js";

/**
 * Whether one statement covers another one. All answers are safe: "covered" is said only where each request that the narrow one matches, under any
 * circumstances, is matched by the wide one. "Apart" is said only where no request can match both.
 */

/** A pattern, or everything but some patterns. */
export interface Extent {
  readonly pattern?: string;
  readonly except?: readonly string[];
}

/** A part of a statement: one principal, one action and one resource of those that it lists, under its conditions. */
export interface Piece {
  readonly statement: Statement;
  readonly action: Extent;
  readonly resource: Extent;
  /** In policies of resources and roles. */
  readonly principal: Extent | undefined;
  /** Where it is in the statement. */
  readonly at: string;
}

interface Parts {
  readonly list: readonly (readonly [Extent, string])[];
  readonly isOpen: boolean;
}

const nobody: Extent = { pattern: "" };
const everything: Extent = { except: [] };

function partsOf(
  texts: Texts | undefined,
  notTexts: Texts | undefined,
  [name, notName]: readonly [string, string],
  missing: Extent,
): Parts {
  if (notTexts !== undefined) {
    if (isUnknown(notTexts) || notTexts.some(isUnknown)) return { list: [], isOpen: true };
    return { list: [[{ except: notTexts.filter((text): text is string => !isUnknown(text)) }, notName]], isOpen: false };
  }
  if (texts === undefined) return { list: [[missing, ""]], isOpen: false };
  if (isUnknown(texts)) return { list: [], isOpen: true };
  const list = texts.flatMap((text, i): [Extent, string][] => (isUnknown(text) ? [] : [[{ pattern: text }, `${name}[${i}]`]]));
  return { list, isOpen: list.length < texts.length };
}

/** The parts of a statement, and whether parts of it are not known. */
export function piecesOf(statement: Statement): { readonly pieces: readonly Piece[]; readonly isOpen: boolean } {
  const { document, effect, conditions } = statement;
  const actions = partsOf(statement.actions, statement.notActions, ["actions", "notActions"], nobody);
  // A trust policy has no resource: it is about its role. Any other statement without one matches nothing.
  const ofRole = document.kind === "trust" ? everything : nobody;
  const resources = partsOf(statement.resources, statement.notResources, ["resources", "notResources"], ofRole);
  const hasPrincipals = document.kind === "trust" || document.kind === "resource";
  const principals: Parts = hasPrincipals
    ? partsOf(statement.principals, statement.notPrincipals, ["principals", "notPrincipals"], nobody)
    : { list: [], isOpen: false };
  const each: readonly (readonly [Extent | undefined, string])[] = hasPrincipals ? principals.list : [[undefined, ""]];
  const pieces = each.flatMap(([principal, ofPrincipal]) =>
    actions.list.flatMap(([action, at]) =>
      resources.list.map(([resource]): Piece => ({ statement, action, resource, principal, at: ofPrincipal === "" ? at : ofPrincipal })),
    ),
  );
  const isOpen = isUnknown(effect) || isUnknown(conditions) || actions.isOpen || resources.isOpen || principals.isOpen;
  return { pieces, isOpen };
}

// A policy variable represents a value that only a request has.
const variable = /\$\{[^}]*\}/g;
const loosened = (pattern: string): string => pattern.replace(variable, "*");

/** Whether a pattern covers another one for any values of the policy variables in both. */
function patternCovers(wide: string, narrow: string, ignoreCase: boolean): boolean {
  if (wide === narrow) return true;
  // `${*}` is an asterisk, and no wildcard.
  if (/\$\{[*?$]\}/.test(wide)) return false;
  // A `?` fits no variable, which may have any length.
  return covers(wide, wide.includes("?") ? loosened(narrow) : narrow, ignoreCase);
}

const mayMeet = (a: string, b: string, ignoreCase: boolean): boolean => meet(loosened(a), loosened(b), ignoreCase);

/** How patterns of a kind are compared. */
interface Kind {
  readonly ignoreCase: boolean;
  readonly isAll: (pattern: string) => boolean;
}
const ofActions: Kind = { ignoreCase: true, isAll: isEveryAction };
// `arn:aws:*` is not everything: some actions have no resource but `*`.
const ofResources: Kind = { ignoreCase: false, isAll: (pattern) => /^\*+$/.test(pattern) };

function extentCovers(wide: Extent, narrow: Extent, { ignoreCase, isAll }: Kind): boolean {
  if (wide.pattern !== undefined) {
    if (isAll(wide.pattern)) return true;
    return narrow.pattern !== undefined && patternCovers(wide.pattern, narrow.pattern, ignoreCase);
  }
  const { pattern, except = [] } = narrow;
  return (wide.except ?? []).every((text) =>
    pattern === undefined ? except.some((other) => patternCovers(other, text, ignoreCase)) : !mayMeet(text, pattern, ignoreCase),
  );
}

/** An account in one spelling: its number, or the ARN of its root. */
const principalOf = (text: string): string => /^AWS:(?:arn:[^:]+:iam::)?(\d{12})(?::root)?$/.exec(text)?.[1] ?? text;

/** Whether principals include others: by name only, as an account's root and the principals in it get their access in different ways. */
function principalsCover(wide: Extent, narrow: Extent): boolean {
  if (wide.pattern === "*" && narrow.pattern !== undefined) return narrow.pattern === "*" || narrow.pattern.startsWith("AWS:");
  if (wide.pattern !== undefined && narrow.pattern !== undefined) return principalOf(wide.pattern) === principalOf(narrow.pattern);
  const { except = [] } = narrow;
  return wide.except !== undefined && narrow.except !== undefined && wide.except.every((text) => except.includes(text));
}

function extentsMeet(a: Extent, b: Extent, { ignoreCase }: Kind): boolean {
  if (a.pattern !== undefined && b.pattern !== undefined) return mayMeet(a.pattern, b.pattern, ignoreCase);
  const [pattern, except] = a.pattern === undefined ? [b.pattern, a.except ?? []] : [a.pattern, b.except ?? []];
  return pattern === undefined || !except.some((text) => patternCovers(text, pattern, ignoreCase));
}

/** The extents of a statement on one axis; none of those that are not known. */
const extentsOf = (
  statement: Statement,
): { actions: readonly Extent[]; resources: readonly Extent[]; principals: readonly Extent[] | undefined } => {
  const { pieces } = piecesOf(statement);
  const principals = pieces.flatMap(({ principal }) => (principal === undefined ? [] : [principal]));
  return {
    actions: [...new Set(pieces.map(({ action }) => action))],
    resources: [...new Set(pieces.map(({ resource }) => resource))],
    principals: pieces.every(({ principal }) => principal === undefined) ? undefined : [...new Set(principals)],
  };
};

/** Whether a statement, whatever its effect, matches each request that a part of another one matches. */
export function statementCovers(wide: Statement, piece: Piece): boolean {
  const { actions, resources, principals } = extentsOf(wide);
  return (
    actions.some((action) => extentCovers(action, piece.action, ofActions)) &&
    resources.some((resource) => extentCovers(resource, piece.resource, ofResources)) &&
    (piece.principal === undefined || principals?.some((one) => principalsCover(one, piece.principal ?? nobody)) === true) &&
    !isUnknown(wide.conditions) &&
    wide.conditions.every((condition) => isImplied(condition, piece.statement.conditions))
  );
}

/** Whether a statement may match a request that a part of another one matches; conditions are taken to hold. */
export function statementMeets(statement: Statement, piece: Piece): boolean {
  const { pieces, isOpen } = piecesOf(statement);
  return isOpen || pieces.some((part) => piecesMeet(part, piece));
}

/** The same for two parts. */
export const piecesMeet = (a: Piece, b: Piece): boolean =>
  extentsMeet(a.action, b.action, ofActions) && extentsMeet(a.resource, b.resource, ofResources);

/** Whether one of the conditions that hold is at least as strict as a condition. */
function isImplied(condition: Condition, holding: readonly Condition[] | Unknown): boolean {
  if (isUnknown(holding) || condition.key === "" || isUnknown(condition.values)) return false;
  const { base, quantifier, ifExists } = operatorOf(condition.operator);
  const wide = condition.values;
  return holding.some((other) => {
    const own = operatorOf(other.operator);
    if (own.base !== base || own.quantifier !== quantifier || (own.ifExists && !ifExists)) return false;
    if (other.key.toLowerCase() !== condition.key.toLowerCase() || isUnknown(other.values)) return false;
    const narrow = other.values;
    const isNot = isNegated(base);
    const isWithin = (some: Texts, all: Texts): boolean =>
      !isUnknown(some) &&
      !isUnknown(all) &&
      some.every((text) => !isUnknown(text) && all.some((one) => !isUnknown(one) && takes(base, one, text)));
    // What none of some values fits, none of fewer fits either.
    return isNot ? isWithin(wide, narrow) : isWithin(narrow, wide) && narrow.length > 0;
  });
}

const takes = (base: string, wide: string, narrow: string): boolean =>
  wide === narrow || (takesWildcards(base) && !base.startsWith("arn") && patternCovers(wide, narrow, false));

/** Whether a statement, conditions aside, matches an action on all of some resources, or may on some of them. */
export function reachOf(statement: Statement, action: string, resource: string): "all" | "some" | "none" {
  const { actions, resources } = extentsOf(statement);
  const asked = { action: { pattern: action }, resource: { pattern: resource } };
  const isCovered =
    actions.some((one) => extentCovers(one, asked.action, ofActions)) &&
    resources.some((one) => extentCovers(one, asked.resource, ofResources));
  if (isCovered) return "all";
  const { pieces, isOpen } = piecesOf(statement);
  const isMet = pieces.some(
    (piece) => extentsMeet(piece.action, asked.action, ofActions) && extentsMeet(piece.resource, asked.resource, ofResources),
  );
  return isMet || isOpen ? "some" : "none";
}
