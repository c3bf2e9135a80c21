import { gatesAt } from "../language/moment.js";
import type { Evaluation, RuleIndex } from "./evaluate.js";

/** Of a stack that the input shows in part: what a resource that is not shown may take back is unknown. */
export function doubtPartial(evaluations: readonly Evaluation[], rules: RuleIndex): Evaluation[] {
  const doubtful = new Set(rules.all.filter(({ rule }) => gatesAt(rule) === "end" && rule.view?.isPlanned !== true).map(({ id }) => id));
  return evaluations.map((evaluation) =>
    evaluation.outcome === "fail" && doubtful.has(evaluation.rule)
      ? { ...evaluation, outcome: "unknown", places: [], message: `${evaluation.message}, as far as this preview shows` }
      : evaluation,
  );
}
