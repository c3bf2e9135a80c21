import type { Report } from "../../doors/state/check.js";
import { isBad } from "../../findings/finding.js";
import { safeJson } from "../paint.js";

// The number of findings in one piece of the text.
const together = 500;

/**
 * The machine-readable report, in pieces: as one text it would not fit where a stack is very large. Findings of outcome *unknown* are counted always, and
 * listed on request or where the settings show them.
 */
export function* jsonReport(report: Report, showUnknown: boolean): Iterable<string> {
  const findings = showUnknown ? report.findings : report.findings.filter((f) => f.outcome !== "unknown" || isBad(f));
  const [head = "", tail = ""] = JSON.stringify({ ...report, findings: [] }, null, 2).split('\n  "findings": []');
  yield safeJson(`${head}\n  "findings": [`);
  for (let i = 0; i < findings.length; i += together) {
    // A list in a list is indented as far as the findings are in the report.
    const piece = JSON.stringify([findings.slice(i, i + together)], null, 2);
    yield safeJson(`${i === 0 ? "" : ","}${piece.slice("[\n  [".length, -"\n  ]\n]".length)}`);
  }
  yield safeJson(`${findings.length === 0 ? "" : "\n  "}]${tail}\n`);
}
