import type { Rule, Severity } from "../language/rule.js";
import type { Evaluation } from "./evaluate.js";

const severities: readonly Severity[] = ["critical", "high", "medium", "low"];

const family = (rule: string): string => rule.replace(/-.*/, "");

/** Below a statement, each part that is not known is a question of its own. */
const isWhole = (path: string): boolean => !/(?:^|\.)Statement\b/i.test(path);

/**
 * Merges the unknown evaluations that depend on the same input into one: that of a rule for which unknown is mandatory, else of the highest severity.
 * The others are listed in its `waiting`. A policy document that is not known yet leaves some twenty rules unknown for one reason.
 */
export function oneEachCause(
  evaluations: readonly Evaluation[],
  about: (id: string) => Pick<Rule, "severity" | "equivalents">,
  gates: (id: string) => boolean = () => false,
): Evaluation[] {
  const byCause = new Map<string, Evaluation[]>();
  for (const evaluation of evaluations) {
    const { cause } = evaluation;
    if (evaluation.outcome !== "unknown" || evaluation.waiver !== undefined || cause === undefined || !isWhole(cause.path)) continue;
    const key = `${cause.urn} ${cause.path}`;
    const list = byCause.get(key);
    if (list === undefined) byCause.set(key, [evaluation]);
    else list.push(evaluation);
  }
  const first = new Map<Evaluation, Evaluation>();
  const left = new Set<Evaluation>();
  for (const list of byCause.values()) {
    const rank = ({ rule, resource, cause }: Evaluation): number =>
      (gates(rule) ? 0 : 100) + severities.indexOf(about(rule).severity) * 2 + (resource.urn === cause?.urn ? 0 : 1);
    // Of equals one of the family that asks most about the input, and of these the one that most tools have.
    const familyOf = ({ rule }: Evaluation): number => list.filter((other) => family(other.rule) === family(rule)).length;
    const fame = ({ rule }: Evaluation): number => about(rule).equivalents?.length ?? 0;
    const [primary, ...others] = list.toSorted(
      (a, b) => rank(a) - rank(b) || familyOf(b) - familyOf(a) || fame(b) - fame(a) || (a.rule < b.rule ? -1 : 1),
    );
    if (primary === undefined || others.length === 0) continue;
    const rules = new Set(list.map(({ rule }) => rule)).size;
    const message = rules > 1 ? `${primary.message}: ${rules} rules cannot be evaluated` : primary.message;
    first.set(primary, { ...primary, message, waiting: others.map(({ rule, resource }) => ({ rule, urn: resource.urn })) });
    for (const other of others) left.add(other);
  }
  return evaluations.flatMap((evaluation) => (left.has(evaluation) ? [] : [first.get(evaluation) ?? evaluation]));
}
