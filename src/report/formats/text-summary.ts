/** The lines that sum a report up for a person. */
import type { Report } from "../../doors/state/check.js";
import { isProjectFile } from "../../doors/state/homes.js";
import type { Severity } from "../../language/rule.js";
import { countWords, type Entry } from "../entries.js";
import { bySeverity, grouped, isBad, plural, stackOf } from "../facts.js";
import { clean, visibleLength, wrap } from "../paint.js";
import { isPartlyShown, isTooLarge, operationWords, previewsOf, previewWarnings, tierWords } from "../preview-words.js";
import { unjudgedWords } from "../unjudged-words.js";
import { severityPaint, type TextOptions } from "./text-parts.js";

/** The totals, then what no rule evaluates, then the next steps. */
export function summaryLines(report: Report, shown: readonly Entry[], options: TextOptions): string[] {
  return [
    ...previewLines(report, options),
    ...totalLines(report, shown, options),
    ...unjudgedLines(report, options),
    ...nextLines(report, options),
  ];
}

/** What each preview does to its stack, and what it does not show. */
function previewLines(report: Report, { paint, width, failOnTier }: TextOptions): string[] {
  return previewsOf(report).flatMap((preview) => {
    const { path } = preview;
    const line = (sign: string, words: string): string[] =>
      wrap(clean(words), Math.max(40, width) - 2).map((part, i) => (i === 0 ? `${sign} ${part}` : `  ${part}`));
    return [
      ...line(paint.dim("∆"), `${previewName(report, path)}: ${operationWords(preview)}`),
      ...line(
        isTooLarge(preview, failOnTier) ? paint.red("✖") : paint.dim("∆"),
        `${previewName(report, path)} is a change of ${tierWords(preview, failOnTier)}`,
      ),
      ...previewWarnings(preview).flatMap((words) => line(paint.yellow("!"), `${previewName(report, path)} ${words}`)),
    ];
  });
}

const previewName = (report: Report, path: string): string => (previewsOf(report).length > 1 ? path : "The preview");

function totalLines(report: Report, shown: readonly Entry[], options: TextOptions): string[] {
  const { paint } = options;
  const { summary } = report;
  const entries = shown.filter(({ finding }) => isBad(finding));
  const bad = entries.flatMap(({ findings }) => findings);
  const quiet = (["baseline", "waived", "exempted", "unknown"] as const).filter((outcome) => summary[outcome] > 0);
  const open = quiet.map((outcome) => {
    const words = outcome === "baseline" ? "in the baseline" : outcome;
    return `${grouped(summary[outcome])} ${words}${options.show.includes(outcome) ? "" : ` (--show ${outcome})`}`;
  });
  const scope = [plural(summary.resources, "resource"), plural(summary.rules, "rule"), `${(summary.durationMs / 1000).toFixed(2)} s`];
  const tail = [...open, paint.dim(scope.join(", "))];
  if (bad.length === 0)
    return flow(
      [
        cleanWords(
          report,
          quiet.some((outcome) => outcome !== "unknown"),
          options,
        ),
        ...tail,
      ],
      options.width,
    );
  const gating = bad.filter(options.gates).length;
  const counts = [...bySeverity(bad)]
    .filter(([, count]) => count > 0)
    .map(([severity, count]: [Severity, number]) => severityPaint(paint, severity)(`${grouped(count)} ${severity}`));
  const stacks = new Set(bad.map(stackOf)).size;
  const resources = new Set(bad.map((f) => `${f.input}\n${f.urn}`)).size;
  const where = stacks > 1 ? "" : ` in ${plural(resources, "resource")}`;
  const sign = gating === 0 ? paint.yellow("!") : paint.red("✖");
  const head = `${sign} ${paint.bold(`${countWords(bad.length, entries.length, stacks)}${where}`)}: ${counts.join(", ")}`;
  const gate = gating === 0 ? paint.green("none blocking") : paint.red(`${grouped(gating)} blocking`);
  const without = configurationFiles(report).length > 0 ? [paint.yellow("No state found")] : [];
  const crashed = summary.crash === 0 ? [] : [plural(summary.crash, "rule crash", "rule crashes")];
  return flow([head, gate, ...crashed, ...tail, ...without], options.width);
}

/** The words where nothing was found: a pass only if all resources were evaluated, and there are some. */
function cleanWords(report: Report, isQuiet: boolean, { paint }: TextOptions): string {
  const { summary } = report;
  if (summary.rules === 0) return `${paint.yellow("!")} ${paint.bold("No rules are enabled: nothing was checked")}`;
  if (summary.resources === 0) {
    const nothing = configurationFiles(report).length > 0 ? "No state found" : "No resources: nothing was checked";
    return `${paint.yellow("!")} ${paint.bold(nothing)}`;
  }
  const words = isQuiet ? "Nothing new found" : "Nothing found";
  if (isPartlyShown(report)) return `${paint.yellow("!")} ${paint.bold(`${words} in what the preview shows`)}`;
  return summary.unjudged.length > 0
    ? `${paint.yellow("!")} ${paint.bold(`${words} in the evaluated resources`)}`
    : `${paint.green("✔")} ${paint.bold(words)}`;
}

function unjudgedLines({ summary }: Report, { paint, width, verbose, failOnUnjudged }: TextOptions): string[] {
  const words = unjudgedWords(summary.unjudged, verbose === true ? Number.POSITIVE_INFINITY : 4);
  if (words === undefined) return [];
  const sign = failOnUnjudged === true ? paint.red("✖") : paint.yellow("!");
  const lines = wrap(clean(`${words.head}: ${words.types.join(", ")}`), Math.max(40, width) - 2);
  return lines.map((line, i) => (i === 0 ? `${sign} ${line}` : `  ${line}`));
}

/** The next steps: where there was no state, and on a first run, without any configuration. */
function nextLines(report: Report, { paint, width, firstRun, detail = "all" }: TextOptions): string[] {
  if (detail !== "all") return [];
  const files = configurationFiles(report);
  const next = [
    ...(files.length > 0
      ? ["Run: pulumi stack export | stackwarden check -", `Only configuration was checked: ${firstFew(files.map(clean))}`]
      : []),
    ...(firstRun === true && report.summary.resources > 0
      ? ["No configuration yet: `stackwarden init` creates one, in which you list the required tags."]
      : []),
  ];
  return next.flatMap((text) => wrap(text, Math.max(40, width) - 2).map((line) => paint.dim(`  ${line}`)));
}

const firstFew = (names: readonly string[]): string =>
  names.length > 5 ? `${names.slice(0, 5).join(", ")} and ${names.length - 5} more` : names.join(", ");

/** The files of the inputs, if all of them are configuration. */
function configurationFiles({ inputs }: Report): string[] {
  if (inputs.some(({ program }) => program !== undefined)) return [];
  const files = [...new Set(inputs.map(({ path }) => path))];
  return files.every((file) => isProjectFile(file.split(/[\\/]/).at(-1) ?? "")) ? files : [];
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
