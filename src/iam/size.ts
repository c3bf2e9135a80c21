import { jsonAt } from "../model/json.js";
import { isUnknown, lookup, type Value } from "../model/value.js";
import type { Document } from "./document.js";

/** The largest document that AWS takes, in characters without white space; inline policies of a principal count together. */
const limits: Readonly<Record<string, number>> = {
  "aws:iam/policy:Policy": 6144,
  "aws:iam/rolePolicy:RolePolicy": 10_240,
  "aws:iam/userPolicy:UserPolicy": 2048,
  "aws:iam/groupPolicy:GroupPolicy": 5120,
};
const inlineOfRole = 10_240;
const trust = 2048;

/** The size of a document and the most that AWS takes; `undefined` where there is no limit or the document is not known. */
export function sizeOf(document: Document): { readonly size: number; readonly limit: number } | undefined {
  const { type } = document.resource;
  const limit = document.kind === "trust" ? trust : type === "aws:iam/role:Role" ? inlineOfRole : limits[type];
  const written = lookup(document.resource.inputs.value, document.path);
  if (limit === undefined || written === undefined || hasUnknown(written)) return undefined;
  const text = typeof written === "string" ? written : JSON.stringify(written);
  return { size: text.replace(/\s/g, "").length, limit };
}

function hasUnknown(value: Value): boolean {
  const read = jsonAt(value);
  const visit = (item: Value): boolean =>
    isUnknown(item) || (typeof item === "object" && item !== null && Object.values(item as Readonly<Record<string, Value>>).some(visit));
  return read === undefined || visit(read);
}
