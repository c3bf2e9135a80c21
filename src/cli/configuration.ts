import { ConfigError, type Configuration, configure, type Entries, resolveAsEngine, settingsEntry } from "../config/config.js";
import type { RegisteredRule } from "../language/registry.js";
import type { Preset } from "../language/rule.js";
import { type Choice, chosenRules, restricted } from "./choose-rules.js";
import { type Loaded, loadConfig } from "./load-config.js";

export { rulesById } from "./choose-rules.js";

/** The options of the command line about the configuration of a run. */
export interface ConfigurationOptions extends Choice {
  /** The file; `configFor` finds it. */
  readonly config?: string | undefined;
  readonly preset?: Preset;
  /** Hears, in a line, of what the engine passes over in the file. */
  readonly note?: (line: string) => void;
}

/**
 * The configuration of a run: the file, if there is one, overridden by the command line.
 * @throws ConfigError, InputError
 */
export const configurationFor = (rules: readonly RegisteredRule[], options: ConfigurationOptions): Configuration =>
  configurationOf(rules, options.config === undefined ? undefined : loadConfig(options.config), options);

/** The same for a configuration that was loaded. @throws ConfigError */
export function configurationOf(
  rules: readonly RegisteredRule[],
  loaded: Loaded | undefined,
  { preset, note, ...choice }: Omit<ConfigurationOptions, "config">,
): Configuration {
  const deprecated: string[] = [];
  const { enabled, skipped } = chosenRules(rules, choice, (line) => deprecated.push(line));
  const given: Entries = loaded?.form.entries ?? {};
  const settings = given[settingsEntry];
  const ofLine = preset === undefined ? {} : { preset };
  const entries: Entries = { ...given, [settingsEntry]: { level: settings?.level, options: { ...settings?.options, ...ofLine } } };
  const exceptions = loaded?.form.exceptions;
  const configuration = located(loaded, () => configure(rules, resolveAsEngine(rules, entries), entries, exceptions));
  for (const { message } of loaded?.form.ignored ?? []) note?.(message);
  if (enabled === undefined) return skipped.size === 0 ? configuration : restricted(configuration, (id) => !skipped.has(id));
  const chosen = new Set(enabled);
  const others = rules.filter(({ id }) => !chosen.has(id)).map(({ id }) => id);
  const lists = { ...entries[settingsEntry]?.options, enable: enabled, disable: others };
  const all = configure(
    rules,
    resolveAsEngine(rules, entries),
    { ...entries, [settingsEntry]: { level: undefined, options: lists } },
    exceptions,
  );
  return { ...restricted(all, (id) => chosen.has(id)), deprecated: [...configuration.deprecated, ...deprecated] };
}

/** Puts the place in the file before the message of an error. */
function located<T>(loaded: Loaded | undefined, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ConfigError) || loaded === undefined) throw error;
    throw new ConfigError(`${loaded.placeOf(error.at)}: ${error.message}`, error.at);
  }
}
