/** The verdicts against a corpus of labelled stacks. Where a label is wrong, the list beside this file says so, with the reason. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { expect, test } from "vitest";
import { allRules } from "../src/rules/index.js";
import disagreements from "./corpus-disagreements.json" with { type: "json" };
import { overShared, shared } from "./shared.js";

interface Label {
  readonly check: string;
  readonly state: string;
  readonly pass: readonly string[];
  readonly fail: readonly string[];
}
const corpus = shared("corpus");

test.skipIf(corpus === undefined)(
  overShared("every verdict agrees with its label, or stands on the list", corpus),
  { timeout: 120_000 },
  () => {
    const cli = resolve(import.meta.dirname, "../dist/cli.js");
    const args = ["check", join(corpus ?? "", "states"), "--preset", "all", "--format", "json", "--fail-on", "none"];
    const { stdout, status, stderr } = spawnSync(process.execPath, [cli, ...args], { encoding: "utf8", maxBuffer: 2 ** 30 });
    expect(`${status} ${stderr}`).toBe("0 ");
    const { findings } = JSON.parse(stdout) as { findings: { input: string; rule: string; urn: string; outcome: string }[] };
    const found = new Set(findings.filter((f) => f.outcome === "fail").map((f) => `${basename(f.input)} ${f.rule} ${f.urn}`));
    const rulesOf = (check: string) => allRules.filter(({ rule }) => rule.equivalents?.includes(check)).map(({ id }) => id);
    const labels = JSON.parse(readFileSync(join(corpus ?? "", "labels.json"), "utf8")) as Label[];

    const judged = labels.flatMap(({ check, state, pass, fail }) => {
      const rules = rulesOf(check);
      if (rules.length === 0) return [];
      const verdict = (urn: string): string => (rules.some((rule) => found.has(`${state} ${rule} ${urn}`)) ? "fail" : "pass");
      const compare = (urns: readonly string[], label: string) =>
        urns.map((urn) => ({ key: `${check} ${state} ${urn}`, label, ours: verdict(urn) }));
      return [...compare(pass, "pass"), ...compare(fail, "fail")];
    });
    const differing = judged.filter(({ label, ours }) => label !== ours).map(({ key, ours }) => `${key} ${ours}`);
    const listed = disagreements.map(({ check, state, urn, ours }) => `${check} ${state} ${urn} ${ours}`);
    console.log(
      `${judged.length} labels judged, ${judged.length - differing.length} agreed, ${differing.length} differ, ${listed.length} listed`,
    );
    expect(judged.length).toBeGreaterThan(400);
    expect(differing.toSorted()).toEqual(listed.toSorted());
  },
);
