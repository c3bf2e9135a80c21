/** Annotations of GitHub Actions: workflow commands on standard output. */
import type { Report } from "../check/check.js";
import type { Finding } from "../finding.js";
import { bySeverity, isBad, locationOf, plural, subjectOf } from "./facts.js";
import type { Context } from "./formats.js";
import { clean } from "./paint.js";

// GitHub shows ten errors and ten warnings of a step, and drops the others without a word.
const mostAnnotations = 10;

/** The ten worst findings as annotations, then how many more there are. */
export function githubReport(report: Report, context: Context): string {
  const bad = report.findings.filter(isBad);
  const worst = bad.slice(0, mostAnnotations).map((finding) => annotation(finding, context));
  const rest = bad.slice(mostAnnotations);
  const counts = [...bySeverity(rest)].filter(([, count]) => count > 0).map(([severity, count]) => `${count} ${severity}`);
  const more =
    rest.length === 0 ? [] : [`::notice title=Stackwarden::${data(`${plural(rest.length, "more finding")}: ${counts.join(", ")}`)}`];
  const gating = bad.filter(context.gates).length;
  const summary = `Stackwarden: ${plural(bad.length, "finding")}, ${gating === 0 ? "none gates" : `${gating} ${gating === 1 ? "gates" : "gate"}`}`;
  return `${[...worst, ...more, summary].join("\n")}\n`;
}

function annotation(finding: Finding, context: Context): string {
  const { file, line, column } = locationOf(finding, context.homes);
  const properties = Object.entries({ file, line, col: column, title: `${finding.severity}: ${finding.rule}` })
    .map(([name, value]) => `${name}=${property(String(value))}`)
    .join(",");
  return `::${context.gates(finding) ? "error" : "warning"} ${properties}::${data(`${subjectOf(finding)}: ${finding.message}\nWhat to do: ${finding.fix}`)}`;
}

/** A text as a workflow command holds it: the runner reads commands at the start of any line. */
const data = (text: string): string =>
  text.split("\n").map(clean).join("\n").replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
const property = (text: string): string => data(text).replace(/:/g, "%3A").replace(/,/g, "%2C");
