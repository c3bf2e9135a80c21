import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

const script = join(import.meta.dirname, "../scripts/release.mjs");
let folder: string;
const git = (...words: string[]): string => execFileSync("git", words, { cwd: folder, encoding: "utf8" }).trim();
const release = (...words: string[]) => spawnSync(process.execPath, [script, ...words], { cwd: folder, encoding: "utf8" });
const read = (file: string): string => readFileSync(join(folder, file), "utf8");

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "release-"));
  const lock = { name: "x", version: "0.1.0", packages: { "": { name: "x", version: "0.1.0" }, "node_modules/y": { version: "0.1.0" } } };
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "x", version: "0.1.0" }, null, 2));
  writeFileSync(join(folder, "package-lock.json"), JSON.stringify(lock, null, 2));
  writeFileSync(join(folder, "CHANGELOG.md"), "# Changelog\n\n## [Unreleased]\n\n- A change.\n\n## [0.1.0] - 2026-01-01\n\n- The first.\n");
  git("init", "--quiet");
  git("config", "user.email", "somebody@example.com");
  git("config", "user.name", "Somebody");
  git("add", ".");
  git("commit", "--quiet", "-m", "start");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("dates the section, sets the version, commits and tags", () => {
  const { status, stderr } = release("0.2.0");
  expect([status, stderr]).toEqual([0, ""]);
  expect(read("CHANGELOG.md")).toMatch(/## \[Unreleased\]\n\n## \[0\.2\.0\] - \d{4}-\d\d-\d\d\n\n- A change\.\n\n## \[0\.1\.0\]/);
  expect(JSON.parse(read("package.json")).version).toBe("0.2.0");
  const lock = JSON.parse(read("package-lock.json"));
  expect([lock.version, lock.packages[""].version, lock.packages["node_modules/y"].version]).toEqual(["0.2.0", "0.2.0", "0.1.0"]);
  expect(git("tag")).toBe("v0.2.0");
  expect(git("status", "--porcelain")).toBe("");
});

test.each([
  ["no version", [], () => undefined, "usage"],
  ["what is no version", ["v2"], () => undefined, "usage"],
  ["a tag that exists", ["0.2.0"], () => git("tag", "v0.2.0"), "exists already"],
  ["changes that are not committed", ["0.2.0"], () => writeFileSync(join(folder, "new.txt"), ""), "not committed"],
  [
    "nothing unreleased",
    ["0.2.0"],
    () => {
      writeFileSync(join(folder, "CHANGELOG.md"), "# Changelog\n\n## [Unreleased]\n\n## [0.1.0] - 2026-01-01\n");
      git("commit", "--quiet", "--all", "-m", "released");
    },
    "nothing under",
  ],
])("refuses %s in one line", (_, words, prepare, says) => {
  prepare();
  const { status, stderr } = release(...words);
  expect(status).toBe(1);
  expect(stderr.trim().split("\n")).toHaveLength(1);
  expect(stderr).toContain(says);
});
