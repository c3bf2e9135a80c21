/** Annotations of GitHub Actions: workflow commands on standard output. */
import type { Report } from "../../doors/state/check.js";
import { countWords, type Entry, entriesOf } from "../entries.js";
import { blockingWords, broughtWords, bySeverity, exceptionText, isBad, locationOf, plural, stackOf, subjectOf } from "../facts.js";
import type { Context } from "../format.js";
import { clean } from "../paint.js";
import { isTooLarge, type Preview, previewSentences, previewsOf } from "../preview-words.js";
import { unjudgedWords } from "../unjudged-words.js";

// GitHub shows ten errors and ten warnings of a step, and silently drops the others.
const mostAnnotations = 10;

/** The ten worst findings as annotations, then how many more there are. */
export function githubReport(report: Report, context: Context): string {
  const bad = report.findings.filter(isBad);
  // Equal findings in several stacks have one line of the program.
  const entries = entriesOf(bad);
  const previews = previewsOf(report);
  const tooLarge = previews.filter((preview) => isTooLarge(preview, context.failOnTier)).slice(0, mostAnnotations);
  const room = mostAnnotations - tooLarge.length;
  const worst = entries.slice(0, room).map((entry) => annotation(entry, context));
  const rest = entries.slice(room);
  const counts = [...bySeverity(rest.map(({ finding }) => finding))]
    .filter(([, count]) => count > 0)
    .map(([severity, count]) => `${count} ${severity}`);
  const more =
    rest.length === 0 ? [] : [`::notice title=Stackwarden::${data(`${plural(rest.length, "more finding")}: ${counts.join(", ")}`)}`];
  // An exception comes from the engine's own configuration: who reads the run sees which findings it lets pass.
  const exempted = entriesOf(report.findings.filter(({ outcome }) => outcome === "exempted"));
  const passed = exempted.slice(0, mostAnnotations - more.length).map((entry) => exemption(entry, context));
  const changes = previews.filter((preview) => !tooLarge.includes(preview)).map((preview) => change("notice", preview, context));
  const stacks = new Set(bad.map(stackOf)).size;
  const without = report.summary.exempted === 0 ? "" : `, ${report.summary.exempted} exempted`;
  const blocking = blockingWords(bad.filter(context.gates).length);
  const summary = `Stackwarden: ${countWords(bad.length, entries.length, stacks)}, ${blocking}${without}`;
  const unjudged = unjudgedWords(report.summary.unjudged, 10);
  const open = unjudged === undefined ? [] : [`::notice title=Stackwarden::${data(`${unjudged.head}: ${unjudged.types.join(", ")}`)}`];
  const errors = tooLarge.map((preview) => change("error", preview, context));
  return `${[...errors, ...worst, ...more, ...passed, ...open, ...changes, summary].join("\n")}\n`;
}

/** What a preview does, at the project's own file: it concerns no line of the program. */
function change(command: "error" | "notice", preview: Preview, { failOnTier, homes }: Context): string {
  const file = `${homes.get(preview.path) ?? ""}Pulumi.yaml`;
  const properties = propertiesOf({ file, line: 1, col: 1, title: `change of tier ${preview.tier.name}` });
  return `::${command} ${properties}::${data(previewSentences(preview, failOnTier).join("\n"))}`;
}

function exemption({ finding }: Entry, context: Context): string {
  const { file, line, column } = locationOf(finding, context.homes);
  const properties = propertiesOf({ file, line, col: column, title: `exempted: ${finding.rule}` });
  return `::notice ${properties}::${data(`${subjectOf(finding)}: ${finding.message}\nException ${exceptionText(finding)}`)}`;
}

const propertiesOf = (given: Readonly<Record<string, string | number>>): string =>
  Object.entries(given)
    .map(([name, value]) => `${name}=${property(String(value))}`)
    .join(",");

function annotation({ finding, stacks }: Entry, context: Context): string {
  const { file, line, column } = locationOf(finding, context.homes);
  const where = stacks.length > 1 ? ` in ${stacks.join(", ")}` : "";
  const brought = broughtWords(finding);
  const title = `${finding.severity}: ${finding.rule}${brought === undefined ? "" : ` (${brought})`}`;
  const properties = propertiesOf({ file, line, col: column, title });
  return `::${context.gates(finding) ? "error" : "warning"} ${properties}::${data(`${subjectOf(finding)}${where}: ${finding.message}\nFix: ${finding.fix}`)}`;
}

/** A text as a workflow command holds it: the runner reads commands at the start of any line. */
const data = (text: string): string =>
  text.split("\n").map(clean).join("\n").replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
const property = (text: string): string => data(text).replace(/:/g, "%3A").replace(/,/g, "%2C");
