import { type Configuration, settingsEntry } from "../../config/config.js";
import { type UnknownLevel, unknownLevel } from "../../config/levels.js";
import { type Evaluation, indexRules } from "../../engine/evaluate.js";
import { oneEachCause } from "../../engine/open.js";
import { unjudgedTypes } from "../../engine/unjudged.js";
import { toFindings } from "../../findings/finding.js";
import type { Level, RegisteredRule } from "../../language/registry.js";
import type { Rule } from "../../language/rule.js";
import type { Stack } from "../../model/stack.js";
import type { FormatName } from "../../report/format.js";
import { printReport } from "../../report/outputs.js";
import { noColours } from "../../report/paint.js";
import { gates, type Report, summaryOf, worstFirst } from "../state/check.js";

/** A stack as the pack evaluated it in a run of the engine. */
export interface AnalyzedStack {
  readonly stack: Stack;
  readonly evaluations: readonly Evaluation[];
  readonly isUpdate: boolean;
}

/**
 * Writes the reports that the setting `report` asks for. Returns one line for each that cannot be written: a report never fails the run.
 * @param startedAt when the pack started, in milliseconds of `performance.now()`
 */
export async function writePackReports(
  analyzed: AnalyzedStack,
  rules: readonly RegisteredRule[],
  configuration: Configuration,
  version: string,
  startedAt: number,
): Promise<string[]> {
  const report = reportOf(analyzed, rules, configuration, version, startedAt);
  const problems: string[] = [];
  for (const [format, file] of Object.entries(configuration.settings.report) as [FormatName, string][]) {
    const context = {
      rules,
      paint: noColours,
      width: 100,
      show: [],
      gates: (finding: Report["findings"][number]) => gates(finding, "mandatory"),
    };
    try {
      // What goes to standard output is dropped: the engine reads the port there, and nothing else.
      await printReport(report, format, [{ format, file }], () => undefined, context);
    } catch (error) {
      problems.push(`${settingsEntry}.report.${format}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return problems;
}

function reportOf(
  { stack, evaluations, isUpdate }: AnalyzedStack,
  rules: readonly RegisteredRule[],
  { levels, settings, rules: active }: Configuration,
  version: string,
  startedAt: number,
): Report {
  const byId = new Map(rules.map(({ id, rule }) => [id, rule]));
  const about = (id: string, evaluation?: Evaluation): { rule: Rule; level: Level; unknown: UnknownLevel } => {
    const rule = byId.get(id);
    if (rule === undefined) throw new Error(`no rule ${id}`);
    const level = evaluation?.level ?? levels.get(id) ?? "disabled";
    return { rule, level, unknown: unknownLevel(settings.unknown, rule.severity, level) };
  };
  const path = isUpdate ? "pulumi up" : "pulumi preview";
  const found = oneEachCause(
    evaluations.filter(({ spared }) => spared === undefined),
    (id) => about(id).rule,
    (evaluation) => about(evaluation.rule, evaluation).unknown,
  );
  const findings = toFindings(found, path, about, stack.byUrn).sort(worstFirst);
  const every = indexRules(rules.map(({ id, rule }) => ({ id, rule, options: rule.options })));
  const resources = stack.resources.length;
  return {
    tool: { name: "stackwarden", version },
    inputs: [{ path, project: stack.project, stack: stack.name, resources }],
    findings,
    summary: summaryOf(findings, { resources, rules: active.all.length, unjudged: unjudgedTypes(every, stack), startedAt }),
  };
}
