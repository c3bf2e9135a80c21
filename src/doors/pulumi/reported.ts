import type { Evaluation } from "../../engine/evaluate.js";
import { sparedWords } from "../../findings/waiver-ledger.js";

/** What an update reported before a resource was created, so that the end of the run does not report it again. */
export interface Reported {
  /** The evaluations that are certain and not reported yet. They count as reported from now on, unless waived or in the baseline. */
  fresh(evaluations: readonly Evaluation[]): Evaluation[];
  /** The evaluations of the whole stack, with what was reported before left out of the count. */
  spare(evaluations: readonly Evaluation[]): Evaluation[];
}

export function startReported(): Reported {
  const places = new Set<string>();
  return {
    fresh(evaluations) {
      const fresh = evaluations.filter((evaluation) => evaluation.outcome !== "unknown" && !places.has(placeOf(evaluation)));
      for (const evaluation of fresh) if (sparedWords(evaluation) === undefined) places.add(placeOf(evaluation));
      return fresh;
    },
    spare: (evaluations) =>
      evaluations.map((evaluation) =>
        places.has(placeOf(evaluation)) ? { ...evaluation, spared: "reported before the resource was created" } : evaluation,
      ),
  };
}

/** The identity of a finding, independent of when it is found. */
const placeOf = ({ rule, resource, path }: Evaluation): string => JSON.stringify([rule, resource.urn, path]);
