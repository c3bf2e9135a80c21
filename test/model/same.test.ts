import { describe, expect, test } from "vitest";
import { numberOf, same } from "../../src/model/same.js";

describe("same", () => {
  test.each([
    [true, true],
    ["true", true],
    ["True", true],
    ["TRUE", true],
    ["t", true],
    ["1", true],
    ["false", false],
    ["F", false],
    ["0", false],
    [true, "true"],
    ["1", "true"],
    [false, "false"],
    ["443", 443],
    ["0443", 443],
    ["443.0", 443],
    [" 443 ", 443],
    [443, "443"],
    ["HTTP", "HTTP"],
  ])("%j is %j", (value, wanted) => expect(same(value, wanted)).toBe(true));
  test.each([
    ["yes", true],
    ["tRUE", true],
    [1, true],
    ["1", false],
    ["", false],
    [undefined, false],
    [null, false],
    ["constructor", true],
    ["http", "HTTP"],
    ["443x", 443],
    ["", 0],
    [443, "x"],
    [{}, "[object Object]"],
    [["true"], true],
  ])("%j is not %j", (value, wanted) => expect(same(value, wanted)).toBe(false));
  test("numbers may be texts", () =>
    expect([numberOf("7"), numberOf(7), numberOf(""), numberOf(true)]).toEqual([7, 7, Number.NaN, Number.NaN]));
});
