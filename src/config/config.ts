import { isAbsolute } from "node:path";
import { lookupTable } from "../data/lookup.js";
import { type ActiveRule, indexRules, type RuleIndex } from "../engine/evaluate.js";
import type { Level, RegisteredRule } from "../language/registry.js";
import type { Rule } from "../language/rule.js";
import { keys } from "../model/path.js";
import type { Resource } from "../model/resource.js";
import type { StackConfig } from "../model/stack.js";
import { fitsPattern } from "../model/wildcard.js";
import { enumerated } from "../text/show.js";
import { didYouMean } from "../text/suggest.js";
import { type Entries, settingsEntry } from "./entries.js";
import { environmentsOf } from "./environments.js";
import { ConfigError } from "./error.js";
import { type GivenException, type Misnamed, misnamedIn } from "./exceptions.js";
import { readForm } from "./form.js";
import { underCurrentIds } from "./former.js";
import type { Known } from "./known.js";
import { knownFindings } from "./known-findings.js";
import { declaredLevel, defaultSettings, effectiveLevel, type Settings } from "./levels.js";
import { type JsonSchema, type Misfit, misfits, optionsSchema } from "./schema.js";
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
  const all = entries["all"]?.level;
  const enabled = { ...settings, enable: [...settings.enable, ...broughtAlong(rules, resolved, entries, settings)] };
  const level = new Map<string, Level>();
  const active: ActiveRule[] = [];
  for (const registered of rules) {
    const { id, rule } = registered;
    const effective = effectiveLevel(registered, resolved.get(id) ?? declaredLevel(registered), all, enabled);
    level.set(id, effective);
    if (effective !== "disabled") active.push({ id, rule, options: { ...rule.options, ...entries[id]?.options } });
  }
  const waivable = waivableRules(rules);
  const own = packWaivers(settings.waivers, waivable);
  const baseline = knownFindings(settings.baseline);
  if (typeof baseline === "string") throw new ConfigError(`${settingsEntry}.baseline: ${baseline}`, [settingsEntry, "baseline"]);
  return {
    settings,
    levels: level,
    rules: indexRules(active),
    baseline,
    exceptions,
    misnamed: misnamedIn(exceptions, rules),
    deprecated,
    waiverOf: (component) => programWaiver(component, waivable, settings.allowStackWaivers),
    waiversFor: (config) => [...own, ...stackWaivers(config, waivable, settings.allowStackWaivers)],
  };
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

/** The rules that another rule turns on (`onWith`): it is enabled, and one of its options differs from the default. */
function broughtAlong(
  rules: readonly RegisteredRule[],
  resolved: ReadonlyMap<string, Level>,
  entries: Entries,
  settings: Settings,
): readonly string[] {
  const isConfigured = (other: RegisteredRule): boolean =>
    Object.entries(entries[other.id]?.options ?? {}).some(
      ([name, value]) => JSON.stringify(value) !== JSON.stringify(other.rule.options[name]),
    );
  const isOn = (other: RegisteredRule): boolean =>
    effectiveLevel(other, resolved.get(other.id) ?? declaredLevel(other), entries["all"]?.level, settings) !== "disabled";
  return rules
    .filter(({ rule }) => rules.some((other) => other.id === rule.onWith && isConfigured(other) && isOn(other)))
    .map(({ id }) => id);
}

/** Every problem of a configuration of either form, in its order: as `parseForm` and `configure`, which stop at the first. */
export function problemsIn(rules: readonly RegisteredRule[], value: unknown): ConfigError[] {
  const { entries, prefix, problems } = readForm(value);
  const more = problemsOf(rules, underCurrentIds(rules, entries).entries);
  return [...problems, ...more.map(({ message, at }) => new ConfigError(message, [...prefix, ...at]))];
}

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
  ];
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

const misfitError = ({ at, problem, stray }: Misfit): ConfigError =>
  new ConfigError(`${at} ${problem}${stray === undefined ? "" : didYouMean(stray.key, stray.known)}`, [
    ...keys(at),
    ...(stray === undefined ? [] : [stray.key]),
  ]);

function settingsProblems(entries: Entries, ids: readonly string[]): ConfigError[] {
  const given = entries[settingsEntry]?.options ?? {};
  const wrong = misfits(given, { type: "object", properties: settingsSchema, additionalProperties: false }, settingsEntry);
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

function optionProblems(id: string, rule: Rule, options: Readonly<Record<string, unknown>>): ConfigError[] {
  const schema = optionsSchema(rule);
  const known = Object.keys(schema);
  const wrong = Object.entries(options).flatMap(([name, value]) => {
    const own = Object.hasOwn(schema, name) ? schema[name] : undefined;
    if (own !== undefined) return misfits(value, own, `${id}.${name}`).map(misfitError);
    return [new ConfigError(`"${id}" ${noOptionWords(name, known)}`, [id, name])];
  });
  if (wrong.length > 0) return wrong;
  const problem = rule.checkOptions?.({ ...rule.options, ...options });
  return problem === undefined ? [] : [new ConfigError(`${id}: ${problem}`, [id])];
}

function noOptionWords(name: string, known: readonly string[]): string {
  if (known.length === 0) return `has no options, but "${name}" is set`;
  const words = known.length === 1 ? `Its only option is ${known[0]}.` : `Its options are ${enumerated(known)}.`;
  return `has no option "${name}"${didYouMean(name, known) || "."} ${words}`;
}
