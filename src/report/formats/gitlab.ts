/** A Code Quality report (docs.gitlab.com/ci/testing/code_quality, "Implement a custom tool"). */
import type { Report } from "../../doors/state/check.js";
import type { Finding } from "../../findings/finding.js";
import type { Severity } from "../../language/rule.js";
import { exceptionText, isBad, listed, locationOf, subjectOf, waiverText } from "../facts.js";
import type { Context } from "../format.js";
import { safeJson } from "../paint.js";

const degrees: Readonly<Record<Severity, string>> = { critical: "blocker", high: "critical", medium: "major", low: "minor" };

/** Findings as degradations; waived, exempted, known and unknown ones have severity `info` and are marked. GitLab finds new ones by fingerprint. */
export function gitlabReport(report: Report, context: Context): string {
  const entries = listed(report, context).map((finding) => {
    const { file, line } = locationOf(finding, context.homes);
    return {
      description: `${prefix(finding)}${subjectOf(finding)}: ${finding.message}`,
      check_name: finding.rule,
      fingerprint: finding.fingerprint,
      severity: isBad(finding) ? degrees[finding.severity] : "info",
      location: { path: file, lines: { begin: line } },
    };
  });
  return `${safeJson(JSON.stringify(entries, null, 2))}\n`;
}

function prefix(finding: Finding): string {
  switch (finding.outcome) {
    case "waived":
      return `Waived, ${waiverText(finding)}: `;
    case "exempted":
      return `Exempted by ${exceptionText(finding)}: `;
    case "baseline":
      return "In the baseline: ";
    case "unknown":
      return "Unknown: ";
    default:
      return "";
  }
}
