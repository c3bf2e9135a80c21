import { describe, expect, test } from "vitest";
import { covers, fits } from "../../src/iam/wildcard.js";

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
  ])("%s on %s: %s", (pattern, text, expected) => expect(fits(pattern, text)).toBe(expected));

  test("letter case counts unless it is told not to", () => {
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
  ])("%s over %s: %s", (wide, narrow, expected) => expect(covers(wide, narrow)).toBe(expected));
});
