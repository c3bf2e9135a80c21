import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { searcher } from "../../src/secrets/texts/search.js";

const find = (text: string, ...needles: readonly string[]) => searcher(needles.map((needle, i) => ({ text: needle, held: i })))(text);

describe("searching for many texts", () => {
  test("finds a text at the start, in the middle and at the end", () => {
    for (const text of ["kV8#long-secret", "x kV8#long-secret y", "=kV8#long-secret", "xkV8#long-secrety"])
      expect(find(text, "kV8#long-secret")).toBe(0);
    expect(find("kV8#long-secre", "kV8#long-secret")).toBeUndefined();
    expect(find("kV8#long-secreT", "kV8#long-secret")).toBeUndefined();
  });
  test("states which one it found, also where their beginnings are the same", () => {
    expect(find("a 12345678-second b", "12345678-first-", "12345678-second")).toBe(1);
    expect(find("a 12345678-first- b", "12345678-first-", "12345678-second")).toBe(0);
    expect(find("12345678-neither!", "12345678-first-", "12345678-second")).toBeUndefined();
  });
  test("a text of less than twelve characters must stand alone", () => {
    for (const text of ["aB3dE6gH", "(aB3dE6gH)", "x=aB3dE6gH", "aB3dE6gH;", "xaB3dE6gH aB3dE6gH"]) expect(find(text, "aB3dE6gH")).toBe(0);
    for (const text of ["xaB3dE6gH", "aB3dE6gH9", "9aB3dE6gHx"]) expect(find(text, "aB3dE6gH")).toBeUndefined();
    expect(find("xaB3dE6gHiJ9k", "aB3dE6gHiJ9")).toBeUndefined();
    expect(find("xaB3dE6gHiJ9kLz", "aB3dE6gHiJ9kL")).toBe(0);
    expect(find("xaB3dE6gHiJ9kz", "aB3dE6gHiJ9k")).toBe(0);
  });
  test("does not look for what is shorter than eight", () => {
    expect(find("a short7 b", "short7x".slice(0, 7))).toBeUndefined();
    expect(find("a sevench b", "sevench")).toBeUndefined();
    expect(find("a eightchr b", "eightchr")).toBe(0);
    expect(find("anything at all")).toBeUndefined();
  });
  test("finds what includes() finds, for any texts", () => {
    const letters = fc.string({ unit: fc.constantFrom("a", "b", "1"), minLength: 12, maxLength: 14 });
    fc.assert(
      fc.property(
        fc.array(letters, { maxLength: 4 }),
        fc.string({ unit: fc.constantFrom("a", "b", "1"), maxLength: 60 }),
        fc.option(letters),
        (needles, around, put) => {
          const text = put === null ? around : `${around}${put}${around}`;
          expect(find(text, ...needles) !== undefined).toBe(needles.some((needle) => text.includes(needle)));
        },
      ),
      { numRuns: 500 },
    );
  });
});
