// @ts-check
/** The table of docs/doors.md, asked of the function that decides when a rule gates. */
import { table } from "./pages.mjs";

/** @param {import("./load.d.mts").Sources} sources */
export function doorsParts({ allRules, whyAtEnd, naturalLevel }) {
  const rows = allRules.flatMap(({ id, rule }) => {
    const why = naturalLevel(rule.severity) === "mandatory" && rule.view?.isPlanned !== true ? whyAtEnd(rule) : undefined;
    return why === undefined ? [] : [[`[\`${id}\`](rules/${id}.md)`, why]];
  });
  return { "at-the-end": table(["rule", "why"], rows) };
}
