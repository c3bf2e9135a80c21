/** The location of a value in a file: the keys that lead to it. */
export type At = readonly (string | number)[];

/** What is wrong with a rule that is written in a file, and what to do. */
export interface Problem {
  readonly at: At;
  readonly message: string;
}

/** Takes the problems that a reader finds. */
export type Report = (at: At, message: string) => void;

type Fields = Readonly<Record<string, unknown>>;
export const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null && !Array.isArray(value);
export const isScalar = (value: unknown): value is string | number | boolean => ["string", "number", "boolean"].includes(typeof value);

/** What kind of value it is, as a message names it. */
export const kindOf = (value: unknown): string =>
  value === null || value === undefined
    ? "empty"
    : Array.isArray(value)
      ? "a list"
      : typeof value === "object"
        ? "an object"
        : `a ${typeof value}`;
