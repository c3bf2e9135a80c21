import { createHash } from "node:crypto";
import { type Candidate, type Known, knownAmong } from "../config/known.js";
import type { UnknownLevel } from "../config/levels.js";
import { type Covering, coveredByIn } from "../engine/covered.js";
import type { Evaluation, Waiting } from "../engine/evaluate.js";
import type { Level } from "../language/registry.js";
import type { Rule, Severity } from "../language/rule.js";
import { type Component, foreignComponent } from "../model/component.js";
import type { PolicyException } from "../model/exception.js";
import { jsonAt } from "../model/json.js";
import { join, keys } from "../model/path.js";
import type { Resource, SourcePosition } from "../model/resource.js";
import { isList, isMap, touchesSecret, type Value } from "../model/value.js";
import type { Waiver } from "../model/waiver.js";
import { isCredential } from "../secrets/texts/credential.js";
import { contentOf } from "./content.js";

/** A finding as every report shows it (the contract of `--format json`). */
export interface Finding {
  readonly input: string;
  readonly rule: string;
  readonly severity: Severity;
  readonly level: Level;
  readonly outcome: "fail" | "unknown" | "waived" | "exempted" | "baseline" | "crash";
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly path: string;
  /** All locations of the cause, the primary one first. */
  readonly places: readonly { readonly urn: string; readonly path: string }[];
  readonly message: string;
  readonly fix: string;
  readonly docs: string;
  readonly fingerprint: string;
  readonly source: SourcePosition | null;
  readonly waiver: Waiver | null;
  /** The exception of Pulumi's own configuration by which a finding is `exempted`: the first by id. */
  readonly exception?: PolicyException;
  /** The others that exempt it too. */
  readonly moreExceptions?: readonly PolicyException[];
  /** What else waits for the same input: an open verdict of several rules is listed once. */
  readonly waiting?: readonly Waiting[];
  /** The third-party component that contains the resource: the program can change its arguments. */
  readonly component: Component | null;
  /** Of a finding of outcome `unknown`: the level at which the setting `unknown` shows it; left out where it is silent. */
  readonly unknownLevel?: "advisory" | "mandatory";
  /** Where a preview was read: the change touches the resource, or brings the finding. */
  readonly changed?: boolean;
  /** Of a violation where a preview was read: the stack did not have it before, or had a milder one. */
  readonly isNew?: boolean;
}

/** True for a finding that a person has to see: a violation, a crash, and an unknown that the settings show. */
export const isBad = ({ outcome, unknownLevel }: Finding): boolean =>
  outcome === "fail" || outcome === "crash" || (outcome === "unknown" && unknownLevel !== undefined);

/** Fingerprints of the evaluations of one stack, or of one rule or resource of it, in order: equal ones get a counter. */
export function fingerprintsOf(evaluations: readonly Evaluation[]): string[] {
  return candidatesOf(evaluations).map(({ fingerprint }) => fingerprint);
}

/**
 * The fingerprints of findings of one stack that were made one by one, as if they had been made together: equal ones get a counter. For findings
 * in the configuration, whose list items have no names.
 */
export function fingerprintsTogether(findings: readonly Pick<Finding, "rule" | "urn" | "path" | "outcome" | "fingerprint">[]): string[] {
  const counts = new Map<string, number>();
  return findings.map(({ rule, urn, path, outcome, fingerprint }) => {
    const count = counts.get(fingerprint) ?? 0;
    counts.set(fingerprint, count + 1);
    if (count === 0) return fingerprint;
    const stable = keys(path).map((key) => (typeof key === "number" ? "[]" : key));
    return fingerprintOf(JSON.stringify([rule, urn, stable.join("."), outcome === "crash"]), count);
  });
}

const fingerprintOf = (key: string, count: number): string => createHash("sha256").update(`${key}#${count}`).digest("hex").slice(0, 32);

/** The fingerprints that the evaluations of one stack had under the ids that their rules had before. */
export const formerFingerprintsOf = (evaluations: readonly Evaluation[], rules: Covering): (readonly string[])[] =>
  candidatesOf(evaluations, rules).map(({ former = [] }) => former.map(({ fingerprint }) => fingerprint));

function candidatesOf(evaluations: readonly Evaluation[], rules?: Covering): Candidate[] {
  const coveredBy: ReadonlyMap<string, readonly string[]> = rules === undefined ? new Map() : coveredByIn(rules);
  const formerly = new Map(rules?.all.flatMap(({ id, rule }) => (rule.formerly === undefined ? [] : [[id, rule.formerly] as const])));
  const counts = new Map<string, number>();
  return evaluations.map((j) => {
    const place = [j.resource.urn, stablePath(j.resource, j.path), j.outcome === "crash"];
    const key = JSON.stringify([j.rule, ...place]);
    const count = counts.get(key) ?? 0;
    counts.set(key, count + 1);
    const { rule, path } = j;
    const former = formerly.get(rule)?.map((id) => {
      const before = JSON.stringify([id, ...place]);
      return { key: before, fingerprint: fingerprintOf(before, count) };
    });
    return {
      key,
      fingerprint: fingerprintOf(key, count),
      ...(former !== undefined && { former }),
      urn: j.resource.urn,
      path,
      coveredBy: coveredBy.get(rule) ?? [],
      content: () => contentOf(j),
    };
  });
}

/**
 * The evaluations with those marked that were there before and are not worse now, also as what is left of a finding of a rule that covers theirs.
 * What is waived or exempted is not, and a crash is never old.
 */
export function markOld(evaluations: readonly Evaluation[], known: Known, rules?: Covering): Evaluation[] {
  if (known.byFingerprint.size === 0) return [...evaluations];
  const candidates = candidatesOf(evaluations, rules);
  const isOpen = ({ outcome, waiver, exceptions }: Evaluation): boolean =>
    outcome === "fail" && waiver === undefined && exceptions === undefined;
  const open = candidates.filter((_, i) => evaluations[i] !== undefined && isOpen(evaluations[i]));
  const are = knownAmong(open, fingerprintOf, known);
  const old = new Set(open.filter((_, i) => are[i] === true));
  return evaluations.map((evaluation, i) => {
    const candidate = candidates[i];
    return candidate !== undefined && old.has(candidate) ? { ...evaluation, old: true } : evaluation;
  });
}

/**
 * Findings of the evaluations of one stack, in their order. Fingerprints are stable against lines, list positions and values.
 * `byUrn` are the stack's resources, among which a finding's component is looked up.
 */
export function toFindings(
  evaluations: readonly Evaluation[],
  input: string,
  about: (rule: string, evaluation: Evaluation) => { readonly rule: Rule; readonly level: Level; readonly unknown?: UnknownLevel },
  byUrn: ReadonlyMap<string, Resource> = new Map(),
): Finding[] {
  const fingerprints = fingerprintsOf(evaluations);
  return evaluations.map((j, i) => {
    const { rule, level, unknown = "silent" } = about(j.rule, j);
    const component = foreignComponent(j.resource, byUrn) ?? null;
    // What is open and silent needs no waiver.
    const isSilent = j.outcome === "unknown" && unknown === "silent";
    const waiver = isSilent ? undefined : j.waiver;
    const [exception, ...moreExceptions] = (isSilent || waiver !== undefined || j.old === true ? undefined : j.exceptions) ?? [];
    return {
      input,
      rule: j.rule,
      severity: rule.severity,
      level,
      outcome: waiver !== undefined ? "waived" : j.old === true ? "baseline" : exception !== undefined ? "exempted" : j.outcome,
      urn: j.resource.urn,
      type: j.resource.writtenType,
      name: j.resource.name,
      path: j.path,
      places: [{ urn: j.resource.urn, path: j.path }, ...j.places],
      message: j.message,
      fix: fixInside(j.fix ?? rule.fix, component),
      docs: rule.docs,
      fingerprint: fingerprints[i] ?? "",
      source: j.resource.source ?? null,
      waiver: waiver ?? null,
      ...(exception !== undefined && { exception }),
      ...(moreExceptions.length > 0 && { moreExceptions }),
      component,
      ...(j.outcome === "unknown" && waiver === undefined && exception === undefined && unknown !== "silent" && { unknownLevel: unknown }),
      ...(j.waiting !== undefined && { waiting: j.waiting }),
    };
  });
}

/** The advice if a third-party component makes the resource: the program cannot set the property itself. */
export function fixInside(fix: string, component: Component | null | undefined): string {
  if (component === null || component === undefined) return fix;
  const where = `The component ${component.type} ${JSON.stringify(component.name)} makes this resource: use its arguments or a transform.`;
  // After code, a sentence starts a line of its own.
  return `${fix}${fix.includes("\n") ? "\n" : " "}${where}`;
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

/** The path with list positions replaced by the item's own name; removed if it has none. */
export const stablePath = (resource: Resource, path: string): string =>
  steps(resource, path)
    .map(({ key, identity }) => (typeof key === "number" ? `[${identity ?? ""}]` : key))
    .join(".");

/** The path as a waiver names it: `policy.Statement[Sid=ReadLogs]`; by position where the item has no name. */
export const namedPath = (resource: Resource, path: string): string =>
  steps(resource, path).reduce((out, { key, name, identity }) => (name === undefined ? join(out, key) : `${out}[${name}=${identity}]`), "");

interface Step {
  readonly key: string | number;
  /** The name of a list item, and the property that holds it. */
  readonly identity: string | undefined;
  readonly name: string | undefined;
}

function steps(resource: Resource, path: string): Step[] {
  let here: Value | undefined = resource.inputs.value;
  let place = "";
  return keys(path).map((key) => {
    place = join(place, key);
    const parent: Value | undefined = here;
    const inside = typeof parent === "string" ? jsonAt(parent) : parent;
    here = isList(inside) && typeof key === "number" ? inside[key] : isMap(inside) ? inside[String(key)] : undefined;
    const item: Value | undefined = here;
    // If the door hides which values are secret, names count as plain: they are compared, never shown.
    const named = typeof key === "number" && isMap(item) && !(resource.inputs.secretsKnown && touchesSecret(resource.inputs, place));
    const name = named ? identityKeys.find((k) => identityOf(item[k], k) !== undefined) : undefined;
    return { key, name, identity: named && name !== undefined ? identityOf(item[name], name) : undefined };
  });
}
