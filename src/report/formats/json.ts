import type { Report } from "../../doors/state/check.js";
import { isBad } from "../../findings/finding.js";
import { safeJson } from "../paint.js";

/** The machine-readable report. Findings of outcome *unknown* are counted always, and listed on request or where the settings show them. */
export function jsonReport(report: Report, showUnknown: boolean): string {
  const findings = showUnknown ? report.findings : report.findings.filter((f) => f.outcome !== "unknown" || isBad(f));
  return `${safeJson(JSON.stringify({ ...report, findings }, null, 2))}\n`;
}
