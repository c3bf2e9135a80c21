import type { Rule, Severity } from "../language/rule.js";
import type { Evaluation } from "./evaluate.js";

const severities: readonly Severity[] = ["critical", "high", "medium", "low"];

const family = (rule: string): string => rule.replace(/-.*/, "");

/** Below a statement, each unknown part counts separately. */
const isWhole = (path: string): boolean => !/(?:^|\.)Statement\b/i.test(path);

type About = (id: string) => Pick<Rule, "severity" | "equivalents">;
/** The level at which the settings show an open verdict of a rule. */
type Level = "mandatory" | "advisory" | "silent";
type LevelOf = (evaluation: Evaluation) => Level;
const levels: readonly Level[] = ["mandatory", "advisory", "silent"];

/** The input that an open verdict depends on, if it is one; none if the verdict is waived or left out. */
function causeOf({ outcome, waiver, spared, cause }: Evaluation): string | undefined {
  if (outcome !== "unknown" || waiver !== undefined || spared !== undefined || cause === undefined || !isWhole(cause.path))
    return undefined;
  return `${cause.urn} ${cause.path}`;
}

interface Causes {
  /** The evaluations that represent others, and how each is shown. */
  readonly first: ReadonlyMap<Evaluation, Evaluation>;
  /** The others, each with the one that represents it. */
  readonly repeated: ReadonlyMap<Evaluation, Evaluation>;
}

function groupByCause(evaluations: readonly Evaluation[], about: About, levelOf: LevelOf): Causes {
  const byCause = new Map<string, Evaluation[]>();
  for (const evaluation of evaluations) {
    const key = causeOf(evaluation);
    if (key === undefined) continue;
    const list = byCause.get(key);
    if (list === undefined) byCause.set(key, [evaluation]);
    else list.push(evaluation);
  }
  const first = new Map<Evaluation, Evaluation>();
  const repeated = new Map<Evaluation, Evaluation>();
  for (const list of byCause.values()) {
    const rank = (one: Evaluation): number =>
      levels.indexOf(levelOf(one)) * 100 + severities.indexOf(about(one.rule).severity) * 2 + (one.resource.urn === one.cause?.urn ? 0 : 1);
    // Among equals, one of the family with most rules about the input, and of these the one that most tools have.
    const familyOf = ({ rule }: Evaluation): number => list.filter((other) => family(other.rule) === family(rule)).length;
    const fame = ({ rule }: Evaluation): number => about(rule).equivalents?.length ?? 0;
    const [primary, ...others] = list.toSorted(
      (a, b) => rank(a) - rank(b) || familyOf(b) - familyOf(a) || fame(b) - fame(a) || (a.rule < b.rule ? -1 : 1),
    );
    if (primary === undefined || others.length === 0) continue;
    const rules = new Set(list.map(({ rule }) => rule)).size;
    const message = rules > 1 ? `${primary.message}: ${rules} rules cannot be evaluated` : primary.message;
    first.set(primary, { ...primary, message, waiting: others.map(({ rule, resource }) => ({ rule, urn: resource.urn })) });
    for (const other of others) repeated.set(other, primary);
  }
  return { first, repeated };
}

/**
 * The evaluations of a stack with all that depend on the same input merged into one: the rule that is shown at the strictest level, and of these the one of
 * the highest severity, represents the others; they are listed in `waiting`. A policy document that is not known yet leaves some twenty rules open, and there
 * is one thing to know about it.
 */
export function oneEachCause(evaluations: readonly Evaluation[], about: About, levelOf: LevelOf = () => "silent"): Evaluation[] {
  const { first, repeated } = groupByCause(evaluations, about, levelOf);
  return evaluations.flatMap((evaluation) => (repeated.has(evaluation) ? [] : [first.get(evaluation) ?? evaluation]));
}

/**
 * The same for a door that answers for every rule: what repeats another is left out. `before` are evaluations of earlier calls about the
 * same stack: what these showed is reported again only at a stricter level.
 */
export function spareRepeated(
  evaluations: readonly Evaluation[],
  about: About,
  levelOf: LevelOf,
  before: readonly Evaluation[] = [],
): Evaluation[] {
  const strictness = (evaluation: Evaluation): number => levels.indexOf(levelOf(evaluation));
  const shown = new Map<string, Evaluation>();
  for (const evaluation of before) {
    const key = causeOf(evaluation);
    const other = shown.get(key ?? "");
    if (key !== undefined && levelOf(evaluation) !== "silent" && (other === undefined || strictness(evaluation) < strictness(other)))
      shown.set(key, evaluation);
  }
  const shownBy = (evaluation: Evaluation): Evaluation | undefined => {
    const other = shown.get(causeOf(evaluation) ?? "");
    return other !== undefined && strictness(other) <= strictness(evaluation) ? other : undefined;
  };
  const { first, repeated } = groupByCause(
    evaluations.filter((evaluation) => shownBy(evaluation) === undefined),
    about,
    levelOf,
  );
  return evaluations.map((evaluation) => {
    const other = shownBy(evaluation) ?? repeated.get(evaluation);
    return other === undefined
      ? (first.get(evaluation) ?? evaluation)
      : { ...evaluation, spared: `waits for the same input as ${other.rule}` };
  });
}
