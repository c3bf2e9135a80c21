import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  all,
  any,
  broken,
  guard,
  not,
  type Outcome,
  open,
  outcome,
  pass,
  UnknownRead,
  unsure,
  type Verdict,
} from "../../src/model/verdict.js";

const verdict: fc.Arbitrary<Verdict> = fc.oneof(
  fc.constant(pass),
  fc.constant<Verdict>({ broken: [], unknown: [] }),
  fc.string().map((path) => broken(path, "breaks")),
  fc.string().map((path) => open(path)),
  fc.tuple(fc.string(), fc.string()).map(([a, b]): Verdict => ({ broken: broken(a, "breaks").broken, unknown: [b] })),
);
const verdicts = fc.array(verdict, { maxLength: 5 });
const fail = (): Verdict => broken("", "otherwise");

// Kleene's three values in order: AND is the least of them, OR the greatest, NOT turns the order.
const order: readonly Outcome[] = ["fail", "unknown", "pass"];
const rank = (v: Verdict): number => order.indexOf(outcome(v));

describe("the algebra of verdicts", () => {
  test("AND is the least, and loses no break and no unknown", () => {
    fc.assert(
      fc.property(verdicts, (list) => {
        expect(rank(all(list))).toBe(Math.min(2, ...list.map(rank)));
        expect(all(list).broken).toEqual(list.flatMap((v) => v.broken));
        expect(all(list).unknown).toEqual(list.flatMap((v) => v.unknown));
      }),
    );
  });
  test("OR is the greatest", () => {
    fc.assert(
      fc.property(verdicts, (list) => {
        expect(rank(any(list, fail))).toBe(Math.max(0, ...list.map(rank)));
      }),
    );
  });
  test("NOT swaps pass and fail, and leaves unknown", () => {
    fc.assert(
      fc.property(verdict, (v) => {
        expect(rank(not(v, fail))).toBe(2 - rank(v));
        expect(rank(not(not(v, fail), fail))).toBe(rank(v));
      }),
    );
  });
  test("De Morgan", () => {
    fc.assert(
      fc.property(verdicts, (list) => {
        expect(rank(not(all(list), fail))).toBe(
          rank(
            any(
              list.map((v) => not(v, fail)),
              fail,
            ),
          ),
        );
      }),
    );
  });
  test("AND and OR hang on no order and no grouping", () => {
    fc.assert(
      fc.property(verdicts, verdicts, (a, b) => {
        for (const of of [all, (list: readonly Verdict[]) => any(list, fail)]) {
          expect(rank(of([...a, ...b]))).toBe(rank(of([...b, ...a])));
          expect(rank(of([...a, ...b]))).toBe(rank(of([of(a), of(b)])));
        }
      }),
    );
  });
  test("knowing less never flips: blurring one part moves the whole towards unknown at most", () => {
    fc.assert(
      fc.property(verdicts, fc.nat(), (list, at) => {
        fc.pre(list.length > 0);
        const blurred = list.map((v, i) => (i === at % list.length ? open("x") : v));
        for (const of of [all, (given: readonly Verdict[]) => any(given, fail)]) {
          const [before, after] = [outcome(of(list)), outcome(of(blurred))];
          if (before === "pass") expect(after).not.toBe("fail");
          if (before === "fail") expect(after).not.toBe("pass");
        }
      }),
    );
  });
  test("an open scope keeps a pass, and opens a break", () => {
    fc.assert(
      fc.property(verdict, (v) => {
        expect(outcome(unsure(v, ["scope"]))).toBe(outcome(v) === "pass" ? "pass" : "unknown");
      }),
    );
  });
});

describe("guard", () => {
  test("turns an unknown that is read into an open verdict, and nothing else", () => {
    expect(
      guard(() => {
        throw new UnknownRead("a.b");
      }),
    ).toEqual(open("a.b"));
    expect(guard(() => pass)).toBe(pass);
    expect(() =>
      guard(() => {
        throw new RangeError("other");
      }),
    ).toThrow(RangeError);
  });
});
