import type { UnjudgedType } from "../engine/unjudged.js";
import { grouped, plural } from "./facts.js";

/** The resources that no rule evaluates, in words: how many, and the `most` most frequent types. */
export function unjudgedWords(unjudged: readonly UnjudgedType[], most: number): { head: string; types: string[] } | undefined {
  if (unjudged.length === 0) return undefined;
  const total = unjudged.reduce((sum, { count }) => sum + count, 0);
  const sorted = unjudged.toSorted((a, b) => b.count - a.count);
  const left = sorted.length - most;
  return {
    head: `No rule evaluates ${total === 1 ? "this resource" : `these ${plural(total, "resource")}`}`,
    types: [
      ...sorted.slice(0, most).map(({ type, count }) => `${grouped(count)} ${type}`),
      ...(left > 0 ? [`and ${plural(left, "more type")}`] : []),
    ],
  };
}
