/** The problem matcher for editors, by its own regular expression, on what the command prints. */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { folder, preview, resource, step } from "./cli/fixture.js";

const repository = join(import.meta.dirname, "..");
const cli = join(repository, "dist/cli.js");
const shop = join(repository, "examples/shop");
const { path: root, write } = folder();

interface Pattern {
  readonly regexp: string;
  readonly file: number;
  readonly line: number;
  readonly column: number;
  readonly severity: number;
  readonly message: number;
  readonly code: number;
}
interface Task {
  readonly label: string;
  readonly type: string;
  readonly command: string;
  readonly args?: readonly string[];
  readonly dependsOn?: string;
  readonly problemMatcher: { readonly pattern: Pattern } | readonly [];
}
const { tasks } = JSON.parse(readFileSync(join(repository, "templates/vscode-tasks.json"), "utf8")) as { tasks: readonly Task[] };
const checks = tasks.filter(({ type }) => type === "process");
const [checkTask, previewTask] = checks as [Task, Task];
const patternOf = ({ problemMatcher }: Task): Pattern => (problemMatcher as { readonly pattern: Pattern }).pattern;

/** What a task prints, with this build in the place of the installed package. */
function printed(task: Task, cwd: string): string[] {
  const [program, ...args] = task.args ?? [];
  expect(program).toBe("node_modules/stackwarden/dist/cli.js");
  const { stdout, stderr } = spawnSync(process.execPath, [cli, ...args], { cwd, encoding: "utf8" });
  expect(stderr).toBe("");
  return stdout.trimEnd().split("\n");
}

describe("the tasks for Visual Studio Code", () => {
  test("read every line of the example but the last: file, line, severity, message and rule", () => {
    const pattern = patternOf(checkTask);
    const lines = printed(checkTask, shop);
    const summary = lines.pop();
    expect(summary).toMatch(/^\d+ findings in 2 stacks \(\d+ different\), \d+ blocking$/);
    expect(summary).not.toMatch(new RegExp(pattern.regexp));
    const problems = lines.map((line) => new RegExp(pattern.regexp).exec(line));
    expect(problems.length).toBeGreaterThan(20);
    expect(problems.filter((problem) => problem === null)).toEqual([]);
    for (const problem of problems) {
      const [file, line] = [problem?.[pattern.file] ?? "", Number(problem?.[pattern.line])];
      expect(existsSync(join(shop, file)), file).toBe(true);
      expect(line).toBeLessThanOrEqual(readFileSync(join(shop, file), "utf8").split("\n").length);
      expect(Number(problem?.[pattern.column])).toBeGreaterThan(0);
    }
    const found = problems.find((problem) => problem?.[pattern.code] === "ec2-security-group-no-open-admin-port");
    expect([found?.[pattern.file], found?.[pattern.line], found?.[pattern.severity]]).toEqual(["network.py", "145", "error"]);
    expect(found?.[pattern.message]).toMatch(/^ec2\.SecurityGroup admin in .* opens port 22/);
    expect(new Set(problems.map((problem) => problem?.[pattern.severity]))).toEqual(new Set(["error", "warning"]));
  });

  test("check the preview that the task before writes", () => {
    const before = tasks.find(({ label }) => label === previewTask.dependsOn);
    expect(before?.command).toBe("pulumi preview --json --show-sames > preview.json");
    const key = (name: string) => resource("aws:kms/key:Key", name, { enableKeyRotation: false });
    write("preview.json", JSON.stringify(preview([step("same", key("old"), key("old")), step("create", undefined, key("new"))])));
    const lines = printed(previewTask, root);
    const pattern = patternOf(previewTask);
    expect(lines.slice(0, -1).every((line) => new RegExp(pattern.regexp).test(line))).toBe(true);
    expect(lines.some((line) => line.endsWith("[kms-key-rotation]"))).toBe(true);
  });

  test("all have the same pattern", () => {
    expect(checks.length).toBe(2);
    for (const check of checks) expect(check.problemMatcher).toEqual(checkTask.problemMatcher);
  });
});
