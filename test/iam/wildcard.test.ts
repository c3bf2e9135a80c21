import { describe, expect, test } from "vitest";
import { covers, fits, meet } from "../../src/iam/document/wildcard.js";

describe("fits", () => {
  test.each([
    ["*", "", true],
    ["*", "s3:GetObject", true],
    ["s3:Get*", "s3:GetObject", true],
    ["s3:Get*", "s3:PutObject", false],
    ["s3:?etObject", "s3:GetObject", true],
    ["s3:?etObject", "s3:etObject", false],
    ["*a*b", "xxaxxb", true],
    ["*a*b", "xxaxxbc", false],
    ["a*a", "a", false],
    ["**", "x", true],
    ["", "", true],
    ["", "a", false],
    // A star in the text is a character like any other.
    ["a?", "a*", true],
  ])("%s on %s: %s", (pattern, text, expected) => {
    expect(fits(pattern, text)).toBe(expected);
    expect(fits(pattern, text, true)).toBe(expected);
  });

  test("letter case counts unless it is off", () => {
    expect(fits("IAM:passrole", "iam:PassRole")).toBe(false);
    expect(fits("IAM:passrole", "iam:PassRole", true)).toBe(true);
  });

  test("a pattern made to backtrack ends", () => {
    expect(fits("*a".repeat(200), `${"a".repeat(5000)}b`)).toBe(false);
  });
});

describe("covers", () => {
  test.each([
    ["*", "s3:*", true],
    ["s3:*", "s3:Get*", true],
    ["s3:Get*", "s3:*", false],
    ["s3:?", "s3:*", false],
    ["s3:*", "s3:?", true],
    ["arn:aws:s3:::b/*", "arn:aws:s3:::b/*", true],
    ["arn:aws:s3:::b/*", "arn:aws:s3:::b", false],
  ])("%s over %s: %s", (wide, narrow, expected) => {
    expect(covers(wide, narrow)).toBe(expected);
    expect(covers(wide, narrow, true)).toBe(expected);
  });
});

describe("covers, in any letter case", () => {
  test("only on request", () => {
    expect(covers("IAM:pass*", "iam:PassRole")).toBe(false);
    expect(covers("IAM:pass*", "iam:PassRole", true)).toBe(true);
  });
});

describe("meet", () => {
  test.each([
    ["s3:Get*", "s3:*Object", true],
    ["s3:Get*", "s3:Put*", false],
    ["s3:Get*", "S3:getobject", false],
    ["arn:aws:s3:::b/*", "arn:aws:s3:::b", false],
    ["arn:aws:s3:::?/x", "arn:aws:s3:::b/*", true],
    ["", "", true],
    ["", "**", true],
    ["", "?", false],
  ])("%j with %j: %s", (a, b, expected) => {
    expect(meet(a, b)).toBe(expected);
    expect(meet(b, a)).toBe(expected);
  });
  test("letter case counts unless it is off", () => expect(meet("s3:Get*", "S3:getobject", true)).toBe(true));
});

describe("all short patterns over two letters", () => {
  const words = (letters: string, most: number): readonly string[] => {
    const longest = [[""]];
    for (let i = 0; i < most; i++) longest.push((longest.at(-1) ?? []).flatMap((word) => [...letters].map((letter) => word + letter)));
    return longest.flat();
  };
  const texts = words("ab", 4);
  const patterns = words("ab?*", 3).map((pattern) => {
    const expression = new RegExp(`^${pattern.replaceAll("?", ".").replaceAll("*", ".*")}$`);
    const fitting = texts.filter((text) => expression.test(text));
    return { pattern, fitting, fits: new Set(fitting) };
  });
  const pairs = patterns.flatMap((one) => patterns.map((other) => ({ one, other })));

  test("are fitted by what a regular expression fits", () => {
    for (const { pattern, fitting } of patterns) expect([pattern, texts.filter((text) => fits(pattern, text))]).toEqual([pattern, fitting]);
  });
  test("meet where a text fits both", () => {
    const wrong = pairs.filter(({ one, other }) => meet(one.pattern, other.pattern) !== one.fitting.some((text) => other.fits.has(text)));
    expect(wrong.map(({ one, other }) => [one.pattern, other.pattern])).toEqual([]);
  });
  test("cover one another only where whatever fits the narrow one fits the wide one; without ? wherever it does", () => {
    const wrong = pairs.filter(({ one, other }) => {
      const isWider = other.fitting.every((text) => one.fits.has(text));
      return covers(one.pattern, other.pattern) ? !isWider : isWider && !one.pattern.includes("?");
    });
    expect(wrong.map(({ one, other }) => [one.pattern, other.pattern])).toEqual([]);
  });
});
