import { carriers, type DocumentKind } from "../iam/document/carriers.js";
import { type Document, documentsOf, type Statement } from "../iam/document/document.js";
import { permissionOf, permissionTypes } from "../iam/lint/permission.js";
import { accountOf } from "../iam/trust/trust.js";
import type { Item, View } from "../language/view.js";
import type { Resource } from "../model/resource.js";

const typesOf = (kinds: readonly DocumentKind[]): readonly string[] => [
  ...new Set([
    ...carriers.filter((c) => kinds.includes(c.kind)).map((c) => c.type),
    ...(kinds.includes("resource") ? permissionTypes : []),
  ]),
];

function* readDocuments(resource: Resource, kinds: readonly DocumentKind[], today: string): Iterable<Document> {
  for (const document of documentsOf(resource, today).read) if (kinds.includes(document.kind)) yield document;
  const permission = kinds.includes("resource") ? permissionOf(resource, today) : undefined;
  if (permission !== undefined) yield permission;
}

function* unreadable<T>(resource: Resource, kinds: readonly DocumentKind[]): Iterable<Item<T>> {
  for (const { kind, path } of documentsOf(resource).unknown)
    if (kinds.includes(kind)) yield { resource, path, value: undefined as T, unreadable: [path] };
}

/**
 * A View over the statements of every policy document of some kinds, on every type that carries one, however written. Rules on it ask
 * the functions of `iam/`; the parts of a statement may be `unknown`, and a document that is not known yet leaves the rule open.
 */
export function statements(...kinds: readonly DocumentKind[]): View<Statement> {
  return {
    view: `statements of ${kinds.join(" and ")} policies`,
    scope: "resource",
    types: typesOf(kinds),
    *of(resource, { today }) {
      for (const document of readDocuments(resource, kinds, today)) {
        for (const statement of document.statements) yield { resource, path: statement.path, value: statement, locate: statement.locate };
        for (const path of document.unread) yield { resource, path, value: undefined as unknown as Statement, unreadable: [path] };
      }
      yield* unreadable<Statement>(resource, kinds);
    },
  };
}

const lambdaPermission = "aws:lambda/permission:Permission";

/** A View over the statements of the policies of resources, but for permissions of Lambda functions, which have rules of their own. */
export const policyStatements: View<Statement> = {
  ...statements("resource"),
  view: "statements of resource policies",
  types: typesOf(["resource"]).filter((type) => type !== lambdaPermission),
};

/** A View over the statement that a permission of a Lambda function amounts to. */
export const lambdaPermissions: View<Statement> = {
  ...statements("resource"),
  view: "permissions of Lambda functions",
  types: [lambdaPermission],
};

/** A View over whole policy documents: for what only several statements together grant. */
export function documents(...kinds: readonly DocumentKind[]): View<Document> {
  return {
    view: `${kinds.join(" and ")} policies`,
    scope: "resource",
    types: typesOf(kinds),
    *of(resource, { today }) {
      for (const document of readDocuments(resource, kinds, today))
        yield { resource, path: document.path, value: document, locate: document.locate };
      yield* unreadable<Document>(resource, kinds);
    },
  };
}

/** A statement of a role's trust policy with the account that the role is made in, where the stack shows it. */
export interface Trust {
  readonly statement: Statement;
  readonly account: string | undefined;
}

/** A View over the statements of trust policies, each with the role's own account. */
export const trusts: View<Trust> = {
  ...statements("trust"),
  view: "statements of trust policies",
  scope: "stack",
  types: typesOf(["trust"]),
  *of(resource, context) {
    const account = context.stack === undefined ? undefined : accountOf(resource, context.stack);
    for (const item of statements("trust").of(resource, context))
      yield { ...item, value: { statement: item.value, account } } as Item<Trust>;
  },
};

/** What is where a policy document ought to: the document as written, or the place of a text that is not JSON. */
export interface WrittenDocument {
  readonly document: Document | undefined;
}

/** A View over the inputs that hold policy documents, readable or not. */
export const writtenDocuments: View<WrittenDocument> = {
  view: "policy documents",
  scope: "resource",
  types: typesOf(["identity", "resource", "trust", "ceiling"]).filter((type) => !permissionTypes.includes(type)),
  *of(resource) {
    const { read, broken, unknown } = documentsOf(resource);
    // What breaks the grammar is reported by its place in the resource.
    for (const document of read)
      yield { resource, path: document.path, value: new Written(document), locate: (at) => (at === "" ? document.path : at) };
    for (const { path } of broken) yield { resource, path, value: new Written(undefined) };
    for (const { path } of unknown) yield { resource, path, value: new Written(undefined), unreadable: [path] };
  },
};

class Written implements WrittenDocument {
  constructor(readonly document: Document | undefined) {}
}
