import { guarded } from "../model/guarded.js";
import { jsonAt } from "../model/json.js";
import type { Bound } from "../model/measure.js";
import { join } from "../model/path.js";
import { isScalar, same } from "../model/same.js";
import { isList, isMap, isUnknown, type Value } from "../model/value.js";
import { all, any, bounded, broken, guard, not, open, outcome, pass, type Verdict } from "../model/verdict.js";
import { enumerated } from "../text/show.js";

/** How a value may be shown in a message: masked where it is a secret or looks like one. */
export type Show = (value: Value | undefined, path: string) => string;

/** A test for one value. `must` continues "must …" in a message and starts with a verb: `be at least 5`, `include "*"`. */
export class Matcher<in T> {
  /** Carries the type of the values that the matcher is for; never set. */
  declare readonly accepts?: (value: T) => void;
  constructor(
    readonly must: string,
    readonly test: (value: Value | undefined, path: string, show: Show) => Verdict,
  ) {}
}

/** What a value must be like: a literal, a matcher, or an object of patterns for the properties that matter. */
export type Pattern<T> =
  | Matcher<Full<T>>
  | (T extends string | number | boolean | null | undefined
      ? T
      : T extends readonly unknown[]
        ? never
        : T extends object
          ? { readonly [K in keyof T]?: Pattern<T[K]> }
          : never);

// A word such as `some` cannot know what it is for when it is called, so it says what it accepts, and the compiler compares that
// with what stands there. Every key counts as required on both sides: that is how a property that does not exist is refused.
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

/** A matcher for a value that is set; unset breaks it. It stays open where `holds` reads something that is not known yet. */
export function test<T>(must: string, holds: (value: T) => boolean): Matcher<T | null | undefined> {
  return new Matcher<T | null | undefined>(must, (value, path, show) => {
    if (isUnknown(value)) return open(path);
    const wrong = (): Verdict => broken(path, `must ${must}, is ${show(value, path)}`);
    return set(value) ? guard(() => (holds(guarded(value, path) as T) ? pass : wrong())) : wrong();
  });
}

/** Set, and not to an empty text. */
export const present = test<unknown>("be set", () => true);
/** Not set; an empty text counts as unset. */
export const absent = new Matcher<unknown>("be unset", (value, path, show) => {
  if (isUnknown(value)) return open(path);
  return set(value) ? broken(path, `must be unset, is ${show(value, path)}`) : pass;
});
/** Set and neither an empty text, list nor map. */
export const nonEmpty = test<unknown>("not be empty", (v) => (isList(v) ? v.length > 0 : isMap(v) ? Object.keys(v).length > 0 : true));
/** Unset, or an empty text, list or map. */
export const empty = new Matcher<unknown>("be empty", (value, path, show) => {
  if (isUnknown(value)) return open(path);
  const size = isList(value) ? value.length : isMap(value) ? Object.keys(value).length : set(value) ? 1 : 0;
  return size === 0 ? pass : broken(path, `must be empty, is ${show(value, path)}`);
});
const towards = (bound: Bound, { must, test }: Matcher<number | null | undefined>): Matcher<number | null | undefined> =>
  new Matcher(must, (value, path, show) => bounded(test(value, path, show), bound));
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
  test<unknown>(`be ${values.map(quote).join(" or ")}`, (v) => values.some((x) => same(v, x)));
/** Unset fits too. */
export const noneOf = <V extends Scalar>(...values: readonly V[]): Matcher<Widen<V> | null | undefined> => {
  const [only] = values;
  const says = values.length === 1 ? `not be ${quote(only)}` : `be none of ${values.map(quote).join(", ")}`;
  return new Matcher<Widen<V> | null | undefined>(says, (value, path, show) => {
    if (isUnknown(value)) return open(path);
    if (!values.some((x) => same(value, x))) return pass;
    return broken(path, values.length === 1 ? `must ${says}` : `must ${says}, is ${show(value, path)}`);
  });
};
/** `like` says in words what the expression wants: `matches(/^TLSv1\.[23]/, "TLS 1.2 or newer")`. */
export const matches = (expression: RegExp, like?: string): Matcher<string | null | undefined> =>
  test<string>(like === undefined ? `match ${expression}` : `be ${like}`, (v) => isScalar(v) && String(v).search(expression) >= 0);

/** Every item of a list (or map) fits; an empty or missing list fits too. */
export const every = <const P>(pattern: P): Matcher<Items<Accepts<P>>> =>
  new Matcher<Items<Accepts<P>>>(`have only items that ${is(pattern)}`, (value, path, show) =>
    isUnknown(value) ? open(path) : all(items(value, path).map(([item, at]) => match(item, pattern, at, show))),
  );
/** At least one item of a list fits. */
export const some = <const P>(pattern: P): Matcher<Items<Accepts<P>>> =>
  new Matcher<Items<Accepts<P>>>(`have an item that ${is(pattern)}`, (value, path, show) => {
    if (isUnknown(value)) return open(path);
    const verdicts = items(value, path).map(([item, at]) => match(item, pattern, at, show));
    return any(verdicts, () => broken(path, `must have an item that ${is(pattern)}, ${hasNone(value)}`));
  });
/** The list has this very item. */
export const includes = <V extends Scalar>(item: V): Matcher<Items<Widen<V>>> =>
  new Matcher<Items<Widen<V>>>(`include ${quote(item)}`, (value, path, show) => {
    if (isUnknown(value)) return open(path);
    const verdicts = items(value, path).map(([x, at]) => match(x, item, at, show));
    return any(verdicts, () => broken(path, `must include ${quote(item)}, is ${show(value, path)}`));
  });
/** The list has each of these items, in any order. */
export const includesAll = <V extends Scalar>(...wanted: readonly V[]): Matcher<Items<Widen<V>>> => {
  const listed = (items: readonly V[]): string => enumerated(items.map(quote));
  const says = `include ${listed(wanted)}`;
  return new Matcher<Items<Widen<V>>>(says, (value, path, show) => {
    const verdicts = wanted.map((item) => includes(item).test(value, path, show));
    const missing = wanted.filter((_, i) => outcome(verdicts[i] ?? pass) === "fail");
    return missing.length === 0
      ? all(verdicts)
      : broken(path, `must ${says}, lacks ${missing.length === wanted.length ? "all" : listed(missing)}`);
  });
};
/** The document in a JSON text (or written as an object) fits; what is no JSON does not. `T` says what the document holds. */
export const json = <T>(pattern: Pattern<NoInfer<T>>, must?: string): Matcher<unknown> => {
  const says = must ?? `be JSON that ${is(pattern)}`;
  return new Matcher<unknown>(says, (value, path, show) => {
    const document = jsonAt(value);
    if (document === undefined) return broken(path, `must ${says}, is ${set(value) ? "no JSON" : "unset"}`);
    const verdict = match(document, pattern, path, show);
    return must !== undefined && outcome(verdict) === "fail" ? broken(path, `must ${must}, does not`) : verdict;
  });
};
/** Anything but what fits; `must` says in words what is wanted, where the default reads badly. */
export const except = <const P>(pattern: P, must?: string): Matcher<Accepts<P>> => {
  const says = must ?? negated(wanted(pattern));
  return new Matcher<Accepts<P>>(says, (value, path, show) =>
    not(match(value, pattern, path, show), () => broken(path, `must ${says}${now(value, path, show)}`)),
  );
};
/** Fits at least one of the patterns. */
export const either = <const P extends readonly unknown[]>(...patterns: P): Matcher<AcceptsAll<P>> => {
  const says = patterns.map((p) => wanted(p)).join(" or ");
  return new Matcher<AcceptsAll<P>>(says, (value, path, show) =>
    any(
      patterns.map((p) => match(value, p, path, show)),
      () => broken(path, `must ${says}${now(value, path, show)}`),
    ),
  );
};
/** Fits the exception, or else the pattern; only what breaks the pattern is told. */
export const unless = <const E, const P>(exception: E, pattern: P): Matcher<Accepts<E> & Accepts<P>> =>
  new Matcher<Accepts<E> & Accepts<P>>(`${wanted(pattern)} unless it ${is(exception)}`, (value, path, show) => {
    const verdict = match(value, pattern, path, show);
    return any([match(value, exception, path, show), verdict], () => verdict);
  });
/** Fits all of the patterns. */
export const both = <const P extends readonly unknown[]>(...patterns: P): Matcher<AcceptsAll<P>> =>
  new Matcher<AcceptsAll<P>>(patterns.map((p) => wanted(p)).join(" and "), (value, path, show) =>
    all(patterns.map((p) => match(value, p, path, show))),
  );
/** Unset, or fits: for inputs whose default is right. */
export const unsetOr = <const P>(pattern: P): Matcher<Accepts<P> | null | undefined> =>
  new Matcher<Accepts<P> | null | undefined>(`be unset or ${wanted(pattern)}`, (value, path, show) =>
    set(value) ? match(value, pattern, path, show) : pass,
  );

// A block's own words say more than "is an object".
const now = (value: Value | undefined, path: string, show: Show): string =>
  isMap(value) && Object.keys(value).length > 0 ? "" : `, is ${show(value, path)}`;

const negated = (must: string): string => (must.startsWith("not ") ? must.slice("not ".length) : `not ${must}`);

const hasNone = (value: Value | undefined): string => (items(value, "").length === 0 ? "has no item" : "has none");

/** The items of a list, the values of a map, or the thing itself where a list of one was written without the list. */
export function items(value: Value | undefined, path: string): [Value, string][] {
  if (isList(value)) return value.map((item, i) => [item, join(path, i)]);
  if (isMap(value)) return Object.entries(value).map(([key, item]) => [item, join(path, key)]);
  return set(value) ? [[value, path]] : [];
}

/** Judges a value against a pattern; unknown parts stay open and hide nothing. */
export function match(value: Value | undefined, pattern: unknown, path: string, show: Show): Verdict {
  if (pattern instanceof Matcher) return pattern.test(value, path, show);
  if (isUnknown(value)) return open(path);
  if (pattern === undefined || pattern === null) return absent.test(value, path, show);
  if (!isObject(pattern)) {
    return same(value, pattern) ? pass : broken(path, `must be ${quote(pattern)}, is ${show(value, path)}`);
  }
  const entries = Object.entries(pattern);
  // A block that is a list of one in some provider versions is read as the block.
  const owner = isList(value) ? value[0] : value;
  if (isUnknown(owner)) return open(path);
  const verdict = all(entries.map(([key, sub]) => match(isMap(owner) ? owner[key] : undefined, sub, join(path, key), show)));
  // A block that is missing as a whole is one thing to mend, however much must stand in it.
  const isMissing = path !== "" && verdict.broken.length > 1 && (isMap(owner) ? Object.keys(owner).length === 0 : !set(owner));
  return isMissing
    ? { ...broken(path, `must ${wanted(pattern)}, is ${isMap(owner) ? "empty" : "unset"}`), unknown: verdict.unknown }
    : verdict;
}

/** The verb phrase of a pattern, as in "must …". */
export function wanted(pattern: unknown): string {
  if (pattern instanceof Matcher) return pattern.must;
  if (pattern === undefined || pattern === null) return "be unset";
  if (!isObject(pattern)) return `be ${quote(pattern)}`;
  return `have ${leaves(pattern)
    .map(([path, leaf]) => `${path} ${is(leaf).replace(/^is /, "")}`)
    .join(" and ")}`;
}

/** The same in the third person: `is at least 5`, `includes "*"`. */
export function is(pattern: unknown): string {
  return wanted(pattern)
    .replace(/^be\b/, "is")
    .replace(/^have\b/, "has")
    .replace(/^not be\b/, "is not")
    .replace(/^not have\b/, "has not")
    .replace(/^not (?=include\b|match\b)/, "does not ")
    .replace(/^include\b/, "includes")
    .replace(/^match\b/, "matches");
}

/** The tests at the ends of an object pattern, by path. */
export function leaves(pattern: unknown, path = ""): [path: string, pattern: unknown][] {
  if (pattern instanceof Matcher || !isObject(pattern)) return [[path, pattern]];
  return Object.entries(pattern).flatMap(([key, sub]) => leaves(sub, join(path, key)));
}

const isObject = (pattern: unknown): pattern is Readonly<Record<string, unknown>> => typeof pattern === "object" && pattern !== null;
