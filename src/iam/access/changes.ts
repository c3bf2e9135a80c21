import type { Resource } from "../../model/resource.js";
import type { Stack } from "../../model/stack.js";
import { isUnknown, lookup } from "../../model/value.js";
import { type Document, documentsOf, type Statement } from "../document/document.js";
import { permissionOf } from "../document/permission.js";
import { besidePolicies } from "./beside-policies.js";
import { type Piece, piecesMeet, piecesOf, statementCovers, statementMeets } from "./containment.js";
import { type Boundary, type Holder, type Spot, spotOf } from "./holder.js";
import { principalsOf } from "./principals.js";
import { labelOf } from "./routes.js";
import { unreadableIn } from "./unreadable.js";

/** What a change of a stack lets somebody do that nobody could before, or what cannot be compared. */
export interface Change {
  readonly kind: "new access" | "new principal" | "new public access" | "new trust" | "unknown";
  /** Who gets it: a principal of the stack, or the resource whose policy grants it. */
  readonly to: string;
  readonly what: string;
  readonly at: Spot;
  /** The principal was not there before. */
  readonly isNew?: true;
}

/**
 * The access that a stack grants and did not grant before, statement by statement. What is not listed is not new, whatever the request: that is shown by
 * comparing patterns and conditions, and where it cannot be shown, the statement is listed. What may grant access without a policy is listed as unknown
 * if it is new. What several grants lead to together is not compared.
 */
export function accessChanges(before: Stack, after: Stack): readonly Change[] {
  const beside = besidePolicies(before, after).map(({ at, what }): Change => ({ kind: "unknown", to: titleOf(at.resource), what, at }));
  const what = "the policy, which AWS cannot read as it is written";
  const unreadable = unreadableIn(before, after).map((at): Change => ({ kind: "unknown", to: titleOf(at.resource), what, at }));
  return [...changesOfPrincipals(before, after), ...changesOfResources(before, after), ...beside, ...unreadable];
}

/** The name of a resource in both states: its ARN, or its URN as long as AWS has not given one. */
const keyOf = ({ outputs, urn }: Resource): string => (typeof outputs.value["arn"] === "string" ? outputs.value["arn"] : urn);

function byKey(stack: Stack): ReadonlyMap<string, Holder> {
  const { of } = principalsOf(stack);
  const holders = new Map<string, Holder>();
  for (const [resource, holder] of of) {
    holders.set(resource.urn, holder);
    holders.set(keyOf(resource), holder);
  }
  return holders;
}

function changesOfPrincipals(before: Stack, after: Stack): readonly Change[] {
  const known = byKey(before);
  const owned = [...principalsOf(after).of].map(([resource, holder]) => [holder, oldOf(resource, known)] as const);
  // Principals that the stack only names are distinguished by their policies.
  const named = principalsOf(after).all.filter(({ resource }) => resource === undefined);
  const namedBefore = principalsOf(before).all.filter(({ resource }) => resource === undefined);
  const pairs = [...owned, ...named.map((holder) => [holder, sameNamed(holder, namedBefore)] as const)];
  const granted = documentsIn(after).flatMap(({ kind, statements }) =>
    kind === "resource" ? statements.filter(({ effect }) => effect !== "Deny") : [],
  );
  const changes = pairs.flatMap(([holder, old]) => {
    const own = changesOf(holder, old, granted);
    return old === undefined ? own.map((change): Change => ({ ...change, isNew: true })) : own;
  });
  return [
    ...new Map(
      changes.map((change) => [`${change.kind} ${change.to} ${change.what} ${change.at.resource.urn} ${change.at.path}`, change]),
    ).values(),
  ];
}

/** The same principal before: one with another ARN is another principal. */
function oldOf(resource: Resource, known: ReadonlyMap<string, Holder>): Holder | undefined {
  const key = keyOf(resource);
  const own = known.get(key);
  if (own !== undefined) return own;
  const before = known.get(resource.urn);
  return key === resource.urn || before?.resource === undefined || keyOf(before.resource) === resource.urn ? before : undefined;
}

const sameNamed = (holder: Holder, before: readonly Holder[]): Holder | undefined => {
  const urns = new Set(holder.lines.map(({ statement }) => statement.document.resource.urn));
  return before.find(({ kind, lines }) => kind === holder.kind && lines.some(({ statement }) => urns.has(statement.document.resource.urn)));
};

function changesOf(holder: Holder, old: Holder | undefined, granted: readonly Statement[]): readonly Change[] {
  const to = labelOf(holder);
  const kind = old === undefined ? "new principal" : "new access";
  const changes: Change[] = [];
  const grants = holder.lines.filter(({ statement }) => statement.effect !== "Deny");
  for (const { statement, isSure } of grants) {
    const { pieces, isOpen } = piecesOf(statement);
    if (isOpen) changes.push({ kind: "unknown", to, what: "a part of the statement", at: spotOf(statement, "effect") });
    for (const piece of pieces) {
      if (isUsed(piece, holder) && (old === undefined || !wasAllowed(piece, holder, old)))
        changes.push({ kind: isSure && !isOpen ? kind : "unknown", to, what: wordsOf(piece), at: spotOf(statement, piece.at) });
    }
  }
  const opaque = new Set((old === undefined ? [] : [...old.unseen, ...old.unread]).map(textOf));
  for (const spot of unique([...holder.unseen, ...holder.unread]))
    if (textOf(spot) === undefined || !opaque.has(textOf(spot))) changes.push({ kind: "unknown", to, what: unseenWords(spot), at: spot });
  return old === undefined ? changes : [...changes, ...lostLimits(holder, old, to), ...lostDenies(holder, old, to, granted)];
}

/** What a principal's own Deny took before and a resource policy grants. */
function lostDenies(holder: Holder, old: Holder, to: string, granted: readonly Statement[]): readonly Change[] {
  const denying = denyingIn(holder);
  return old.lines.flatMap(({ statement }): Change[] => {
    if (statement.effect === "Allow") return [];
    const lost = piecesOf(statement).pieces.filter(
      (piece) => !denying.some((deny) => statementCovers(deny, piece)) && granted.some((grant) => statementMeets(grant, piece)),
    );
    return lost.map((piece) => ({ kind: "new access", to, what: `no longer denied: ${wordsOf(piece)}`, at: spotOf(statement, piece.at) }));
  });
}

/** Policies whose text is not in the stack may have denied something: that they are gone is not known to grant nothing. */
function lostLimits(holder: Holder, old: Holder, to: string): readonly Change[] {
  const now = new Set([...holder.unseen, ...holder.unread].map(textOf));
  const at = { resource: holder.resource ?? holder.lines[0]?.statement.document.resource, path: "" };
  const { resource } = at;
  if (resource === undefined || holder.lines.length === 0) return [];
  return unique([...old.unseen, ...old.unread])
    .filter((spot) => textOf(spot) === undefined || !now.has(textOf(spot)))
    .map((spot) => ({ kind: "unknown", to, what: `what ${unseenWords(spot)} denied before`, at: { resource, path: "" } }));
}

const unique = (spots: readonly Spot[]): readonly Spot[] => [...new Map(spots.map((spot) => [tokenOf(spot), spot])).values()];

function textOf({ resource, path }: Spot): string | undefined {
  const value = path === "" ? undefined : lookup(resource.inputs.value, path);
  return typeof value === "string" && value.startsWith("arn:") ? value : undefined;
}

/** What represents a policy whose text is not known in both states. */
const tokenOf = (spot: Spot): string => textOf(spot) ?? `${spot.resource.urn} ${spot.path} ?`;
const unseenWords = (spot: Spot): string => {
  const arn = textOf(spot);
  return arn === undefined
    ? `${spot.path === "" ? spot.resource.name : spot.path}, which is not known`
    : `policy ${arn}, which is not in the stack`;
};

/** Whether the boundary and the Denies of now leave anything of a grant. */
const isUsed = (piece: Piece, holder: Holder): boolean => {
  const { boundary } = holder;
  if (denyingIn(holder).some((deny) => statementCovers(deny, piece))) return false;
  if (boundary === undefined || boundary.unread.length > 0) return true;
  return boundary.lines.some(({ statement }) => statement.effect !== "Deny" && statementMeets(statement, piece));
};

/** Whether each request that a part of a grant allows now was allowed before. */
function wasAllowed(piece: Piece, holder: Holder, old: Holder): boolean {
  const isGranted = old.lines.some(({ statement, isSure }) => isSure && statement.effect === "Allow" && statementCovers(statement, piece));
  if (!isGranted) return false;
  const denies = old.lines.filter(({ statement }) => statement.effect !== "Allow");
  return denies.every((line) => isStillDenied(line.statement, piece, denyingIn(holder))) && wasWithin(piece, holder.boundary, old.boundary);
}

const denyingIn = ({ lines, boundary }: Holder): readonly Statement[] =>
  [...lines, ...(boundary?.lines ?? [])].flatMap(({ statement, isSure }) => (isSure && statement.effect === "Deny" ? [statement] : []));

/** Whether what a Deny took from a part of a grant is still denied. */
function isStillDenied(deny: Statement, piece: Piece, now: readonly Statement[]): boolean {
  if (!statementMeets(deny, piece)) return true;
  const { pieces, isOpen } = piecesOf(deny);
  if (isOpen || isUnknown(deny.effect)) return false;
  return pieces.every((part) => !piecesMeet(part, piece) || now.some((statement) => statementCovers(statement, part)));
}

/** Whether a boundary from before left a part of a grant, or limits it as much now. */
function wasWithin(piece: Piece, now: Boundary | undefined, before: Boundary | undefined): boolean {
  if (before === undefined) return true;
  const isSameUnread =
    now !== undefined &&
    before.unread.every((spot) => now.unread.some((other) => textOf(spot) !== undefined && textOf(other) === textOf(spot)));
  if (before.unread.length > 0) return isSameUnread && areSame(now, before);
  const denies = before.lines.filter(({ statement }) => statement.effect !== "Allow");
  const leaves =
    before.lines.some(({ statement }) => statement.effect === "Allow" && statementCovers(statement, piece)) &&
    denies.every(({ statement }) => !statementMeets(statement, piece));
  if (leaves) return true;
  if (now === undefined || now.unread.length > 0) return false;
  const denying = now.lines.flatMap(({ statement }) => (statement.effect === "Deny" ? [statement] : []));
  return now.lines.every(({ statement }) => {
    if (statement.effect === "Deny") return true;
    const { pieces, isOpen } = piecesOf(statement);
    return (
      !isOpen &&
      pieces.every(
        (part) =>
          before.lines.some((line) => line.statement.effect === "Allow" && statementCovers(line.statement, part)) &&
          denies.every((line) => isStillDenied(line.statement, part, denying)),
      )
    );
  });
}

const areSame = (a: Boundary, b: Boundary): boolean => {
  const sources = ({ lines }: Boundary): string => JSON.stringify([...new Set(lines.map(({ statement }) => statement.document.source))]);
  return sources(a) === sources(b);
};

function changesOfResources(before: Stack, after: Stack): readonly Change[] {
  const old = new Map(documentsIn(before).map((document) => [keyOfDocument(document), document]));
  const now = new Map(documentsIn(after).map((document) => [keyOfDocument(document), document]));
  const open = after.resources.flatMap((resource) =>
    documentsOf(resource, after.today).unknown.flatMap(({ kind, path }) => (kind === "identity" ? [] : [unknownAt(resource, path)])),
  );
  const granted = [...now].flatMap(([key, document]) => changesIn(document, old.get(key)));
  return [...granted, ...[...old].flatMap(([key, document]) => lostIn(document, now.get(key), after)), ...open];
}

const documentsIn = (stack: Stack): readonly Document[] =>
  stack.resources.flatMap((resource) => {
    const permission = permissionOf(resource, stack.today);
    const { read } = documentsOf(resource, stack.today);
    return [...read.filter(({ kind }) => kind !== "identity"), ...(permission === undefined ? [] : [permission])];
  });

// What a policy is attached to: `Resource: "*"` means that, and something else once it is attached elsewhere.
const attaching = /arn|url|name|bucket|id$|function|repository|role/i;
function keyOfDocument({ resource, path }: Document): string {
  const inputs = Object.entries(resource.inputs.value).filter(
    ([key, value]) => typeof value === "string" && attaching.test(key) && key !== path,
  );
  return JSON.stringify([keyOf(resource), resource.urn, path, inputs]);
}

/** Whether it is not known what a policy is attached to, so that it may be one that was there before. */
const isUnplaced = ({ resource, path }: Document): boolean =>
  Object.entries(resource.inputs.value).some(([key, value]) => isUnknown(value) && attaching.test(key) && key !== path);

/** What a policy denied before: a principal that other policies allow it can do it now. */
function lostIn(document: Document, now: Document | undefined, after: Stack): readonly Change[] {
  // With the resource itself, all access to it is gone.
  if (document.kind === "trust" && now === undefined) return [];
  const to = titleOf(document.resource);
  const denying = (now?.statements ?? []).filter(({ effect }) => effect === "Deny");
  const isCeiling = document.kind === "ceiling";
  if (isCeiling && now === undefined)
    return [
      { kind: "new access", to, what: "the limits of the policy are gone", at: { resource: document.resource, path: document.path } },
    ];
  return document.statements.flatMap((statement): Change[] => {
    if (statement.effect === "Allow") return [];
    const { pieces, isOpen } = piecesOf(statement);
    const lost = pieces.filter((piece) => !denying.some((deny) => statementCovers(deny, piece)));
    if (lost.length === 0 && !isOpen) return [];
    const isGone = now === undefined && !after.resources.some(({ urn }) => urn === document.resource.urn) && isOwnPolicy(document);
    if (isGone) return [];
    return (lost.length > 0 ? lost : pieces.slice(0, 1)).map((piece) => ({
      kind: isOpen || statement.effect !== "Deny" ? "unknown" : "new access",
      to,
      what: `no longer denied: ${wordsOf(piece)}`,
      at: spotOf(statement, piece.at),
    }));
  });
}

/** Whether a policy is part of what it protects, so that both go together. */
const isOwnPolicy = ({ resource }: Document): boolean => !/Policy$|Permission$/.test(resource.type);

const titleOf = ({ type, name }: Resource): string => `${type.slice(type.lastIndexOf(":") + 1)} "${name}"`;

const unknownAt = (resource: Resource, path: string): Change => ({
  kind: "unknown",
  to: titleOf(resource),
  what: "the policy, which is not known",
  at: { resource, path },
});

function changesIn(document: Document, before: Document | undefined): readonly Change[] {
  // A limit that was not there before takes something away.
  if (document.kind === "ceiling" && before === undefined) return [];
  const to = titleOf(document.resource);
  const lines = before?.statements ?? [];
  const denying = document.statements.filter(({ effect }) => effect === "Deny");
  const isBlurred = (before?.unread.length ?? 0) > 0;
  const changes: Change[] = document.unread.map((path) => unknownAt(document.resource, path));
  for (const statement of document.statements) {
    if (statement.effect === "Deny") continue;
    const { pieces, isOpen } = piecesOf(statement);
    if (isOpen) changes.push({ kind: "unknown", to, what: "a part of the statement", at: spotOf(statement, "effect") });
    for (const piece of pieces) {
      const wasGranted =
        !isBlurred &&
        lines.some((line) => line.effect === "Allow" && statementCovers(line, piece)) &&
        lines.every((line) => line.effect === "Allow" || isStillDenied(line, piece, denying));
      if (wasGranted) continue;
      const isPublic = piece.principal?.pattern === "*" || piece.principal?.except !== undefined;
      const kind =
        isOpen || (before === undefined && isUnplaced(document))
          ? "unknown"
          : isPublic
            ? "new public access"
            : document.kind === "trust"
              ? "new trust"
              : "new access";
      changes.push({ kind, to, what: wordsOf(piece), at: spotOf(statement, piece.at) });
    }
  }
  return changes;
}

const shown = ({ pattern, except = [] }: Piece["action"], all: string): string =>
  pattern ?? (except.length === 0 ? all : `${all} except ${except.slice(0, 3).join(", ")}${except.length > 3 ? ", …" : ""}`);

/** A part of a statement in words. */
function wordsOf({ action, resource, principal, statement }: Piece): string {
  if (statement.document.isSecret) return "[secret]";
  const who = principal === undefined ? "" : `${shown(principal, "everyone").replace(/^(AWS|Service|Federated|CanonicalUser):/, "")}: `;
  const on = statement.document.kind === "trust" ? "" : ` on ${shown(resource, "every resource")}`;
  const { conditions } = statement;
  const isLimited = isUnknown(conditions) || conditions.length > 0;
  return `${who === "*: " ? "everyone: " : who}${shown(action, "every action")}${on}${isLimited ? ", under conditions" : ""}`;
}
