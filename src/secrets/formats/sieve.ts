import { any, openings, other } from "./openings.js";

/** What an expression is sought by: where it starts a word, no letter, digit or underscore may be before it. */
export interface Sought {
  readonly source: string;
  readonly startsWord: boolean;
}

interface Parts {
  readonly parts: readonly (readonly [part: RegExp | string, ...unknown[]])[];
}

/** The parts of a table, as a sieve takes them. */
export const soughtBy = ({ parts }: Parts, startsWord = false): Sought[] =>
  parts.map(([part]) => ({ source: typeof part === "string" ? part : part.source, startsWord }));

/**
 * Whether one of many expressions matches a text. A single expression made of all of them tries each at every character. After some texts,
 * the sieve sorts them by their first characters, and tries only those that begin as the text does there.
 */
export class Sieve {
  readonly #sought: readonly Sought[];
  readonly #flags: string;
  readonly #whole: RegExp;
  #read = 0;
  /** By the first three characters: a bucket, of expressions that may begin with them; 0 where none does. */
  #buckets: Uint16Array | undefined;
  readonly #members: number[][] = [[]];
  readonly #expressions: (RegExp | undefined)[] = [];
  readonly #startsWord: boolean[] = [true];

  constructor(sought: readonly Sought[], flags = "") {
    this.#sought = sought;
    this.#flags = flags;
    this.#whole = new RegExp(sought.map(framed).join("|"), flags);
  }

  test(text: string): boolean {
    if (this.#buckets === undefined) {
      this.#read += text.length;
      if (this.#read < worthSorting) return this.#whole.test(text);
    }
    const buckets = this.#buckets ?? this.#fill();
    const { length } = text;
    // Behind its end a text has zeros.
    let first = length > 0 ? codeOf(text.charCodeAt(0)) : 0;
    let second = length > 1 ? codeOf(text.charCodeAt(1)) : 0;
    for (let i = 0; i < length; i++) {
      const third = i + 2 < length ? codeOf(text.charCodeAt(i + 2)) : 0;
      const bucket = buckets[placeOf(first, second, third)] as number;
      if (bucket !== 0 && this.#matches(bucket, text, i)) return true;
      first = second;
      second = third;
    }
    return false;
  }

  #matches(bucket: number, text: string, at: number): boolean {
    if (this.#startsWord[bucket] === true && at > 0 && isWord(text.charCodeAt(at - 1))) return false;
    let expression = this.#expressions[bucket];
    if (expression === undefined) {
      const sought = (this.#members[bucket] ?? []).flatMap((member) => this.#sought[member] ?? []);
      expression = new RegExp(sought.map(framed).join("|"), `${this.#flags}y`);
      this.#expressions[bucket] = expression;
    }
    expression.lastIndex = at;
    return expression.test(text);
  }

  #fill(): Uint16Array {
    const buckets = new Uint16Array(1 << 17);
    const ignoresCase = this.#flags.includes("i");
    for (const [member, { source }] of this.#sought.entries()) {
      const made = new Map<number, number>();
      for (const opening of openings(source)) {
        const [firsts = any, seconds = any, thirds = any] = ignoresCase ? opening.map(inBothCases) : opening;
        for (const first of firsts)
          for (const second of seconds)
            for (const third of thirds) {
              const place = placeOf(first, second, third);
              buckets[place] = this.#with(buckets[place] ?? 0, member, made);
            }
      }
    }
    this.#buckets = buckets;
    return buckets;
  }

  /** The bucket that has one member more; `made` are those that were made for this member. */
  #with(bucket: number, member: number, made: Map<number, number>): number {
    if (this.#members[bucket]?.at(-1) === member) return bucket;
    let next = made.get(bucket);
    if (next === undefined) {
      next = this.#members.length;
      made.set(bucket, next);
      this.#members.push([...(this.#members[bucket] ?? []), member]);
      this.#startsWord.push(this.#startsWord[bucket] === true && this.#sought[member]?.startsWord === true);
    }
    return next;
  }
}

/** In characters: sorting takes as long as the whole expression takes for so many. */
const worthSorting = 50_000;
const framed = ({ source, startsWord }: Sought): string => (startsWord ? `(?<![A-Za-z0-9_])(?:${source})` : source);
const codeOf = (unit: number): number => Math.min(unit, other);
const placeOf = (first: number, second: number, third: number): number => (first << 10) ^ (second << 5) ^ third;

const isWord = (unit: number): boolean =>
  (unit >= 97 && unit <= 122) || (unit >= 48 && unit <= 57) || (unit >= 65 && unit <= 90) || unit === 95;

const inBothCases = (codes: readonly number[]): readonly number[] => [
  ...new Set(codes.flatMap((code) => [code, ...[...swapped(code)].map((char) => char.charCodeAt(0))])),
];
const swapped = (code: number): string => {
  const char = String.fromCharCode(code);
  return /[a-z]/.test(char) ? char.toUpperCase() : /[A-Z]/.test(char) ? char.toLowerCase() : "";
};
