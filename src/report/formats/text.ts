import type { Report } from "../../doors/state/check.js";
import { type Finding, isBad } from "../../findings/finding.js";
import type { Waiver } from "../../model/waiver.js";
import { type Entry, entriesOf } from "../entries.js";
import { broughtWords, exceptionText, groupBy, plural, subjectOf } from "../facts.js";
import { clean, type Paint, withoutCommands, wrap } from "../paint.js";
import { adviceLines } from "./advice.js";
import { emphasise, fixLines, insideWords, moreLines, severityPaint, type TextOptions } from "./text-parts.js";
import { summaryLines } from "./text-summary.js";

/**
 * The report that a person reads, worst first: resource by resource what is blocking, rule by rule what is advice on several resources, then a
 * line that sums up. `verbose` shows advice resource by resource too.
 */
export function textReport(report: Report, options: TextOptions): string {
  const shown = entriesOf(report.findings.filter((finding) => isBad(finding) || options.show.includes(finding.outcome)));
  const { detail = "all" } = options;
  const listed = detail === "totals" ? [] : detail === "blocking" ? shown.filter(({ finding }) => options.gates(finding)) : shown;
  // A fingerprint belongs to one resource, so advice is not grouped where they are asked for.
  const inFull = options.verbose === true || options.show.includes("fingerprint");
  const isAdvice = ({ finding }: Entry): boolean => !inFull && finding.outcome === "fail" && !options.gates(finding);
  const advice = adviceLines(listed.filter(isAdvice), options);
  const single = new Set(advice.rest);
  const full = listed.filter((entry) => !isAdvice(entry) || single.has(entry));
  // Entries come worst first, so the groups do too.
  // Where to read on is written once a rule, at its first finding.
  const explained = new Set(advice.rules);
  const lines = [...groupBy(full, keyOf).values()].flatMap((group) => groupLines(group, report, options, explained));
  return withoutCommands(`${[...lines, ...advice.lines, ...summaryLines(report, shown, options)].join("\n")}\n`);
}

/** A resource with its stacks; a value of the configuration is on a line of its own. */
function keyOf({ finding, findings, stacks }: Entry): string {
  const line = isConfiguration(finding) ? finding.source?.line : "";
  return stacks.length === 1
    ? `${finding.input}\n${finding.urn}\n${line}`
    : JSON.stringify([findings.map(({ urn, input }) => [urn, input])]);
}

function groupLines(group: readonly Entry[], report: Report, options: TextOptions, explained: Set<string>): string[] {
  const first = group[0];
  if (first === undefined) return [];
  const { paint } = options;
  const head = `${paint.bold(clean(subjectOf(first.finding)))}${asideOf(first, report, paint)}`;
  return [head, ...group.flatMap(({ finding }) => findingLines(finding, options, explained)), ""];
}

/** The location: the position in the program, the stacks or the file if there are several, and the component around it. */
function asideOf({ finding, stacks }: Entry, report: Report, paint: Paint): string {
  const inputs = new Set(report.inputs.filter((input) => input.resources > 0).map((input) => input.path)).size;
  const where = finding.source === null ? "" : `${clean(finding.source.file)}:${finding.source.line}`;
  const input = stacks.length > 1 ? `in ${stacks.map(clean).join(", ")}` : inputs > 1 || where === "" ? clean(finding.input) : "";
  const component = finding.component === null ? "" : insideWords(finding.component);
  const aside = [where, input, component].filter((part) => part !== "").join("  ");
  return aside === "" ? "" : `  ${paint.dim(aside)}`;
}

const isConfiguration = (finding: Finding): boolean => finding.path.startsWith("config[");

/** What is before a finding that needs nobody. */
const quietSigns: Readonly<Record<string, string>> = { unknown: "?", waived: "~", exempted: "~", baseline: "=" };

function findingLines(finding: Finding, options: TextOptions, explained: Set<string>): string[] {
  const isFirst = isBad(finding) && !explained.has(finding.rule);
  explained.add(finding.rule);
  const { paint } = options;
  const indent = "    ";
  const width = Math.max(40, options.width - indent.length);
  const quiet = isBad(finding) ? undefined : quietSigns[finding.outcome];
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
  const grant = finding.waiver !== null ? waiverWords(finding.waiver) : exceptionText(finding);
  const granted = grant === "" ? [] : wrap(clean(grant), width).map((line) => indent + line);
  const fingerprint = options.show.includes("fingerprint") ? `  ${paint.dim(finding.fingerprint.slice(0, 12))}` : "";
  return [
    `  ${sign} ${label} ${finding.rule}${fingerprint}${paint.dim(changeWords(finding))}`,
    ...message,
    ...granted,
    ...(finding.outcome === "fail" ? fixLines(finding.fix, options) : []),
    ...(isFirst ? moreLines(finding, options) : []),
  ];
}

/** How a finding is related to a previewed change; empty without a preview. */
const changeWords = (finding: Finding): string => {
  const words = broughtWords(finding);
  return words === undefined ? "" : `  (${words})`;
};

const waiverWords = ({ until, owner, ticket, reason, approvedBy }: Waiver): string => {
  const people = `${owner === null ? "" : ` by ${owner}`}${approvedBy === undefined ? "" : `, approved by ${approvedBy}`}`;
  return `waived until ${until}${people}${ticket === null ? "" : ` (${ticket})`}: ${reason}`;
};
