import type { Resource } from "../../model/resource.js";
import { isUnknown } from "../../model/value.js";
import type { Document, Statement } from "../document/document.js";

/** A place in the inputs of a resource. */
export interface Spot {
  readonly resource: Resource;
  readonly path: string;
}

/** A statement that somebody holds, or may hold once unknown values are known. */
export interface Line {
  readonly statement: Statement;
  readonly isSure: boolean;
}

/** What limits all grants of a principal: its permissions boundary. */
export interface Boundary {
  readonly lines: readonly Line[];
  /** Its unknown parts: they may allow or deny anything. */
  readonly unread: readonly Spot[];
}

/** The right by which a principal removes or rewrites its own boundary. */
export interface Loosening {
  readonly action: string;
  readonly at: Spot;
  readonly boundary: Boundary;
}

export type HolderKind = "role" | "user" | "group" | "permission set" | "policy";

/** Somebody who holds grants: a principal with everything attached to it, or a policy by itself that nobody in the stack has. */
export interface Holder {
  readonly kind: HolderKind;
  /** The principal; the policy where that represents itself; unset for a principal that the stack only names. */
  readonly resource: Resource | undefined;
  readonly lines: readonly Line[];
  /** Documents and statements that are not known yet: each may deny anything. */
  readonly unread: readonly Spot[];
  /** What may allow anything: the same, and attached policies of which only the attachment is known. Such policies do not deny in practice. */
  readonly unseen: readonly Spot[];
  readonly boundary: Boundary | undefined;
  /** The right by which it can take off a boundary that it has, which then does not count. */
  readonly loosening?: Loosening | undefined;
  /** The policies that are attached to it. */
  readonly policies: readonly Resource[];
  /** The groups of a user. */
  readonly groups: readonly Holder[];
}

/** A document together with one of its holders. */
export interface Held {
  readonly holder: Holder;
  readonly document: Document;
  readonly isSure: boolean;
}

export const spotOf = (statement: Statement, at: string): Spot => ({ resource: statement.document.resource, path: statement.locate(at) });

/** The holder as if it had nothing but one of its documents; what denies and limits it stays. */
export function onlyWith(holder: Holder, document: Document): Holder {
  const parts = partsOf.get(holder) ?? new Map<Document, Holder>();
  partsOf.set(holder, parts);
  let part = parts.get(document);
  if (part === undefined) {
    part = takenOut(holder, document);
    parts.set(document, part);
  }
  return part;
}

// Cached, so that a part is analysed once.
const partsOf = new WeakMap<Holder, Map<Document, Holder>>();

function takenOut(holder: Holder, document: Document): Holder {
  const isOwn = (line: Line): boolean => line.statement.document === document;
  const isOpen = (line: Line): boolean => isUnknown(line.statement.effect) && !isOwn(line);
  const lines = holder.lines.filter((line) => isOwn(line) || line.statement.effect === "Deny");
  // A holder with only this document is that part itself.
  if (lines.length === holder.lines.length && holder.unread.length === 0 && holder.unseen.length === 0) return holder;
  return {
    ...holder,
    lines,
    unread: [...holder.unread, ...holder.lines.filter(isOpen).map(({ statement }) => spotOf(statement, "effect"))],
    unseen: holder.unread.filter((spot) => spot.resource === document.resource && document.unread.includes(spot.path)),
  };
}
