import type { Report } from "../../doors/state/check.js";
import { isBad } from "../../findings/finding.js";
import type { Context } from "../format.js";
import { safeJson } from "../paint.js";

type JsonContext = Pick<Context, "show" | "gates" | "homes" | "here" | "category">;

// The number of findings in one piece of the text.
const together = 500;

/**
 * The machine-readable report, in pieces: as one text it would not fit where a stack is very large. Findings of outcome *unknown* are counted always, and
 * listed on request or where the settings show them. What `stackwarden report` needs of the run is in it too.
 */
export function* jsonReport(report: Report, { show, gates, homes, here, category }: JsonContext): Iterable<string> {
  const findings = show.includes("unknown") ? report.findings : report.findings.filter((f) => f.outcome !== "unknown" || isBad(f));
  const { tool, inputs, ...rest } = report;
  const run = { category: category ?? null, directory: here ?? "" };
  const located = inputs.map((input) => ({ ...input, folder: homes.get(input.path) ?? "" }));
  const [head = "", tail = ""] = JSON.stringify({ tool, run, inputs: located, ...rest, findings: [] }, null, 2).split('\n  "findings": []');
  yield safeJson(`${head}\n  "findings": [`);
  for (let i = 0; i < findings.length; i += together) {
    // A list in a list is indented as far as the findings are in the report.
    const some = findings.slice(i, i + together).map((finding) => ({ ...finding, blocking: gates(finding) }));
    const piece = JSON.stringify([some], null, 2);
    yield safeJson(`${i === 0 ? "" : ","}${piece.slice("[\n  [".length, -"\n  ]\n]".length)}`);
  }
  yield safeJson(`${findings.length === 0 ? "" : "\n  "}]${tail}\n`);
}
