import { canonicalType, classOfType } from "../model/classes.js";
import { type Resource, typeInModel, urnParts } from "../model/resource.js";
import { fitsPattern } from "../model/wildcard.js";
import { urnPattern } from "./waivers.js";

/** Whether a pattern names a resource: by its name, or by its URN, part by part. `*` matches any text. */
export function fitsResource(pattern: string, { urn, name }: Pick<Resource, "urn" | "name">): boolean {
  if (pattern === urn) return true;
  const parts = urnPattern(pattern);
  if (parts === undefined) return fitsPattern(name, pattern);
  const { stack, project } = urnParts(urn);
  const types = urn.split("::")[2] ?? "";
  return [stack, project, types, name].every((part, i) => fitsPattern(part, parts[i] ?? ""));
}

/** Whether a pattern matches a type as it is written, in today's spelling, or as the class of AWS that it is (`s3.Bucket`). */
export const fitsType = (pattern: string, writtenType: string): boolean =>
  [writtenType, canonicalType(writtenType), typeInModel(writtenType)]
    .flatMap((type) => [type, classOfType(type)])
    .some((spelling) => fitsPattern(spelling, pattern));
