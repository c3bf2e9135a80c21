import type { Settings } from "./levels.js";

/** What each setting says: for the documentation, the JSON schema and the help. */
export const settingsWords: Readonly<Record<keyof Settings, string>> = {
  preset: "which rules are on: the smallest preset that has them",
  enable: "ids of rules that are on whatever the preset says",
  disable: "ids of rules that are off, whatever else says",
  unknown:
    "what is not known yet: `advisory` shows it as a warning, `silent` counts it as not applicable; by severity it can be `mandatory` too and stop a preview, never above the rule's own level",
  environments:
    "patterns of stack names by environment, in any letter case: `*` stands for any text, `~prod` for names with that word (eu-prod-1, not pre-prod); some rules are stricter in `production`",
  environmentRequired: "`true`: a stack that no pattern of `environments` fits is an error",
  waivers: "exceptions that are granted: rule, resource, reason, until when",
  waiversMaxDays: "the most days from today on that a waiver may hold, and 0 for any number; one that ends later waives nothing",
  allowStackWaivers: "what a stack's own configuration may waive: `true` for every rule that can be waived, or patterns of rule ids",
  baseline: "findings that were there before and do not gate: the absolute path of a baseline file, or a list of fingerprints",
};
