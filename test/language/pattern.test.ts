import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as words from "../../src/language/pattern.js";
import {
  absent,
  atLeast,
  atMost,
  both,
  either,
  empty,
  every,
  except,
  includes,
  includesAll,
  json,
  type Matcher,
  match,
  matches,
  nonEmpty,
  noneOf,
  oneOf,
  present,
  some,
  unless,
  unsetOr,
} from "../../src/language/pattern.js";
import { isList, isMap, unknown, type Value } from "../../src/model/value.js";
import { type Outcome, outcome, type Verdict } from "../../src/model/verdict.js";

const show = (value: Value | undefined): string =>
  value === undefined || value === null ? "unset" : value === unknown ? "unknown" : JSON.stringify(value);
const judge = (value: Value | undefined, pattern: unknown): Verdict => match(value, pattern, "p", show);
const said = (value: Value | undefined, pattern: unknown): string[] => judge(value, pattern).broken.map((b) => `${b.path} ${b.message}`);
const outcomes = (values: readonly (Value | undefined)[], pattern: unknown): Outcome[] =>
  values.map((value) => outcome(judge(value, pattern)));

describe("a block that is missing as a whole", () => {
  const logs = { accessLogs: { enabled: true, bucket: present } };
  test("is one break, however much must stand in it", () => {
    for (const given of [{}, { accessLogs: null }])
      expect(said(given, logs)).toEqual(["p.accessLogs is unset, expected an object with enabled true and bucket set"]);
    expect(said({ accessLogs: {} }, logs)).toEqual(["p.accessLogs is empty, expected an object with enabled true and bucket set"]);
  });
  test("of which one thing is wanted names that thing", () => {
    expect(said({}, { accessLogs: { bucket: present } })).toEqual(["p.accessLogs.bucket is not set"]);
  });
  test("is not one of which something is said", () => {
    expect(said({ accessLogs: { enabled: false } }, logs)).toEqual([
      "p.accessLogs.enabled is false, expected true",
      "p.accessLogs.bucket is not set",
    ]);
    expect(said({ accessLogs: { bucket: "b" } }, logs)).toEqual(["p.accessLogs.enabled is unset, expected true"]);
  });
  test("hides nothing that is unknown beside it", () => {
    expect(judge({ accessLogs: unknown }, logs)).toEqual({ broken: [], unknown: ["p.accessLogs"] });
    expect(judge({ other: unknown }, { ...logs, other: true }).unknown).toEqual(["p.other"]);
  });
});

describe("words for one value", () => {
  test("present: anything but unset and empty text", () => {
    expect(outcomes([0, false, "a", [], {}], present)).toEqual(Array(5).fill("pass"));
    expect(outcomes([undefined, null, ""], present)).toEqual(Array(3).fill("fail"));
    expect(said(undefined, present)).toEqual(["p is not set"]);
  });
  test("absent: the reverse", () => {
    expect(outcomes([undefined, null, ""], absent)).toEqual(Array(3).fill("pass"));
    expect(outcomes([0, false, "a", []], absent)).toEqual(Array(4).fill("fail"));
    expect(said("a", absent)).toEqual(['p is "a", expected unset']);
  });
  test("nonEmpty and empty look inside lists and maps", () => {
    const full = ["a", ["a"], { a: 1 }, 0, false];
    const hollow = [undefined, null, "", [], {}];
    expect(outcomes(full, nonEmpty)).toEqual(Array(5).fill("pass"));
    expect(outcomes(hollow, nonEmpty)).toEqual(Array(5).fill("fail"));
    expect(outcomes(full, empty)).toEqual(Array(5).fill("fail"));
    expect(outcomes(hollow, empty)).toEqual(Array(5).fill("pass"));
    expect(outcomes([[unknown]], nonEmpty)).toEqual(["pass"]);
  });
  test("atLeast and atMost read numbers that are written as text", () => {
    expect(outcomes([7, 8, "7"], atLeast(7))).toEqual(Array(3).fill("pass"));
    expect(outcomes([6, "6", undefined, "many"], atLeast(7))).toEqual(Array(4).fill("fail"));
    expect(outcomes([1, 0, "1"], atMost(1))).toEqual(Array(3).fill("pass"));
    expect(said(2, atMost(1))).toEqual(["p is 2, expected at most 1"]);
  });
  test("oneOf wants a value, noneOf does not", () => {
    expect(outcomes(["a", "b"], oneOf("a", "b"))).toEqual(["pass", "pass"]);
    expect(outcomes(["c", undefined], oneOf("a", "b"))).toEqual(["fail", "fail"]);
    expect(outcomes(["c", undefined], noneOf("a", "b"))).toEqual(["pass", "pass"]);
    expect(said("c", oneOf("a", "b"))).toEqual(['p is "c", expected "a" or "b"']);
    expect(said("a", noneOf("a", "b"))).toEqual(['p is "a"']);
    expect(said(true, noneOf(true))).toEqual(["p is true"]);
  });
  test("a literal takes its text, and a text its literal", () => {
    expect(outcomes([true, "true"], true)).toEqual(["pass", "pass"]);
    expect(outcomes([true, "true"], "true")).toEqual(["pass", "pass"]);
    expect(outcomes([443, "443"], 443)).toEqual(["pass", "pass"]);
    expect(outcomes([1, "1", "yes"], true)).toEqual(["fail", "pass", "fail"]);
    expect(outcomes([undefined, null, ""], undefined)).toEqual(Array(3).fill("pass"));
  });
  test("matches keeps no memory between texts", () => {
    const word = matches(/a/g, "an a");
    expect(outcomes(["a", "a", "ba"], word)).toEqual(Array(3).fill("pass"));
    expect(said("b", word)).toEqual(['p is "b", expected an a']);
    expect(said("b", matches(/^a/))).toEqual(['p is "b", expected to match /^a/']);
  });
  test("test stays open where it reads what is not known yet, and only there", () => {
    const word = words.test<{ a: number; b: number }>("have a above 1", (v) => v.a > 1);
    expect(
      outcomes(
        [
          { a: 2, b: unknown },
          { a: unknown, b: 2 },
          { a: 1, b: unknown },
        ],
        word,
      ),
    ).toEqual(["pass", "unknown", "fail"]);
    expect(judge({ a: unknown }, word).unknown).toEqual(["p.a"]);
  });
});

describe("words for lists", () => {
  const small = atMost(2);
  test("every names the item that breaks", () => {
    expect(outcomes([[1, 2], [], undefined], every(small))).toEqual(Array(3).fill("pass"));
    expect(said([1, 3, 4], every(small))).toEqual(["p[1] is 3, expected at most 2", "p[2] is 4, expected at most 2"]);
    expect(said({ x: 3 }, every(small))).toEqual(["p.x is 3, expected at most 2"]);
    expect(
      outcomes(
        [
          [1, unknown],
          [3, unknown],
        ],
        every(small),
      ),
    ).toEqual(["unknown", "fail"]);
  });
  test("some is settled by one item", () => {
    expect(outcomes([[3, 1], [1, unknown], [3, unknown], [3], []], some(small))).toEqual(["pass", "pass", "unknown", "fail", "fail"]);
    expect(said([], some(small))).toEqual(["p has no entry that is at most 2"]);
    expect(said([3], some({ a: 1, b: present }))).toEqual(["p has no entry with a 1 and b set"]);
  });
  test("includes and includesAll", () => {
    expect(outcomes([["a", "b"], ["b"], ["b", unknown], "a"], includes("a"))).toEqual(["pass", "fail", "unknown", "pass"]);
    expect(outcomes([["b", "a"], ["a", unknown], ["c", unknown], ["a"]], includesAll("a", "b"))).toEqual([
      "pass",
      "unknown",
      "unknown",
      "fail",
    ]);
    expect(said(["a"], includesAll("a", "b", "c"))).toEqual(['p is missing "b" and "c"']);
  });
});

describe("words that hold others", () => {
  test("except speaks of what is wanted", () => {
    expect(said("a", except("a"))).toEqual(['p is "a"']);
    expect(said(["a"], except(includes("a")))).toEqual(['p includes "a"']);
    expect(said({ a: 1 }, except({ a: 1 }, "keep a down"))).toEqual(["p does not keep a down"]);
    expect(said("b", except(except("a")))).toEqual(['p is "b", expected "a"']);
  });
  test("either needs one, both needs all", () => {
    expect(outcomes(["a", "b", "c", unknown], either("a", "b"))).toEqual(["pass", "pass", "fail", "unknown"]);
    expect(said("c", either("a", matches(/^b/, "a b")))).toEqual(['p is "c", expected "a" or a b']);
    expect(said(undefined, both(present, except("a")))).toEqual(["p is not set"]);
  });
  test("either is settled by what is known", () => {
    expect(
      outcomes(
        [
          { a: 1, b: unknown },
          { a: 2, b: unknown },
        ],
        either({ a: 1 }, { b: 1 }),
      ),
    ).toEqual(["pass", "unknown"]);
  });
  test("unless shows what breaks the pattern, not the exception", () => {
    const word = unless({ type: "gateway" }, { logs: { enabled: true } });
    expect(outcomes([{ type: "gateway" }, { logs: { enabled: true } }, { logs: unknown }], word)).toEqual(["pass", "pass", "unknown"]);
    expect(said({ logs: {} }, word)).toEqual(["p.logs.enabled is unset, expected true"]);
  });
  test("unsetOr lets the default be", () => {
    expect(outcomes([undefined, "", 1, 2, unknown], unsetOr(atMost(1)))).toEqual(["pass", "pass", "pass", "fail", "unknown"]);
  });
  test("json reads a text or an object, and states where it broke", () => {
    const word = json<{ a: readonly { b: number }[] }>({ a: every({ b: atMost(1) }) });
    expect(outcomes(['{"a": [{"b": 1}]}', { a: [{ b: 1 }] }, { a: unknown }, unknown], word)).toEqual([
      "pass",
      "pass",
      "unknown",
      "unknown",
    ]);
    expect(said('{"a": [{"b": 1}, {"b": 2}]}', word)).toEqual(["p.a[1].b is 2, expected at most 1"]);
    expect(said("hello", json<{ a: number }>({ a: 1 }, "say a"))).toEqual(["p is not valid JSON"]);
    expect(said('{"a": 2}', json<{ a: number }>({ a: 1 }, "say a"))).toEqual(["p does not say a"]);
    expect(said(undefined, json<{ a: number }>({ a: 1 }, "say a"))).toEqual(["p is not set"]);
  });
  test("an object pattern reads a list of one as the block", () => {
    expect(outcomes([[{ a: 1 }], [{ a: 2 }], [], [unknown]], { a: 1 })).toEqual(["pass", "fail", "fail", "unknown"]);
  });
});

const leaf: fc.Arbitrary<Value> = fc.constantFrom<Value>(null, true, false, 0, 1, 2, "", "a", "b", "true");
const known: fc.Arbitrary<Value> = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    leaf,
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom("a", "b"), tie("value")),
    fc.dictionary(fc.constantFrom("a", "b"), fc.oneof(leaf, fc.array(leaf, { maxLength: 2 }))).map((document) => JSON.stringify(document)),
  ),
})).value;
type Scalar = string | number | boolean;
const scalar = fc.constantFrom(true, 1, "a", "b", "true");
const pattern: fc.Arbitrary<unknown> = fc.letrec<{ pattern: unknown }>((tie) => ({
  pattern: fc.oneof(
    { maxDepth: 3 },
    scalar,
    fc.constantFrom<Matcher<never>>(
      present,
      absent,
      empty,
      nonEmpty,
      atLeast(1),
      atMost(1),
      matches(/a/),
      oneOf<Scalar>("a", 1),
      noneOf<Scalar>("b", true),
    ),
    scalar.map((item) => includes(item)),
    fc.constant(includesAll("a", "b")),
    fc.constant(words.test<unknown>("hold an a", (v) => JSON.stringify(v).includes("a"))),
    tie("pattern").map((p) => every(p)),
    tie("pattern").map((p) => some(p)),
    tie("pattern").map((p) => except(p)),
    tie("pattern").map((p) => unsetOr(p)),
    tie("pattern").map((p) => json<never>(either(p))),
    fc.array(tie("pattern"), { minLength: 1, maxLength: 3 }).map((ps) => either(...ps)),
    fc.array(tie("pattern"), { minLength: 1, maxLength: 3 }).map((ps) => both(...ps)),
    fc.tuple(tie("pattern"), tie("pattern")).map(([e, p]) => unless(e, p)),
    fc.dictionary(fc.constantFrom("a", "b"), tie("pattern")),
  ),
})).pattern;

/** The same value again and again, each time with one part less known. */
function* blurred(value: Value): Iterable<Value> {
  yield unknown;
  if (isList(value)) for (const [i, item] of value.entries()) for (const b of blurred(item)) yield value.map((x, j) => (i === j ? b : x));
  else if (isMap(value)) for (const [key, item] of Object.entries(value)) for (const b of blurred(item)) yield { ...value, [key]: b };
}
const value: fc.Arbitrary<Value> = fc
  .tuple(known, fc.nat(), fc.boolean())
  .map(([whole, n, blur]) => (blur ? ([...blurred(whole)][n % [...blurred(whole)].length] ?? whole) : whole));
const runs = { numRuns: 2000 };
const same = (v: Value, p: unknown, q: unknown): void => {
  expect(outcome(judge(v, p)), show(v)).toBe(outcome(judge(v, q)));
};

describe("three-valued logic", () => {
  test("knowing less never flips a verdict", () => {
    fc.assert(
      fc.property(known, pattern, (v, p) => {
        const whole = outcome(judge(v, p));
        for (const less of blurred(v)) expect([whole, "unknown"]).toContain(outcome(judge(less, p)));
      }),
      runs,
    );
  });
  test("what is known has a verdict", () => {
    fc.assert(
      fc.property(known, pattern, (v, p) => {
        expect(["pass", "fail"]).toContain(outcome(judge(v, p)));
      }),
      runs,
    );
  });
  test("De Morgan", () => {
    fc.assert(
      fc.property(value, pattern, pattern, (v, p, q) => {
        same(v, except(both(p, q)), either(except(p), except(q)));
        same(v, except(either(p, q)), both(except(p), except(q)));
        same(v, except(every(p)), some(except(p)));
        same(v, except(some(p)), every(except(p)));
      }),
      runs,
    );
  });
  test("except twice is nothing", () => {
    fc.assert(
      fc.property(value, pattern, (v, p) => same(v, except(except(p)), p)),
      runs,
    );
  });
  test("unless and unsetOr are kinds of either", () => {
    fc.assert(
      fc.property(value, pattern, pattern, (v, e, p) => {
        same(v, unless(e, p), either(e, p));
        same(v, unsetOr(p), either(absent, p));
      }),
      runs,
    );
  });
  test("oneOf is either of its values, noneOf except them", () => {
    fc.assert(
      fc.property(value, scalar, scalar, (v, a, b) => {
        same(v, noneOf<Scalar>(a, b), except(either(a, b)));
        same(v, oneOf<Scalar>(a, b), either(a, b));
        same(v, includesAll<Scalar>(a, b), both(includes(a), includes(b)));
      }),
      runs,
    );
  });
  test("order does not matter", () => {
    fc.assert(
      fc.property(value, pattern, pattern, (v, p, q) => {
        same(v, both(p, q), both(q, p));
        same(v, either(p, q), either(q, p));
      }),
      runs,
    );
  });
  test("every break states where and what, and what is open states where", () => {
    fc.assert(
      fc.property(value, pattern, (v, p) => {
        const verdict = judge(v, p);
        for (const b of verdict.broken) {
          expect(b.path.startsWith("p")).toBe(true);
          expect(b.message).toMatch(/^(is|has|does not|includes|holds|matches) \S/);
          expect(b.message).not.toMatch(/undefined|\[object|\bmust\b|\b(\w+) \1\b|(expected.*){2}|, expected$| {2}/);
        }
        for (const path of verdict.unknown) expect(path.startsWith("p")).toBe(true);
      }),
      runs,
    );
  });
});
