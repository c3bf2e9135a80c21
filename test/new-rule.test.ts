import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

const root = join(import.meta.dirname, "..");
let folder: string;
const copied = [
  "biome.json",
  "src/rules/aws/efs.ts",
  "src/rules/index.ts",
  "test/rules/efs.test.ts",
  "test/rules/__snapshots__/efs.test.ts.snap",
  "docs/rules/efs-file-system-encrypted.md",
  "docs/rules.md",
];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "new-rule-"));
  mkdirSync(join(folder, "src/rules/aws"), { recursive: true });
  mkdirSync(join(folder, "test/rules/__snapshots__"), { recursive: true });
  mkdirSync(join(folder, "docs/rules"), { recursive: true });
  for (const file of copied) cpSync(join(root, file), join(folder, file));
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const script = (name: string, parameters: readonly string[]) =>
  spawnSync(process.execPath, [join(root, "scripts", name), ...parameters], { cwd: folder, encoding: "utf8" });
const newRule = (...parameters: string[]) => script("new-rule.mjs", parameters);
const renameRule = (...parameters: string[]) => script("rename-rule.mjs", parameters);
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
  expect(read("test/rules/efs.test.ts")).toMatch(/"efs-mount-target-x": \{\n? *pass: \[\{ \w+: "x" \}\],/);
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
  expect(index.split("\n").every((line) => line.length < 120)).toBe(true);
  expect(index).toMatch(/groups: RuleGroups = \{\n( {2}\w+(: \{.*\})?,\n)* {2}codestar,\n( {2}\w+(: \{.*\})?,\n)*\};/);
});

test.each([
  ["no id", [], "usage"],
  ["an id without a family", ["bucket", "s3.Bucket"], "is not a rule id"],
  ["an id that is there", ["efs-file-system-encrypted", "efs.FileSystem"], "already"],
  ["a class that the provider has not", ["efs-x", "efs.FileSystems"], "no class"],
  ["a class in another spelling", ["efs-x", "efs.Filesystem"], 'did you mean "efs.FileSystem"?'],
  ["a kind that there is not", ["efs-x", "efs.FileSystem", "--kind", "rule"], 'there is no kind "rule"'],
  ["a join without a link", ["efs-x", "efs.FileSystem", "--kind", "join"], "a join needs --with"],
  ["a join to a class that the provider has not", ["efs-x", "efs.FileSystem", "--with", "efs.Mount#fileSystemId"], "no class"],
  ["a view without a skeleton", ["efs-x", "taggable", "--kind", "view"], "no skeleton for the view"],
  ["an unknown option", ["efs-x", "efs.FileSystem", "--knd", "join"], "Unknown option"],
])("%s is refused in one line", (_, parameters, words) => {
  const before = read("src/rules/aws/efs.ts");
  const { status, stderr } = newRule(...parameters);
  expect(status).toBe(1);
  expect(stderr).toContain(words);
  expect(stderr.trim().split("\n")).toHaveLength(1);
  expect(read("src/rules/aws/efs.ts")).toBe(before);
});

test.each([
  ["check", ["efs.MountTarget"], /check: \(\{ \w+ = "" \}, \{ at \}\)/],
  ["join", ["efs.FileSystem", "--with", "efs.MountTarget#fileSystemId"], /with: \{ partners: "efs\.MountTarget#fileSystemId" \}/],
  ["join", ["efs.MountTarget", "--with", "fileSystemId -> efs.FileSystem"], /ref\("other"\)|fileSystemId -> efs\.FileSystem/],
  ["view", ["taskContainers"], /rule\(taskContainers, \{/],
])("a rule of the kind %s, on %j, has its own form and imports what it uses", (kind, parameters, form) => {
  expect(newRule("efs-something-new", ...parameters, "--kind", kind).status).toBe(0);
  const text = read("src/rules/aws/efs.ts");
  expect(text).toMatch(form);
  for (const word of text.matchAll(/\b(present|atLeast|taskContainers)\b/g))
    expect(text).toMatch(new RegExp(`import \\{[^}]*\\b${word[0]}\\b`));
});

test("two branches that each add a rule of a new family merge without a conflict", () => {
  cpSync(join(root, ".gitattributes"), join(folder, ".gitattributes"));
  const git = (...parameters: string[]) => {
    const identity = ["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "init.defaultBranch=main", "-c", "commit.gpgsign=false"];
    const { status, stdout, stderr } = spawnSync("git", [...identity, ...parameters], { cwd: folder, encoding: "utf8" });
    expect(status, `${stdout}${stderr}`).toBe(0);
  };
  const commit = () => {
    git("add", "src", "test", "docs", ".gitattributes");
    git("commit", "-qm", "x");
  };
  git("init", "-q");
  commit();
  for (const [branch, id, cls] of [
    ["one", "transfer-server-x", "transfer.Server"],
    ["two", "timestreamwrite-table-x", "timestreamwrite.Table"],
  ] as const) {
    git("checkout", "-q", "main");
    git("checkout", "-qb", branch);
    expect(newRule(id, cls).status).toBe(0);
    commit();
  }
  git("merge", "-q", "--no-edit", "one");
  const index = read("src/rules/index.ts");
  for (const name of ["transfer", "timestreamwrite"]) {
    expect(index).toContain(`import { ${name} } from "./aws/${name}.js";\n`);
    expect(index).toContain(`\n  ${name},\n`);
  }
});

describe("rename-rule", () => {
  test("renames in rules, tests, snapshots and docs, and leaves the old id as one of before", () => {
    expect(renameRule("efs-file-system-encrypted", "efs-file-system-at-rest").status).toBe(0);
    expect(read("src/rules/aws/efs.ts")).toMatch(
      /"efs-file-system-at-rest": rule\([^{]*\{\n {4}formerly: \["efs-file-system-encrypted"\],\n/,
    );
    expect(read("test/rules/efs.test.ts")).toContain('"efs-file-system-at-rest": {');
    for (const file of ["test/rules/efs.test.ts", "test/rules/__snapshots__/efs.test.ts.snap", "docs/rules.md"])
      expect(read(file)).not.toContain("efs-file-system-encrypted");
    expect(existsSync(join(folder, "docs/rules/efs-file-system-encrypted.md"))).toBe(false);
    expect(read("docs/rules/efs-file-system-at-rest.md")).toContain("`efs-file-system-at-rest`");
  });
  test("a second name keeps the first", () => {
    renameRule("efs-file-system-encrypted", "efs-file-system-one");
    renameRule("efs-file-system-one", "efs-file-system-two");
    expect(read("src/rules/aws/efs.ts")).toContain('formerly: ["efs-file-system-encrypted", "efs-file-system-one"],');
  });
  test("leaves ids alone that only begin with it", () => {
    const before = read("src/rules/aws/efs.ts");
    expect(renameRule("efs-file-system", "efs-system").status).toBe(1);
    expect(read("src/rules/aws/efs.ts")).toBe(before);
  });
  test.each([
    ["no id", [], "usage"],
    ["a rule that is not there", ["efs-none", "efs-other"], 'there is no rule "efs-none"'],
    ["an id that is taken", ["efs-file-system-encrypted", "efs-access-point-user-identity"], "there is a rule"],
    ["another family", ["efs-file-system-encrypted", "ebs-file-system-encrypted"], 'does not start with "efs-"'],
    ["an id that is none", ["efs-file-system-encrypted", "Efs"], "is not a rule id"],
  ])("%s is refused in one line", (_, parameters, words) => {
    const { status, stderr } = renameRule(...parameters);
    expect([status, stderr.trim().split("\n").length]).toEqual([1, 1]);
    expect(stderr).toContain(words);
  });
});
