import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { join, keys, topKey, under, within } from "../../src/model/path.js";

const key = fc.oneof(
  fc.nat({ max: 50 }),
  fc.string({ unit: "binary" }),
  fc.string(),
  fc.constantFrom("a.b", "[0]", '"', "\\", "", "__proto__", "\ud800", "-a", "a-b"),
);
const path = fc.array(key, { maxLength: 6 });
const joined = (parts: readonly (string | number)[]): string => parts.reduce<string>(join, "");

describe("paths", () => {
  test.each<[(string | number)[], string]>([
    [["a", "b"], "a.b"],
    [["a", 0, "b"], "a[0].b"],
    [["tags", "kubernetes.io/name"], 'tags["kubernetes.io/name"]'],
    [["tags", "0"], 'tags["0"]'],
    [["tags", ""], 'tags[""]'],
    [[0, "a"], "[0].a"],
    [["config", "proj:key"], 'config["proj:key"]'],
    [["a-b", "$c", "_d"], "a-b.$c._d"],
  ])("%j is written %s, and read back", (parts, text) => {
    expect(joined(parts)).toBe(text);
    expect(keys(text)).toEqual(parts);
  });
  test("what is joined is read back, whatever the keys", () => {
    fc.assert(
      fc.property(path, (parts) => {
        expect(keys(joined(parts))).toEqual(parts);
      }),
    );
  });
  test("two paths are never written alike", () => {
    fc.assert(
      fc.property(path, path, (a, b) => {
        expect(joined(a) === joined(b)).toBe(JSON.stringify(a) === JSON.stringify(b));
      }),
    );
  });
  test("under puts one path behind another", () => {
    fc.assert(
      fc.property(path, path, (a, b) => {
        expect(keys(under(joined(a), joined(b)))).toEqual([...a, ...b]);
      }),
    );
  });
  test("within means that the keys begin alike", () => {
    fc.assert(
      fc.property(path, path, (a, b) => {
        expect(within(joined([...a, ...b]), joined(a))).toBe(true);
        const begins = a.length <= b.length && a.every((part, i) => part === b[i]);
        expect(within(joined(b), joined(a))).toBe(begins);
      }),
    );
  });
  test("a key that another one begins with is not around it", () => {
    expect(within("tagsAll.x", "tags")).toBe(false);
    expect(within("tags-all", "tags")).toBe(false);
    expect(within("tags[0]", "tags")).toBe(true);
  });
  test("the top key", () => {
    expect(topKey("a[0].b")).toBe("a");
    expect(topKey('["a.b"].c')).toBe("a.b");
    expect(topKey("")).toBe("");
  });
  test("a text that is not a path is read as far as it goes", () => {
    for (const text of ["[", "a[", 'a["x', "a..b", "[x]", "]"]) expect(Array.isArray(keys(text))).toBe(true);
  });
});
