import { within } from "../model/path.js";

/** The parts of an evaluation that identify its cause. */
interface Reported {
  readonly rule: string;
  readonly outcome: string;
  readonly resource: { readonly urn: string };
  readonly path: string;
  readonly places: readonly { readonly urn: string; readonly path: string }[];
}
/** Which active rules of a run cover which. */
export interface Covering {
  readonly all: readonly {
    readonly id: string;
    readonly rule: { readonly covers?: readonly string[]; readonly formerly?: readonly string[] };
  }[];
}

const known = new WeakMap<Covering, ReadonlyMap<string, readonly string[]>>();

/** The ids that each active rule covers. */
function coversOf(rules: Covering): ReadonlyMap<string, readonly string[]> {
  let covers = known.get(rules);
  if (covers === undefined) {
    covers = new Map(rules.all.flatMap(({ id, rule }) => (rule.covers === undefined ? [] : [[id, rule.covers] as const])));
    known.set(rules, covers);
  }
  return covers;
}

/** The active rules that cover each rule. */
export function coveredByIn(rules: Covering): ReadonlyMap<string, readonly string[]> {
  const by = new Map<string, string[]>();
  for (const [id, milder] of coversOf(rules)) for (const one of milder) by.set(one, [...(by.get(one) ?? []), id]);
  return by;
}

/**
 * Leaves out evaluations whose cause another rule has reported: those of a rule at a place where a rule that covers it found a violation. `before` are
 * evaluations of an earlier call about the same stack.
 */
export function withoutCovered<J extends Reported>(evaluations: readonly J[], rules: Covering, before: readonly Reported[] = []): J[] {
  const covers = coversOf(rules);
  const places = new Map<string, string[]>();
  const add = (key: string, path: string): void => {
    const paths = places.get(key);
    if (paths === undefined) places.set(key, [path]);
    else paths.push(path);
  };
  if (covers.size > 0)
    for (const evaluation of [before, evaluations].flat())
      for (const id of (evaluation.outcome === "fail" ? covers.get(evaluation.rule) : undefined) ?? []) {
        add(`${id} ${evaluation.resource.urn}`, evaluation.path);
        for (const { urn, path } of evaluation.places) add(`${id} ${urn}`, path);
      }
  if (places.size === 0) return [...evaluations];
  return evaluations.filter(({ rule, outcome, resource, path }) => {
    const covered = outcome === "crash" ? undefined : places.get(`${rule} ${resource.urn}`);
    return covered === undefined || !covered.some((place) => within(path, place) || within(place, path));
  });
}
