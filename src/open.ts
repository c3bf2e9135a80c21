import type { Judgement } from "./judgement.js";
import type { Rule, Severity } from "./rule.js";

const severities: readonly Severity[] = ["critical", "high", "medium", "low"];

/** Below a statement, each part that is not known is a question of its own. */
const isWhole = (path: string): boolean => !/(?:^|\.)Statement\b/i.test(path);

/**
 * The judgements of a stack in which everything that waits for the same input is one: the rule of the highest severity stands for the others, which are
 * listed in `waiting`. A policy document that is not known yet leaves some twenty rules open, and there is one thing to know about it.
 */
export function oneEachCause(judgements: readonly Judgement[], about: (id: string) => Pick<Rule, "severity" | "equivalents">): Judgement[] {
  const byCause = new Map<string, Judgement[]>();
  for (const judgement of judgements) {
    const { cause } = judgement;
    if (judgement.outcome !== "unknown" || judgement.waiver !== undefined || cause === undefined || !isWhole(cause.path)) continue;
    const key = `${cause.urn} ${cause.path}`;
    const list = byCause.get(key);
    if (list === undefined) byCause.set(key, [judgement]);
    else list.push(judgement);
  }
  const first = new Map<Judgement, Judgement>();
  const left = new Set<Judgement>();
  for (const list of byCause.values()) {
    const rank = ({ rule, resource, cause }: Judgement): number =>
      severities.indexOf(about(rule).severity) * 2 + (resource.urn === cause?.urn ? 0 : 1);
    // Of equals the one that most tools have is the one that most people know.
    const fame = ({ rule }: Judgement): number => about(rule).equivalents?.length ?? 0;
    const [primary, ...others] = list.toSorted((a, b) => rank(a) - rank(b) || fame(b) - fame(a) || (a.rule < b.rule ? -1 : 1));
    if (primary === undefined || others.length === 0) continue;
    const rules = new Set(list.map(({ rule }) => rule)).size;
    const message = rules > 1 ? `${primary.message}: ${rules} rules about it are open` : primary.message;
    first.set(primary, { ...primary, message, waiting: others.map(({ rule, resource }) => ({ rule, urn: resource.urn })) });
    for (const other of others) left.add(other);
  }
  return judgements.flatMap((judgement) => (left.has(judgement) ? [] : [first.get(judgement) ?? judgement]));
}
