import { guarded } from "../model/guarded.js";
import { jsonAt } from "../model/json.js";
import type { Bound } from "../model/measure.js";
import { join } from "../model/path.js";
import { isScalar, same } from "../model/same.js";
import { isList, isMap, isUnknown, type Value } from "../model/value.js";
import { all, any, bounded, broken, guard, not, open, outcome, pass, type Verdict } from "../model/verdict.js";
import { enumerated } from "../text/show.js";
import {
  allWords,
  alternatives,
  anyWords,
  containing,
  fieldWords,
  neither,
  nounWith,
  objectWords,
  opposite,
  requirement,
  unlessWords,
  type Words,
} from "./words.js";

/** A function that shows a value in a message: masked where it is a secret or looks like one. */
export type Show = (value: Value | undefined, path: string) => string;

/** For patterns whose outcome alone counts: neither words nor paths are made, and the first break decides. */
export const silent: Show = () => "";
const misfit: Verdict = broken("", "");

/** A test for one value, with the words for it: a requirement that starts with a verb (`be at least 5`, `include "*"`), or all its forms. */
export class Matcher<in T> {
  /** Carries the type of the values that the matcher is for; never set. */
  declare readonly accepts?: (value: T) => void;
  readonly words: Words;
  constructor(
    must: string | Words,
    readonly test: (value: Value | undefined, path: string, show: Show) => Verdict,
  ) {
    this.words = typeof must === "string" ? requirement(must) : must;
  }
}

/** A requirement for a value: a literal, a matcher, or an object of patterns by property. */
export type Pattern<T> =
  | Matcher<Full<T>>
  | (T extends string | number | boolean | null | undefined
      ? T
      : T extends readonly unknown[]
        ? never
        : T extends object
          ? { readonly [K in keyof T]?: Pattern<T[K]> }
          : never);

// A word such as `some` does not know the property when it is called, so its type states what it accepts, and the compiler compares that
// with what is there. Every key counts as required on both sides: that is how a property that does not exist is refused.
type Full<T> = T extends readonly (infer E)[] ? readonly Full<E>[] : T extends object ? { readonly [K in keyof T]-?: Full<T[K]> } : T;
type Accepts<P> =
  P extends Matcher<infer T>
    ? T
    : P extends Scalar
      ? Widen<P> | null | undefined
      : P extends object
        ? AcceptsEach<P> | null | undefined
        : unknown;
type AcceptsEach<P> = { readonly [K in keyof P]: Accepts<P[K]> };
type AcceptsAll<P extends readonly unknown[]> = P extends readonly [infer First, ...infer Rest]
  ? Accepts<First> & AcceptsAll<Rest>
  : unknown;
type Widen<V> = V extends string ? string : V extends number ? number : V extends boolean ? boolean : V;
type Items<T> = readonly T[] | null | undefined;

type Scalar = string | number | boolean;

const quote = (value: unknown): string => JSON.stringify(value);
const set = (value: Value | undefined): value is Value => value !== undefined && value !== null && value !== "";

/** What is wrong with a value that does not match: `is 0, expected at least 1`. */
function mismatch(words: Words, value: Value | undefined, path: string, show: Show): Verdict {
  if (show === silent) return misfit;
  // A block's own message is clearer than "is an object", and the missing entry clearer than the whole list.
  const isWhole = isMap(value) ? Object.keys(value).length > 0 : isList(value) && words.is !== `is ${words.after}`;
  if (isWhole) return broken(path, words.isNot);
  const shown = show(value, path);
  const isEnough = words.isSelfExplanatory === true && !(isScalar(value) && shown.startsWith("["));
  return broken(path, isEnough ? `is ${shown}` : `is ${shown}, expected ${words.expected}`);
}

/** What is wrong with a value that is not set, or that is empty. */
const vacant = (value: Value | undefined, path: string): Verdict =>
  broken(path, value === undefined || value === null ? "is not set" : "is empty");

/** A matcher for a value that is set; an unset value breaks it. The verdict is unknown if `holds` reads an unknown value. */
export function test<T>(must: string, holds: (value: T) => boolean): Matcher<T | null | undefined> {
  const words = requirement(must);
  return new Matcher<T | null | undefined>(words, (value, path, show) => {
    if (isUnknown(value)) return open(path);
    if (!set(value)) return mismatch(words, value, path, show);
    if (typeof value !== "object") return holds(value as T) ? pass : mismatch(words, value, path, show);
    return guard(() => (holds(guarded(value, path) as T) ? pass : mismatch(words, value, path, show)));
  });
}

/** Set, and not to an empty text. */
export const present = new Matcher<unknown>("be set", (value, path) =>
  isUnknown(value) ? open(path) : set(value) ? pass : vacant(value, path),
);
const unset: Words = { ...requirement("be unset"), isNot: "is set", unexpected: "a value" };
/** Not set; an empty text counts as unset. */
export const absent = new Matcher<unknown>(unset, (value, path, show) => {
  if (isUnknown(value)) return open(path);
  return set(value) ? mismatch(unset, value, path, show) : pass;
});
const sizeOf = (value: Value | undefined): number =>
  isList(value) ? value.length : isMap(value) ? Object.keys(value).length : set(value) ? 1 : 0;
/** Set and neither an empty text, list nor map. */
export const nonEmpty = new Matcher<unknown>("not be empty", (value, path) =>
  isUnknown(value) ? open(path) : sizeOf(value) > 0 ? pass : vacant(value, path),
);
/** Unset, or an empty text, list or map. */
export const empty = new Matcher<unknown>("be empty", (value, path, show) => {
  if (isUnknown(value)) return open(path);
  const size = sizeOf(value);
  if (size === 0) return pass;
  if (!isList(value) && !isMap(value)) return broken(path, `is ${show(value, path)}, expected empty`);
  return broken(path, `has ${size} ${size === 1 ? "entry" : "entries"}, expected none`);
});
const towards = (bound: Bound, { words, test }: Matcher<number | null | undefined>): Matcher<number | null | undefined> =>
  new Matcher(words, (value, path, show) => bounded(test(value, path, show), bound));
export const atLeast = (n: number): Matcher<number | null | undefined> =>
  towards(
    "least",
    test<number>(`be at least ${n}`, (v) => isScalar(v) && Number(v) >= n),
  );
export const atMost = (n: number): Matcher<number | null | undefined> =>
  towards(
    "most",
    test<number>(`be at most ${n}`, (v) => isScalar(v) && Number(v) <= n),
  );
export const oneOf = <V extends Scalar>(...values: readonly V[]): Matcher<Widen<V> | null | undefined> =>
  test<unknown>(`be ${alternatives(values.map(quote))}`, (v) => values.some((x) => same(v, x)));
/** Unset fits too. */
export const noneOf = <V extends Scalar>(...values: readonly V[]): Matcher<Widen<V> | null | undefined> => {
  const words = requirement(`not be ${alternatives(values.map(quote))}`);
  return new Matcher<Widen<V> | null | undefined>(words, (value, path, show) => {
    if (isUnknown(value)) return open(path);
    return values.some((x) => same(value, x)) ? mismatch(words, value, path, show) : pass;
  });
};
/** `like` describes the expression: `matches(/^TLSv1\.[23]/, "TLS 1.2 or newer")`. */
export const matches = (expression: RegExp, like?: string): Matcher<string | null | undefined> =>
  test<string>(like === undefined ? `match ${expression}` : `be ${like}`, (v) => isScalar(v) && String(v).search(expression) >= 0);

/** Every item of a list (or map) fits; an empty or missing list fits too. */
export const every = <const P>(pattern: P): Matcher<Items<Accepts<P>>> => {
  const words = wordsOf(pattern);
  const others = nounWith("an entry", opposite(words));
  return new Matcher<Items<Accepts<P>>>(containing(nounWith("only entries", words), others), (value, path, show) =>
    isUnknown(value) ? open(path) : all(items(value, path).map(([item, at]) => match(item, pattern, at, show))),
  );
};
/** At least one item of a list fits. */
export const some = <const P>(pattern: P): Matcher<Items<Accepts<P>>> => {
  const words = entryWords(pattern);
  return new Matcher<Items<Accepts<P>>>(words, (value, path, show) => {
    if (isUnknown(value)) return open(path);
    return anyFits(items(value, path), ([item, at]) => match(item, pattern, at, show)) ?? broken(path, words.isNot);
  });
};
/** The list has this very item. */
export const includes = <V extends Scalar>(item: V): Matcher<Items<Widen<V>>> => some(item) as Matcher<Items<Widen<V>>>;
/** The list has each of these items, in any order. */
export const includesAll = <V extends Scalar>(...wanted: readonly V[]): Matcher<Items<Widen<V>>> => {
  const listed = (items: readonly V[]): string => enumerated(items.map(quote));
  return new Matcher<Items<Widen<V>>>(`include ${listed(wanted)}`, (value, path, show) => {
    const verdicts = wanted.map((item) => includes(item).test(value, path, show));
    const missing = wanted.filter((_, i) => outcome(verdicts[i] ?? pass) === "fail");
    return missing.length === 0 ? all(verdicts) : broken(path, `is missing ${listed(missing)}`);
  });
};
/** The document in a JSON text (or written as an object) fits; what is not JSON does not. `T` states what the document holds. */
export const json = <T>(pattern: Pattern<NoInfer<T>>, must?: string): Matcher<unknown> => {
  const words = must === undefined ? jsonWords(wordsOf(pattern)) : requirement(must);
  return new Matcher<unknown>(words, (value, path, show) => {
    const document = jsonAt(value);
    if (document === undefined) return set(value) ? broken(path, "is not valid JSON") : vacant(value, path);
    const verdict = match(document, pattern, path, show);
    return must !== undefined && outcome(verdict) === "fail" ? broken(path, words.isNot) : verdict;
  });
};
/** Anything but what fits; `must` describes the requirement if the default reads badly. */
export const except = <const P>(pattern: P, must?: string): Matcher<Accepts<P>> => {
  const words = must === undefined ? opposite(wordsOf(pattern)) : requirement(must);
  return new Matcher<Accepts<P>>(words, (value, path, show) =>
    not(match(value, pattern, path, show), () => mismatch(words, value, path, show)),
  );
};
/** Fits at least one of the patterns. */
export const either = <const P extends readonly unknown[]>(...patterns: P): Matcher<AcceptsAll<P>> => {
  const words = anyWords(patterns.map(wordsOf));
  const objects = patterns.filter(isPlainPattern);
  const wrong = (value: Value | undefined, path: string, show: Show): Verdict =>
    isMap(value) && objects.length === patterns.length
      ? broken(path, neither(objects.map((object) => fieldWords(wordsOfLeaves(object)))))
      : mismatch(words, value, path, show);
  return new Matcher<AcceptsAll<P>>(
    words,
    (value, path, show) => anyFits(patterns, (p) => match(value, p, path, show)) ?? wrong(value, path, show),
  );
};
/** Fits the exception, or else the pattern; only what breaks the pattern is reported. */
export const unless = <const E, const P>(exception: E, pattern: P): Matcher<Accepts<E> & Accepts<P>> =>
  new Matcher<Accepts<E> & Accepts<P>>(unlessWords(wordsOf(exception), wordsOf(pattern)), (value, path, show) => {
    const verdict = match(value, pattern, path, show);
    return verdict === pass ? pass : any([match(value, exception, path, show), verdict], () => verdict);
  });
/** Fits all of the patterns. */
export const both = <const P extends readonly unknown[]>(...patterns: P): Matcher<AcceptsAll<P>> =>
  new Matcher<AcceptsAll<P>>(allWords(patterns.map(wordsOf)), (value, path, show) => all(patterns.map((p) => match(value, p, path, show))));
/** Unset, or fits: for inputs whose default is right. */
export const unsetOr = <const P>(pattern: P): Matcher<Accepts<P> | null | undefined> =>
  new Matcher<Accepts<P> | null | undefined>(anyWords([unset, wordsOf(pattern)]), (value, path, show) =>
    set(value) ? match(value, pattern, path, show) : pass,
  );

/** Three-valued OR over what is matched until one passes; `undefined` where all fail. */
function anyFits<T>(list: readonly T[], verdictOf: (item: T) => Verdict): Verdict | undefined {
  let unknown: string[] | undefined;
  for (let i = 0; i < list.length; i++) {
    const verdict = verdictOf(list[i] as T);
    if (verdict.broken.length > 0) continue;
    if (verdict.unknown.length === 0) return pass;
    unknown ??= [];
    for (const one of verdict.unknown) unknown.push(one);
  }
  return unknown === undefined ? undefined : open(...unknown);
}

/** The items of a list, the values of a map, or the thing itself where a list of one was written without the list. */
export function items(value: Value | undefined, path: string): [Value, string][] {
  if (isList(value)) return value.map((item, i) => [item, join(path, i)]);
  if (isMap(value)) return Object.entries(value).map(([key, item]) => [item, join(path, key)]);
  return set(value) ? [[value, path]] : [];
}

/** Evaluates a value against a pattern; unknown parts stay open and hide nothing. */
export function match(value: Value | undefined, pattern: unknown, path: string, show: Show): Verdict {
  if (pattern instanceof Matcher) return pattern.test(value, path, show);
  if (isUnknown(value)) return open(path);
  if (pattern === undefined || pattern === null) return absent.test(value, path, show);
  if (!isObject(pattern)) {
    if (same(value, pattern)) return pass;
    return show === silent ? misfit : broken(path, `is ${show(value, path)}, expected ${quote(pattern)}`);
  }
  // A block that is a list of one in some provider versions is read as the block.
  const owner = isList(value) ? value[0] : value;
  if (isUnknown(owner)) return open(path);
  const map = isMap(owner) ? owner : undefined;
  let parts: Verdict[] | undefined;
  for (const { key, sub, top, below } of entriesOf(pattern)) {
    const part = match(map?.[key], sub, path === "" ? top : path + below, show);
    if (part === pass) continue;
    if (show === silent && part.broken.length > 0) return misfit;
    parts ??= [];
    parts.push(part);
  }
  if (parts === undefined) return pass;
  const verdict = all(parts);
  // A block that is missing as a whole is one thing to mend, however much must be in it.
  const isMissing = path !== "" && verdict.broken.length > 1 && (isMap(owner) ? Object.keys(owner).length === 0 : !set(owner));
  return isMissing
    ? { ...broken(path, `is ${isMap(owner) ? "empty" : "unset"}, expected ${wordsOf(pattern).expected}`), unknown: verdict.unknown }
    : verdict;
}

/** A property of a pattern, with its path at the top and behind another one. */
interface Entry {
  readonly key: string;
  readonly sub: unknown;
  readonly top: string;
  readonly below: string;
}

// Cached: patterns are written once and matched with every resource.
const entries = new WeakMap<object, readonly Entry[]>();
export function entriesOf(pattern: object): readonly Entry[] {
  let found = entries.get(pattern);
  if (found === undefined) {
    found = Object.entries(pattern).map(([key, sub]) => ({ key, sub, top: join("", key), below: join("x", key).slice(1) }));
    entries.set(pattern, found);
  }
  return found;
}

/** The words for what a pattern requires. */
export function wordsOf(pattern: unknown): Words {
  if (pattern instanceof Matcher) return pattern.words;
  if (pattern === undefined || pattern === null) return unset;
  return isObject(pattern) ? objectWords(wordsOfLeaves(pattern)) : requirement(`be ${quote(pattern)}`);
}

const wordsOfLeaves = (pattern: unknown): [path: string, words: Words][] => leaves(pattern).map(([path, leaf]) => [path, wordsOf(leaf)]);

/** The words of a list that has an entry like this: by its value, or by what it must be. */
function entryWords(pattern: unknown): Words {
  if (!isObject(pattern) && pattern !== undefined && pattern !== null) return requirement(`include ${quote(pattern)}`);
  const isOn = isPlainPattern(pattern) && Object.hasOwn(pattern, "enabled") && on.has(wordsOf(pattern["enabled"]).is);
  const { enabled: _, ...rest } = isOn ? pattern : {};
  const kind = isOn ? "enabled entry" : "entry";
  const entry = !isOn ? nounWith(kind, wordsOf(pattern)) : Object.keys(rest).length === 0 ? kind : nounWith(kind, wordsOf(rest));
  return containing(`an ${entry}`, `no ${entry}`);
}
/** How a pattern states of `enabled` that it is on. */
const on: ReadonlySet<string> = new Set(["is true", "is not false", 'is "true"', 'is not "false"']);

const jsonWords = (inner: Words): Words => {
  const expected = nounWith("JSON", inner);
  return { is: `is ${expected}`, isNot: `is not ${expected}`, expected, unexpected: `not ${expected}`, after: expected };
};

/** The tests at the ends of an object pattern, by path. */
export function leaves(pattern: unknown, path = ""): [path: string, pattern: unknown][] {
  if (pattern instanceof Matcher || !isObject(pattern)) return [[path, pattern]];
  return Object.entries(pattern).flatMap(([key, sub]) => leaves(sub, join(path, key)));
}

type ObjectPattern = Readonly<Record<string, unknown>>;
const isObject = (pattern: unknown): pattern is ObjectPattern => typeof pattern === "object" && pattern !== null;
const isPlainPattern = (pattern: unknown): pattern is ObjectPattern => isObject(pattern) && !(pattern instanceof Matcher);
