// @ts-check
/**
 * Gives a rule another id, in rules, tests, snapshots, docs and data. The old id stays as one that the rule had before (`formerly`), which keeps working
 * with a warning in configurations, waivers, baselines and on the command line.
 * Usage: npm run rename-rule OLD NEW
 */
import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const ROOTS = ["src", "test", "docs", "examples", "scripts", "bench", "templates", "README.md", "CONTRIBUTING.md", "action.yml"];
/** These report ids of before. */
const HISTORY = ["test/config/former.test.ts"];
const [before, after, ...rest] = process.argv.slice(2);
if (before === undefined || after === undefined || rest.length > 0) fail("usage: npm run rename-rule OLD NEW");
if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)+$/.test(after)) fail(`"${after}" is not a rule id: words in lower case, joined by hyphens`);

const files = ROOTS.flatMap(filesBelow).filter((file) => !HISTORY.includes(file));
const home = files.find((file) => file.startsWith("src/rules/") && declares(file, before));
if (home === undefined) fail(`there is no rule "${before}" in src/rules`);
if (files.some((file) => file.startsWith("src/rules/") && declares(file, after))) fail(`there is a rule "${after}" already`);
const family = /** @type {string} */ (home.split("/").at(-1)).replace(/\.ts$/, "");
const families = home.startsWith("src/rules/iam/") ? "iam" : family;
if (!after.startsWith(`${families}-`)) fail(`"${after}" does not start with "${families}-", the family of its file: move the rule first`);

let changed = 0;
for (const file of files) {
  const text = readFileSync(file, "utf8");
  const renamed = renamedIn(text);
  const whole = file === home ? withFormer(renamed) : renamed;
  if (whole === text) continue;
  writeFileSync(file, whole);
  changed++;
}
const page = `docs/rules/${before}.md`;
if (existsSync(page)) renameSync(page, `docs/rules/${after}.md`);
console.log(`${before} is ${after} in ${changed} files; run npm run docs, npx vitest run test/rules -u, and add it to CHANGELOG.md`);

/** @param {string} text */
function renamedIn(text) {
  const id = new RegExp(`(?<![\\w-])${before}(?![\\w-])`, "g");
  // What a rule was called before stays.
  return text
    .split(/(formerly: \[[^\]]*\])/)
    .map((part) => (part.startsWith("formerly: [") ? part : part.replace(id, /** @type {string} */ (after))))
    .join("");
}

/** The rule with its id of before among those that it had. @param {string} text */
function withFormer(text) {
  const start = text.indexOf(`"${after}": rule(`);
  const open = text.indexOf("{\n", start) + 2;
  const end = text.indexOf("\n  }),", start);
  const own = text.slice(open, end);
  const line = /formerly: \[([^\]]*)\]/.exec(own);
  const mended = line === null ? `    formerly: ["${before}"],\n${own}` : own.replace(line[0], `formerly: [${line[1]}, "${before}"]`);
  return text.slice(0, open) + mended + text.slice(end);
}

/** @param {string} file @param {string} id */
function declares(file, id) {
  return readFileSync(file, "utf8").includes(`  "${id}": rule(`);
}

/** @param {string} root @returns {string[]} */
function filesBelow(root) {
  if (!existsSync(root)) return [];
  if (/\.\w+$/.test(root)) return [root];
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|mjs|js|json|jsonc|md|snap|yaml|yml|sh)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !file.includes("node_modules"));
}

/** @param {string} message @returns {never} */
function fail(message) {
  console.error(`rename-rule: ${message}`);
  process.exit(1);
}
