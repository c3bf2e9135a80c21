import type { Report } from "../check/check.js";
import { isProjectFile } from "../check/homes.js";
import type { Finding } from "../finding.js";
import { classOfType } from "../model/classes.js";
import { add } from "../model/stack.js";
import type { Waiver } from "../model/waiver.js";
import type { Severity } from "../rule.js";
import { grouped, plural } from "./facts.js";
import { clean, type Paint, visibleLength, wrap } from "./paint.js";

export interface TextOptions {
  readonly paint: Paint;
  /** Columns of the terminal. */
  readonly width: number;
  /** What to list beside what broke: `unknown`, `waived`, `baseline`; and `fingerprint`, to show that of each. */
  readonly show: readonly string[];
  readonly gates: (finding: Finding) => boolean;
}

/** The report that a person reads: resource by resource, worst first, what is wrong and what to do, then a line that sums up. */
export function textReport(report: Report, options: TextOptions): string {
  const shown = report.findings.filter((f) => f.outcome === "fail" || f.outcome === "crash" || options.show.includes(f.outcome));
  const groups = new Map<string, Finding[]>();
  for (const finding of shown) {
    // A value of the configuration stands on a line of its own.
    const line = isConfiguration(finding) ? finding.source?.line : "";
    const key = `${finding.input}\n${finding.urn}\n${line}`;
    add(groups, key, finding);
  }
  // Findings come worst first, so the groups do too.
  const lines = [...groups.values()].flatMap((group) => groupLines(group, report, options));
  return `${[...lines, ...summaryLines(report, shown, options)].join("\n")}\n`;
}

function groupLines(group: readonly Finding[], report: Report, options: TextOptions): string[] {
  const first = group[0];
  if (first === undefined) return [];
  const { paint } = options;
  const stacks = new Set(report.inputs.filter((input) => input.resources > 0).map((input) => input.path)).size;
  const where = first.source === null ? "" : `${clean(first.source.file)}:${first.source.line}`;
  const input = stacks > 1 || where === "" ? clean(first.input) : "";
  const title = isConfiguration(first) ? "stack configuration" : clean(`${classOfType(first.type)} ${first.name}`);
  const aside = [where, input].filter((part) => part !== "").join("  ");
  const head = `${paint.bold(title)}${aside === "" ? "" : `  ${paint.dim(aside)}`}`;
  return [head, ...group.flatMap((finding) => findingLines(finding, options)), ""];
}

const isConfiguration = (finding: Finding): boolean => finding.path.startsWith("config[");

/** What stands before a finding that needs nobody. */
const quietSigns: Readonly<Record<string, string>> = { unknown: "?", waived: "~", baseline: "=" };

function findingLines(finding: Finding, options: TextOptions): string[] {
  const { paint } = options;
  const indent = "    ";
  const width = Math.max(40, options.width - indent.length);
  const quiet = quietSigns[finding.outcome];
  const label =
    quiet !== undefined ? paint.dim(finding.outcome.padEnd(8)) : severityPaint(paint, finding.severity)(finding.severity.padEnd(8));
  const sign = quiet !== undefined ? paint.dim(quiet) : options.gates(finding) ? paint.red("✖") : paint.yellow("!");
  const also =
    finding.places.length > 1 && finding.places.slice(1).every((place) => place.urn === finding.urn)
      ? ` (and in ${plural(finding.places.length - 1, "more place")})`
      : "";
  const message = wrap(clean(finding.message) + also, width).map(
    (line, i) => indent + (i === 0 ? emphasise(line, finding.path, paint) : line),
  );
  const fix =
    finding.outcome === "fail"
      ? wrap(`→ ${finding.fix.split("\n").map(clean).join("\n")}`, width - 2).map((line, i) => `${indent}${i === 0 ? line : `  ${line}`}`)
      : [];
  const granted = finding.waiver === null ? [] : wrap(clean(waiverWords(finding.waiver)), width).map((line) => indent + line);
  const fingerprint = options.show.includes("fingerprint") ? `  ${paint.dim(finding.fingerprint.slice(0, 12))}` : "";
  return [`  ${sign} ${label} ${finding.rule}${fingerprint}`, ...message, ...granted, ...fix.map((line) => paint.green(line))];
}

const waiverWords = ({ until, owner, ticket, reason }: Waiver): string =>
  `waived until ${until}${owner === null ? "" : ` by ${owner}`}${ticket === null ? "" : ` (${ticket})`}: ${reason}`;

/** The path that a message starts with stands out. */
const emphasise = (line: string, path: string, paint: Paint): string =>
  path !== "" && line.startsWith(path) ? paint.bold(path) + line.slice(path.length) : line;

const severityPaint = (paint: Paint, severity: Severity): ((text: string) => string) =>
  severity === "critical"
    ? (text) => paint.bold(paint.red(text))
    : severity === "high"
      ? paint.red
      : severity === "medium"
        ? paint.yellow
        : paint.blue;

function summaryLines(report: Report, shown: readonly Finding[], options: TextOptions): string[] {
  const { paint } = options;
  const { summary } = report;
  const bad = shown.filter((f) => f.outcome === "fail" || f.outcome === "crash");
  const gating = bad.filter(options.gates).length;
  const quiet = (["baseline", "waived", "unknown"] as const).filter((outcome) => summary[outcome] > 0);
  const open = quiet.map((outcome) => {
    const words = outcome === "baseline" ? "in the baseline" : outcome;
    return `${grouped(summary[outcome])} ${words}${options.show.includes(outcome) ? "" : ` (--show ${outcome})`}`;
  });
  const missing = noStateWords(report);
  const next = missing === undefined ? [] : wrap(missing, Math.max(40, options.width - 2)).map((line) => `  ${line}`);
  const scope = [plural(summary.resources, "resource"), plural(summary.rules, "rule"), `${(summary.durationMs / 1000).toFixed(2)} s`];
  const tail = [...open, paint.dim(scope.join(", "))];
  if (bad.length === 0) {
    const nothing =
      summary.rules === 0 ? "No rule is on: nothing was judged" : missing === undefined ? "No resources: nothing was judged" : noState;
    const first =
      summary.resources === 0 || summary.rules === 0
        ? `${paint.yellow("!")} ${paint.bold(nothing)}`
        : `${paint.green("✔")} ${paint.bold(quiet.some((outcome) => outcome !== "unknown") ? "Nothing new found" : "Nothing found")}`;
    return [...flow([first, ...tail], options.width), ...next];
  }
  const counts = (["critical", "high", "medium", "low"] as const)
    .map((severity): [Severity, number] => [severity, bad.filter((f) => f.severity === severity).length])
    .filter(([, count]) => count > 0)
    .map(([severity, count]) => severityPaint(paint, severity)(`${count} ${severity}`));
  const resources = new Set(bad.map((f) => `${f.input}\n${f.urn}`)).size;
  const sign = gating === 0 ? paint.yellow("!") : paint.red("✖");
  const head = `${sign} ${paint.bold(`${plural(bad.length, "finding")} in ${plural(resources, "resource")}`)}: ${counts.join(", ")}`;
  const gate = gating === 0 ? paint.green("none gates") : paint.red(`${gating} ${gating === 1 ? "gates" : "gate"}`);
  const crashed = summary.crash === 0 ? [] : [plural(summary.crash, "rule crash", "rule crashes")];
  const without = missing === undefined ? [] : [paint.yellow(noState)];
  return [...flow([head, gate, ...crashed, ...tail, ...without], options.width), ...next];
}

const noState = "No state found";

/** What to do where there is configuration and no state; nothing where there is one. */
function noStateWords({ inputs }: Report): string | undefined {
  const files = [...new Set(inputs.map(({ path }) => path))];
  if (files.length === 0 || !files.every((file) => isProjectFile(file.split(/[\\/]/).at(-1) ?? ""))) return undefined;
  const named = files.slice(0, 5).map(clean).join(", ");
  const judged = files.length > 5 ? `${named} and ${files.length - 5} more` : named;
  return `Run: pulumi stack export | stackwarden check -\nOnly configuration was judged: ${judged}`;
}

/** Parts in lines that fit the width, a dot between them. */
function flow(parts: readonly string[], width: number): string[] {
  const lines: string[] = [];
  for (const part of parts) {
    const longer = lines.length === 0 ? part : `${lines.at(-1)} · ${part}`;
    if (lines.length === 0 || visibleLength(longer) > Math.max(40, width)) lines.push(lines.length === 0 ? part : `  ${part}`);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}
