import { type ActiveRule, indexRules, type RuleIndex } from "../judgement.js";
import type { StackConfig } from "../model/stack.js";
import type { Level, RegisteredRule } from "../registry.js";
import type { Rule } from "../rule.js";
import { fitsPattern } from "./environments.js";
import { declaredLevel, defaultSettings, effectiveLevel, type Settings } from "./levels.js";
import { type JsonSchema, misfits, optionsSchema } from "./schema.js";
import { didYouMean } from "./suggest.js";
import { type GivenWaiver, packWaivers, stackWaivers, waivableRules } from "./waivers.js";

/** The name of the entry that holds the settings of the whole pack. */
export const settingsEntry = "stackwarden";

/** The configuration is wrong: one line that says what and where. */
export class ConfigError extends Error {}

/** One entry of the configuration, as Pulumi reads it. */
export interface Entry {
  readonly level: Level | undefined;
  readonly options: Readonly<Record<string, unknown>>;
}
export type Entries = Readonly<Record<string, Entry>>;

/** What a run goes by: the rules that are on, at which level, and the settings. */
export interface Configuration {
  readonly settings: Settings;
  readonly levels: ReadonlyMap<string, Level>;
  readonly rules: RuleIndex;
  /** The waivers that count for a stack: the pack's own, and those of the stack's configuration. */
  readonly waiversFor: (config: StackConfig | undefined) => readonly GivenWaiver[];
}

const levels: readonly Level[] = ["advisory", "mandatory", "remediate", "disabled"];
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const settingsSchema: Readonly<Record<string, JsonSchema>> = {
  preset: { type: "string", enum: ["essential", "recommended", "all"], default: defaultSettings.preset },
  enable: { type: "array", items: { type: "string" }, default: [] },
  disable: { type: "array", items: { type: "string" }, default: [] },
  unknown: { type: "string", enum: ["silent", "advisory"], default: defaultSettings.unknown },
  environments: {
    type: "object",
    additionalProperties: { type: "array", items: { type: "string" } },
    default: defaultSettings.environments,
  },
  // What is wrong in a waiver is a finding, so the engine takes any; editors go by `waiverSchema`.
  waivers: { type: "array", default: [] },
  allowStackWaivers: {
    anyOf: [{ type: "boolean" }, { type: "array", items: { type: "string" } }],
    default: defaultSettings.allowStackWaivers,
  },
};

/**
 * Reads a configuration in Pulumi's form: `{"all": "advisory", "<rule>": "mandatory" | {"enforcementLevel": "…", …options}}`.
 * @throws ConfigError for anything else.
 */
export function parseEntries(value: unknown): Entries {
  if (!isRecord(value)) throw new ConfigError("the configuration must be a JSON object");
  return Object.fromEntries(Object.entries(value).map(([name, given]) => [name, parseEntry(name, given)]));
}

function parseEntry(name: string, given: unknown): Entry {
  if (typeof given === "string") return { level: parseLevel(name, given), options: {} };
  if (!isRecord(given)) throw new ConfigError(`"${name}" must be a level (${levels.join(", ")}) or an object`);
  const { enforcementLevel, ...options } = given;
  return { level: enforcementLevel === undefined ? undefined : parseLevel(name, enforcementLevel), options };
}

function parseLevel(name: string, given: unknown): Level {
  const level = levels.find((l) => l === given);
  if (level !== undefined) return level;
  throw new ConfigError(
    `"${name}" has the level ${JSON.stringify(given)}, which is none${didYouMean(String(given), levels)} (${levels.join(", ")})`,
  );
}

/** The level that the engine resolves for each rule: its declaration, then `all`, then the rule's own entry (`ReconcilePolicyPackConfig`). */
export function resolveAsEngine(rules: readonly RegisteredRule[], entries: Entries): ReadonlyMap<string, Level> {
  const all = entries["all"]?.level;
  return new Map(rules.map((rule) => [rule.id, entries[rule.id]?.level ?? all ?? declaredLevel(rule)]));
}

/**
 * Decides what is on, from levels that the engine resolved (or that were resolved as it does) and options by entry.
 * @throws ConfigError for an unknown rule, setting or option, and for values of the wrong shape.
 */
export function configure(rules: readonly RegisteredRule[], resolved: ReadonlyMap<string, Level>, entries: Entries): Configuration {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  for (const name of Object.keys(entries))
    if (name !== "all" && name !== settingsEntry && !byId.has(name))
      throw new ConfigError(`"${name}" is no rule${didYouMean(name, [...byId.keys(), settingsEntry, "all"])}`);
  const settings = readSettings(entries[settingsEntry]?.options ?? {}, [...byId.keys()]);
  const all = entries["all"]?.level;
  const stray = Object.keys(entries["all"]?.options ?? {})[0];
  if (stray !== undefined) throw new ConfigError(`"all" has a level and no options, so none named "${stray}"`);
  const level = new Map<string, Level>();
  const active: ActiveRule[] = [];
  for (const registered of rules) {
    const { id, rule } = registered;
    const options = entries[id]?.options ?? {};
    checkOptions(id, rule, options);
    const effective = effectiveLevel(registered, resolved.get(id) ?? declaredLevel(registered), all, settings);
    level.set(id, effective);
    if (effective !== "disabled") active.push({ id, rule, options: { ...rule.options, ...options } });
  }
  const waivable = waivableRules(rules);
  const ofPack = packWaivers(settings.waivers, waivable);
  return {
    settings,
    levels: level,
    rules: indexRules(active),
    waiversFor: (config) => [...ofPack, ...stackWaivers(config, waivable, settings.allowStackWaivers)],
  };
}

function readSettings(given: Readonly<Record<string, unknown>>, ids: readonly string[]): Settings {
  const wrong = misfits(given, { type: "object", properties: settingsSchema, additionalProperties: false }, settingsEntry)[0];
  if (wrong !== undefined) {
    const key = /has no "(.*)"$/.exec(wrong)?.[1];
    throw new ConfigError(wrong + (key === undefined ? "" : didYouMean(key, Object.keys(settingsSchema))));
  }
  // An environment that is not named keeps its patterns; an empty list takes them away.
  const environments = { ...defaultSettings.environments, ...(given as Partial<Settings>).environments };
  const settings: Settings = { ...defaultSettings, ...given, environments };
  for (const name of ["enable", "disable"] as const)
    for (const id of settings[name])
      if (!ids.includes(id)) throw new ConfigError(`${settingsEntry}.${name} names "${id}", which is no rule${didYouMean(id, ids)}`);
  for (const pattern of Array.isArray(settings.allowStackWaivers) ? (settings.allowStackWaivers as readonly string[]) : [])
    if (!ids.some((id) => fitsPattern(id, pattern)))
      throw new ConfigError(`${settingsEntry}.allowStackWaivers names "${pattern}", which fits no rule${didYouMean(pattern, ids)}`);
  return settings;
}

function checkOptions(id: string, rule: Rule, options: Readonly<Record<string, unknown>>): void {
  const schema = optionsSchema(rule);
  for (const [name, value] of Object.entries(options)) {
    const own = Object.hasOwn(schema, name) ? schema[name] : undefined;
    if (own === undefined) {
      const known = Object.keys(schema);
      const has = known.length === 0 ? "has no options" : `has no option "${name}"${didYouMean(name, known)} (${known.join(", ")})`;
      throw new ConfigError(`"${id}" ${has}${known.length === 0 ? `, so none named "${name}"` : ""}`);
    }
    const wrong = misfits(value, own, `${id}.${name}`)[0];
    if (wrong !== undefined) throw new ConfigError(wrong);
  }
  const problem = rule.checkOptions?.({ ...rule.options, ...options });
  if (problem !== undefined) throw new ConfigError(`${id}: ${problem}`);
}
