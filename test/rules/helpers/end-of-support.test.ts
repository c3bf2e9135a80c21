import { expect, test } from "vitest";
import { ended, floorsOn, oldest } from "../../../src/rules/helpers/versions.js";

const rds = (engine: string, version: string, day: string): boolean => ended(version, oldest.rds[engine], day) !== false;

test.each([
  ["mysql", "8.0.39", "2026-07-31"],
  ["mysql", "5.7.44", "2024-02-29"],
  ["postgres", "11.22", "2024-02-29"],
  ["postgres", "12.9", "2025-02-28"],
  ["postgres", "13.3", "2026-02-28"],
  ["mariadb", "10.5.8", "2025-08-31"],
  ["mariadb", "10.6.1", "2026-08-31"],
  ["aurora-mysql", "5.7.mysql_aurora.2.11.2", "2024-10-31"],
  ["aurora-postgresql", "13.9", "2026-02-28"],
])("%s %s is past its end from %s on, and not the day before", (engine, version, day) => {
  const before = new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
  expect([rds(engine, version, before), rds(engine, version, day), rds(engine, version, "2030-01-01")]).toEqual([false, true, true]);
});

test.each([
  ["mysql", "8.4.3", "2026-12-01"],
  ["mysql", "8", "2026-12-01"],
  ["aurora-mysql", "8.0.mysql_aurora.3.08.0", "2026-12-01"],
  ["postgres", "14.2", "2026-12-01"],
  ["mariadb", "10.11.8", "2026-12-01"],
  ["db2-se", "11.5", "2026-12-01"],
])("%s %s is supported on %s", (engine, version, day) => expect(rds(engine, version, day)).toBe(false));

test("floors of one day are all in force, those of earlier days no more", () => {
  expect(floorsOn(["1.3 from 2025-11-07", "2.11 from 2025-11-07", "1.0"], "2025-11-07")).toEqual(["1.3", "2.11"]);
  expect(floorsOn(["1.3 from 2025-11-07", "1.0"], "2025-11-06")).toEqual(["1.0"]);
  expect(floorsOn(["1.3 from 2025-11-07"], "2025-11-06")).toEqual([]);
  expect(floorsOn(["10", "11.2"], "2025-11-06")).toEqual(["10", "11.2"]);
  expect(["2024-11-25", "2024-11-26", "2026-07-01", "2026-11-30"].flatMap((day) => floorsOn(oldest.eks, day))).toEqual([
    "1.28",
    "1.29",
    "1.33",
    "1.34",
  ]);
});
