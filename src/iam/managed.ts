import { managedStatements } from "../data/tables.js";
import { toValue } from "../model/json.js";
import type { Resource } from "../model/resource.js";
import { isMap, type Value } from "../model/value.js";
import { Document, readStatement, Statement } from "./document.js";

const arnOfManaged = /^arn:[^:]+:iam::aws:policy\/(.+)/;

/** The name behind `policy/` of a policy that AWS manages; `undefined` for any other ARN. */
export const managedName = (arn: string): string | undefined => arnOfManaged.exec(arn)?.[1];

const parsed = new Map<string, readonly Statement[]>();

/**
 * What a policy that AWS manages grants of the actions of the escalation paths, standing where `resource` names it; `undefined` for one
 * that the table does not have. Of other actions it says nothing: see `isPartial`.
 */
export function managedDocument(arn: string, resource: Resource, path: string): Document | undefined {
  const name = managedName(arn) ?? "";
  const source = managedStatements()[name];
  if (source === undefined) return undefined;
  const document = new Document(resource, "identity", path, undefined, false, false, arn);
  let statements = parsed.get(name);
  if (statements === undefined) {
    statements = source.map((raw) => {
      const value: Value = toValue(raw);
      return readStatement(document, isMap(value) ? value : {}, path);
    });
    parsed.set(name, statements);
  }
  // Every part of it stands where the policy is named.
  for (const s of statements)
    document.statements.push(
      new Statement(
        document,
        path,
        s.effect,
        s.actions,
        s.notActions,
        s.resources,
        s.notResources,
        undefined,
        undefined,
        s.conditions,
        new Map(),
      ),
    );
  return document;
}
