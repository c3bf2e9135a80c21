import { ConfigError, type Configuration } from "../config/config.js";
import { deprecatedWords } from "../config/former.js";
import { filterIndex } from "../engine/evaluate.js";
import type { RegisteredRule } from "../language/registry.js";
import { fitsPattern } from "../model/wildcard.js";
import { filterRules } from "../report/rules.js";
import { didYouMean } from "../text/suggest.js";

/** The options of the command line that choose among the rules. */
export interface Choice {
  /** Ids, patterns of ids (`s3-*`) or severities (`@critical`). */
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
  /** A framework: its rules alone, with its version or without. */
  readonly framework?: string;
}

const severities = ["critical", "high", "medium", "low"];

/**
 * The ids of the rules that terms of the command line name; `onDeprecated` hears of former ids.
 * @throws ConfigError for a term that names none
 */
export function rulesNamed(rules: readonly RegisteredRule[], terms: readonly string[], onDeprecated: (line: string) => void): string[] {
  const named = terms.flatMap((term): readonly RegisteredRule[] => {
    if (term.startsWith("@")) {
      const severity = term.slice(1);
      if (!severities.includes(severity))
        throw new ConfigError(`"${term}" is not a severity, expected ${severities.map((each) => `@${each}`).join(", ")}`);
      return rules.filter(({ rule }) => rule.severity === severity);
    }
    if (!term.includes("*")) return rulesById(rules, term, onDeprecated);
    const found = rules.filter(({ id }) => fitsPattern(id, term));
    if (found.length === 0) throw new ConfigError(`no rule matches "${term}". Run \`stackwarden rules\` to list them.`);
    return found;
  });
  return [...new Set(named.map(({ id }) => id))];
}

/** The rules that a choice leaves; `undefined` if it leaves all that the configuration enables. `enabled` run whatever the configuration enables. */
export function chosenRules(
  rules: readonly RegisteredRule[],
  { only, skip, framework }: Choice,
  onDeprecated: (line: string) => void,
): { readonly enabled: readonly string[] | undefined; readonly skipped: ReadonlySet<string> } {
  const named = only === undefined ? undefined : rulesNamed(rules, only, onDeprecated);
  const ofFramework = framework === undefined ? undefined : new Set(filterRules(rules, { framework }).map(({ id }) => id));
  const skipped = new Set(skip === undefined ? [] : rulesNamed(rules, skip, onDeprecated));
  if (named === undefined && ofFramework === undefined) return { enabled: undefined, skipped };
  const all = named ?? rules.map(({ id }) => id);
  return { enabled: all.filter((id) => ofFramework?.has(id) !== false && !skipped.has(id)), skipped };
}

/** The configuration without the rules that `keep` drops, in every stack. */
export function restricted(configuration: Configuration, keep: (id: string) => boolean): Configuration {
  const known = new Map<Configuration, Configuration>();
  const restrict = (whole: Configuration): Configuration => {
    let own = known.get(whole);
    if (own === undefined) {
      const levels = new Map([...whole.levels].map(([id, level]) => [id, keep(id) ? level : "disabled"]));
      own = {
        ...whole,
        levels,
        rules: filterIndex(whole.rules, ({ id }) => keep(id)),
        forStack: (stack) => restrict(whole.forStack(stack)),
      };
      known.set(whole, own);
    }
    return own;
  };
  return restrict(configuration);
}

/**
 * The rule with an id, or those that had it before; `onDeprecated` hears of that.
 * @throws ConfigError where there is none
 */
export function rulesById(
  rules: readonly RegisteredRule[],
  id: string,
  onDeprecated: (line: string) => void,
): readonly [RegisteredRule, ...RegisteredRule[]] {
  const rule = rules.find((r) => r.id === id);
  if (rule !== undefined) return [rule];
  const [renamed, ...more] = rules.filter((r) => r.rule.formerly?.includes(id));
  if (renamed !== undefined) {
    onDeprecated(
      deprecatedWords(
        id,
        [renamed, ...more].map((r) => r.id),
      ),
    );
    return [renamed, ...more];
  }
  const ids = rules.map((r) => r.id);
  throw new ConfigError(`there is no rule "${id}"${didYouMean(id, ids) || "."} Run \`stackwarden rules\` to list them.`);
}
