/** A Code Quality report (docs.gitlab.com/ci/testing/code_quality, "Implement a custom tool"). */
import { createHash } from "node:crypto";
import type { Report } from "../../doors/state/check.js";
import type { Finding } from "../../findings/finding.js";
import type { Severity } from "../../language/rule.js";
import { broughtWords, exceptionText, isBad, listed, locationOf, subjectOf, waiverText } from "../facts.js";
import type { Context } from "../format.js";
import { safeJson } from "../paint.js";
import { isTooLarge, type Preview, previewSentences, previewsOf } from "../preview-words.js";

const degrees: Readonly<Record<Severity, string>> = { critical: "blocker", high: "critical", medium: "major", low: "minor" };

/** Findings as degradations; waived, exempted, known and unknown ones have severity `info` and are marked. GitLab finds new ones by fingerprint. */
export function gitlabReport(report: Report, context: Context): string {
  const previews = previewsOf(report).map((preview) => change(preview, context));
  const findings = listed(report, context).map((finding) => {
    const { file, line } = locationOf(finding, context.homes);
    return {
      description: `${prefix(finding)}${subjectOf(finding)}: ${finding.message}${suffix(finding)}`,
      check_name: finding.rule,
      fingerprint: finding.fingerprint,
      severity: isBad(finding) ? degrees[finding.severity] : "info",
      location: { path: file, lines: { begin: line } },
    };
  });
  return `${safeJson(JSON.stringify([...previews, ...findings], null, 2))}\n`;
}

/** A preview as an entry of its own, as the report has no other place for it. A tier that blocks is as bad as a critical finding. */
function change(preview: Preview, { failOnTier, homes }: Context): object {
  const { project, stack, path } = preview;
  return {
    description: previewSentences(preview, failOnTier).join(" "),
    check_name: "change-tier",
    fingerprint: createHash("sha256")
      .update(JSON.stringify(["change-tier", project, stack, path]))
      .digest("hex")
      .slice(0, 32),
    severity: isTooLarge(preview, failOnTier) ? "blocker" : "info",
    location: { path: `${homes.get(path) ?? ""}Pulumi.yaml`, lines: { begin: 1 } },
  };
}

function suffix(finding: Finding): string {
  const brought = broughtWords(finding);
  return brought === undefined ? "" : ` (${brought})`;
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
