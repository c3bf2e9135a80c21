import fc from "fast-check";
import { expect, test } from "vitest";
import { list, number, text } from "../../../src/rules/helpers/read.js";

test("text takes scalars only", () => {
  expect([text("a"), text(1), text(false), text(null), text(["a"]), text(Object.create(null))]).toEqual(["a", "1", "false", "", "", ""]);
});
test("number reads numbers and their text", () => {
  expect([number(7, 0), number("7", 0), number("", 1), number(undefined, 1), number("many", 1), number({}, 1)]).toEqual([7, 7, 1, 1, 1, 1]);
});
test("list makes one of whatever is there", () => {
  expect([list(["a"]), list("a"), list(undefined), list<string>(null)]).toEqual([["a"], ["a"], [], []]);
});
test("none of them throws", () => {
  fc.assert(
    fc.property(fc.anything({ withNullPrototype: true }), (value) => {
      expect(typeof text(value)).toBe("string");
      expect(typeof number(value, 0)).toBe("number");
      expect(Array.isArray(list(value))).toBe(true);
    }),
  );
});
