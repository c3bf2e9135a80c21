import { type Configuration, configure, type Entries } from "../config/config.js";
import { environmentsOf } from "../config/environments.js";
import { declaredLevel } from "../config/levels.js";
import { type Judgement, judgeResource, judgeStack } from "../judgement.js";
import { type RawResource, toResource, urnParts } from "../model/resource.js";
import { type Stack, type StackConfig, toStack } from "../model/stack.js";
import type { Level, RegisteredRule } from "../registry.js";
import { type Remediated, remediate } from "../remediate.js";

/** What the engine says about the stack before anything is judged. */
export interface StackIdentity {
  readonly name: string;
  readonly project: string;
  readonly config: StackConfig | undefined;
}

/** One run of the pack: what it was told, and the inputs that it has seen. All methods are synchronous, so calls made at once never mix. */
export interface Session {
  configureStack(identity: StackIdentity): void;
  /** @throws ConfigError */
  configure(levels: ReadonlyMap<string, Level>, entries: Entries): void;
  configuration(): Configuration;
  /** Judges one resource by its inputs alone. */
  analyze(raw: RawResource): Judgement[];
  /** Judges the stack by what needs more than one resource; `raws` hold outputs. */
  analyzeStack(raws: readonly RawResource[]): Judgement[];
  remediate(raw: RawResource): Remediated[];
}

/** Starts a run over the given rules. */
export function startSession(rules: readonly RegisteredRule[]): Session {
  let identity: StackIdentity | undefined;
  let configuration = configure(rules, new Map(rules.map((rule) => [rule.id, declaredLevel(rule)])), {});
  const seen = new Map<string, RawResource>();
  // The engine strips what the provider filled in from Analyze, at the top level; Remediate, which comes first, has it.
  const filledIn = new Map<string, unknown>();

  const environments = (urn: string): ReadonlySet<string> =>
    environmentsOf(identity?.name ?? urnParts(urn).stack, configuration.settings.environments);

  return {
    configureStack(given) {
      identity = given;
    },
    configure(levels, entries) {
      configuration = configure(rules, levels, entries);
    },
    configuration: () => configuration,
    remediate(raw) {
      filledIn.set(raw.urn, raw.inputs?.["__defaults"]);
      return remediate(
        configuration.rules,
        raw,
        { environments: environments(raw.urn), stack: undefined },
        (id) => configuration.levels.get(id) === "remediate",
      );
    },
    analyze(given) {
      const raw = { ...given, inputs: { ...given.inputs, __defaults: filledIn.get(given.urn) } };
      seen.set(raw.urn, raw);
      return judgeResource(configuration.rules, toResource(raw), "resource", { environments: environments(raw.urn), stack: undefined });
    },
    analyzeStack(raws) {
      if (raws.length === 0) return [];
      const stack = stackOf(raws, seen, identity);
      return judgeStack(configuration.rules, stack, environments(raws[0]?.urn ?? ""), "stack");
    },
  };
}

/** The stack with each resource's inputs as Analyze saw them and outputs as AnalyzeStack brings them. */
export function stackOf(raws: readonly RawResource[], seen: ReadonlyMap<string, RawResource>, identity: StackIdentity | undefined): Stack {
  const parts = urnParts(raws[0]?.urn ?? "");
  const resources = raws.map((raw) => {
    const analyzed = seen.get(raw.urn);
    // What Analyze never saw was read, not made; but for the stack itself and providers, which the engine does not always show.
    const external = analyzed === undefined && !raw.type.startsWith("pulumi:");
    return toResource({ ...raw, inputs: analyzed?.inputs ?? (external ? {} : raw.outputs), external });
  });
  return toStack(resources, { name: identity?.name ?? parts.stack, project: identity?.project ?? parts.project, config: identity?.config });
}
