import type { InHands } from "../iam/access/grants.js";
import { type Holder, onlyWith } from "../iam/access/holder.js";
import { attachingTypes, principalsOf, principalTypes, standingAlone, userOf } from "../iam/access/principals.js";
import { mayBeBoundary } from "../iam/access/reach.js";
import { isPrivileged } from "../iam/access/trust-paths.js";
import { carriers } from "../iam/document/carriers.js";
import { type Document, documentsOf, type Statement } from "../iam/document/document.js";
import type { Item, View, ViewContext } from "../language/view.js";
import type { Resource } from "../model/resource.js";
import { type Stack, toStack } from "../model/stack.js";
import { isUnknown, lookup } from "../model/value.js";

/** A document of grants in the hands of whoever has it. A class, so that nothing in it is guarded: what is unknown in it is asked of `iam/`. */
class DocumentInHands implements InHands {
  constructor(
    readonly document: Document,
    readonly hands: readonly Holder[],
    readonly stack: Stack,
  ) {}
}

const identityTypes = [...new Set(carriers.filter(({ kind }) => kind === "identity").map(({ type }) => type))];

const known = new WeakMap<Document, DocumentInHands>();

/** A document in the hands of those who have it in a stack, put there once for all rules. */
function inHands(document: Document, stack: Stack): DocumentInHands {
  let found = known.get(document);
  if (found === undefined || found.stack !== stack) {
    found = new DocumentInHands(document, handsOf(document, stack), stack);
    known.set(document, found);
  }
  return found;
}

function handsOf(document: Document, stack: Stack): readonly Holder[] {
  const held = principalsOf(stack).hands.get(document) ?? [];
  const isHeld = held.some(({ isSure }) => isSure);
  return isHeld ? held.map(({ holder }) => onlyWith(holder, document)) : [standingAlone(document, held)];
}

const stackOf = (resource: Resource, { stack, today }: ViewContext): Stack =>
  stack ?? toStack([resource], { name: "", project: "", today });

const unreadable = (resource: Resource, path: string): Item<DocumentInHands> => ({
  resource,
  path: "",
  value: undefined as unknown as DocumentInHands,
  unreadable: [path],
});

/**
 * A View over every policy document that grants to principals, each in the hands of whoever has it in the stack: what their other policies deny and their
 * boundaries leave out is not granted. A policy that nobody has represents itself.
 */
export const grants: View<DocumentInHands> = {
  view: "grants to principals",
  scope: "stack",
  early: true,
  types: identityTypes,
  *of(resource, context): Iterable<Item<DocumentInHands>> {
    const stack = stackOf(resource, context);
    const { read, unknown } = documentsOf(resource, stack.today);
    const { boundaries, hands } = principalsOf(stack);
    const isHeld = (document: Document): boolean => hands.get(document)?.some(({ isSure }) => isSure) ?? false;
    for (const document of read)
      if (document.kind !== "identity") continue;
      else if (boundaries.get(resource) !== undefined && !isHeld(document)) {
        // What only limits somebody grants nothing by itself.
        if (boundaries.get(resource) === false) yield unreadable(resource, document.path);
      } else if (stack.isPartial && !isHeld(document) && mayBeBoundary(document, stack)) {
        yield unreadable(resource, document.path);
      } else {
        yield { resource, path: "", value: inHands(document, stack) };
        for (const path of document.unread) yield unreadable(resource, path);
      }
    for (const { kind, path } of unknown) if (kind === "identity") yield unreadable(resource, path);
  },
};

/** A View over the policies of AWS where a resource attaches them, each in the hands of those who get it. */
export const attachedGrants: View<DocumentInHands> = {
  view: "policies of AWS that are attached",
  scope: "stack",
  early: true,
  types: attachingTypes,
  *of(resource, context): Iterable<Item<DocumentInHands>> {
    const stack = stackOf(resource, context);
    const { attached, open } = principalsOf(stack);
    for (const document of attached.get(resource) ?? []) yield { resource, path: "", value: inHands(document, stack) };
    for (const path of open.get(resource) ?? []) yield unreadable(resource, path);
  },
};

/** The same for rules that only ask for the name of the policy: one of AWS that nobody here knows has another name. */
export const attachedNames: View<DocumentInHands> = {
  ...attachedGrants,
  view: "policies of AWS that are attached, by name",
  *of(resource, context): Iterable<Item<DocumentInHands>> {
    for (const item of attachedGrants.of(resource, context))
      if (item.unreadable?.every((path) => isUnknown(lookup(resource.inputs.value, path))) !== false) yield item;
  },
};

/** A principal with everything that it holds. */
export class WholePrincipal {
  constructor(
    readonly holder: Holder,
    readonly stack: Stack,
  ) {}

  /** The principal with one of its documents alone, and the groups of a user: what such a part grants by itself is reported there. */
  get parts(): readonly Holder[] {
    const documents = new Set(this.holder.lines.map(({ statement }) => statement.document));
    const parts = [...documents].map((document) => onlyWith(this.holder, document));
    return this.holder.groups.length === 0 || documents.size < 2 ? parts : [...parts, ...this.holder.groups];
  }
}

/** A View over roles, users, groups and permission sets with everything attached to them in the stack. */
export const principals: View<WholePrincipal> = {
  view: "principals with all their policies",
  scope: "stack",
  early: true,
  types: principalTypes,
  *of(resource, context): Iterable<Item<WholePrincipal>> {
    const stack = stackOf(resource, context);
    const holder = principalsOf(stack).of.get(resource);
    if (holder !== undefined) yield { resource, path: "", value: new WholePrincipal(holder, stack) };
  },
};

/** A statement of the trust policy of a role that is an administrator, or may be. */
export class PrivilegedTrust {
  constructor(
    readonly statement: Statement,
    readonly stack: Stack,
  ) {}
}

/** A View over the statements of the trust policies of privileged roles. */
export const privilegedTrusts: View<PrivilegedTrust> = {
  view: "trust policies of privileged roles",
  scope: "stack",
  atEnd: "the policies that make a role privileged come after the role, and only outputs show which account a principal is in",
  types: ["aws:iam/role:Role"],
  *of(resource, context): Iterable<Item<PrivilegedTrust>> {
    const stack = stackOf(resource, context);
    if (!isPrivileged(resource, stack)) return;
    const { read, unknown } = documentsOf(resource, stack.today);
    const open = unknown.filter(({ kind }) => kind === "trust").map(({ path }) => path);
    for (const document of read) {
      if (document.kind !== "trust") continue;
      // Answers name their places in the resource themselves.
      for (const statement of document.statements) yield { resource, path: "", value: new PrivilegedTrust(statement, stack) };
      for (const one of document.unread) open.push(one);
    }
    if (open.length > 0) yield { resource, path: "", value: undefined as unknown as PrivilegedTrust, unreadable: open };
  },
};

/** A user with a password for the console. */
export class ConsoleUser {
  constructor(
    readonly profile: Resource,
    readonly holder: Holder,
  ) {}
}

/** A View over passwords for the console, each with its user where the stack has that. */
export const consoleUsers: View<ConsoleUser> = {
  view: "users with a password for the console",
  scope: "stack",
  atEnd: "the policy that asks the user for MFA may come after the password",
  types: ["aws:iam/userLoginProfile:UserLoginProfile"],
  *of(resource, context): Iterable<Item<ConsoleUser>> {
    const stack = stackOf(resource, context);
    const user = userOf(resource, stack);
    if (user === undefined) yield { resource, path: "", value: undefined as unknown as ConsoleUser, unreadable: ["user"] };
    else yield { resource, path: "", value: new ConsoleUser(resource, user) };
  },
};
