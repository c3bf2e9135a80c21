/** `config show`: the effective configuration, and where each value comes from. */
import { ConfigError, type Configuration, settingsEntry } from "../config/config.js";
import { fieldOf } from "../config/exceptions.js";
import { policiesKey } from "../config/form.js";
import type { Settings } from "../config/levels.js";
import { type GivenOverride, isForStack, readOverrides } from "../config/overrides.js";
import { presetsOf, type RegisteredRule } from "../language/registry.js";
import type { Preset } from "../language/rule.js";
import { clean } from "../report/paint.js";
import { configurationOf } from "./configuration.js";
import type { Context } from "./context.js";
import { type Loaded, loadConfig } from "./load-config.js";

export interface ShowOptions {
  readonly format: "text" | "json" | "pulumi";
  readonly preset?: Preset;
  /** A stack, as NAME or PROJECT/NAME: with the overrides for it. */
  readonly stack?: string;
}

/** A level and where it comes from. */
interface Origin {
  readonly level: string;
  readonly levelFrom: string;
  /** Where each option that differs from the default comes from. */
  readonly optionsFrom: Readonly<Record<string, string>>;
}

/** Prints the effective configuration: as text, as JSON, or as the plain JSON that Pulumi reads. */
export function showConfiguration({ rules, out, paint }: Context, file: string | undefined, { format, preset, stack }: ShowOptions): void {
  const loaded = file === undefined ? undefined : loadConfig(file);
  const whole = configurationOf(rules, loaded, preset === undefined ? {} : { preset });
  if (format === "pulumi") {
    if (loaded === undefined) throw new ConfigError("--format pulumi needs a configuration file. Name one.");
    out(`${JSON.stringify(forPulumi(loaded.value, preset), null, 2)}\n`);
    return;
  }
  const name = stack === undefined ? undefined : stackNamed(stack);
  const configuration = name === undefined ? whole : whole.forStack(name);
  const origins = originsOf(rules, configuration, loaded, preset, name);
  const { settings } = configuration;
  const on = configuration.rules.all
    .map(({ id, options }) => ({ id, level: configuration.levels.get(id) ?? "disabled", options }))
    .filter(({ level }) => level !== "disabled");
  const settingFrom = (key: string): string =>
    key === "preset" && preset !== undefined ? "--preset" : (loaded?.originOf([settingsEntry, key]) ?? "default");
  if (format === "json") {
    const withOrigins = on.map((one) => ({ ...one, from: origins(one.id).levelFrom, optionsFrom: origins(one.id).optionsFrom }));
    const settingsFrom = Object.fromEntries(Object.keys(settings).map((key) => [key, settingFrom(key)]));
    const given = { files: loaded?.files ?? [], settings, settingsFrom, rules: withOrigins, exceptions: configuration.exceptions };
    out(`${JSON.stringify(given, null, 2)}\n`);
    return;
  }
  const byId = new Map(rules.map((rule) => [rule.id, rule.rule]));
  const aside = (from: string): string => (from === "default" || from.startsWith("preset ") ? "" : `  ${paint.dim(clean(from))}`);
  const tuned = (id: string, options: Readonly<Record<string, unknown>>): string[] =>
    Object.entries(options)
      .filter(([option, value]) => JSON.stringify(value) !== JSON.stringify(byId.get(id)?.options[option]))
      .map(([option, value]) => `      ${option}: ${clean(JSON.stringify(value))}${aside(origins(id).optionsFrom[option] ?? "default")}`);
  const lines = [
    ...(loaded === undefined ? [] : [`${paint.bold("files")} ${loaded.files.map(clean).join(", ")}`, ""]),
    paint.bold("settings"),
    ...Object.entries(settings).flatMap(([key, value]) => settingLines(key, value, settingFrom(key), loaded, aside)),
    ...(["mandatory", "remediate", "advisory"] as const).flatMap((level) => {
      const of = on.filter((rule) => rule.level === level);
      if (of.length === 0) return [];
      const listed = of.flatMap(({ id, options }) => [`  ${id}${aside(origins(id).levelFrom)}`, ...tuned(id, options)]);
      return ["", paint.bold(`${level} (${of.length})`), ...listed];
    }),
    ...exceptionLines(configuration, paint),
    "",
    `${on.length} of ${rules.length} rules are enabled${name === undefined ? "" : ` for the stack ${clean(stack ?? "")}`}`,
  ];
  out(`${lines.join("\n")}\n`);
}

function settingLines(key: string, value: unknown, from: string, loaded: Loaded | undefined, aside: (from: string) => string): string[] {
  if (key !== "overrides" || !Array.isArray(value) || value.length === 0)
    return [`  ${key.padEnd(18)} ${clean(JSON.stringify(value))}${aside(from)}`];
  const each = value.map(
    (one, i) => `      ${clean(JSON.stringify(one))}${aside(loaded?.originOf([settingsEntry, "overrides", i]) ?? "default")}`,
  );
  return [`  ${key.padEnd(18)} ${value.length}`, ...each];
}

const stackNamed = (text: string): { name: string; project: string } => {
  const parts = text.split("/");
  return { name: parts.at(-1) ?? "", project: parts.at(-2) ?? "" };
};

/** Where the level and the options of each rule come from: the last override that names it, its own entry, `all`, a list, or the preset. */
function originsOf(
  rules: readonly RegisteredRule[],
  { levels, settings }: Configuration,
  loaded: Loaded | undefined,
  preset: Preset | undefined,
  stack: { readonly name: string; readonly project: string } | undefined,
): (id: string) => Origin {
  const at = (...path: (string | number)[]): string | undefined => loaded?.originOf(path);
  const given = settings.overrides as readonly GivenOverride[];
  const overrides = readOverrides(rules, given)
    .map((override, i) => ({ override, i }))
    .filter(({ override }) => override.isOfStack && stack !== undefined && isForStack(override, stack, settings.environments))
    .toReversed();
  const ofOverride = (i: number): string =>
    `override ${i + 1}${at(settingsEntry, "overrides", i) === undefined ? "" : ` (${at(settingsEntry, "overrides", i)})`}`;
  const entries = loaded?.form.entries ?? {};
  const settingFrom = (name: keyof Settings, id: string): string | undefined => {
    const list = settings[name];
    const index = Array.isArray(list) ? list.indexOf(id) : -1;
    return index < 0 ? undefined : (at(settingsEntry, name, index) ?? at(settingsEntry, name));
  };
  const levelFrom = (registered: RegisteredRule): string => {
    const { id } = registered;
    const last = overrides.find(
      ({ override }) =>
        override.entries[id]?.level !== undefined ||
        override.enable.includes(id) ||
        override.disable.includes(id) ||
        override.entries["all"]?.level !== undefined,
    );
    if (last !== undefined) return ofOverride(last.i);
    const listed = settingFrom("disable", id) ?? (entries[id]?.level === undefined ? settingFrom("enable", id) : undefined);
    if (listed !== undefined) return listed;
    const own = entries[id]?.level === undefined ? undefined : (at(id, "enforcementLevel") ?? at(id));
    if (own !== undefined) return own;
    const withPreset = overrides.find(({ override }) => override.given.preset !== undefined);
    if (withPreset !== undefined) return ofOverride(withPreset.i);
    if (entries["all"]?.level !== undefined && levels.get(id) !== "disabled") return at("all") ?? "all";
    const inPreset = presetsOf(registered.rule).includes(settings.preset);
    const set = preset === undefined ? settings.preset : `${preset} (--preset)`;
    return inPreset || registered.rule.onWith === undefined ? `preset ${set}` : `with ${registered.rule.onWith}`;
  };
  const byId = new Map(rules.map((registered) => [registered.id, registered]));
  return (id) => {
    const registered = byId.get(id);
    if (registered === undefined) throw new Error(`no rule ${id}`);
    const names = new Set([
      ...Object.keys(entries[id]?.options ?? {}),
      ...overrides.flatMap(({ override }) => Object.keys(override.entries[id]?.options ?? {})),
    ]);
    const optionFrom = (name: string): string => {
      const last = overrides.find(({ override }) => Object.hasOwn(override.entries[id]?.options ?? {}, name));
      return last === undefined ? (at(id, name) ?? "default") : ofOverride(last.i);
    };
    return {
      level: levels.get(id) ?? "disabled",
      levelFrom: levelFrom(registered),
      optionsFrom: Object.fromEntries([...names].map((name) => [name, optionFrom(name)])),
    };
  };
}

/** One rule in the effective configuration, in a line: its level and where that comes from. */
export function levelWords(rules: readonly RegisteredRule[], file: string, id: string): string {
  const loaded = loadConfig(file);
  const configuration = configurationOf(rules, loaded, {});
  const { level, levelFrom } = originsOf(rules, configuration, loaded, undefined, undefined)(id);
  return `${level} (${levelFrom})`;
}

/** The value as Pulumi reads it. */
function forPulumi(value: Readonly<Record<string, unknown>>, preset: Preset | undefined): object {
  const versioned = typeof value["version"] === "number";
  const policies = (versioned ? (fieldOf(value, policiesKey) ?? {}) : value) as Readonly<Record<string, object>>;
  const settings = { ...policies[settingsEntry], ...(preset !== undefined && { preset }) };
  const given = { ...policies, ...(Object.keys(settings).length > 0 && { [settingsEntry]: settings }) };
  return versioned ? withField(value, policiesKey, given) : given;
}

function exceptionLines({ exceptions }: Configuration, paint: Context["paint"]): string[] {
  if (exceptions.length === 0) return [];
  const lines = exceptions.flatMap(({ id, reason, match }) => [
    `  ${id}: ${clean(reason)}`,
    ...match.flatMap(({ policies, targets }) => targets.map((urn) => `      ${clean(`${policies.join(", ")} for ${urn}`)}`)),
  ]);
  return ["", paint.bold(`exceptions (${exceptions.length})`), ...lines];
}

/** The same fields, one of them replaced, whatever its letter case. */
const withField = (fields: Readonly<Record<string, unknown>>, name: string, value: unknown): object => ({
  ...Object.fromEntries(Object.entries(fields).filter(([key]) => key.toLowerCase() !== name)),
  [name]: value,
});
