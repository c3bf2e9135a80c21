/** Which rules are enabled for a stack and for each of its resources, at which level and with which options. */
import { type ActiveRule, indexRules, type RuleIndex } from "../engine/evaluate.js";
import type { Level, RegisteredRule } from "../language/registry.js";
import type { Resource } from "../model/resource.js";
import type { Stack } from "../model/stack.js";
import type { Entries } from "./entries.js";
import { declaredLevel, effectiveLevel, type Settings } from "./levels.js";
import { isForPath, isForResource, mayEnable, type Override, withLevels } from "./overrides.js";

type Options = Readonly<Record<string, unknown>>;

/** The levels and options of every rule. */
export interface Resolved {
  readonly levels: ReadonlyMap<string, Level>;
  readonly options: ReadonlyMap<string, Options>;
}

/**
 * The levels and options after a row of overrides, the last of which wins.
 * @param resolved the levels that the engine resolved, or that were resolved the same way
 */
export function resolveRules(
  rules: readonly RegisteredRule[],
  resolved: ReadonlyMap<string, Level>,
  entries: Entries,
  settings: Settings,
  overrides: readonly Override[],
): Resolved {
  const all = entries["all"]?.level;
  const options = new Map(
    rules.map(({ id, rule }) => [
      id,
      Object.assign({}, rule.options, entries[id]?.options, ...overrides.map((one) => one.entries[id]?.options)) as Options,
    ]),
  );
  const preset = overrides.findLast(({ given }) => given.preset !== undefined)?.given.preset ?? settings.preset;
  const levelOf = (registered: RegisteredRule, enable: readonly string[]): Level =>
    effectiveLevel(registered, resolved.get(registered.id) ?? declaredLevel(registered), all, { ...settings, preset, enable });
  const decided = new Set<string>();
  let levels = new Map(rules.map((registered) => [registered.id, levelOf(registered, settings.enable)]));
  for (const override of overrides) levels = withLevels(rules, levels, override, decided);
  const lastAll = overrides.findLast(({ entries }) => entries["all"]?.level !== undefined)?.entries["all"]?.level;
  for (const registered of broughtAlong(rules, levels, options)) {
    if (decided.has(registered.id)) continue;
    const level = levelOf(registered, [...settings.enable, registered.id]);
    levels.set(registered.id, level === "disabled" ? level : (lastAll ?? level));
  }
  return { levels, options };
}

/** The rules that another rule turns on (`onWith`): it is enabled, and one of its options differs from the default. */
function broughtAlong(
  rules: readonly RegisteredRule[],
  levels: ReadonlyMap<string, Level>,
  options: ReadonlyMap<string, Options>,
): readonly RegisteredRule[] {
  const bringing = new Set(
    rules
      .filter(({ id, rule }) => {
        const isConfigured = Object.entries(options.get(id) ?? {}).some(
          ([name, value]) => JSON.stringify(value) !== JSON.stringify(rule.options[name]),
        );
        return levels.get(id) !== "disabled" && isConfigured;
      })
      .map(({ id }) => id),
  );
  return rules.filter(({ rule }) => rule.onWith !== undefined && bringing.has(rule.onWith));
}

/** The enabled rules of a stack; where overrides select resources, also those of each resource. */
export function activeRules(
  rules: readonly RegisteredRule[],
  resolve: (overrides: readonly Override[]) => Resolved,
  overrides: readonly Override[],
): { readonly levels: ReadonlyMap<string, Level>; readonly rules: RuleIndex } {
  const ofStack = resolve(overrides.filter(({ isOfStack }) => isOfStack));
  const active = ({ id, rule }: RegisteredRule, { options }: Resolved): ActiveRule => ({ id, rule, options: options.get(id) ?? {} });
  const ofResources = overrides.filter(({ isOfStack }) => !isOfStack);
  if (ofResources.length === 0)
    return {
      levels: ofStack.levels,
      rules: indexRules(rules.filter(({ id }) => ofStack.levels.get(id) !== "disabled").map((one) => active(one, ofStack))),
    };
  const brings = new Set(
    rules.filter(({ id }) => ofResources.some((override) => mayEnable(override, id) || id in override.entries)).map(({ id }) => id),
  );
  const isPossible = ({ id, rule }: RegisteredRule): boolean =>
    ofStack.levels.get(id) !== "disabled" ||
    ofResources.some((override) => mayEnable(override, id)) ||
    (rule.onWith !== undefined && brings.has(rule.onWith));
  const variants = new Map<string, RuleIndex>();
  const variantOf = (fitting: readonly Override[]): RuleIndex => {
    const key = fitting.map((override) => overrides.indexOf(override)).join();
    let variant = variants.get(key);
    if (variant === undefined) {
      variant = variantIndex(rules, resolve, fitting);
      variants.set(key, variant);
    }
    return variant;
  };
  return {
    levels: ofStack.levels,
    rules: {
      ...indexRules(rules.filter(isPossible).map((one) => active(one, ofStack))),
      variantFor: (resource: Resource, stack: Stack | undefined) =>
        variantOf(overrides.filter((override) => override.isOfStack || isForResource(override, resource, stack))),
    },
  };
}

/** The rules for resources that these overrides select; those with paths count for some findings only. */
function variantIndex(
  rules: readonly RegisteredRule[],
  resolve: (overrides: readonly Override[]) => Resolved,
  overrides: readonly Override[],
): RuleIndex {
  const withPaths = overrides.filter(({ given }) => given.paths !== undefined);
  const plain = resolve(overrides.filter((override) => !withPaths.includes(override)));
  const known = new Map<string, Resolved>();
  const resolvedAt = (path: string): Resolved => {
    if (withPaths.length === 0) return plain;
    const fitting = overrides.filter((override) => isForPath(override, path));
    const key = fitting.map((override) => overrides.indexOf(override)).join();
    const found = known.get(key) ?? resolve(fitting);
    known.set(key, found);
    return found;
  };
  return indexRules(
    rules.flatMap(({ id, rule }) => {
      const level = plain.levels.get(id) ?? "disabled";
      if (level === "disabled" && !withPaths.some((override) => mayEnable(override, id))) return [];
      const levelAt = (path: string): Level => resolvedAt(path).levels.get(id) ?? "disabled";
      return [{ id, rule, options: plain.options.get(id) ?? {}, level, levelAt }];
    }),
  );
}
