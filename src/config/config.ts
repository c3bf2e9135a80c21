import { isAbsolute } from "node:path";
import { lookupTable } from "../data/lookup.js";
import type { RuleIndex } from "../engine/evaluate.js";
import type { Level, RegisteredRule } from "../language/registry.js";
import type { Resource } from "../model/resource.js";
import type { StackConfig } from "../model/stack.js";
import { fitsPattern } from "../model/wildcard.js";
import { didYouMean } from "../text/suggest.js";
import { type Entries, settingsEntry } from "./entries.js";
import { environmentsOf } from "./environments.js";
import { ConfigError } from "./error.js";
import { type GivenException, type Misnamed, misnamedIn } from "./exceptions.js";
import { readForm } from "./form.js";
import { underCurrentIds } from "./former.js";
import type { Known } from "./known.js";
import { knownFindings } from "./known-findings.js";
import { declaredLevel, defaultSettings, type Settings } from "./levels.js";
import { misfitError, optionProblems } from "./options.js";
import {
  type GivenOverride,
  isForStack,
  type Override,
  overrideProblems,
  overridesSchema,
  readOverrides,
  type StackName,
} from "./overrides.js";
import { activeRules, type Resolved, resolveRules } from "./resolve.js";
import { type JsonSchema, misfits } from "./schema.js";
import { tiersProblem, tiersSchema } from "./tiers.js";
import { type GivenWaiver, packWaivers, programWaiver, stackWaivers, waivableRules } from "./waivers.js";

export { type Entries, settingsEntry } from "./entries.js";
export { ConfigError } from "./error.js";
export { parseEntries } from "./form.js";

/** The configuration of a run: the enabled rules, their levels, and the settings. */
export interface Configuration {
  readonly settings: Settings;
  readonly levels: ReadonlyMap<string, Level>;
  readonly rules: RuleIndex;
  /** The waivers that count for a stack: the pack's own, and those of the stack's configuration. */
  readonly waiversFor: (config: StackConfig | undefined) => readonly GivenWaiver[];
  /** The waiver that a component of the program is. */
  readonly waiverOf: (component: Pick<Resource, "name" | "inputs">) => GivenWaiver;
  /** Known findings. */
  readonly baseline: Known;
  /** The exceptions that the engine applies, in its order. It does not pass them to a pack. */
  readonly exceptions: readonly GivenException[];
  /** What the exceptions name that no rule has. */
  readonly misnamed: readonly Misnamed[];
  /** A line for each id in it that a rule had before. */
  readonly deprecated: readonly string[];
  /** The configuration with the overrides for a stack. */
  readonly forStack: (stack: StackName) => Configuration;
}

const bySeverity = (schema: JsonSchema): JsonSchema =>
  Object.fromEntries((["critical", "high", "medium", "low"] as const).map((severity) => [severity, schema]));

export const settingsSchema: Readonly<Record<string, JsonSchema>> = lookupTable({
  preset: { type: "string", enum: ["essential", "recommended", "all"], default: defaultSettings.preset },
  enable: { type: "array", items: { type: "string" }, default: [] },
  disable: { type: "array", items: { type: "string" }, default: [] },
  unknown: {
    anyOf: [
      { type: "string", enum: ["silent", "advisory"] },
      {
        type: "object",
        properties: bySeverity({ type: "string", enum: ["silent", "advisory", "mandatory"] }),
        additionalProperties: false,
      },
    ],
    default: defaultSettings.unknown,
  },
  environments: {
    type: "object",
    additionalProperties: { type: "array", items: { type: "string" } },
    default: defaultSettings.environments,
  },
  environmentRequired: { type: "boolean", default: defaultSettings.environmentRequired },
  // A problem in a waiver is a finding, so the engine accepts any; editors use `waiverSchema`.
  waivers: { type: "array", default: [] },
  waiversMaxDays: { type: "integer", default: defaultSettings.waiversMaxDays },
  allowStackWaivers: {
    anyOf: [{ type: "boolean" }, { type: "array", items: { type: "string" } }],
    default: defaultSettings.allowStackWaivers,
  },
  baseline: { anyOf: [{ type: "string" }, { type: "array", items: { type: "string" } }], default: defaultSettings.baseline },
  report: {
    type: "object",
    properties: { sarif: { type: "string" }, json: { type: "string" }, markdown: { type: "string" } },
    additionalProperties: false,
    default: defaultSettings.report,
  },
  tiers: { ...tiersSchema, default: defaultSettings.tiers },
  rules: { type: "array", items: { type: "string" }, default: defaultSettings.rules },
  overrides: { ...overridesSchema, default: [] },
});

/** The level that the engine resolves for each rule: its declaration, then `all`, then the rule's own entry (`ReconcilePolicyPackConfig`). */
export function resolveAsEngine(rules: readonly RegisteredRule[], given: Entries): ReadonlyMap<string, Level> {
  const { entries } = underCurrentIds(rules, given);
  const all = entries["all"]?.level;
  return new Map(rules.map((rule) => [rule.id, entries[rule.id]?.level ?? all ?? declaredLevel(rule)]));
}

/**
 * Decides which rules are enabled, from the options of the entries and the levels, which the engine resolved or which were resolved the same way.
 * @throws ConfigError for an unknown rule, setting or option, and for values of the wrong shape.
 */
export function configure(
  rules: readonly RegisteredRule[],
  givenLevels: ReadonlyMap<string, Level>,
  givenEntries: Entries,
  exceptions: readonly GivenException[] = [],
): Configuration {
  const { entries, resolved, deprecated } = underCurrentIds(rules, givenEntries, givenLevels);
  const problem = problemsOf(rules, entries)[0];
  if (problem !== undefined) throw problem;
  const settings = settingsOf(entries);
  const overrides = readOverrides(rules, settings.overrides as readonly GivenOverride[]);
  const waivable = waivableRules(rules);
  const own = packWaivers(settings.waivers, waivable);
  const baseline = knownFindings(settings.baseline);
  if (typeof baseline === "string") throw new ConfigError(`${settingsEntry}.baseline: ${baseline}`, [settingsEntry, "baseline"]);
  const base = {
    settings,
    baseline,
    exceptions,
    misnamed: misnamedIn(exceptions, rules),
    deprecated: [...deprecated, ...overrides.flatMap((override) => override.deprecated)],
    waiverOf: (component: Pick<Resource, "name" | "inputs">) => programWaiver(component, waivable, settings.allowStackWaivers),
    waiversFor: (config: StackConfig | undefined) => [...own, ...stackWaivers(config, waivable, settings.allowStackWaivers)],
  };
  const resolve = (fitting: readonly Override[]): Resolved => resolveRules(rules, resolved, entries, settings, fitting);
  const known = new Map<string, Configuration>();
  const withOverrides = (fitting: readonly Override[]): Configuration => ({
    ...base,
    ...activeRules(rules, resolve, fitting),
    forStack: (stack) => {
      if (overrides.length === 0) return whole;
      const ofStack = overrides.filter((override) => isForStack(override, stack, settings.environments));
      const key = ofStack.map((override) => overrides.indexOf(override)).join();
      const found = known.get(key) ?? withOverrides(ofStack);
      known.set(key, found);
      return found;
    },
  });
  // Without a stack, only overrides that name none apply.
  const whole = withOverrides(overrides.filter(({ given }) => (given.stacks ?? given.environments ?? given.projects) === undefined));
  return whole;
}

/**
 * The environments that a stack belongs to.
 * @throws ConfigError if it must belong to one and does not.
 */
export function environmentsFor(stack: string, { environments, environmentRequired }: Settings): ReadonlySet<string> {
  const found = environmentsOf(stack, environments);
  if (found.size > 0 || !environmentRequired) return found;
  const names = Object.keys(environments).join(", ");
  throw new ConfigError(
    `the stack "${stack}" belongs to no environment (${names}), but "${settingsEntry}.environmentRequired" is true. ` +
      `Add a pattern that matches it to "${settingsEntry}.environments".`,
    [settingsEntry, "environmentRequired"],
  );
}

/** Every problem of a configuration of either form, in its order: as `parseForm` and `configure`, which stop at the first. */
export function problemsIn(rules: readonly RegisteredRule[], value: unknown): ConfigError[] {
  const { entries, prefix, problems } = readForm(value);
  return [...problems, ...problemsOfEntries(rules, entries).map(({ message, at }) => new ConfigError(message, [...prefix, ...at]))];
}

/** Every problem of entries that have the right form. */
export const problemsOfEntries = (rules: readonly RegisteredRule[], entries: Entries): ConfigError[] =>
  problemsOf(rules, underCurrentIds(rules, entries).entries);

function problemsOf(rules: readonly RegisteredRule[], entries: Entries): ConfigError[] {
  const ids = rules.map(({ id }) => id);
  const known = new Set(ids);
  return [
    ...Object.keys(entries)
      .filter((name) => name !== "all" && name !== settingsEntry && !known.has(name))
      .map((name) => new ConfigError(`"${name}" is not a rule${didYouMean(name, [...ids, settingsEntry, "all"])}`, [name])),
    ...settingsProblems(entries, ids),
    ...Object.keys(entries["all"]?.options ?? {}).map(
      (stray) => new ConfigError(`"all" has no option "${stray}": it takes only a level`, ["all", stray]),
    ),
    ...rules.flatMap(({ id, rule }) => (entries[id] === undefined ? [] : optionProblems(id, rule, entries[id].options))),
    ...overrideProblems(rules, overridesOf(entries), entries, settingsOf(entries).environments),
  ];
}

/** The overrides as they are given; a list of another form is a problem of the settings. */
function overridesOf(entries: Entries): readonly unknown[] {
  const given = entries[settingsEntry]?.options["overrides"];
  return Array.isArray(given) ? given : [];
}

/** An environment or a limit that is not named keeps its value; an empty list of patterns removes them. */
function settingsOf(entries: Entries): Settings {
  const given = (entries[settingsEntry]?.options ?? {}) as Partial<Settings>;
  return {
    ...defaultSettings,
    ...given,
    environments: { ...defaultSettings.environments, ...given.environments },
    tiers: { ...defaultSettings.tiers, ...given.tiers },
  };
}

function settingsProblems(entries: Entries, ids: readonly string[]): ConfigError[] {
  const given = entries[settingsEntry]?.options ?? {};
  if (Object.hasOwn(given, "extends")) {
    const words = `${settingsEntry}.extends is for the command line. \`stackwarden config show FILE --format pulumi\` prints what Pulumi reads.`;
    return [new ConfigError(words, [settingsEntry, "extends"])];
  }
  // Overrides are read by themselves, with better messages.
  const properties = { ...settingsSchema, overrides: { type: "array" } };
  const wrong = misfits(given, { type: "object", properties, additionalProperties: false }, settingsEntry);
  if (wrong.length > 0) return wrong.map(misfitError);
  const settings = settingsOf(entries);
  const allowed = typeof settings.allowStackWaivers === "boolean" ? [] : settings.allowStackWaivers;
  const most = settings.waiversMaxDays;
  const relative = Object.entries(settings.report).filter(([, file]) => !isAbsolute(file));
  const badTiers = tiersProblem(settings.tiers);
  return [
    ...relative.map(([format, file]) => {
      const words = `"${file}" is not an absolute path, which it must be because the engine may start the pack in any directory`;
      return new ConfigError(`${settingsEntry}.report.${format}: ${words}`, [settingsEntry, "report", format]);
    }),
    ...(badTiers === undefined ? [] : [new ConfigError(`${settingsEntry}.tiers: ${badTiers}`, [settingsEntry, "tiers"])]),
    ...(most < 0
      ? [new ConfigError(`${settingsEntry}.waiversMaxDays is ${most}, expected at least 0`, [settingsEntry, "waiversMaxDays"])]
      : []),
    ...(["enable", "disable"] as const).flatMap((name) =>
      settings[name].flatMap((id, i) =>
        ids.includes(id)
          ? []
          : [
              new ConfigError(`${settingsEntry}.${name} names "${id}", which is not a rule${didYouMean(id, ids)}`, [
                settingsEntry,
                name,
                i,
              ]),
            ],
      ),
    ),
    ...allowed.flatMap((pattern, i) => {
      if (ids.some((id) => fitsPattern(id, pattern))) return [];
      const words = `${settingsEntry}.allowStackWaivers names "${pattern}", which matches no rule${didYouMean(pattern, ids)}`;
      return [new ConfigError(words, [settingsEntry, "allowStackWaivers", i])];
    }),
  ];
}
