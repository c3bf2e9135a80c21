/** What `audit` has in common with `check`: baseline, framework, fingerprints, and how stacks of one name are told apart. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { FindingFact } from "../../src/audit/facts.js";
import { labelsOf } from "../../src/audit/names.js";
import { bucket, folder, type Outcome, run, stateText } from "./fixture.js";

const temporary = folder();
let number = 0;

async function audit(
  source: string,
  more: readonly string[] = [],
  given: Parameters<typeof run>[1] = {},
): Promise<Outcome & { to: string }> {
  const to = join(temporary.path, `audit-${++number}`);
  return { ...(await run(["audit", source, "--out", to, "--jobs", "1", ...more], given)), to };
}
const findingsIn = (to: string): FindingFact[] =>
  readFileSync(join(to, "findings.jsonl"), "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as FindingFact);

test("--baseline marks what is known, as check does, and nothing else", async () => {
  const before = temporary.write("before.json", stateText(bucket("logs")));
  const known = join(temporary.path, "baseline.json");
  await run(["check", before, "--baseline", known, "--update-baseline"]);
  const after = temporary.write("after.json", stateText(bucket("logs"), bucket("more")));
  const { to, status } = await audit(after, ["--baseline", known]);
  const checked = JSON.parse((await run(["check", after, "--baseline", known, "--format", "json"])).out) as { findings: FindingFact[] };
  const of = (findings: readonly FindingFact[]): unknown =>
    findings.filter(({ outcome }) => outcome !== "unknown").map(({ fingerprint, outcome }) => [fingerprint, outcome]);
  expect(of(findingsIn(to))).toEqual(of(checked.findings));
  expect(new Set(findingsIn(to).map(({ name, outcome }) => `${name}: ${outcome}`))).toEqual(new Set(["logs: baseline", "more: fail"]));
  expect(status).toBe(1);
  expect((await audit(before, ["--baseline", known])).status).toBe(0);
});

test("a baseline that is missing, and a framework that does not exist, are refused in one line", async () => {
  const file = temporary.write("a.json", stateText(bucket("logs")));
  const missing = await audit(file, ["--baseline", join(temporary.path, "none.json")]);
  expect([missing.status, missing.err.split("\n").length]).toEqual([2, 2]);
  expect(missing.err).toContain("none.json");
  const framework = await audit(file, ["--framework", "cys"]);
  expect(framework.status).toBe(2);
  expect(framework.err).toContain("Allowed choices are");
});

test("an audit with another baseline is not resumed", async () => {
  const file = temporary.write("resumed.json", stateText(bucket("logs")));
  const known = join(temporary.path, "resumed-baseline.json");
  await run(["check", file, "--baseline", known, "--update-baseline"]);
  const to = join(temporary.path, "stopped");
  // An audit that ends in an error keeps its journal.
  await run(["audit", file, "--out", to, "--jobs", "1", "--baseline", known, "--since", join(temporary.path, "nothing")]);
  writeFileSync(known, JSON.stringify({ version: 2, salt: "other", findings: [] }));
  const { status, err } = await run(["audit", file, "--out", to, "--jobs", "1", "--baseline", known, "--resume"]);
  expect([status, err.split("\n").length]).toEqual([2, 2]);
});

test("findings about waivers of the pack have the fingerprints that check gives them, each its own", async () => {
  const { allRules } = await import("../../src/rules/index.js");
  const { fewRules } = await import("./fixture.js");
  const rules = [...fewRules, ...allRules.filter(({ family }) => family === "waivers")].sort((a, b) => (a.id < b.id ? -1 : 1));
  const waiver = (resource: string) => ({
    rule: "sample-bucket-no-force-destroy",
    ...{ resource, reason: "a reason that is long enough", until: "2026-12-31" },
  });
  const waivers = Array.from({ length: 12 }, (_, i) => waiver(`none-${i}`));
  const config = temporary.write("twelve.json", JSON.stringify({ stackwarden: { waivers } }));
  const file = temporary.write("waived.json", stateText(bucket("logs")));
  const more = ["--config", config, "--preset", "all"];
  const { to } = await audit(file, more, { rules });
  const checked = JSON.parse((await run(["check", file, ...more, "--format", "json"], { rules })).out) as { findings: FindingFact[] };
  const of = (findings: readonly FindingFact[]): [string, string][] =>
    findings.flatMap(({ rule, path, fingerprint }): [string, string][] => (rule.startsWith("waivers-") ? [[path, fingerprint]] : []));
  const mine = of(findingsIn(to));
  expect(mine).toEqual(of(checked.findings));
  expect(new Set(mine.map(([, fingerprint]) => fingerprint)).size).toBe(12);
});

test("two exports of one stack are distinguished in every format; a name that is alone stays short", async () => {
  const path = join(temporary.path, "exports");
  mkdirSync(join(path, "deep"), { recursive: true });
  for (const name of ["monday.json", "deep/tuesday.json"]) temporary.write(`exports/${name}`, stateText(bucket("logs")));
  for (const format of ["text", "markdown", "html"]) {
    const { out } = await audit(path, ["--format", format]);
    for (const name of ["monday", "tuesday"]) expect(out).toMatch(new RegExp(`\\w+/\\w+ \\((?:deep/)?${name}\\.json\\)`));
  }
  expect((await audit(join(path, "monday.json"))).out).not.toContain("(monday.json)");
});

test.each([
  [
    ["/a/x.json", "/a/y.json"],
    ["p/s (x.json)", "p/s (y.json)"],
  ],
  [
    ["/a/x.json", "/a/b/x.json"],
    ["p/s (x.json)", "p/s (b/x.json)"],
  ],
  [
    ["s3://one/x.json", "gs://two/x.json"],
    ["p/s (s3://one/x.json)", "p/s (gs://two/x.json)"],
  ],
  [["/a/x.json"], ["p/s"]],
])("stacks of one name at %j", (ids, labels) => {
  const stacks = ids.map((id) => ({ id, project: "p", stack: "s" }));
  expect(stacks.map(labelsOf(stacks))).toEqual(labels);
});
