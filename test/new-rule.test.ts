import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

const root = join(import.meta.dirname, "..");
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "new-rule-"));
  mkdirSync(join(folder, "src/rules/aws"), { recursive: true });
  mkdirSync(join(folder, "test/rules"), { recursive: true });
  for (const file of ["src/rules/aws/efs.ts", "src/rules/index.ts", "test/rules/efs.test.ts"]) cpSync(join(root, file), join(folder, file));
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const newRule = (...parameters: string[]) =>
  spawnSync(process.execPath, [join(root, "scripts/new-rule.mjs"), ...parameters], { cwd: folder, encoding: "utf8" });
const read = (file: string) => readFileSync(join(folder, file), "utf8");

test("a rule of a known family is added to its files", () => {
  const before = read("src/rules/aws/efs.ts");
  const { status, stdout } = newRule("efs-mount-target-x", "efs.MountTarget");
  expect(status).toBe(0);
  expect(stdout).toContain("src/rules/aws/efs.ts");
  const after = read("src/rules/aws/efs.ts");
  expect(after.startsWith(before.slice(0, before.lastIndexOf("};")))).toBe(true);
  expect(after).toContain('  "efs-mount-target-x": rule("efs.MountTarget", {\n');
  expect(after.trimEnd().endsWith("}),\n};")).toBe(true);
  expect(read("test/rules/efs.test.ts")).toMatch(/"efs-mount-target-x": \{\n {4}pass: \[\{\}\],\n/);
  expect(read("src/rules/index.ts")).toBe(readFileSync(join(root, "src/rules/index.ts"), "utf8"));
});

test("a rule of a new family makes its files and is registered", () => {
  expect(newRule("codestar-connection-x", "codestarconnections.Connection").status).toBe(0);
  expect(read("src/rules/aws/codestar.ts")).toContain(
    'export const codestar = {\n  "codestar-connection-x": rule("codestarconnections.Connection", {',
  );
  expect(read("test/rules/codestar.test.ts")).toContain("suite(codestar, {\n");
  const index = read("src/rules/index.ts");
  expect(index).toContain('import { codestar } from "./aws/codestar.js";\n');
  expect(index).toMatch(/groups: RuleGroups = \{\n( {2}\w+,\n)* {2}codestar,\n( {2}\w+,\n)*\}/);
});

test.each([
  ["no id", [], "usage"],
  ["an id without a family", ["bucket", "s3.Bucket"], "is no id of a rule"],
  ["an id that is there", ["efs-file-system-encrypted", "efs.FileSystem"], "already"],
  ["a class that the provider has not", ["efs-x", "efs.FileSystems"], "no class"],
  ["a class in another spelling", ["efs-x", "efs.Filesystem"], 'did you mean "efs.FileSystem"?'],
])("%s is refused in one line", (_, parameters, words) => {
  const before = read("src/rules/aws/efs.ts");
  const { status, stderr } = newRule(...parameters);
  expect(status).toBe(1);
  expect(stderr).toContain(words);
  expect(stderr.trim().split("\n")).toHaveLength(1);
  expect(read("src/rules/aws/efs.ts")).toBe(before);
});
