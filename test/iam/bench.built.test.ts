import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const ROOT = join(import.meta.dirname, "../..");
const BENCH = join(process.env["STACKWARDEN_SHARED"] ?? join(ROOT, "../shared"), "bench/iam");
/** Labels of the benchmark that are believed wrong, by case and category, each with its reason. */
const disagreements = JSON.parse(readFileSync(join(ROOT, "test/iam-disagreements.json"), "utf8")) as readonly {
  readonly case: string;
  readonly category: string;
  readonly reason: string;
}[];

interface Row {
  readonly tp: number;
  readonly fn: number;
  readonly fp: number;
}

describe.skipIf(!existsSync(BENCH))("the benchmark of least privilege (needs ../shared, skipped where absent)", () => {
  const folder = mkdtempSync(join(tmpdir(), "stackwarden-iam-"));
  let printed = "";
  const rows = new Map<string, Row>();

  beforeAll(() => {
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [
        join(BENCH, "score.mjs"),
        "score",
        join(BENCH, "shared.json.gz"),
        join(folder, "cases"),
        process.execPath,
        join(ROOT, "dist/cli.js"),
      ],
      { encoding: "utf8", maxBuffer: 2 ** 28 },
    );
    printed = stdout + stderr;
    for (const [, category = "", tp, fn, fp] of stdout.matchAll(/^([a-z-]+|TOTAL)\s+(?:[\d.]+|-)\s+(?:[\d.]+|-)\s+(\d+)\s+(\d+)\s+(\d+)/gm))
      rows.set(category, { tp: Number(tp), fn: Number(fn), fp: Number(fp) });
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** The counts of a category without the labels that are believed wrong. */
  const countsOf = (category: string): Row => {
    const { tp, fn, fp } = rows.get(category) ?? { tp: 0, fn: 0, fp: 0 };
    const isListed = (line: string): boolean =>
      disagreements.some((d) => line.startsWith(`${d.case} ${d.category} `) && (category === "TOTAL" || d.category === category));
    const section = (title: string): number =>
      (new RegExp(`^${title} \\(\\d+\\)\\n((?: {2}.*\\n)*)`, "m").exec(printed)?.[1] ?? "")
        .split("\n")
        .filter((line) => isListed(line.trim())).length;
    return { tp, fn: fn - section("Misses"), fp: fp - section("False alarms") };
  };

  it("is met in total: precision 0.97 and recall 0.95", () => {
    const { tp, fn, fp } = countsOf("TOTAL");
    expect(tp, printed).toBeGreaterThan(400);
    expect(tp / (tp + fp), printed).toBeGreaterThanOrEqual(0.97);
    expect(tp / (tp + fn), printed).toBeGreaterThanOrEqual(0.95);
  });

  it("is met in each category: 0.90 of both from ten labels on, one error below", () => {
    for (const category of rows.keys()) {
      const { tp, fn, fp } = countsOf(category);
      if (tp + fn >= 10) {
        expect(tp / (tp + fp), `${category}: precision\n${printed}`).toBeGreaterThanOrEqual(0.9);
        expect(tp / (tp + fn), `${category}: recall\n${printed}`).toBeGreaterThanOrEqual(0.9);
      } else expect(fn + fp, `${category}: errors\n${printed}`).toBeLessThanOrEqual(1);
    }
  });

  it("has no unknown value that is evaluated as known", () => {
    expect(printed).not.toMatch(/fail instead of unknown/);
  });
});
