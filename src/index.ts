/** The library: rules, the words they are written in, and ways to evaluate by them. `stackwarden/policies` has them as policies of `@pulumi/policy`. */

export { ConfigError, type Configuration, configure, type Entries, parseEntries, resolveAsEngine } from "./config/config.js";
export { version } from "./data/version.js";
export { servePack } from "./doors/pulumi/serve.js";
export { check, type FailOn, gates, type Report, type RunOptions } from "./doors/state/check.js";
export { readInputs } from "./doors/state/inputs.js";
export type { Finding } from "./findings/finding.js";
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
} from "./language/pattern.js";
export { type Level, type RegisteredRule, type RuleGroups, register } from "./language/registry.js";
export { type About, type CheckContext, type Controls, type Preset, type Rule, rule, type Severity } from "./language/rule.js";
export type { Waiver } from "./model/waiver.js";
export { allRules } from "./rules/index.js";
