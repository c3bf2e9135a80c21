/** A three-valued answer to "is this granted?", with the place that decides it or the places that are not known yet. */
export type Answer =
  | { readonly is: "yes"; readonly at: string }
  | { readonly is: "no" }
  | { readonly is: "unknown"; readonly at: readonly string[] };

export const no: Answer = { is: "no" };
export const yes = (at: string): Answer => ({ is: "yes", at });
export const maybe = (...at: string[]): Answer => ({ is: "unknown", at });

/** Every answer must be yes; the place is that of the first. One no settles it, whatever is unknown. */
export function allOf(first: Answer, ...rest: readonly Answer[]): Answer {
  const answers = [first, ...rest];
  if (answers.some((a) => a.is === "no")) return no;
  const unknown = answers.flatMap((a) => (a.is === "unknown" ? a.at : []));
  return unknown.length > 0 ? maybe(...unknown) : first;
}

/** One yes is enough, whatever is unknown beside it. */
export function anyOf(answers: Iterable<Answer>): Answer {
  const unknown: string[] = [];
  for (const answer of answers) {
    if (answer.is === "yes") return answer;
    if (answer.is === "unknown") unknown.push(...answer.at);
  }
  return unknown.length > 0 ? maybe(...unknown) : no;
}

/** The opposite; a yes stands at `at`. */
export function opposite(answer: Answer, at: string): Answer {
  return answer.is === "unknown" ? answer : answer.is === "yes" ? no : yes(at);
}
