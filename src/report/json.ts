import type { Report } from "../check/check.js";
import { isBad } from "../finding.js";

/** The machine-readable report. Findings of outcome *unknown* are counted always, and listed on request or where the settings show them. */
export function jsonReport(report: Report, showUnknown: boolean): string {
  const findings = showUnknown ? report.findings : report.findings.filter((f) => f.outcome !== "unknown" || isBad(f));
  return `${terminalSafe(JSON.stringify({ ...report, findings }, null, 2))}\n`;
}

// JSON itself escapes only the older half of the control characters that a terminal obeys.
const terminalSafe = (json: string): string =>
  json.replace(/[\u007f-\u009f]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
