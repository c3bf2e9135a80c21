/** The JSON reports of several jobs as one report. */
import { readdirSync, statSync } from "node:fs";
import { join, posix } from "node:path";
import { type Report, type ReportInput, type Summary, worstFirst } from "../doors/state/check.js";
import { sumOfUnjudged } from "../engine/unjudged.js";
import { InputError, reading } from "../files/errors.js";
import { parseJson } from "../files/json.js";
import { readText } from "../files/text-file.js";
import type { Finding } from "../findings/finding.js";
import { add } from "../model/stack.js";
import { stacksOf } from "../report/facts.js";
import { defaultCategory } from "../report/formats/sarif.js";

/** A report that was read, as `check --format json` writes it. */
interface Written extends Omit<Report, "inputs" | "findings"> {
  readonly run: { readonly category: string | null; readonly directory: string };
  readonly inputs: readonly (ReportInput & { readonly folder: string })[];
  readonly findings: readonly (Finding & { readonly blocking: boolean })[];
}

/** Reports as one: what the formats show, and what they need besides. */
interface Merged {
  readonly report: Report;
  /** The folder of each input's project from the root of the repository. */
  readonly homes: ReadonlyMap<string, string>;
  /** Whether the job that reported a finding was to fail for it. */
  readonly isBlocking: (finding: Finding) => boolean;
}

/** What was read: as one, and by category. */
interface ReadReports {
  readonly files: readonly string[];
  readonly all: Merged;
  readonly byCategory: ReadonlyMap<string, Merged>;
}

const deepest = 8;

/**
 * Reads reports: files, and folders of them.
 * @throws InputError where a file is not a report, or there is none
 */
export function readReports(paths: readonly string[], note: (line: string) => void): ReadReports {
  const found = paths.flatMap((path) =>
    reading(path, () => statSync(path)).isDirectory()
      ? filesIn(path, deepest).map((file) => ({ file, isNamed: false }))
      : [{ file: path, isNamed: true }],
  );
  const files = [...new Map(found.map((one) => [one.file, one])).values()];
  const read = files.flatMap(({ file, isNamed }) => {
    const value = parseJson(readText(file), file);
    if (isReport(value)) return [value];
    const problem = new InputError(file, "is not a report of `stackwarden check --format json` of this version");
    if (isNamed) throw problem;
    note(`${problem.message}: skipped`);
    return [];
  });
  if (read.length === 0)
    throw new InputError(paths.join(", "), "has no report. Write one with `stackwarden check --output json=report.json`.");
  const versions = [...new Set(read.map(({ tool }) => tool.version))].sort();
  if (versions.length > 1) note(`the reports are of several versions (${versions.join(", ")})`);
  const placed = withOwnInputs(read);
  const byCategory = new Map<string, Written[]>();
  for (const report of placed) add(byCategory, report.run.category ?? defaultCategory(stacksOf(report)), report);
  return {
    files: files.map(({ file }) => file),
    all: merged(placed),
    byCategory: new Map([...byCategory].map(([category, reports]) => [category, merged(reports)])),
  };
}

function filesIn(folder: string, depth: number): string[] {
  const entries = reading(folder, () => readdirSync(folder, { withFileTypes: true }));
  return entries
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return depth > 0 ? filesIn(path, depth - 1) : [];
      return entry.isFile() && entry.name.endsWith(".json") ? [path] : [];
    });
}

/** Names the inputs from the root of the repository; jobs that read the same path on their own machines keep different names. */
function withOwnInputs(reports: readonly Written[]): Written[] {
  const taken = new Set<string>();
  return reports.map((report, i) => {
    const names = new Map<string, string>();
    for (const { path } of report.inputs) {
      const seen = path === "-" || posix.isAbsolute(path) ? path : posix.join(report.run.directory, path.replaceAll("\\", "/"));
      const name = taken.has(seen) ? `${seen} (${report.run.category ?? `report ${i + 1}`})` : seen;
      names.set(path, name);
    }
    for (const name of names.values()) taken.add(name);
    return {
      ...report,
      inputs: report.inputs.map((input) => ({ ...input, path: names.get(input.path) ?? input.path })),
      findings: report.findings.map((finding) => ({ ...finding, input: names.get(finding.input) ?? finding.input })),
    };
  });
}

function merged(reports: readonly Written[]): Merged {
  const sum = (key: Exclude<keyof Summary, "unjudged">): number => reports.reduce((total, { summary }) => total + summary[key], 0);
  const homes = new Map<string, string>();
  const blocking = new Set<Finding>();
  const findings = reports.flatMap((report) =>
    report.findings.map(({ blocking: isBlocking, ...finding }) => {
      if (isBlocking) blocking.add(finding);
      return finding;
    }),
  );
  const inputs = reports.flatMap((report) =>
    report.inputs.map(({ folder, ...input }): ReportInput => {
      homes.set(input.path, folder);
      return input;
    }),
  );
  const version =
    reports
      .map(({ tool }) => tool.version)
      .toSorted()
      .at(-1) ?? "";
  return {
    homes,
    isBlocking: (finding) => blocking.has(finding),
    report: {
      tool: { name: "stackwarden", version },
      inputs: inputs.sort((a, b) => (a.path < b.path ? -1 : 1)),
      findings: findings.sort(worstFirst),
      summary: {
        resources: sum("resources"),
        // Which rules ran is not in a report: those of the run with the most.
        rules: Math.max(...reports.map(({ summary }) => summary.rules)),
        fail: sum("fail"),
        unknown: sum("unknown"),
        waived: sum("waived"),
        exempted: sum("exempted"),
        baseline: sum("baseline"),
        crash: sum("crash"),
        unjudged: sumOfUnjudged(reports.map(({ summary }) => summary.unjudged)),
        durationMs: sum("durationMs"),
      },
    },
  };
}

type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null && !Array.isArray(value);
const isText = (value: unknown): boolean => typeof value === "string";
const isOneOf = (value: unknown, names: readonly string[]): boolean => names.includes(String(value));

function isReport(value: unknown): value is Written {
  if (!isFields(value)) return false;
  const { tool, run, inputs, findings, summary } = value;
  if (!isFields(tool) || tool["name"] !== "stackwarden" || !isText(tool["version"])) return false;
  if (!isFields(run) || !(run["category"] === null || isText(run["category"])) || !isText(run["directory"])) return false;
  if (!isFields(summary) || !Array.isArray(summary["unjudged"]) || !countKeys.every((key) => typeof summary[key] === "number"))
    return false;
  return Array.isArray(inputs) && inputs.every(isInput) && Array.isArray(findings) && findings.every(isFinding);
}

const countKeys = ["resources", "rules", "fail", "unknown", "waived", "exempted", "baseline", "crash", "durationMs"];
const textKeys = ["input", "rule", "urn", "type", "name", "path", "message", "fix", "docs", "fingerprint", "level"];

const isInput = (value: unknown): boolean =>
  isFields(value) &&
  ["path", "project", "stack", "folder"].every((key) => isText(value[key])) &&
  (value["preview"] === undefined ||
    (isFields(value["preview"]) && isFields(value["preview"]["tier"]) && isFields(value["preview"]["operations"])));

/** A report comes from another job: what a page would link to, or would need, is looked at. */
const isFinding = (value: unknown): boolean =>
  isFields(value) &&
  textKeys.every((key) => isText(value[key])) &&
  /^https?:\/\//.test(String(value["docs"])) &&
  isOneOf(value["severity"], ["critical", "high", "medium", "low"]) &&
  isOneOf(value["outcome"], ["fail", "unknown", "waived", "exempted", "baseline", "crash"]) &&
  Array.isArray(value["places"]) &&
  value["places"].every((place) => isFields(place) && isText(place["urn"]) && isText(place["path"])) &&
  (value["source"] === null || (isFields(value["source"]) && isText(value["source"]["file"]))) &&
  (value["waiver"] === null || isFields(value["waiver"])) &&
  typeof value["blocking"] === "boolean";
