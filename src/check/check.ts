import type { Configuration } from "../config/config.js";
import { environmentsOf } from "../config/environments.js";
import { type Finding, toFindings } from "../finding.js";
import { type Judgement, judgeStack } from "../judgement.js";
import { keys } from "../model/path.js";
import { type Stack, toStack } from "../model/stack.js";
import type { Level, RegisteredRule } from "../registry.js";
import type { Inputs } from "./inputs.js";
import type { StackFile } from "./project.js";
import { stackOfState } from "./state.js";

/** The result of a run, as reports show it. */
export interface Report {
  readonly tool: { readonly name: "stackwarden"; readonly version: string };
  readonly inputs: readonly ReportInput[];
  readonly findings: readonly Finding[];
  readonly summary: Summary;
}
export interface ReportInput {
  readonly path: string;
  readonly project: string;
  readonly stack: string;
  readonly resources: number;
}
export interface Summary {
  readonly resources: number;
  readonly rules: number;
  readonly fail: number;
  readonly unknown: number;
  readonly waived: number;
  readonly baseline: number;
  readonly crash: number;
  readonly durationMs: number;
}

const severities = ["critical", "high", "medium", "low"] as const;
const outcomes = ["crash", "fail", "unknown", "waived", "baseline"] as const;

/** Judges every stack of the inputs. `onStack` hears of each before it is judged. */
export function check(
  inputs: Inputs,
  rules: readonly RegisteredRule[],
  configuration: Configuration,
  version: string,
  startedAt: number,
  onStack: (path: string) => void = () => undefined,
): Report {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const about = (id: string): { rule: RegisteredRule["rule"]; level: Level } => {
    const registered = byId.get(id);
    if (registered === undefined) throw new Error(`no rule ${id}`);
    return { rule: registered.rule, level: configuration.levels.get(id) ?? "disabled" };
  };
  const judged = (stack: Stack, path: string, file: StackFile | undefined): Finding[] => {
    onStack(path);
    const found = judgeStack(configuration.rules, stack, environmentsOf(stack.name, configuration.settings.environments));
    return inStackFile(toFindings(found, path, about), found, file);
  };
  const list: ReportInput[] = [];
  const findings: Finding[] = [];
  for (const { path, state, config } of inputs.states) {
    list.push({ path, project: state.project, stack: state.stack, resources: state.resources.length });
    findings.push(...judged(stackOfState(state, path, config?.config), path, config));
    if (config !== undefined) list.push({ path: config.file, project: state.project, stack: state.stack, resources: 0 });
  }
  for (const { project, file } of inputs.stackFiles) {
    list.push({ path: file.file, project, stack: file.stack, resources: 0 });
    findings.push(...judged(toStack([], { name: file.stack, project, config: file.config }), file.file, file));
  }
  const count = (outcome: Finding["outcome"]): number => findings.filter((f) => f.outcome === outcome).length;
  return {
    tool: { name: "stackwarden", version },
    inputs: list.sort((a, b) => compare(a.path, b.path)),
    findings: findings.sort(worstFirst),
    summary: {
      resources: list.reduce((sum, input) => sum + input.resources, 0),
      rules: configuration.rules.all.length,
      fail: count("fail"),
      unknown: count("unknown"),
      waived: count("waived"),
      baseline: count("baseline"),
      crash: count("crash"),
      durationMs: Math.round(performance.now() - startedAt),
    },
  };
}

/** A finding in the stack's configuration belongs to its file, at the line of the key. */
function inStackFile(findings: Finding[], judgements: readonly Judgement[], file: StackFile | undefined): Finding[] {
  if (file === undefined) return findings;
  return findings.map((finding, i) => {
    const [top, key] = keys(judgements[i]?.path ?? "");
    if (top !== "config" || typeof key !== "string" || !finding.path.startsWith("config[")) return finding;
    return { ...finding, input: file.file, source: file.positions.get(key) ?? null };
  });
}

function worstFirst(a: Finding, b: Finding): number {
  return (
    outcomes.indexOf(a.outcome) - outcomes.indexOf(b.outcome) ||
    severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
    compare(a.input, b.input) ||
    compare(a.rule, b.rule) ||
    compare(a.urn, b.urn) ||
    compare(a.path, b.path) ||
    compare(a.message, b.message)
  );
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export type FailOn = "mandatory" | "critical" | "high" | "medium" | "low" | "none";

/** Whether a finding is at or above the gate. What could not be remediated, and a crash, gate as the rule does. */
export function gates(finding: Finding, failOn: FailOn): boolean {
  if (finding.outcome !== "fail" && finding.outcome !== "crash") return false;
  if (failOn === "none") return false;
  if (failOn === "mandatory") return finding.level === "mandatory" || finding.level === "remediate";
  return severities.indexOf(finding.severity) <= severities.indexOf(failOn);
}
