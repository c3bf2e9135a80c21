import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseParts } from "../../../src/files/json-parts.js";

const long = ["a", "b.c"].map((path) => ({ path: path.split("."), each: (item: unknown) => item }));
const parse = (text: string): unknown => parseParts(Buffer.from(text), long);

describe("JSON read item by item", () => {
  test("is what JSON.parse reads", () => {
    const value = fc.jsonValue({ maxDepth: 4 });
    const around = fc.record({
      a: fc.oneof(fc.array(value), value),
      b: fc.oneof(fc.record({ c: fc.array(value), d: value }), value),
      e: value,
    });
    fc.assert(
      fc.property(fc.oneof(around, value), fc.constantFrom(undefined, 1, "\t"), (given, indent) => {
        const text = JSON.stringify(given, null, indent);
        const read = parse(text);
        // A map may be left to JSON.parse for a key of its own.
        if (read !== undefined) expect(read).toEqual(JSON.parse(text));
        else expect(text).toContain("__proto__");
      }),
      { numRuns: 500 },
    );
  });
  test("is nothing where JSON.parse refuses the text, wherever it is cut off or changed", () => {
    const whole = '{"x": "\\"", "a": [1, {"b": "]}\\\\"}, [2]], "b": {"c": [null, "é"], "d": -1.5e3}}';
    for (let i = 0; i < whole.length; i++) {
      expect(parse(whole.slice(0, i))).toBeUndefined();
      for (const other of [",", "}", "]", '"', "x", ""]) {
        const text = whole.slice(0, i) + other + whole.slice(i + 1);
        const read = parse(text);
        if (read !== undefined) expect(read).toEqual(JSON.parse(text));
      }
    }
  });
  test.each(['{"a": [1,]}', '{"a": [1] "b": 2}', '{"a": [1]} 2', '{"a": [1 2]}', '{,"a": [1]}', "", " ", '{"a": [01]}', '{"a": []]'])(
    "refuses %s",
    (text) => {
      expect(parse(text)).toBeUndefined();
    },
  );
  test("gives each item as it comes, by its place", () => {
    const seen: unknown[] = [];
    const each = (item: unknown, index: number): number => seen.push([item, index]);
    expect(parseParts(Buffer.from('\ufeff{"v":3,"b":{"c":[{"x":1}, "y"],"d":[5]}}'), [{ path: ["b", "c"], each }])).toEqual({
      v: 3,
      b: { c: [1, 2], d: [5] },
    });
    expect(seen).toEqual([
      [{ x: 1 }, 0],
      ["y", 1],
    ]);
  });
  test.each(['{"a": [1], "a": [2]}', '{"__proto__": {"x": 1}, "a": []}'])("leaves %s to JSON.parse", (text) => {
    expect(parse(text)).toBeUndefined();
  });
});
