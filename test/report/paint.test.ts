import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { clean, colours, noColours, visibleLength, wrap } from "../../src/report/paint.js";

describe("clean", () => {
  test.each([
    ["plain text, ü, 漢字 and 😀", "plain text, ü, 漢字 and 😀"],
    ["\u001b[31mred", "\\u001b[31mred"],
    ["two\nlines\r\tand a tab", "two\\u000alines\\u000d\\u0009and a tab"],
    ["\u009b31m and \u0090 and \u007f", "\\u009b31m and \\u0090 and \\u007f"],
    ["turned \u202eround\u2069", "turned \\u202eround\\u2069"],
    ["\u2028\u2029", "\\u2028\\u2029"],
  ])("%j", (text, expected) => {
    expect(clean(text)).toBe(expected);
  });
  test("leaves nothing that a terminal obeys, and changes nothing twice", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const safe = clean(text);
        expect([...safe].every((c) => c >= " " && !(c >= "\u007f" && c <= "\u009f"))).toBe(true);
        expect(clean(safe)).toBe(safe);
      }),
    );
  });
});

describe("wrap", () => {
  test("breaks at spaces, and leaves longer words whole", () => {
    expect(wrap("one two three", 7)).toEqual(["one two", "three"]);
    expect(wrap("a averyverylongword b", 5)).toEqual(["a", "averyverylongword", "b"]);
    expect(wrap("", 5)).toEqual([""]);
    expect(wrap("a\nb", 5)).toEqual(["a", "b"]);
  });
  test("leaves a line of code whole", () => {
    expect(wrap("as code:\n  a( b )  // c", 6)).toEqual(["as", "code:", "  a( b )  // c"]);
  });
  test("loses no word, and keeps to the width where words allow", () => {
    const words = fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1 });
    fc.assert(
      fc.property(words, fc.integer({ min: 12, max: 60 }), (list, width) => {
        const lines = wrap(list.join(" "), width);
        expect(lines.join(" ")).toBe(list.join(" "));
        expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(width);
      }),
    );
  });
});

test("paint takes no room", () => {
  for (const paint of [colours, noColours]) for (const colour of Object.values(paint)) expect(visibleLength(colour("text"))).toBe(4);
  expect(noColours.red("text")).toBe("text");
});
