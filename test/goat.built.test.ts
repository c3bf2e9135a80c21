/** The deliberately vulnerable example, compared with its answer key. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

interface Answer {
  readonly rule: string;
  readonly resource: string;
  readonly path: string;
  readonly outcome: string;
}
interface Finding extends Omit<Answer, "resource"> {
  readonly severity: string;
  readonly type: string;
  readonly name: string;
}

const repository = join(import.meta.dirname, "..");
const goat = join(repository, "examples/goat");
const answers = JSON.parse(readFileSync(join(goat, "answers.json"), "utf8")) as Answer[];
const run = spawnSync(process.execPath, [join(repository, "dist/cli.js"), "check", goat, "--format", "json", "--show", "unknown"], {
  encoding: "utf8",
  maxBuffer: 2 ** 28,
});
const { findings } = JSON.parse(run.stdout) as { findings: Finding[] };

const line = ({ outcome, rule, resource, path }: Answer) => [outcome, rule, resource, path].join(" ").trimEnd();
const found = new Map(findings.map((finding) => [line({ ...finding, resource: `${finding.type}::${finding.name}` }), finding.severity]));
const key = answers.map(line);

test("every fault of the answer key is found", () => {
  expect(key.filter((answer) => !found.has(answer))).toEqual([]);
  expect(run.status).toBe(1);
});

test("nothing else of severity critical or high is found", () => {
  const others = [...found].filter(([finding, severity]) => ["critical", "high"].includes(severity) && !key.includes(finding));
  expect(others).toEqual([]);
});

test("the answer key has every fault once, in order, and faults against all four promises", () => {
  expect(key.filter((answer, index) => key.indexOf(answer) !== index)).toEqual([]);
  expect(answers.map(({ rule }) => rule)).toEqual(answers.map(({ rule }) => rule).toSorted());
  for (const promise of ["tags", "iam", "protect", "secrets"])
    expect(answers.some(({ rule }) => rule.startsWith(`${promise}-`))).toBe(true);
});
