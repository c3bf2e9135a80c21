/** The library: rules, the words they are written in, and ways to judge by them. `stackwarden/policies` has them as policies of `@pulumi/policy`. */
export { check, type FailOn, gates, type Report, type RunOptions } from "./check/check.js";
export { readInputs } from "./check/inputs.js";
export { ConfigError, type Configuration, configure, type Entries, parseEntries, resolveAsEngine } from "./config/config.js";
export type { Finding } from "./finding.js";
export type { Waiver } from "./model/waiver.js";
export {
  absent,
  atLeast,
  atMost,
  both,
  either,
  every,
  except,
  includes,
  Matcher,
  matches,
  nonEmpty,
  noneOf,
  oneOf,
  type Pattern,
  present,
  some,
  test,
  unsetOr,
} from "./pattern.js";
export { type Level, type RegisteredRule, type RuleGroups, register } from "./registry.js";
export { type About, type CheckContext, type Controls, type Preset, type Rule, rule, type Severity } from "./rule.js";
export { allRules } from "./rules/index.js";
export { servePack } from "./serve.js";
export { version } from "./version.js";
