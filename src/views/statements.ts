import { carriers, type DocumentKind } from "../iam/document/carriers.js";
import { type Document, documentsOf, type Statement } from "../iam/document/document.js";
import { permissionOf, permissionTypes } from "../iam/document/permission.js";
import { accountOf } from "../iam/trust/trust.js";
import type { Item, View } from "../language/view.js";
import type { Resource } from "../model/resource.js";

const typesOf = (kinds: readonly DocumentKind[]): readonly string[] => [
  ...new Set([
    ...carriers.filter((c) => kinds.includes(c.kind)).map((c) => c.type),
    ...(kinds.includes("resource") ? permissionTypes : []),
  ]),
];

function readDocuments(resource: Resource, kinds: readonly DocumentKind[], today: string): readonly Document[] {
  const documents = documentsOf(resource, today).read.filter(({ kind }) => kinds.includes(kind));
  const permission = kinds.includes("resource") ? permissionOf(resource, today) : undefined;
  return permission === undefined ? documents : [...documents, permission];
}

function unreadable<T>(resource: Resource, kinds: readonly DocumentKind[]): readonly Item<T>[] {
  const out: Item<T>[] = [];
  for (const { kind, path } of documentsOf(resource).unknown)
    if (kinds.includes(kind)) out.push({ resource, path, value: undefined as T, unreadable: [path] });
  return out;
}

/** The statements of a document as items, made once for all rules. */
function itemsOf(document: Document): readonly Item<Statement>[] {
  let items = known.get(document);
  if (items === undefined) {
    const { resource, statements, unread } = document;
    items = statements.map(
      (statement): Item<Statement> => ({ resource, path: statement.path, value: statement, locate: statement.locate }),
    );
    if (unread.length > 0)
      items = items.concat(unread.map((path) => ({ resource, path, value: undefined as unknown as Statement, unreadable: [path] })));
    known.set(document, items);
  }
  return items;
}

const known = new WeakMap<Document, readonly Item<Statement>[]>();

/**
 * A View over the statements of every policy document of some kinds, on every type that carries one, however written. Rules on it ask
 * the functions of `iam/`; the parts of a statement may be `unknown`, and a document that is not known yet leaves the rule open.
 */
export function statements(...kinds: readonly DocumentKind[]): View<Statement> {
  return {
    view: `statements of ${kinds.join(" and ")} policies`,
    scope: "resource",
    types: typesOf(kinds),
    of(resource, { today }) {
      const documents = readDocuments(resource, kinds, today);
      const open = unreadable<Statement>(resource, kinds);
      if (documents[0] !== undefined && documents.length === 1 && open.length === 0) return itemsOf(documents[0]);
      return [...documents.flatMap(itemsOf), ...open];
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
    of(resource, { today }) {
      const documents = readDocuments(resource, kinds, today);
      const items = documents.map(
        (document): Item<Document> => ({ resource, path: document.path, value: document, locate: document.locate }),
      );
      return [...items, ...unreadable<Document>(resource, kinds)];
    },
  };
}

/** A statement of the policy of a role or a resource with the account that it is made in, where the stack shows it. */
export interface Trust {
  readonly statement: Statement;
  readonly account: string | undefined;
}

const withAccount = (of: View<Statement>, view: string): View<Trust> => ({
  ...of,
  view,
  scope: "stack",
  *of(resource, context) {
    const account = context.stack === undefined ? undefined : accountOf(resource, context.stack);
    for (const item of of.of(resource, context)) yield { ...item, value: { statement: item.value, account } } as Item<Trust>;
  },
});

/** A View over the statements of trust policies, each with the role's own account. */
export const trusts: View<Trust> = withAccount(statements("trust"), "statements of trust policies");

/** A View over the statements of the policies of SNS topics, each with the topic's own account. */
export const topicStatements: View<Trust> = withAccount(
  { ...statements("resource"), types: typesOf(["resource"]).filter((type) => type.startsWith("aws:sns/")) },
  "statements of topic policies",
);

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
