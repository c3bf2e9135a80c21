import { type Configuration, environmentsFor } from "../../config/config.js";
import type { Statement } from "../../config/content-value.js";
import type { Known } from "../../config/known.js";
import { type UnknownLevel, unknownLevel } from "../../config/levels.js";
import { type Evaluation, evaluateStack, indexRules, type RuleIndex, rootOf } from "../../engine/evaluate.js";
import { oneEachCause } from "../../engine/open.js";
import { doubtPartial } from "../../engine/partial.js";
import { sumOfUnjudged, type UnjudgedType, unjudgedTypes } from "../../engine/unjudged.js";
import type { Verdicts } from "../../engine/verdicts.js";
import { broughtBy } from "../../findings/brought.js";
import { contentOf } from "../../findings/content.js";
import { type Finding, formerFingerprintsOf, isBad, markOld, toFindings } from "../../findings/finding.js";
import { evaluateWaivers, type Ledger, ledgerOf } from "../../findings/waiver-ledger.js";
import type { Level, RegisteredRule } from "../../language/registry.js";
import { keys } from "../../model/path.js";
import { type Stack, toStack } from "../../model/stack.js";
import type { WaiverStatus } from "../../model/waiver.js";
import { everyStack } from "./every-stack.js";
import type { Inputs } from "./inputs.js";
import { type PreviewFacts, previewFacts } from "./preview-facts.js";
import type { StackFile } from "./project.js";
import { type ProgramFacts, stackBefore, stackOfState } from "./state.js";

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
  /** Of a preview: what it does to the stack. */
  readonly preview?: PreviewFacts;
  /** Of a program that was run: what that left open. */
  readonly program?: ProgramFacts;
}
export interface Summary {
  readonly resources: number;
  readonly rules: number;
  readonly fail: number;
  readonly unknown: number;
  readonly waived: number;
  readonly exempted: number;
  readonly baseline: number;
  readonly crash: number;
  /** Resources that no rule evaluated by their type, counted by type and sorted by it. */
  readonly unjudged: readonly UnjudgedType[];
  readonly durationMs: number;
}

/** The options of a run, besides inputs, rules and configuration. */
export interface RunOptions {
  readonly version: string;
  readonly startedAt: number;
  /** The day that waivers, and dates in policies, are compared with, in UTC: `2026-12-31`. */
  readonly today: string;
  /** Known findings, in addition to those of the configuration's baseline. */
  readonly known?: Known;
  /** Gets the content of each finding, for a baseline that is to be written. */
  readonly contents?: Map<Finding, readonly Statement[]>;
  /** Gets the fingerprints of findings under the former ids of their rules. */
  readonly former?: Map<Finding, readonly string[]>;
  /** Gets one line for each deprecated id in use. */
  readonly onDeprecated?: (line: string) => void;
  /** Gets what each rule came to in each stack, for a report that also lists what passes. */
  readonly verdicts?: Verdicts;
  /** Gets the ids of the rules that ran, where a report is of several runs. */
  readonly ran?: Set<string>;
  /** Called for each stack before it is evaluated. */
  readonly onStack?: (path: string) => void;
  /** Gets the waivers of each input, in their state after the run. A waiver of the pack comes once. */
  readonly onWaivers?: (path: string, file: StackFile | undefined, waivers: readonly WaiverStatus[]) => void;
  /** Gets one line for each part of a stack that could not be read. */
  readonly note?: (line: string) => void;
  /** Gets each stack after it was evaluated. */
  readonly onEvaluated?: (stack: Stack) => void;
  /** Gets the waivers of the pack, which are not reported then: only a run over all stacks knows whether one is needed. */
  readonly deferred?: (waiver: DeferredWaiver) => void;
}

/** A waiver of the pack at one stack, and what is to be reported at this stack once its use in all stacks is known. */
export interface DeferredWaiver {
  readonly place: string;
  readonly use: WaiverStatus["use"];
  readonly findings: Readonly<Record<WaiverStatus["use"], readonly Finding[]>>;
}

/** One stack that was evaluated, as far as the rules about waivers need it: they come last. */
interface Evaluated {
  readonly path: string;
  readonly file: StackFile | undefined;
  readonly stack: Stack;
  readonly waivers: readonly WaiverStatus[];
  readonly exempt: Ledger["exempt"];
}

const severities = ["critical", "high", "medium", "low"] as const;
const outcomes = ["crash", "fail", "unknown", "waived", "exempted", "baseline"] as const;

interface Indexed {
  readonly byId: ReadonlyMap<string, RegisteredRule>;
  readonly everyRule: RuleIndex;
}
const indexes = new WeakMap<readonly RegisteredRule[], Indexed>();

/** The rules by id and by type: once, for runs that evaluate one stack after another. */
function indexed(rules: readonly RegisteredRule[]): Indexed {
  let found = indexes.get(rules);
  if (found === undefined) {
    const everyRule = indexRules(rules.map(({ id, rule }) => ({ id, rule, options: rule.options })));
    found = { byId: new Map(rules.map((rule) => [rule.id, rule])), everyRule };
    indexes.set(rules, found);
  }
  return found;
}

/** Evaluates every stack of the inputs. */
export function check(inputs: Inputs, rules: readonly RegisteredRule[], configuration: Configuration, run: RunOptions): Report {
  // By all rules, also disabled ones: whoever wrote the configuration knows what it leaves out.
  const { byId, everyRule } = indexed(rules);
  const about = (
    { levels, settings }: Configuration,
    { rule: id, level: own }: Pick<Evaluation, "rule" | "level">,
  ): { rule: RegisteredRule["rule"]; level: Level; unknown: UnknownLevel } => {
    const registered = byId.get(id);
    if (registered === undefined) throw new Error(`no rule ${id}`);
    const { rule } = registered;
    const level = own ?? levels.get(id) ?? "disabled";
    return { rule, level, unknown: unknownLevel(settings.unknown, rule.severity, level) };
  };
  const environments = (stack: Stack): ReadonlySet<string> =>
    stack.name === everyStack ? new Set<string>() : environmentsFor(stack.name, configuration.settings);
  const findings: Finding[] = [];
  const evaluated: Evaluated[] = [];
  const ran = run.ran ?? new Set<string>();
  const unjudged: (readonly UnjudgedType[])[] = [];
  const report = (
    own: Configuration,
    evaluations: readonly Evaluation[],
    path: string,
    file: StackFile | undefined,
    { stack, before, to = findings }: { stack?: Stack; before?: Stack | undefined; to?: Finding[] } = {},
  ): void => {
    const all = run.known === undefined ? evaluations : markOld(evaluations, run.known, own.rules);
    const found = oneEachCause(
      all,
      (id) => about(own, { rule: id }).rule,
      (evaluation) => about(own, evaluation).unknown,
    );
    const aboutOne = (_: string, evaluation: Evaluation): ReturnType<typeof about> => about(own, evaluation);
    const made = inStackFile(toFindings(found, path, aboutOne, stack?.byUrn), found, file);
    const former = run.former === undefined ? [] : formerFingerprintsOf(found, own.rules);
    const brought = stack === undefined || before === undefined ? [] : broughtBy(found, stack, evaluate(own, before), own.rules);
    for (const [i, one] of made.entries()) {
      const finding = brought[i] === undefined ? one : { ...one, ...brought[i] };
      to.push(finding);
      if ((former[i] ?? []).length > 0) run.former?.set(finding, former[i] ?? []);
      const evaluation = found[i];
      if (evaluation !== undefined && evaluation.outcome === "fail") run.contents?.set(finding, contentOf(evaluation));
    }
  };
  const evaluate = ({ rules: index }: Configuration, stack: Stack, verdicts?: Verdicts): Evaluation[] => {
    for (const { id } of index.all) ran.add(id);
    const all = evaluateStack(index, stack, environments(stack), undefined, verdicts);
    return stack.isPartial ? doubtPartial(all, index) : all;
  };
  const evaluateOne = (stack: Stack, path: string, file: StackFile | undefined, before?: Stack): void => {
    run.onStack?.(path);
    const own = configuration.forStack(stack);
    const ledger = ledgerOf(own, stack.config, run.today, stack);
    const { incomplete } = stack.planned ?? {};
    report(own, ledger.apply(evaluate(own, stack, run.verdicts)), path, file, { stack, before });
    run.onEvaluated?.(stack);
    for (const line of ledger.deprecated()) run.onDeprecated?.(line);
    unjudged.push(unjudgedTypes(everyRule, stack));
    const waivers = ledger.statuses(own.rules, stack, () => true);
    // Only the root is kept, so that one stack at a time is in memory.
    const { name, project, today, config } = stack;
    // Of resources that are not shown it is not known whether they need a waiver.
    if (waivers.length > 0 && !stack.isPartial && incomplete === undefined)
      evaluated.push({ path, file, stack: toStack([rootOf(stack)], { name, project, today, config }), waivers, exempt: ledger.exempt });
  };
  const list: ReportInput[] = [];
  for (const { path, state, config } of inputs.states) {
    const { length: resources } = state.resources;
    const stack = stackOfState(state, path, run.today, config?.config, run.note);
    const before = stackBefore(state, run.today);
    const preview = previewFacts(stack, before, configuration.settings.tiers);
    const facts = { ...(preview !== undefined && { preview }), ...(state.program !== undefined && { program: state.program }) };
    list.push({ path, project: state.project, stack: state.stack, resources, ...facts });
    evaluateOne(stack, path, config, before);
    for (const file of config?.files ?? []) list.push({ path: file, project: state.project, stack: state.stack, resources: 0 });
  }
  for (const { project, file } of inputs.stackFiles) {
    for (const path of file.files) list.push({ path, project, stack: file.stack, resources: 0 });
    evaluateOne(toStack([], { name: file.stack, project, today: run.today, config: file.config }), file.file, file);
  }
  const reportWaivers = ({ path, file, stack, exempt }: Evaluated, waivers: readonly WaiverStatus[], to: Finding[] = findings): void => {
    const own = configuration.forStack(stack);
    report(own, exempt(evaluateWaivers(own.rules, stack, waivers, environments(stack))), path, file, { to });
  };
  const { deferred } = run;
  for (const one of deferred === undefined ? onceEach(evaluated) : evaluated) {
    const waivers = deferred === undefined ? one.waivers : one.waivers.filter((waiver) => !isOfPack(waiver));
    run.onWaivers?.(one.path, one.file, waivers);
    reportWaivers(one, waivers);
    for (const waiver of deferred === undefined ? [] : one.waivers.filter(isOfPack)) {
      const as = (use: WaiverStatus["use"]): Finding[] => {
        const to: Finding[] = [];
        reportWaivers(one, [{ ...waiver, use }], to);
        return to;
      };
      deferred?.({ place: waiver.place, use: waiver.use, findings: { used: as("used"), unused: as("unused"), untold: as("untold") } });
    }
  }
  return {
    tool: { name: "stackwarden", version: run.version },
    inputs: list.sort((a, b) => compare(a.path, b.path)),
    findings: findings.sort(worstFirst),
    summary: summaryOf(findings, {
      resources: list.reduce((sum, input) => sum + input.resources, 0),
      rules: list.length === 0 ? configuration.rules.all.length : ran.size,
      unjudged: sumOfUnjudged(unjudged),
      startedAt: run.startedAt,
    }),
  };
}

/** The counts of a run that began at `startedAt`, in milliseconds of `performance.now()`. */
export function summaryOf(
  findings: readonly Finding[],
  { startedAt, ...given }: Pick<Summary, "resources" | "rules" | "unjudged"> & { readonly startedAt: number },
): Summary {
  const count = (outcome: Finding["outcome"]): number => findings.filter((f) => f.outcome === outcome).length;
  return {
    resources: given.resources,
    rules: given.rules,
    fail: count("fail"),
    unknown: count("unknown"),
    waived: count("waived"),
    exempted: count("exempted"),
    baseline: count("baseline"),
    crash: count("crash"),
    unjudged: given.unjudged,
    durationMs: Math.round(performance.now() - startedAt),
  };
}

/** The report of only those findings that are kept. */
export function onlyFindings(report: Report, keeps: (finding: Finding) => boolean, startedAt: number): Report {
  const findings = report.findings.filter(keeps);
  return { ...report, findings, summary: summaryOf(findings, { ...report.summary, startedAt }) };
}

/** A waiver of the pack counts once for all stacks: it is reported at the first of them, and is unused only if none of them needs it. */
function onceEach(evaluated: readonly Evaluated[]): Evaluated[] {
  const sorted = evaluated.toSorted((a, b) => compare(a.path, b.path));
  const needed = new Set(sorted.flatMap(({ waivers }) => waivers.filter(({ use }) => use === "used").map(({ place }) => place)));
  const unneeded = new Set(sorted.flatMap(({ waivers }) => waivers.filter(({ use }) => use === "unused").map(({ place }) => place)));
  const reported = new Set<string>();
  return sorted.map((one) => ({
    ...one,
    waivers: one.waivers.flatMap((waiver) => {
      if (!isOfPack(waiver)) return [waiver];
      if (reported.has(waiver.place)) return [];
      reported.add(waiver.place);
      const use = needed.has(waiver.place) ? "used" : unneeded.has(waiver.place) ? "unused" : waiver.use;
      return [{ ...waiver, use }];
    }),
  }));
}

const isOfPack = ({ place }: WaiverStatus): boolean => !/^(?:config|program)\[/.test(place);

/** A finding in the stack's configuration belongs to its file, at the line of the key or of the waiver. */
function inStackFile(findings: Finding[], evaluations: readonly Evaluation[], file: StackFile | undefined): Finding[] {
  if (file === undefined) return findings;
  return findings.map((finding, i) => {
    const [top, key, item] = keys(evaluations[i]?.path ?? "");
    if (top !== "config" || typeof key !== "string" || !finding.path.startsWith("config[")) return finding;
    const place = file.places.get(`${key}[${item}]`) ?? file.places.get(key);
    return { ...finding, input: place?.input ?? file.file, source: place?.source ?? null };
  });
}

/** The order of findings: worst first, and the same whatever order they were found in. */
export function worstFirst(a: Finding, b: Finding): number {
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

/** True for a blocking finding. What could not be remediated, a crash, and an unknown that the settings make mandatory block as the rule does. */
export function gates(finding: Finding, failOn: FailOn): boolean {
  if (!isBad(finding) || failOn === "none" || finding.unknownLevel === "advisory") return false;
  if (failOn === "mandatory") return finding.level === "mandatory" || finding.level === "remediate";
  return severities.indexOf(finding.severity) <= severities.indexOf(failOn);
}
