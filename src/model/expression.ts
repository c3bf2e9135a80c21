/** A part of a regular expression, with a text that the whole matches by it, and one that the whole does not match. */
type Part = readonly [part: RegExp | string, example: string, counterExample: string];

/** A regular expression that is written as a table, one part a line. */
export interface Table {
  readonly parts: readonly Part[];
  /** `any`: each part is an alternative; `all`: the parts follow each other, and so do their examples. */
  readonly takes: "any" | "all";
  /** A part as the whole would be without the others. */
  only(part: Part): RegExp;
  readonly expression: RegExp;
}

interface Frame {
  readonly before?: string;
  readonly after?: string;
  readonly flags?: string;
}

const sourceOf = ([part]: Part): string => (typeof part === "string" ? part : part.source);

/** The table of an expression that matches where one of its parts does, between what is before and after each. */
export function oneOf(parts: readonly Part[], { before = "", after = "", flags = "" }: Frame = {}): Table {
  const framed = (source: string): RegExp => new RegExp(before === "" && after === "" ? source : `${before}(?:${source})${after}`, flags);
  return { parts, takes: "any", only: (part) => framed(sourceOf(part)), expression: framed(parts.map(sourceOf).join("|")) };
}

/** The table of an expression that matches where its parts follow each other. A counter-example is in the place of its part's example. */
export const inOrder = (parts: readonly Part[], flags = ""): Table => ({
  parts,
  takes: "all",
  only: (part) => new RegExp(sourceOf(part), flags),
  expression: new RegExp(parts.map(sourceOf).join(""), flags),
});
