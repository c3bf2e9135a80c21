/** A refused word, with the line that it is in and what to say instead. */
export interface Finding {
  readonly line: number;
  readonly found: string;
  readonly instead: string;
}
export function findWords(text: string, kind: "prose" | "code"): Finding[];
export function findDodgingNames(text: string, name: string): Finding[];
export function findInTestNames(text: string, name: string): Finding[];
