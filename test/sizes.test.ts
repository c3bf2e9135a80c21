import { expect, test } from "vitest";
import { findOversized } from "../scripts/sizes.mjs";

test("a line of 160 characters and a file of 400 lines are fine", () => {
  expect(findOversized(`${"x".repeat(160)}\n`.repeat(400), "a.ts")).toEqual([]);
  expect(findOversized("", "a.ts")).toEqual([]);
});
test("a longer line is reported with its number", () => {
  expect(findOversized(`const a = 1;\n${"ä".repeat(161)}\n`, "a.ts")).toEqual([
    "a.ts:2: the line has 161 characters, expected at most 160",
  ]);
});
test("a longer file is reported once", () => {
  expect(findOversized("x\n".repeat(401), "a.ts")).toEqual(["a.ts: has 401 lines, expected at most 400. Split it."]);
});
