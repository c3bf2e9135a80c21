/** A three-valued answer to "is this granted?", with the place that decides it or the places that are not known yet. */
export type Answer<P = string> =
  | { readonly is: "yes"; readonly at: P }
  | { readonly is: "no" }
  | { readonly is: "unknown"; readonly at: readonly P[] };

/** A flaw of a part of a policy: whether it is there, and `why`, which continues a sentence that starts with its place. */
export interface Flaw {
  readonly answer: Answer;
  readonly why: string;
}

export const no: Answer<never> = { is: "no" };
export const yes = <P>(at: P): Answer<P> => ({ is: "yes", at });
export const maybe = <P>(...at: P[]): Answer<P> => ({ is: "unknown", at });

/** Answers that must all be yes: one gives the result its location, the others only decide. */
interface Conjunction<P> {
  readonly at: Answer<P>;
  readonly and: readonly Answer<P>[];
}

/** Yes, at the place of `at`, where it and all of `and` are yes. One no settles it, whatever is unknown. */
export function allOf<P>({ at, and }: Conjunction<P>): Answer<P> {
  if (at.is === "no") return no;
  let isUnknown = at.is === "unknown";
  for (const answer of and) {
    if (answer.is === "no") return no;
    isUnknown ||= answer.is === "unknown";
  }
  // Most answers are known: a set is made for the others only.
  if (!isUnknown) return at;
  const places = new Set<P>();
  for (const answer of [at, ...and]) if (answer.is === "unknown") for (const place of answer.at) places.add(place);
  return maybe(...places);
}

/** One yes is enough, whatever is unknown beside it. */
export function anyOf<P>(answers: Iterable<Answer<P>>): Answer<P> {
  let places: Set<P> | undefined;
  for (const answer of answers) {
    if (answer.is === "yes") return answer;
    if (answer.is === "no") continue;
    places ??= new Set();
    for (const place of answer.at) places.add(place);
  }
  return places === undefined ? no : maybe(...places);
}

/** The opposite answer; a yes has the place `at`. */
export function opposite<P>(answer: Answer<P>, at: P): Answer<P> {
  return answer.is === "unknown" ? answer : answer.is === "yes" ? no : yes(at);
}

/** The same answer, with its places mapped. */
export function mapPlaces<P, Q>(answer: Answer<P>, as: (at: P) => Q): Answer<Q> {
  return answer.is === "yes" ? yes(as(answer.at)) : answer.is === "unknown" ? maybe(...answer.at.map(as)) : no;
}

/** The answer where it depends on something unknown: a yes becomes unknown, at its place. */
export const doubted = <P>(answer: Answer<P>): Answer<P> => (answer.is === "yes" ? maybe(answer.at) : answer);
