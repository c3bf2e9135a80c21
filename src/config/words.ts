import type { Settings } from "./levels.js";

/** A description of each setting, for the documentation, the JSON schema and the help. */
export const settingsWords: Readonly<Record<keyof Settings, string>> = {
  preset: "the set of rules that are enabled: essential, recommended or all",
  enable: "ids of rules to enable in addition to the preset",
  disable: "ids of rules to disable, whatever else enables them",
  unknown:
    "how rules treat values that are not known yet: " +
    "`advisory` shows a warning, `silent` counts the rule as not applicable; " +
    "by severity also `mandatory`, which stops a preview; never above the rule's own level",
  environments:
    "patterns of stack names by environment, in any letter case: " +
    "`*` matches any text, `~prod` matches names with that word (eu-prod-1, not pre-prod); " +
    "some rules are stricter in `production`",
  environmentRequired: "`true`: a stack that matches no pattern of `environments` is an error",
  waivers: "waivers: rule, resource, reason and last day of each",
  waiversMaxDays: "the longest time that a waiver may last, in days from today; 0 means no limit; a waiver that ends later has no effect",
  allowStackWaivers:
    "which rules a stack's own configuration and its program may waive: `true` for all that can be waived, or patterns of rule ids",
  report:
    "reports that the policy pack writes when the engine has shown it the whole stack: absolute paths by format; `check` has `--output` instead",
  tiers:
    "the tiers of a change in a preview: the most resources that `XS`, `S` and `M` reach; and the least tier of a change that deletes or replaces " +
    "`stateful` or `protected` resources, changes `security`-relevant inputs, or deletes or replaces anything (`deletion`)",
  rules:
    "files and folders of your own rules, relative to the configuration's file: JavaScript, TypeScript or YAML; " +
    "read by the command line, while a policy pack has the rules that it was made with",
  baseline: "known findings, which are not blocking: the path of a baseline file (absolute in the engine), or a list of fingerprints",
  overrides: "other levels, options and rules for some stacks or resources; see [overrides](#overrides)",
};
