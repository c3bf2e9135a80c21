import type { Level } from "../language/registry.js";
import type { Rule } from "../language/rule.js";
import type { Resource } from "../model/resource.js";
import type { Stack } from "../model/stack.js";

/** A rule that is enabled, with its options in this run. */
export interface ActiveRule {
  readonly id: string;
  readonly rule: Rule;
  readonly options: Readonly<Record<string, unknown>>;
  /** The level of the rule for one resource, where overrides decide it; that of a finding may depend on its path. */
  readonly level?: Level;
  readonly levelAt?: (path: string) => Level;
}

/** The active rules by resource type. */
export interface RuleIndex {
  /** Every rule that is enabled for some resource. */
  readonly all: readonly ActiveRule[];
  readonly byType: ReadonlyMap<string, readonly ActiveRule[]>;
  readonly ofEveryType: readonly ActiveRule[];
  readonly ofStack: readonly ActiveRule[];
  /** The rules for one resource, where overrides select resources. */
  readonly variantFor?: (resource: Resource, stack: Stack | undefined) => RuleIndex;
}

/** The rules for a resource; a part of it is evaluated as the resource itself is. */
export function rulesOfResource(index: RuleIndex, resource: Resource, stack: Stack | undefined): RuleIndex {
  if (index.variantFor === undefined) return index;
  const whole = resource.from === undefined ? resource : (stack?.byUrn.get(resource.from.resource.urn) ?? resource);
  return index.variantFor(whole, stack);
}

/**
 * The index with the rules that `keep` keeps, also for single resources.
 * @param mayKeep what is kept of the rules of all resources together, if overrides decide more than the rule itself shows
 */
export function filterIndex(
  index: RuleIndex,
  keep: (active: ActiveRule) => boolean,
  mayKeep: (active: ActiveRule) => boolean = keep,
): RuleIndex {
  const { variantFor } = index;
  if (variantFor === undefined) return indexRules(index.all.filter(keep));
  const kept = new Map<RuleIndex, RuleIndex>();
  return {
    ...indexRules(index.all.filter(mayKeep)),
    variantFor: (resource, stack) => {
      const variant = variantFor(resource, stack);
      let own = kept.get(variant);
      if (own === undefined) {
        own = indexRules(variant.all.filter(keep));
        kept.set(variant, own);
      }
      return own;
    },
  };
}

/** The index of rules, by type. */
export function indexRules(all: readonly ActiveRule[]): RuleIndex {
  const byType = new Map<string, ActiveRule[]>();
  const ofEveryType: ActiveRule[] = [];
  const ofStack: ActiveRule[] = [];
  for (const active of all) {
    const { types } = active.rule;
    if (types === "all") ofEveryType.push(active);
    else if (types === "stack") ofStack.push(active);
    else
      for (const type of new Set(types)) {
        const list = byType.get(type);
        if (list === undefined) byType.set(type, [active]);
        else list.push(active);
      }
  }
  return { all, byType, ofEveryType, ofStack };
}

const merged = new WeakMap<RuleIndex, Map<string, readonly ActiveRule[]>>();

/** The rules that evaluate resources of a type. */
export function rulesFor(index: RuleIndex, type: string): readonly ActiveRule[] {
  const typed = index.byType.get(type);
  if (typed === undefined) return index.ofEveryType;
  let lists = merged.get(index);
  if (lists === undefined) {
    lists = new Map();
    merged.set(index, lists);
  }
  let list = lists.get(type);
  if (list === undefined) {
    list = [...typed, ...index.ofEveryType];
    lists.set(type, list);
  }
  return list;
}
