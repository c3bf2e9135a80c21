import { managedPolicy } from "../../data/tables.js";
import { toValue } from "../../model/json.js";
import type { Resource } from "../../model/resource.js";
import { isMap, type Value } from "../../model/value.js";
import { Document, readStatement, Statement } from "./document.js";

const arnOfManaged = /^arn:[^:]+:iam::aws:policy\/(.+)/;

/** The name behind `policy/` of a policy that AWS manages; `undefined` for any other ARN. */
export const managedName = (arn: string): string | undefined => arnOfManaged.exec(arn)?.[1];

/** What is read of a policy once for all its attachments: its statements, and whether AWS has retired it. */
interface Parsed {
  readonly statements: readonly Statement[];
  readonly isRetired: boolean;
}
const parsed = new Map<string, Parsed | undefined>();

function parse(name: string, document: Document): Parsed | undefined {
  if (!parsed.has(name)) {
    const policy = managedPolicy(name);
    const statements = policy?.statements.map((raw) => {
      const value: Value = toValue(raw);
      return readStatement(document, isMap(value) ? value : {}, "");
    });
    parsed.set(name, policy && statements && { statements, isRetired: policy.isRetired });
  }
  return parsed.get(name);
}

/** Whether AWS has retired the policy with this ARN. Such a policy stays in the table because it still grants to those who have it. */
export const isRetired = (arn: string): boolean => managedPolicy(managedName(arn) ?? "")?.isRetired === true;

const noPlaces = new Map<string, string>();

/** The document of a policy that AWS manages, in the place where `resource` names it; `undefined` for one that the table does not have. */
export function managedDocument(arn: string, resource: Resource, path: string): Document | undefined {
  const document = new Document(resource, "identity", path, undefined, false, false, arn);
  // Every part of it has the location where the policy is named.
  for (const s of parse(managedName(arn) ?? "", document)?.statements ?? [])
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
        () => noPlaces,
      ),
    );
  return document.statements.length > 0 ? document : undefined;
}
