/** One line a finding, as compilers print errors (GCC): `file:line:column: severity: message [rule]`. Editors read it by default or with a short pattern. */
import { posix } from "node:path";
import type { Report } from "../../doors/state/check.js";
import { countWords, type Entry, entriesOf } from "../entries.js";
import { blockingWords, broughtWords, grantText, isBad, locationOf, stackOf, subjectOf } from "../facts.js";
import type { Context } from "../format.js";
import { clean, withoutCommands } from "../paint.js";
import { isTooLarge, type Preview, previewSentences, previewsOf } from "../preview-words.js";

/** The findings, worst first, with files as seen from the working directory; then one line that sums up. */
export function unixReport(report: Report, context: Context): string {
  const bad = report.findings.filter(isBad);
  const entries = entriesOf(report.findings.filter((finding) => isBad(finding) || context.show.includes(finding.outcome)));
  const stacks = new Set(bad.map(stackOf)).size;
  const summary = `${countWords(bad.length, entriesOf(bad).length, stacks)}, ${blockingWords(bad.filter(context.gates).length)}`;
  const changes = previewsOf(report).map((preview) => change(preview, context));
  return withoutCommands(`${[...changes, ...entries.map((entry) => line(entry, context)), summary].join("\n")}\n`);
}

/** What a preview does, at the project's own file: it concerns no line of the program. */
function change(preview: Preview, { failOnTier, homes, here = "" }: Context): string {
  const file = posix.relative(here, `${homes.get(preview.path) ?? ""}Pulumi.yaml`);
  const severity = isTooLarge(preview, failOnTier) ? "error" : "info";
  return `${clean(file)}:1:1: ${severity}: ${clean(previewSentences(preview, failOnTier).join(" "))} [change-tier]`;
}

function line({ finding, stacks }: Entry, context: Context): string {
  const { file, line: row, column } = locationOf(finding, context.homes);
  const severity = !isBad(finding) ? "info" : context.gates(finding) ? "error" : "warning";
  const state = isBad(finding) && finding.outcome !== "unknown" ? "" : `${finding.outcome}: `;
  const where = stacks.length > 1 ? ` in ${stacks.join(", ")}` : "";
  const grant = grantText(finding) === "" ? "" : ` (${grantText(finding)})`;
  const brought = broughtWords(finding);
  const change = brought === undefined ? "" : ` (${brought})`;
  const message = `${state}${subjectOf(finding)}${where}: ${finding.message}${grant}${change}`;
  return `${clean(posix.relative(context.here ?? "", file))}:${row}:${column}: ${severity}: ${clean(message)} [${finding.rule}]`;
}
