import { guarded } from "./model/guarded.js";
import { jsonAt } from "./model/json.js";
import { join } from "./model/path.js";
import { isList, isMap, isUnknown, type Value } from "./model/value.js";
import { all, any, broken, guard, not, open, pass, type Verdict } from "./verdict.js";

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
  | Matcher<T>
  | (T extends string | number | boolean | null | undefined
      ? T
      : T extends readonly unknown[]
        ? never
        : T extends object
          ? { readonly [K in keyof T]?: Pattern<T[K]> }
          : never);

type Scalar = string | number | boolean;

const quote = (value: unknown): string => JSON.stringify(value);
const set = (value: Value | undefined): value is Value => value !== undefined && value !== null && value !== "";

/** A matcher for a value that is set; unset breaks it. It stays open where `holds` reads something that is not known yet. */
export function test<T>(must: string, holds: (value: T) => boolean): Matcher<T | undefined> {
  return new Matcher<T | undefined>(must, (value, path, show) => {
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
export const atLeast = (n: number): Matcher<number | undefined> => test<number>(`be at least ${n}`, (v) => Number(v) >= n);
export const atMost = (n: number): Matcher<number | undefined> => test<number>(`be at most ${n}`, (v) => Number(v) <= n);
export const oneOf = <T extends Scalar | undefined>(...values: readonly NonNullable<NoInfer<T>>[]): Matcher<T> =>
  test<unknown>(`be ${values.map(quote).join(" or ")}`, (v) => values.some((x) => same(v, x)));
/** Unset fits too. */
export const noneOf = <T extends Scalar | undefined>(...values: readonly NonNullable<NoInfer<T>>[]): Matcher<T> =>
  new Matcher<T>(`be none of ${values.map(quote).join(", ")}`, (value, path, show) => {
    if (isUnknown(value)) return open(path);
    return values.some((x) => same(value, x))
      ? broken(path, `must be none of ${values.map(quote).join(", ")}, is ${show(value, path)}`)
      : pass;
  });
/** `like` says in words what the expression wants: `matches(/^TLSv1\.[23]/, "TLS 1.2 or newer")`. */
export const matches = (expression: RegExp, like?: string): Matcher<string | undefined> =>
  test<string>(like === undefined ? `match ${expression}` : `be ${like}`, (v) => expression.test(String(v)));

/** Every item of a list (or map) fits; an empty or missing list fits too. */
export const every = <T>(pattern: Pattern<NoInfer<T>>): Matcher<readonly T[] | undefined> =>
  new Matcher<readonly T[] | undefined>(`have only items that ${is(pattern)}`, (value, path, show) =>
    isUnknown(value) ? open(path) : all(items(value, path).map(([item, at]) => match(item, pattern, at, show))),
  );
/** At least one item of a list fits. */
export const some = <T>(pattern: Pattern<NoInfer<T>>): Matcher<readonly T[] | undefined> =>
  new Matcher<readonly T[] | undefined>(`have an item that ${is(pattern)}`, (value, path, show) => {
    if (isUnknown(value)) return open(path);
    const verdicts = items(value, path).map(([item, at]) => match(item, pattern, at, show));
    return any(verdicts, () => broken(path, `must have an item that ${is(pattern)}, ${hasNone(value)}`));
  });
/** The list has this very item. */
export const includes = <T extends Scalar>(item: NoInfer<T>): Matcher<readonly T[] | undefined> =>
  new Matcher<readonly T[] | undefined>(`include ${quote(item)}`, (value, path, show) => {
    if (isUnknown(value)) return open(path);
    const verdicts = items(value, path).map(([x, at]) => match(x, item, at, show));
    return any(verdicts, () => broken(path, `must include ${quote(item)}, is ${show(value, path)}`));
  });
/** The list has each of these items, in any order. */
export const includesAll = <T extends Scalar>(...wanted: readonly NoInfer<T>[]): Matcher<readonly T[] | undefined> =>
  new Matcher<readonly T[] | undefined>(`include ${wanted.map(quote).join(" and ")}`, (value, path, show) =>
    all(wanted.map((item) => includes(item).test(value, path, show))),
  );
/** The document in a JSON text (or written as an object) fits; what is no JSON does not. `T` says what the document holds. */
export const json = <T>(pattern: Pattern<NoInfer<T>>): Matcher<unknown> => {
  const must = `be JSON that ${is(pattern)}`;
  return new Matcher<unknown>(must, (value, path, show) => {
    const document = jsonAt(value);
    if (document !== undefined) return match(document, pattern, path, show);
    return broken(path, `must ${must}, is ${set(value) ? "no JSON" : "unset"}`);
  });
};
/** Anything but what fits; `must` says in words what is wanted, where the default reads badly. */
export const except = <T>(pattern: Pattern<NoInfer<T>>, must?: string): Matcher<T> => {
  const says = must ?? `not ${wanted(pattern)}`;
  return new Matcher<T>(says, (value, path, show) =>
    not(match(value, pattern, path, show), () => broken(path, `must ${says}, is ${show(value, path)}`)),
  );
};
/** Fits at least one of the patterns. */
export const either = <T>(...patterns: readonly Pattern<NoInfer<T>>[]): Matcher<T> => {
  const says = patterns.map((p) => wanted(p)).join(" or ");
  return new Matcher<T>(says, (value, path, show) =>
    any(
      patterns.map((p) => match(value, p, path, show)),
      () => broken(path, `must ${says}, is ${show(value, path)}`),
    ),
  );
};
/** Fits all of the patterns. */
export const both = <T>(...patterns: readonly Pattern<NoInfer<T>>[]): Matcher<T> =>
  new Matcher<T>(patterns.map((p) => wanted(p)).join(" and "), (value, path, show) =>
    all(patterns.map((p) => match(value, p, path, show))),
  );
/** Unset, or fits: for inputs whose default is right. */
export const unsetOr = <T>(pattern: Pattern<NoInfer<T>>): Matcher<T | undefined> =>
  new Matcher<T | undefined>(`be unset or ${wanted(pattern)}`, (value, path, show) =>
    set(value) ? match(value, pattern, path, show) : pass,
  );

const hasNone = (value: Value | undefined): string => (items(value, "").length === 0 ? "has no item" : "has none");

/** The items of a list, the values of a map, or the thing itself where a list of one was written as an object. */
export function items(value: Value | undefined, path: string): [Value, string][] {
  if (isList(value)) return value.map((item, i) => [item, join(path, i)]);
  if (isMap(value)) return Object.entries(value).map(([key, item]) => [item, join(path, key)]);
  return set(value) ? [[value, path]] : [];
}

// The provider takes "true" for true and "443" for 443, and states of old providers hold such texts.
const same = (value: unknown, wanted: unknown): boolean =>
  value === wanted ||
  ((typeof wanted === "boolean" || typeof wanted === "number") && typeof value === "string" && value === String(wanted));

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
  return all(entries.map(([key, sub]) => match(isMap(owner) ? owner[key] : undefined, sub, join(path, key), show)));
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
    .replace(/^include\b/, "includes")
    .replace(/^match\b/, "matches");
}

/** The tests at the ends of an object pattern, by path. */
export function leaves(pattern: unknown, path = ""): [path: string, pattern: unknown][] {
  if (pattern instanceof Matcher || !isObject(pattern)) return [[path, pattern]];
  return Object.entries(pattern).flatMap(([key, sub]) => leaves(sub, join(path, key)));
}

const isObject = (pattern: unknown): pattern is Readonly<Record<string, unknown>> => typeof pattern === "object" && pattern !== null;
