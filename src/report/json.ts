import type { Report } from "../check/check.js";

/** The machine-readable report. Findings of outcome *unknown* are counted always and listed on request. */
export const jsonReport = (report: Report, showUnknown: boolean): string =>
  `${JSON.stringify({ ...report, findings: showUnknown ? report.findings : report.findings.filter((f) => f.outcome !== "unknown") }, null, 2)}\n`;
