import { frameworkNames } from "../../language/frameworks.js";
import { type Entry, entriesOf } from "../../report/entries.js";
import { broughtWords, isBad, locationOf, subjectOf } from "../../report/facts.js";
import type { Given } from "./arguments.js";
import { evaluated, type Run, runProperties, type ToolContext } from "./run.js";

const defaultLimit = 50;

/** The arguments of `check`. */
export const checkProperties = {
  ...runProperties,
  changed: {
    type: "boolean",
    description: "Block only on findings that a preview brings, or on resources that it changes. Needs a preview.",
  },
  failOn: {
    type: "string",
    enum: ["mandatory", "critical", "high", "medium", "low", "none"],
    description: "Which findings are blocking: of mandatory rules, or of a severity and above. Default: mandatory.",
  },
  only: { type: "array", items: { type: "string" }, description: "Run only these rules: ids, patterns (s3-*) or severities (@critical)." },
  skip: { type: "array", items: { type: "string" }, description: "Run all rules but these: ids, patterns or severities." },
  framework: { type: "string", enum: frameworkNames, description: "Run only the rules with a control of this framework." },
  unknown: { type: "boolean", description: "Also list findings that are unknown until the update." },
  limit: { type: "integer", description: `The most findings to list, worst first. Default: ${defaultLimit}.` },
} as const;

/** The tool `check`: evaluates stacks, and lists the findings, worst first. */
export async function checkTool(context: ToolContext, given: Given): Promise<object> {
  const run = await evaluated(context, given);
  const { report, isBlocking } = run;
  const entries = entriesOf(
    report.findings.filter((finding) => isBad(finding) || (given["unknown"] === true && finding.outcome === "unknown")),
  );
  const blocking = report.findings.filter(isBlocking).length;
  const limit = Math.max(0, typeof given["limit"] === "number" ? given["limit"] : defaultLimit);
  const shown = [...entries.filter(({ finding }) => isBlocking(finding)), ...entries.filter(({ finding }) => !isBlocking(finding))].slice(
    0,
    limit,
  );
  const { fail, unknown, waived, exempted, baseline, crash, unjudged, resources, rules } = report.summary;
  return {
    clean: blocking === 0,
    blocking,
    advisory: report.findings.filter(isBad).length - blocking,
    counts: {
      resources,
      rules,
      fail,
      crash,
      unknown,
      waived,
      exempted,
      baseline,
      unjudged: unjudged.reduce((sum, { count }) => sum + count, 0),
    },
    inputs: report.inputs.map(({ path, project, stack, resources: count, preview }) => ({
      path,
      stack: [project, stack].filter((part) => part !== "").join("/"),
      resources: count,
      ...(preview !== undefined && {
        operations: preview.operations,
        tier: preview.tier,
        partial: preview.partial,
        incomplete: preview.incomplete,
      }),
    })),
    findings: shown.map((entry) => findingRecord(entry, run)),
    omitted: entries.length - shown.length,
    notes: run.notes,
  };
}

/** A finding as the tools show it. */
export function findingRecord(
  { finding, stacks }: Pick<Entry, "finding" | "stacks">,
  { isBlocking, homes }: Pick<Run, "isBlocking" | "homes">,
): object {
  const change = broughtWords(finding);
  return {
    fingerprint: finding.fingerprint.slice(0, 12),
    rule: finding.rule,
    severity: finding.severity,
    blocking: isBlocking(finding),
    outcome: finding.outcome,
    resource: subjectOf(finding),
    urn: finding.urn,
    stacks,
    property: finding.path,
    ...locationOf(finding, homes),
    message: finding.message,
    fix: finding.fix,
    ...(change !== undefined && { change }),
  };
}
