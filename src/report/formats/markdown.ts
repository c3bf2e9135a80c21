/** Markdown of GitHub's flavour: for a job's summary and for a comment on a pull request, in which HTML for folding is allowed. */
import type { Report } from "../../doors/state/check.js";
import type { Finding } from "../../findings/finding.js";
import { countWords, type Entry, entriesOf } from "../entries.js";
import {
  blockingWords,
  broughtWords,
  bySeverity,
  grantText,
  groupBy,
  grouped,
  isBad,
  listed,
  locationOf,
  plural,
  type RuleFacts,
  rulesOf,
  severities,
  stackOf,
  stacksOf,
  subjectOf,
} from "../facts.js";
import type { Context } from "../format.js";
import { isPartlyShown, isTooLarge, operationWords, previewsOf, previewWarnings, tierWords } from "../preview-words.js";
import { unjudgedWords } from "../unjudged-words.js";

// docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands: the limit is 1 MiB for a job summary, 65,536 characters for a comment.
const summaryBytes = 1024 * 1024;
const commentBytes = 65_000;
const mostTypes = 20;

/** For a job's summary: at most 1 MiB. */
export const markdownReport = (report: Report, context: Context): string => render(report, context, summaryBytes);
/** For a comment: the same in fewer places. */
export const commentReport = (report: Report, context: Context): string => render(report, context, commentBytes);

/**
 * The first line is a mark that is the same in every run, whatever the stacks are, by which a comment is found and updated in place.
 * What does not fit is left out from the end, the least severe first, and counted.
 */
function render(report: Report, context: Context, limit: number): string {
  const findings = listed(report, context);
  const head = headLines(report, context, findings);
  const stacks = stacksOf(report);
  const foot = ["", `<sub>Stackwarden ${text(report.tool.version)}</sub>`, ""];
  const parts: string[] = [];
  // Room for the line that counts what is left out, and for the end of a fold.
  let room = limit - bytes([...head, ...foot].join("\n")) - 400;
  let left = 0;
  for (const section of sections(findings)) {
    const lines = sectionLines(section, context, stacks);
    const kept: string[] = [];
    let shown = 0;
    for (const { line, findings: count } of lines) {
      const size = bytes(line) + 1;
      if (left > 0 || size > room) left += count;
      else {
        room -= size;
        kept.push(line);
        shown += count;
      }
    }
    if (shown > 0) parts.push(...kept, "", "</details>", "");
    room -= 16;
  }
  const more = left === 0 ? [] : [`**${plural(left, "more finding")}** not shown for lack of space; the other formats list all.`];
  return [...head, ...parts, ...more, ...foot].join("\n");
}

const bytes = (given: string): number => Buffer.byteLength(given);

function headLines(report: Report, context: Context, findings: readonly Finding[]): string[] {
  const bad = findings.filter(isBad);
  const gating = bad.filter(context.gates).length;
  const stacks = stacksOf(report);
  const { unjudged } = report.summary;
  const counted = `${countWords(bad.length, entriesOf(bad).length, new Set(bad.map(stackOf)).size)}, ${blockingWords(gating)}`;
  const verdict =
    bad.length > 0
      ? `${gating === 0 ? "⚠️" : "❌"} ${counted}`
      : isPartlyShown(report)
        ? "⚠️ nothing found in what the preview shows"
        : unjudged.length > 0
          ? "⚠️ nothing found in the evaluated resources"
          : "✅ nothing found";
  const counts = bySeverity(bad);
  const { summary } = report;
  const others = (["unknown", "waived", "baseline"] as const).map((outcome): [string, number] => [outcome, summary[outcome]]);
  const rare: [string, number][] = [
    ["exempted", summary.exempted] as [string, number],
    ["crashed", summary.crash] as [string, number],
  ].filter(([, count]) => count > 0);
  const cells = [...severities.map((severity): [string, number] => [severity, counts.get(severity) ?? 0]), ...others, ...rare];
  return [
    markOf(context.category),
    `## Stackwarden: ${verdict}`,
    "",
    `${stacks.map(codeOf).join(", ")} · ${plural(summary.resources, "resource")} · ${plural(summary.rules, "rule")}`,
    "",
    `| ${cells.map(([name]) => name).join(" | ")} |`,
    `|${cells.map(() => "---:").join("|")}|`,
    `| ${cells.map(([, count]) => grouped(count)).join(" | ")} |`,
    "",
    ...previewLines(report, context),
    ...unjudgedLines(unjudged),
  ];
}

/** What each preview does to its stack, and what it does not show: a paragraph each. */
const previewLines = (report: Report, { failOnTier }: Context): string[] =>
  previewsOf(report).flatMap((preview) => [
    [
      `**Preview of ${codeOf(`${preview.project}/${preview.stack}`)}**: ${text(operationWords(preview))}`,
      `${isTooLarge(preview, failOnTier) ? "❌ " : ""}Change of ${text(tierWords(preview, failOnTier))}`,
      ...previewWarnings(preview).map((words) => `⚠️ The preview ${text(words)}.`),
    ].join("<br>\n"),
    "",
  ]);

/** What no rule evaluates: a fold with a line for each type. */
function unjudgedLines(unjudged: Report["summary"]["unjudged"]): string[] {
  const words = unjudgedWords(unjudged, mostTypes);
  if (words === undefined) return [];
  return [
    `<details><summary>⚠️ ${text(words.head)}</summary>`,
    "",
    ...words.types.map((type) => `- ${/^\d/.test(type) ? codeOf(type) : text(type)}`),
    "",
    "</details>",
    "",
  ];
}

interface Section {
  readonly title: string;
  readonly findings: readonly Finding[];
}

/** Bad findings by severity, then what is open, waived, exempted or old. */
function sections(findings: readonly Finding[]): Section[] {
  const of = (title: string, is: (finding: Finding) => boolean): Section => ({ title, findings: findings.filter(is) });
  return [
    ...severities.map((severity) => of(severity, (f) => isBad(f) && f.severity === severity)),
    of("unknown", (f) => f.outcome === "unknown" && !isBad(f)),
    of("waived", (f) => f.outcome === "waived"),
    of("exempted", (f) => f.outcome === "exempted"),
    of("in the baseline", (f) => f.outcome === "baseline"),
  ].filter((section) => section.findings.length > 0);
}

interface Line {
  readonly line: string;
  /** How many findings the line shows. */
  readonly findings: number;
}

/** A report of another category has a comment of its own. */
const markOf = (category: string | undefined): string =>
  `<!-- stackwarden${category === undefined ? "" : ` ${category.replace(/[^\w./ -]|--+/g, "_")}`} -->`;

/** A fold, in it a paragraph for each rule and a line for each of its findings. */
function sectionLines({ title, findings }: Section, context: Context, stacks: readonly string[]): Line[] {
  const lines: Line[] = [{ line: `<details><summary><b>${title}</b>: ${plural(findings.length, "finding")}</summary>`, findings: 0 }];
  const own = groupBy(findings, ({ rule }) => rule);
  for (const rule of rulesOf(findings, context.rules)) {
    for (const [i, entry] of entriesOf(own.get(rule.id) ?? []).entries()) {
      const line = `- ${entryText(entry, context, stacks)}`;
      // A rule's paragraph comes with its first finding, never alone.
      lines.push({ line: i === 0 ? `${ruleText(rule)}\n${line}` : line, findings: entry.findings.length });
    }
  }
  return lines;
}

const ruleText = (rule: RuleFacts): string =>
  `\n**\`${rule.id}\`** ${prose(rule.title)}<br>\n_Fix:_ ${prose(rule.fix)} [Read more](${rule.docs})\n`;

function entryText({ finding, stacks: own }: Entry, context: Context, stacks: readonly string[]): string {
  const { file, line } = locationOf(finding, context.homes);
  const where = finding.source === null ? "" : ` at ${codeOf(`${file}:${line}`)}`;
  const stack = stacks.length > 1 ? ` in ${own.map(codeOf).join(", ")}` : "";
  const granted = grantText(finding);
  const grant = granted === "" ? "" : ` _${finding.outcome === "waived" ? "Waived" : "Exempted"}: ${text(granted)}_`;
  const crash = finding.outcome === "crash" ? " _The rule crashed._" : "";
  const component = finding.component === null ? "" : ` inside component ${codeOf(`${finding.component.type} ${finding.component.name}`)}`;
  const brought = broughtWords(finding);
  const change = brought === undefined ? "" : ` _(${brought})_`;
  return `${codeOf(subjectOf(finding))}${change}${stack}${where}${component}: ${text(finding.message)}${crash}${grant}`;
}

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

// Control characters, line breaks, and marks that turn the direction of the text.
const obeyed = /[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;
const wordJoiner = "\u2060";
// A job's log may get the text too, and its runner obeys these.
const command = /##(?=\\?\[|vso\\?\[)/gi;

/**
 * Any text as Markdown that shows exactly this text: no markup, HTML or link, and no mention of a person or an issue.
 * It is never at the start of a line, so characters that start lists and headings may stay.
 */
export const text = (given: string): string =>
  given
    .replace(obeyed, " ")
    .replace(/[\\`*_~$[\]|]/g, "\\$&")
    .replace(/[&<>]/g, (c) => entities[c] ?? c)
    .replace(/:(?=\/\/)|(?<=\bwww)\./gi, "\\$&")
    .replace(/([@#])(?=\w)/g, `$1${wordJoiner}`)
    .replace(command, `##${wordJoiner}`);

/** Prose of a rule, in which words between backticks are code. */
const prose = (given: string): string =>
  given
    .split(/(`[^`]+`)/)
    .map((part) => (part.length > 2 && part.startsWith("`") ? part : text(part)))
    .join("");

/** Any text as code: more backticks around it than in it. */
function codeOf(given: string): string {
  const line = given.replace(obeyed, " ").replace(command, `##${wordJoiner}`).trim();
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return line === "" ? "" : longest === 0 ? `\`${line}\`` : `${fence} ${line} ${fence}`;
}
