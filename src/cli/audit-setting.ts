import type { Setting } from "../audit/evaluate.js";
import { knownOf } from "../config/known-findings.js";
import { version } from "../data/packaged.js";
import type { RegisteredRule } from "../language/registry.js";
import { readBaseline } from "./baseline-file.js";
import { type ConfigurationOptions, configurationFor } from "./configuration.js";
import { withOwnRules } from "./own-rules.js";

/** What an audit is set by, as it can be passed to a thread. */
export interface SettingOptions extends Pick<Setting, "failOn" | "today" | "teamTag">, Omit<ConfigurationOptions, "note"> {
  readonly rules?: readonly string[];
  /** A baseline file. */
  readonly baseline?: string;
}

/** The setting of an audit: the same in every thread. @throws ConfigError, InputError */
export async function settingFor(
  builtIn: readonly RegisteredRule[],
  options: SettingOptions,
  note: (line: string) => void,
): Promise<Setting> {
  const { rules: own, failOn, today, teamTag, baseline, ...configured } = options;
  const rules = await withOwnRules(builtIn, { ...(own !== undefined && { rules: own }), config: configured.config });
  const configuration = configurationFor(rules, { ...configured, note });
  const known = baseline === undefined ? {} : { known: knownOf(readBaseline(baseline)) };
  return { rules, configuration, version: version(), today, failOn, teamTag, ...known };
}
