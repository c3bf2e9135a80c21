import type { Settings } from "./levels.js";

/** What each setting says: for the documentation, the JSON schema and the help. */
export const settingsWords: Readonly<Record<keyof Settings, string>> = {
  preset: "which rules are on: the smallest preset that has them",
  enable: "ids of rules that are on whatever the preset says",
  disable: "ids of rules that are off, whatever else says",
  unknown:
    "what is not known yet: `advisory` shows it as a warning, `silent` counts it as not applicable; by severity it can be `mandatory` too and stop a preview, never above the rule's own level",
  environments: "patterns of stack names by environment, `*` for any text; some rules are stricter in `production`",
  waivers: "exceptions that are granted: rule, resource, reason, until when",
  allowStackWaivers: "what a stack's own configuration may waive: `true` for every rule that can be waived, or patterns of rule ids",
  baseline: "findings that were there before and do not gate: the absolute path of a baseline file, or a list of fingerprints",
};
