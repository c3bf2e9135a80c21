import { type Level, naturalLevel, presetsOf, type RegisteredRule } from "../language/registry.js";
import type { Preset, Severity } from "../language/rule.js";
import { defaultTiers, type TierLimits } from "./tiers.js";

/** The pack's own settings: the options of the entry `stackwarden` in the configuration. */
export interface Settings {
  readonly preset: Preset;
  readonly enable: readonly string[];
  readonly disable: readonly string[];
  /** How findings of outcome *unknown* are shown: one level for all, or one by severity (`silent` if not given). */
  readonly unknown: "silent" | "advisory" | UnknownLevels;
  /** Environments by name: patterns of stack names, in which `*` matches any text. */
  readonly environments: Readonly<Record<string, readonly string[]>>;
  /** Whether a stack that belongs to none of them is an error. */
  readonly environmentRequired: boolean;
  /** Waivers as they were written; a mistake in one is a finding, not an error. */
  readonly waivers: readonly unknown[];
  /** The most days from today on that a waiver may hold; 0 for any number. */
  readonly waiversMaxDays: number;
  /** What the stack's own configuration may waive: every rule that can be waived, none, or those that fit a pattern. */
  readonly allowStackWaivers: boolean | readonly string[];
  /** Known findings: the absolute path of a baseline file, or fingerprints. They never block. */
  readonly baseline: string | readonly string[];
  /** Reports that the policy pack writes: absolute paths by format. */
  readonly report: Readonly<Record<string, string>>;
  /** The limits of the tiers of a change. */
  readonly tiers: TierLimits;
  /** Files and folders of own rules. A pack has the rules that it serves, and does not read them. */
  readonly rules: readonly string[];
  /** Other levels and options for some stacks or resources, in their order. */
  readonly overrides: readonly unknown[];
}

export type UnknownLevel = "silent" | "advisory" | "mandatory";
export type UnknownLevels = Readonly<Partial<Record<Severity, UnknownLevel>>>;

/** The level at which an *unknown* verdict of a rule is shown: what the setting states for its severity, but never above the rule's own level. */
export function unknownLevel(setting: Settings["unknown"], severity: Severity, level: Level): UnknownLevel {
  const wanted = typeof setting === "string" ? setting : (setting[severity] ?? "silent");
  return wanted === "mandatory" && level === "advisory" ? "advisory" : wanted;
}

export const defaultSettings: Settings = {
  preset: "recommended",
  enable: [],
  disable: [],
  unknown: "silent",
  environments: { production: ["~prod", "~production", "~prd", "~live", "production*"] },
  environmentRequired: false,
  waivers: [],
  waiversMaxDays: 0,
  allowStackWaivers: false,
  baseline: [],
  report: {},
  tiers: defaultTiers,
  rules: [],
  overrides: [],
};

/** The level that the pack declares to the engine: rules outside the default preset are declared disabled. */
export const declaredLevel = ({ rule }: RegisteredRule): Level =>
  presetsOf(rule).includes(defaultSettings.preset) ? naturalLevel(rule.severity) : "disabled";

/**
 * Decides the level at which a rule runs. This is the only place that does. It depends on
 * - `resolved`: the level that the engine resolved for it from declaration, `all` and the rule's own entry,
 * - `all`: the level of the entry `all`, if there is one,
 * - the settings `preset`, `enable` and `disable`.
 *
 * `disable` and `enable` settle it. A level of its own turns a rule on or off; one that equals what it would get without
 * an entry cannot be distinguished from none. Otherwise the rule is on when its preset is, at the level of `all`, else its natural one.
 */
export function effectiveLevel(
  rule: RegisteredRule,
  resolved: Level,
  all: Level | undefined,
  settings: Pick<Settings, "preset" | "enable" | "disable">,
): Level {
  if (settings.disable.includes(rule.id)) return "disabled";
  const withoutOwn = all ?? declaredLevel(rule);
  if (resolved !== withoutOwn && resolved !== "disabled") return resolved;
  const natural = naturalLevel(rule.rule.severity);
  if (settings.enable.includes(rule.id)) return all === undefined || all === "disabled" ? natural : all;
  if (resolved !== withoutOwn || !presetsOf(rule.rule).includes(settings.preset)) return "disabled";
  return all ?? natural;
}
