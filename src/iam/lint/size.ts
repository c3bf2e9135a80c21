import { lookupTable } from "../../data/lookup.js";
import { jsonAt } from "../../model/json.js";
import { isUnknown, lookup, type Value } from "../../model/value.js";
import type { Holder, HolderKind, Spot } from "../access/holder.js";
import type { Document } from "../document/document.js";

/**
 * The most that AWS accepts, in characters without white space; the inline policies of a principal count together.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
const limits: Readonly<Record<string, number>> = lookupTable({
  "aws:iam/policy:Policy": 6144,
  "aws:iam/rolePolicy:RolePolicy": 10_240,
  "aws:iam/role:Role": 10_240,
  "aws:iam/userPolicy:UserPolicy": 2048,
  "aws:iam/groupPolicy:GroupPolicy": 5120,
});
const trust = 2048;
const inlineTypes: Readonly<Partial<Record<HolderKind, readonly string[]>>> = {
  role: ["aws:iam/rolePolicy:RolePolicy", "aws:iam/role:Role"],
  user: ["aws:iam/userPolicy:UserPolicy"],
  group: ["aws:iam/groupPolicy:GroupPolicy"],
};

/** The size of a document and the most that AWS takes; `undefined` where there is no limit or the document is not known. */
export function sizeOf(document: Document): { readonly size: number; readonly limit: number } | undefined {
  const { type } = document.resource;
  const limit = document.kind === "trust" ? trust : limits[type];
  const size = charactersOf(document);
  return limit === undefined || size === undefined ? undefined : { size, limit };
}

/** The inline policies that a principal surely has: their size together, those of unknown size, and the most that AWS takes. */
export interface InlineSize {
  readonly size: number;
  readonly limit: number;
  readonly spots: readonly Spot[];
  readonly unknown: readonly Spot[];
}

/** The size of a principal's inline policies together; `undefined` where it has less than two, as one alone is evaluated by itself. */
export function inlineSizeOf(holder: Holder): InlineSize | undefined {
  const types = inlineTypes[holder.kind] ?? [];
  // A user also holds the policies of its groups, which count there.
  const isInline = ({ resource }: Pick<Spot, "resource">): boolean => types.includes(resource.type);
  const sure = holder.lines.filter(({ isSure }) => isSure).map(({ statement }) => statement.document);
  // AWS managed policies have the location where a role names them, and are not inline.
  const documents = [...new Set(sure)].filter((document) => document.managedArn === undefined && isInline(document));
  const unknown = holder.unread.filter(isInline);
  const limit = limits[types[0] ?? ""];
  // An unknown list of a role may hold several policies.
  const most = documents.length + unknown.reduce((sum, { resource }) => sum + (resource === holder.resource ? 2 : 1), 0);
  if (limit === undefined || most < 2) return undefined;
  const sized = documents.map((document) => ({
    spot: { resource: document.resource, path: document.path },
    size: charactersOf(document),
  }));
  return {
    size: sized.reduce((sum, { size }) => sum + (size ?? 0), 0),
    limit,
    spots: sized.map(({ spot }) => spot),
    unknown: [...unknown, ...sized.filter(({ size }) => size === undefined).map(({ spot }) => spot)],
  };
}

/** The characters of a document that AWS counts; `undefined` where it is not known. */
function charactersOf({ resource, path }: Document): number | undefined {
  const written = lookup(resource.inputs.value, path);
  if (written === undefined || hasUnknown(written)) return undefined;
  return (typeof written === "string" ? written : JSON.stringify(written)).replace(/\s/g, "").length;
}

function hasUnknown(value: Value): boolean {
  const read = jsonAt(value);
  const visit = (item: Value): boolean =>
    isUnknown(item) || (typeof item === "object" && item !== null && Object.values(item as Readonly<Record<string, Value>>).some(visit));
  return read === undefined || visit(read);
}
