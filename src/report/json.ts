import type { Report } from "../check/check.js";
import { safeJson } from "./paint.js";

/** The machine-readable report. Findings of outcome *unknown* are counted always and listed on request. */
export function jsonReport(report: Report, showUnknown: boolean): string {
  const findings = showUnknown ? report.findings : report.findings.filter((f) => f.outcome !== "unknown");
  return `${safeJson(JSON.stringify({ ...report, findings }, null, 2))}\n`;
}
