import { ConfigError, type Configuration, configure, type Entries, resolveAsEngine, settingsEntry } from "../config/config.js";
import { parseForm } from "../config/form.js";
import { deprecatedWords } from "../config/former.js";
import type { RegisteredRule } from "../language/registry.js";
import type { Preset } from "../language/rule.js";
import { didYouMean } from "../text/suggest.js";
import { readConfigFile } from "./config-file.js";

/** The options of the command line about the configuration of a run. */
export interface ConfigurationOptions {
  readonly config?: string;
  readonly preset?: Preset;
  readonly only?: readonly string[];
  /** Hears, in a line, of what the engine passes over in the file. */
  readonly note?: (line: string) => void;
}

/**
 * The configuration of a run: the file, if there is one, overridden by `--preset` and `--only`.
 * @throws ConfigError, InputError
 */
export function configurationFor(rules: readonly RegisteredRule[], options: ConfigurationOptions): Configuration {
  const deprecated: string[] = [];
  const only = options.only?.flatMap((id) => rulesById(rules, id, (line) => deprecated.push(line)).map((rule) => rule.id));
  const file = options.config === undefined ? undefined : readConfigFile(options.config);
  const inFile = <T>(read: () => T, prefix: readonly string[] = []): T => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof ConfigError) || file === undefined) throw error;
      throw new ConfigError(
        `${error.at.length === 0 ? file.file : `${file.file}:${file.placeOf([...prefix, ...error.at])}`}: ${error.message}`,
        error.at,
      );
    }
  };
  const form = file === undefined ? undefined : inFile(() => parseForm(file.value));
  const given: Entries = form?.entries ?? {};
  const settings = given[settingsEntry];
  const preset = options.preset === undefined ? {} : { preset: options.preset };
  const entries: Entries = { ...given, [settingsEntry]: { level: settings?.level, options: { ...settings?.options, ...preset } } };
  const configuration = inFile(() => configure(rules, resolveAsEngine(rules, entries), entries, form?.exceptions), form?.prefix);
  for (const { message, at } of form?.ignored ?? []) options.note?.(`${file?.file}:${file?.placeOf(at)}: ${message}`);
  if (only === undefined) return configuration;
  const others = rules.filter((rule) => !only.includes(rule.id)).map((rule) => rule.id);
  const settingsOfOnly = { ...entries[settingsEntry]?.options, enable: only, disable: others };
  const chosenOnly = { ...entries, [settingsEntry]: { level: undefined, options: settingsOfOnly } };
  const chosen = configure(rules, resolveAsEngine(rules, entries), chosenOnly, form?.exceptions);
  return { ...chosen, deprecated: [...configuration.deprecated, ...deprecated] };
}

/**
 * The rule with an id, or those that had it before; `onDeprecated` hears of that.
 * @throws ConfigError where there is none
 */
export function rulesById(
  rules: readonly RegisteredRule[],
  id: string,
  onDeprecated: (line: string) => void,
): readonly [RegisteredRule, ...RegisteredRule[]] {
  const rule = rules.find((r) => r.id === id);
  if (rule !== undefined) return [rule];
  const [renamed, ...more] = rules.filter((r) => r.rule.formerly?.includes(id));
  if (renamed !== undefined) {
    onDeprecated(
      deprecatedWords(
        id,
        [renamed, ...more].map((r) => r.id),
      ),
    );
    return [renamed, ...more];
  }
  const ids = rules.map((r) => r.id);
  throw new ConfigError(`there is no rule "${id}"${didYouMean(id, ids) || "."} Run \`stackwarden rules\` to list them.`);
}
