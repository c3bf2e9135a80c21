import { createHash } from "node:crypto";
import type { Judgement } from "./judgement.js";
import { jsonAt } from "./model/json.js";
import { join, keys } from "./model/path.js";
import type { Resource, SourcePosition } from "./model/resource.js";
import { isList, isMap, touchesSecret, type Value } from "./model/value.js";
import type { Level } from "./registry.js";
import type { Rule, Severity } from "./rule.js";
import { isCredential } from "./secrets/credential.js";

/** A finding as every report shows it (the contract of `--format json`). */
export interface Finding {
  readonly input: string;
  readonly rule: string;
  readonly severity: Severity;
  readonly level: Level;
  readonly outcome: "fail" | "unknown" | "waived" | "baseline" | "crash";
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly path: string;
  /** All places of the cause, the primary one first. */
  readonly places: readonly { readonly urn: string; readonly path: string }[];
  readonly message: string;
  readonly fix: string;
  readonly docs: string;
  readonly fingerprint: string;
  readonly source: SourcePosition | null;
  readonly waiver: null;
}

/** Findings of the judgements of one stack, in their order. Fingerprints are stable against lines, list positions and values. */
export function toFindings(
  judgements: readonly Judgement[],
  input: string,
  about: (rule: string) => { readonly rule: Rule; readonly level: Level },
): Finding[] {
  const counts = new Map<string, number>();
  return judgements.map((j) => {
    const { rule, level } = about(j.rule);
    const key = JSON.stringify([j.rule, j.resource.urn, stablePath(j.resource, j.path), j.outcome === "crash"]);
    const count = counts.get(key) ?? 0;
    counts.set(key, count + 1);
    return {
      input,
      rule: j.rule,
      severity: rule.severity,
      level,
      outcome: j.outcome,
      urn: j.resource.urn,
      type: j.resource.writtenType,
      name: j.resource.name,
      path: j.path,
      places: [{ urn: j.resource.urn, path: j.path }, ...j.places],
      message: j.message,
      fix: rule.fix,
      docs: rule.docs,
      fingerprint: createHash("sha256").update(`${key}#${count}`).digest("hex").slice(0, 32),
      source: j.resource.source ?? null,
      waiver: null,
    };
  });
}

const identityKeys = [
  "sid",
  "Sid",
  "id",
  "Id",
  "name",
  "Name",
  "key",
  "Key",
  "title",
  "ruleName",
  "fromPort",
  "deviceName",
  "originId",
  "regionName",
] as const;

const identityOf = (value: Value | undefined, key: string): string | undefined =>
  (typeof value === "string" || typeof value === "number") && !isCredential(String(value), key) ? String(value) : undefined;

/** The path with list positions replaced by what the item calls itself; by nothing where it has no name. */
export function stablePath(resource: Resource, path: string): string {
  let here: Value | undefined = resource.inputs.value;
  let place = "";
  return keys(path)
    .map((key) => {
      place = join(place, key);
      const parent: Value | undefined = here;
      const inside = typeof parent === "string" ? jsonAt(parent) : parent;
      here = isList(inside) && typeof key === "number" ? inside[key] : isMap(inside) ? inside[String(key)] : undefined;
      if (typeof key !== "number") return key;
      const item: Value | undefined = here;
      const identity =
        isMap(item) && !touchesSecret(resource.inputs, place)
          ? identityKeys.map((k) => identityOf(item[k], k)).find((v) => v !== undefined)
          : undefined;
      return identity === undefined ? "[]" : `[${identity}]`;
    })
    .join(".");
}
