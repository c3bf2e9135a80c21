import type { Preset, Rule, Severity } from "./rule.js";

export type Level = "advisory" | "mandatory" | "remediate" | "disabled";

/** A rule with its id and family, as the registry of all rules holds it. */
export interface RegisteredRule {
  readonly id: string;
  /** The file that it is in: `s3`, `tags`, `protect`. */
  readonly family: string;
  readonly rule: Rule;
}

/** Groups of rules by family, as the rule files export them. */
export type RuleGroups = Readonly<Record<string, Readonly<Record<string, Rule>>>>;

/** Whether a text has the form of a rule's id: words in lower case, joined by hyphens. */
export const isRuleId = (text: string): boolean => /^[a-z][a-z0-9]*(-[a-z0-9]+)+$/.test(text);

/** Every rule of the groups, sorted by id. */
export function register(groups: RuleGroups): RegisteredRule[] {
  return Object.entries(groups)
    .flatMap(([family, group]) => Object.entries(group).map(([id, rule]) => ({ id, family, rule })))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** The ids that rules had before, each with those that it represents today: its own too, where a rule still has it, as after a split. */
export function formerIds(rules: readonly RegisteredRule[]): ReadonlyMap<string, readonly string[]> {
  const ids = new Map<string, string[]>();
  for (const { id, rule } of rules) for (const former of rule.formerly ?? []) ids.set(former, [...(ids.get(former) ?? []), id]);
  if (ids.size > 0) for (const { id } of rules) if (ids.has(id)) ids.set(id, [id, ...(ids.get(id) ?? [])]);
  return ids;
}

/** The level that a rule has in its preset: critical and high ones gate. */
export const naturalLevel = (severity: Severity): Level => (severity === "critical" || severity === "high" ? "mandatory" : "advisory");

const presets: readonly Preset[] = ["essential", "recommended", "all"];

/** The presets that have the rule: its own and every larger one. */
export function presetsOf(rule: Rule): readonly Preset[] {
  return presets.slice(presets.indexOf(rule.preset ?? (rule.severity === "critical" ? "essential" : "recommended")));
}
