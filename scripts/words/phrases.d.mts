/** A refused phrase; `phrase` has the flag g. */
export interface Phrase {
  readonly phrase: RegExp;
  readonly instead: string;
  readonly only?: "prose" | "code";
}
export const PHRASES: readonly Phrase[];
export const ALLOWED: readonly RegExp[];
