/** A scalar as text; empty for any other value. */
export const text = (value: unknown): string =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? String(value) : "";

/** A value in quotes, as a message shows it; `unset` where there is none. */
export const quoted = (value: unknown): string => (text(value) === "" ? "unset" : `"${text(value)}"`);

/** A number, also one that is written as text; `otherwise` where there is none. */
export function number(value: unknown, otherwise: number): number {
  const read = text(value) === "" ? Number.NaN : Number(text(value));
  return Number.isNaN(read) ? otherwise : read;
}

/** A list; a single item becomes a list of one, an unset value an empty list. */
export const list = <T>(value: T | readonly T[] | null | undefined): readonly T[] =>
  value === undefined || value === null ? [] : isList(value) ? value : [value];

const isList = <T>(value: T | readonly T[]): value is readonly T[] => Array.isArray(value);

/** No texts: the default of options that list some. */
export const noTexts: readonly string[] = [];
