import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Asset, unknown, type Value } from "../../src/model/value.js";
import { scrub, show } from "../../src/text/show.js";

const open = () => undefined;

describe("show", () => {
  test.each<[string, Value | undefined, string]>([
    ["nothing", undefined, "unset"],
    ["null", null, "unset"],
    ["an empty text", "", "empty"],
    ["a text", 'a "b"', '"a \\"b\\""'],
    ["a number", 80, "80"],
    ["a boolean", false, "false"],
    ["an unknown", unknown, "unknown"],
    ["a file", new Asset("asset", "text", undefined), "a file"],
    ["an empty list", [], "an empty list"],
    ["a short list", ["a", 1, true, unknown], '["a", 1, true, 1 more]'],
    ["a list of blocks", [{}, {}], "a list of 2"],
    ["an empty map", {}, "an empty object"],
    ["a map", { a: 1 }, "an object"],
  ])("%s", (_, value, expected) => {
    expect(show(value, "path", open)).toBe(expected);
  });
  test("a long text is cut", () => {
    const shown = show("word ".repeat(100), "path", open);
    expect(shown.length).toBeLessThan(90);
    expect(shown).toMatch(/…"$/);
  });
  test("what is secret is not shown, whatever it is", () => {
    for (const value of ["x", 1, true, [1], { a: 1 }, unknown] as Value[])
      expect(show(value, "a.b", (path) => (path === "a.b" ? "[secret]" : undefined))).toBe("[secret]");
  });
  test("what is under a secret's name is masked, in lists too", () => {
    expect(show("hunter22", "masterPassword", open)).toBe("[masked]");
    expect(show(["hunter22"], "passwords[0].password", open)).toBe("[[masked]]");
  });
  test("a very long text is shown without delay", () => {
    const shown = show(`${"://a:".repeat(200_000)}`, "path", open);
    expect(shown.length).toBeLessThan(90);
  });
});

describe("scrub", () => {
  test("takes out a secret as it is, and as JSON writes it", () => {
    expect(scrub('is "line\\nbreak" or line\nbreak', ["line\nbreak"])).toBe('is "[secret]" or [secret]');
  });
  test("a short secret goes where it is alone", () => {
    expect(scrub("a cat has a a-b", ["a"])).toBe("[secret] cat has [secret] [secret]-b");
    expect(scrub("port 22 of 2222", ["22"])).toBe("port [secret] of 2222");
  });
  test("the longest first", () => {
    expect(scrub("abcdefgh abcdef", ["abcdef", "abcdefgh"])).toBe("[secret] [secret]");
  });
  test("an empty secret is none", () => {
    expect(scrub("as it was", [""])).toBe("as it was");
  });
  test("no secret of some length survives, whatever it is made of", () => {
    const secrets = fc.array(fc.string({ minLength: 6, unit: "binary" }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(secrets, fc.array(fc.string()), (hidden, words) => {
        const message = [...words, ...hidden, ...words.toReversed()].join("");
        const left = scrub(message, hidden).replaceAll("[secret]", "\u0000");
        for (const one of hidden) expect(left.includes(one.replaceAll("[secret]", "\u0000"))).toBe(false);
      }),
    );
  });
});
