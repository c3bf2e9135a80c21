/** Facts about findings that several formats show. */
import { posix } from "node:path";
import type { Report } from "../doors/state/check.js";
import { type Finding, isBad } from "../findings/finding.js";
import { controlsOf, frameworkLabel } from "../language/frameworks.js";
import type { Controls, Severity } from "../language/rule.js";
import { classOfType } from "../model/classes.js";
import { urnParts } from "../model/resource.js";
import type { Context } from "./format.js";

export const severities: readonly Severity[] = ["critical", "high", "medium", "low"];

/** A place in a file of the repository. */
export interface Location {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Where a finding is: the place in the program, else the top of the project's `Pulumi.yaml`. */
export function locationOf(finding: Finding, homes: Context["homes"]): Location {
  const home = homes.get(finding.input) ?? "";
  const { source } = finding;
  if (source === null) return { file: `${home}Pulumi.yaml`, line: 1, column: 1 };
  const file = posix.normalize(home + source.file);
  // Readers of the report cannot use a file outside the repository, or one whose path is not relative to the project.
  if (file.startsWith("../") || posix.isAbsolute(file)) return { file: `${home}Pulumi.yaml`, line: 1, column: 1 };
  return { file, line: Math.max(1, source.line), column: Math.max(1, source.column) };
}

export { isBad };

/** The findings that a report lists, in their order: worst first. */
export const listed = (report: Report, { show }: Context): readonly Finding[] =>
  show.includes("unknown") ? report.findings : report.findings.filter((finding) => finding.outcome !== "unknown" || isBad(finding));

/** The subject of a finding as a person calls it: `s3.Bucket logs`. */
export const subjectOf = (finding: Pick<Finding, "path" | "type" | "name">): string =>
  finding.path.startsWith("config[") ? "stack configuration" : `${classOfType(finding.type)} ${finding.name}`;

/** The service that a finding is about: `s3`; the package for resources of other providers, and for components. */
export const serviceOf = (finding: Finding): string => /^aws:([^/:]+)/.exec(finding.type)?.[1] ?? finding.type.split(":")[0] ?? "";

/** How a finding is related to a previewed change; `undefined` without a preview, and where nothing is found. */
export function broughtWords({ changed, isNew, outcome }: Finding): string | undefined {
  if (changed === undefined) return undefined;
  if (isNew === true && outcome === "fail") return "new";
  if (isNew === false) return changed ? "not new, on a changed resource" : "not new";
  return changed ? undefined : "on an unchanged resource";
}

/** A waiver in words: reason, last day, owner. */
export function waiverText(finding: Finding): string {
  const waiver: Readonly<Record<string, unknown>> = { ...(finding.waiver ?? {}) };
  const word = (name: string): string => (typeof waiver[name] === "string" ? waiver[name] : "");
  const [until, owner, approvedBy, ticket] = [word("until"), word("owner"), word("approvedBy"), word("ticket")];
  const people = [owner === "" ? "" : `by ${owner}`, approvedBy === "" ? "" : `approved by ${approvedBy}`];
  const more = [until === "" ? "" : `until ${until}`, ...people, ticket].filter((part) => part !== "");
  return [word("reason") || "waived", more.length === 0 ? "" : `(${more.join(", ")})`].filter((part) => part !== "").join(" ");
}

/** The exceptions by which the engine exempts a finding: `EXC-1: the reason`. */
export const exceptionText = ({ exception, moreExceptions = [] }: Finding): string =>
  [...(exception === undefined ? [] : [exception]), ...moreExceptions].map(({ id, reason }) => `${id}: ${reason}`).join("; ");

/** Why nobody has to act on a finding that somebody let pass; empty for any other. */
export const grantText = (finding: Finding): string =>
  finding.outcome === "waived" ? waiverText(finding) : finding.outcome === "exempted" ? exceptionText(finding) : "";

/** What a report states of a rule. */
export interface RuleFacts {
  readonly id: string;
  readonly family: string;
  readonly title: string;
  readonly severity: Severity;
  readonly why: string | undefined;
  readonly fix: string;
  readonly docs: string;
  readonly controls: Controls;
}

/** The rules of these findings, sorted by id. For a rule that is not registered, the facts come from its finding. */
export function rulesOf(findings: readonly Finding[], rules: Context["rules"]): readonly RuleFacts[] {
  const first = new Map<string, Finding>();
  for (const finding of findings) if (!first.has(finding.rule)) first.set(finding.rule, finding);
  const known = new Map(rules.map((rule) => [rule.id, rule]));
  return [...first.values()]
    .sort((a, b) => (a.rule < b.rule ? -1 : 1))
    .map(({ rule: id, severity, fix, docs }) => {
      const { family, rule } = known.get(id) ?? { family: id.split("-")[0] ?? id, rule: undefined };
      return {
        id,
        family,
        title: rule?.title ?? id,
        severity: rule?.severity ?? severity,
        why: rule?.why,
        fix: rule?.fix ?? fix,
        docs: rule?.docs ?? docs,
        controls: rule?.controls ?? {},
      };
    });
}

/** Each control with the version of its framework: `cis@3.0.0/3.6`. */
export const controlNames = (controls: Controls): readonly string[] =>
  controlsOf(controls).map(([framework, control]) => `${frameworkLabel(framework)}/${control}`);

/** The counts of bad findings by severity. */
export const bySeverity = (findings: readonly Finding[]): ReadonlyMap<Severity, number> =>
  new Map(severities.map((severity) => [severity, findings.filter((f) => isBad(f) && f.severity === severity).length]));

/** `none blocking`, `1 blocking`. */
export const blockingWords = (count: number): string => `${count === 0 ? "none" : grouped(count)} blocking`;

/** The stack of a finding, `project/stack`, as its URN names it. */
export const stackOf = (finding: Finding): string => {
  const { project, stack } = urnParts(finding.urn);
  return [project, stack].filter((part) => part !== "").join("/");
};

/** The stacks that were evaluated, `project/stack`, each once and sorted. */
export const stacksOf = (report: Report): readonly string[] =>
  [...new Set(report.inputs.map(({ project, stack }) => [project, stack].filter((part) => part !== "").join("/")))].sort();

/** Lists by a key, in the order of their first items. */
export function groupBy<T>(items: Iterable<T>, keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

// By hand: `toLocaleString` takes longer at its first call than a small stack takes to evaluate.
export const grouped = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ",");
export const plural = (count: number, one: string, many = `${one}s`): string => `${grouped(count)} ${count === 1 ? one : many}`;
