import { type Configuration, configure, type Entries, environmentsFor } from "../config/config.js";
import { declaredLevel } from "../config/levels.js";
import { type Judgement, judgeResource, judgeStack } from "../judgement.js";
import { nameOfUrn, type RawResource, toResource, urnParts } from "../model/resource.js";
import { type Stack, type StackConfig, toStack } from "../model/stack.js";
import type { Level, RegisteredRule } from "../registry.js";
import { type Remediated, remediate } from "../remediate.js";
import { judgeWaivers, type Ledger, openLedger } from "../waived.js";

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

/** Starts a run over the given rules, on the day (`2026-12-31`, in UTC) that `today` gives. */
export function startSession(rules: readonly RegisteredRule[], today: () => string): Session {
  let identity: StackIdentity | undefined;
  let configuration = configure(rules, new Map(rules.map((rule) => [rule.id, declaredLevel(rule)])), {});
  const seen = new Map<string, RawResource>();
  // The engine strips what the provider filled in from Analyze, at the top level; Remediate, which comes first, has it.
  const filledIn = new Map<string, unknown>();

  // Opened when first needed: what it hangs on comes in two calls, in either order.
  let ledger: Ledger | undefined;
  const waivers = (): Ledger => {
    ledger ??= openLedger(configuration.waiversFor(identity?.config), today(), configuration.baseline, {
      maxDays: configuration.settings.waiversMaxDays,
    });
    return ledger;
  };

  const environments = (urn: string): ReadonlySet<string> => environmentsFor(identity?.name ?? urnParts(urn).stack, configuration.settings);

  return {
    configureStack(given) {
      identity = given;
      ledger = undefined;
    },
    configure(levels, entries) {
      configuration = configure(rules, levels, entries);
      ledger = undefined;
    },
    configuration: () => configuration,
    remediate(raw) {
      filledIn.set(raw.urn, raw.inputs?.["__defaults"]);
      return remediate(
        configuration.rules,
        raw,
        { environments: environments(raw.urn), stack: undefined },
        (id) => configuration.levels.get(id) === "remediate" && !waivers().spares(id, { urn: raw.urn, name: nameOfUrn(raw.urn) }),
      );
    },
    analyze(given) {
      const raw = { ...given, inputs: { ...given.inputs, __defaults: filledIn.get(given.urn) } };
      seen.set(raw.urn, raw);
      const setting = { environments: environments(raw.urn), stack: undefined };
      return waivers().apply(judgeResource(configuration.rules, toResource(raw), "resource", setting));
    },
    analyzeStack(raws) {
      if (raws.length === 0) return [];
      const stack = stackOf(raws, seen, identity);
      const around = environments(raws[0]?.urn ?? "");
      const found = waivers().apply(judgeStack(configuration.rules, stack, around, "stack"));
      const statuses = waivers().statuses(configuration.rules, stack, ({ urn, type }) => seen.has(urn) || type.startsWith("pulumi:"));
      return [...found, ...judgeWaivers(configuration.rules, stack, statuses, around)];
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
