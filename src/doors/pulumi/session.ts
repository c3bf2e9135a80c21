import { type Configuration, configure, type Entries, environmentsFor } from "../../config/config.js";
import { declaredLevel, type UnknownLevel, unknownLevel } from "../../config/levels.js";
import { withoutCovered } from "../../engine/covered.js";
import {
  type ActiveRule,
  type Evaluation,
  evaluateResource,
  evaluateStack,
  filterIndex,
  type RuleIndex,
  rulesOfResource,
} from "../../engine/evaluate.js";
import { oneEachCause, spareRepeated } from "../../engine/open.js";
import { type Remediated, remediate } from "../../engine/remediation.js";
import { evaluateWaivers, type Ledger, ledgerOf, sparedWords } from "../../findings/waiver-ledger.js";
import { gatesAt } from "../../language/moment.js";
import type { Level, RegisteredRule } from "../../language/registry.js";
import type { Rule } from "../../language/rule.js";
import { nameOfUrn, type RawResource, type Resource, toResource, urnParts, writtenAs } from "../../model/resource.js";
import { type Stack, toStack } from "../../model/stack.js";
import { waiverType } from "../../model/waiver.js";
import type { StackIdentity } from "./identity.js";
import { startComponents } from "./inside.js";
import { openLine } from "./open.js";
import type { AnalyzedStack } from "./pack-report.js";
import { startReported } from "./reported.js";
import { startSoFar } from "./so-far.js";
import { doubtUntargeted, evaluateUntargeted, isUntargeted, untargetedLine } from "./untargeted.js";

/** One run of the pack: what the engine passed to it, and the inputs seen so far. All methods are synchronous, so concurrent calls never mix. */
export interface Session {
  configureStack(identity: StackIdentity): void;
  /** @throws ConfigError */
  configure(levels: ReadonlyMap<string, Level>, entries: Entries): void;
  configuration(): Configuration;
  /** The rules for a resource that Analyze brought. */
  rulesFor(urn: string): RuleIndex;
  /** Evaluates one resource by its inputs; during an update also together with resources registered before, if the result is certain. */
  analyze(raw: RawResource): Evaluation[];
  /** Evaluates the stack by the rules that need more than one resource; `raws` hold outputs. */
  analyzeStack(raws: readonly RawResource[]): Evaluation[];
  /** Once the stack is evaluated: everything that was found, for reports. */
  analyzed(): AnalyzedStack | undefined;
  /** Once the stack is evaluated: how much is open until the update, and what is outside the target; a line each. */
  notes(): readonly string[];
  /** One line for each deprecated id in use. */
  deprecated(): readonly string[];
  remediate(raw: RawResource): Remediated[];
}

const rootType = "pulumi:pulumi:Stack";
const isGating = (level: Level | undefined): boolean => level === "mandatory" || level === "remediate";

/** Starts a run over the given rules, on the day (`2026-12-31`, in UTC) that `today` gives. */
export function startSession(rules: readonly RegisteredRule[], today: () => string): Session {
  const day = today();
  let identity: StackIdentity | undefined;
  let configured = configure(rules, new Map(rules.map((rule) => [rule.id, declaredLevel(rule)])), {});
  // With the overrides for the stack, which a run without an identity names by its resources only.
  let configuration = configured;
  let named: string | undefined;
  const configureFor = (urn: string): void => {
    const { stack, project } = urnParts(urn);
    const own = { name: identity?.name ?? stack, project: identity?.project ?? project };
    if (named === `${own.project}/${own.name}`) return;
    named = `${own.project}/${own.name}`;
    const next = configured.forStack(own);
    if (next === configuration) return;
    configuration = next;
    ledger = undefined;
    early = undefined;
  };
  const seen = new Map<string, RawResource>();
  // The engine strips what the provider filled in from Analyze, at the top level; Remediate, which comes first, has it.
  const filledIn = new Map<string, unknown>();

  // Opened when first needed: its data arrives in two calls, in either order.
  let ledger: Ledger | undefined;
  const inProgram: Resource[] = [];
  const waivers = (): Ledger => {
    if (ledger === undefined) {
      ledger = ledgerOf(configuration, identity?.config, day);
      for (const component of inProgram) ledger.add(configuration.waiverOf(component));
    }
    return ledger;
  };

  // New resources outside the target: Remediate, which comes first, shows that nothing is known of them.
  const untargeted = new Set<string>();
  let notes: readonly string[] = [];
  let whole: AnalyzedStack | undefined;
  const byId = new Map(rules.map(({ id, rule }) => [id, rule]));
  const components = startComponents();
  const about = (id: string): Rule => {
    const rule = byId.get(id);
    if (rule === undefined) throw new Error(`no rule ${id}`);
    return rule;
  };
  const levelWhenOpen = ({ rule, level }: Evaluation): UnknownLevel =>
    unknownLevel(configuration.settings.unknown, about(rule).severity, level ?? configuration.levels.get(rule) ?? "mandatory");
  /** Reports one cause once, and names the third-party component if one makes the resource. */
  const inWords = (evaluations: readonly Evaluation[], before: readonly Evaluation[] = []): Evaluation[] =>
    spareRepeated(evaluations, about, levelWhenOpen, before).map((evaluation) => components.name(evaluation, (id) => about(id).fix));

  // Rules of stack scope that stop an update before a resource is made.
  let early: RuleIndex | undefined;
  const soFar = startSoFar();
  const reported = startReported();
  // What Analyze said, by resource: rules of stack scope do not show it again, and what is open is counted with the stack.
  const analyzed = new Map<string, readonly Evaluation[]>();

  /** During an update, findings that otherwise only AnalyzeStack would report, after everything is created. */
  const beforeItIsMade = (raw: RawResource): Evaluation[] => {
    if (identity?.isUpdate !== true) return [];
    const mayStop = ({ rule }: ActiveRule): boolean => rule.scope === "stack" && gatesAt(rule) === "creation";
    early ??= filterIndex(
      configuration.rules,
      (active) => mayStop(active) && isGating(active.level ?? configuration.levels.get(active.id)),
      mayStop,
    );
    soFar.add(raw);
    const around = environments(raw.urn);
    const found = waivers().apply(soFar.evaluate(early, raw.urn, { ...identity, today: day }, around));
    if (raw.type === rootType) found.push(...evaluateConfiguration(early, raw, around));
    return reported.fresh(found).filter((evaluation) => sparedWords(evaluation) === undefined);
  };

  /** Errors in waivers are known before anything is created; whether the waivers are needed is not. */
  const evaluateConfiguration = (index: RuleIndex, root: RawResource, around: ReadonlySet<string>): Evaluation[] => {
    const { name, project } = identity ?? { name: "", project: "" };
    const none = toStack([], { name, project, today: day, config: identity?.config });
    const stack = toStack([toResource(root)], { name, project, today: day, config: identity?.config });
    return evaluateWaivers(
      index,
      stack,
      waivers().statuses(configuration.rules, none, () => false),
      around,
    );
  };

  const environments = (urn: string): ReadonlySet<string> => environmentsFor(identity?.name ?? urnParts(urn).stack, configuration.settings);

  return {
    configureStack(given) {
      identity = given;
      named = undefined;
      ledger = undefined;
    },
    configure(levels, entries) {
      configured = configure(rules, levels, entries);
      configuration = configured;
      named = undefined;
      ledger = undefined;
      early = undefined;
    },
    configuration: () => configuration,
    rulesFor(urn) {
      const raw = seen.get(urn);
      const { rules: index } = configuration;
      return raw === undefined || index.variantFor === undefined ? index : rulesOfResource(index, toResource(raw), undefined);
    },
    notes: () => notes,
    analyzed: () => whole,
    deprecated: () => [...configuration.deprecated, ...waivers().deprecated()],
    remediate(raw) {
      configureFor(raw.urn);
      // A state that is evaluated without a run has no target: the engine names no stack then.
      if (identity !== undefined && isUntargeted(raw)) untargeted.add(raw.urn);
      else untargeted.delete(raw.urn);
      if (untargeted.has(raw.urn)) return [];
      filledIn.set(raw.urn, raw.inputs?.["__defaults"]);
      return remediate(
        configuration.rules,
        raw,
        { environments: environments(raw.urn), today: day, stack: undefined },
        ({ id, level }) =>
          (level ?? configuration.levels.get(id)) === "remediate" && !waivers().spares(id, { urn: raw.urn, name: nameOfUrn(raw.urn) }),
      );
    },
    analyze(given) {
      configureFor(given.urn);
      const raw = { ...given, inputs: { ...given.inputs, __defaults: filledIn.get(given.urn) } };
      seen.set(raw.urn, raw);
      if (untargeted.has(raw.urn)) return evaluateUntargeted(configuration.rules, raw);
      const setting = { environments: environments(raw.urn), today: day, stack: undefined };
      const resource = toResource(raw);
      components.add(resource);
      if (resource.type === waiverType) {
        inProgram.push(resource);
        waivers().add(configuration.waiverOf(resource));
      }
      const found = inWords(waivers().apply(evaluateResource(configuration.rules, resource, "resource", setting)));
      analyzed.set(raw.urn, found);
      return [...found, ...inWords(beforeItIsMade(raw))];
    },
    analyzeStack(raws) {
      if (raws.length === 0) return [];
      configureFor(raws[0]?.urn ?? "");
      const stack = stackOf(raws, seen, day, identity);
      const around = environments(raws[0]?.urn ?? "");
      const outside = stack.resources.filter(({ urn }) => untargeted.has(urn));
      const evaluated = doubtUntargeted(evaluateStack(configuration.rules, stack, around, "stack"), configuration.rules, outside);
      const before = [...analyzed.values()].flat();
      for (const resource of stack.resources) components.add(resource);
      const found = inWords(waivers().apply(withoutCovered(evaluated, configuration.rules, before)), before);
      const isEvaluated = (resource: Resource): boolean => {
        const { urn, type } = writtenAs(resource);
        return (seen.has(urn) && !untargeted.has(urn)) || type.startsWith("pulumi:");
      };
      const statuses = waivers().statuses(configuration.rules, stack, isEvaluated);
      const waiting =
        identity?.isUpdate === false
          ? openLine(oneEachCause([...before, ...found], about, levelWhenOpen), stack, (id) => about(id).severity)
          : undefined;
      notes = [waiting, untargetedLine(outside)].filter((line) => line !== undefined);
      const all = [...found, ...evaluateWaivers(configuration.rules, stack, statuses, around)];
      whole = { stack, evaluations: [...before, ...all], isUpdate: identity?.isUpdate === true };
      return reported.spare(all);
    },
  };
}

/** The stack with each resource's inputs as Analyze saw them and outputs as AnalyzeStack brings them. */
export function stackOf(
  raws: readonly RawResource[],
  seen: ReadonlyMap<string, RawResource>,
  today: string,
  identity: StackIdentity | undefined,
): Stack {
  const parts = urnParts(raws[0]?.urn ?? "");
  const resources = raws.map((raw) => {
    const analyzed = seen.get(raw.urn);
    // What Analyze never saw was read, not created, except the stack itself and providers, which the engine does not always pass.
    const external = analyzed === undefined && !raw.type.startsWith("pulumi:");
    return toResource({ ...raw, inputs: analyzed?.inputs ?? (external ? {} : raw.outputs), external });
  });
  const [name, project] = [identity?.name ?? parts.stack, identity?.project ?? parts.project];
  return toStack(resources, { name, project, today, config: identity?.config });
}
