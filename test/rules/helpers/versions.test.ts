import { expect, test } from "vitest";
import { ended, isBefore } from "../../../src/rules/helpers/versions.js";

test.each([
  ["5.7", ["8.0"], true],
  ["5.7.mysql_aurora.2.11.2", ["8.0"], true],
  ["8.0", ["8.0"], false],
  ["8", ["8.0"], false],
  ["10.5.18", ["10.6"], true],
  ["10.11", ["10.6"], false],
  ["11.4", ["10.6"], false],
  ["9.6", ["14"], true],
  ["6.x", ["6"], false],
  ["7.4", ["6.8", "7.9"], true],
  ["7.10", ["6.8", "7.9"], false],
  ["6.8", ["6.8", "7.9"], false],
  ["5.6", ["6.8", "7.9"], true],
  ["8.1", ["6.8", "7.9"], false],
  ["", ["8.0"], false],
  ["latest", ["8.0"], false],
  ["5.7", [], false],
])("%s beside %s", (version, floors, old) => {
  expect(isBefore(version, floors)).toBe(old);
});

test("an engine that nothing is known of is not old", () => {
  expect(ended("1.0", undefined, "2026-07-01")).toBe(false);
  expect(ended(undefined, ["2.0"], "2026-07-01")).toBe(false);
  expect(ended("1.0", ["2.0"], "2026-07-01")).toContain("2.0 or newer");
});
