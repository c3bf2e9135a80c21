// @ts-check
/**
 * Makes a release of what is under "Unreleased" in the changelog: sets the version, dates the section, commits and tags. Nothing is pushed or published.
 * Usage: npm run release -- 0.2.0
 */
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";

const [version = "", ...rest] = process.argv.slice(2);
if (!/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version) || rest.length > 0) fail("usage: npm run release -- 0.2.0");
const tag = `v${version}`;
if (git("status", "--porcelain") !== "") fail("there are changes that are not committed: commit or stash them first");
if (git("tag", "--list", tag) !== "") fail(`${tag} exists already: name a later version`);

const changelog = readFileSync("CHANGELOG.md", "utf8");
const unreleased = /^## \[Unreleased\]\n([\s\S]*?)(?=^## |(?![\s\S]))/m.exec(changelog);
if (unreleased === null || (unreleased[1] ?? "").trim() === "")
  fail('CHANGELOG.md has nothing under "## [Unreleased]": write there what changed');

const today = new Date().toISOString().slice(0, 10);
writeFileSync("CHANGELOG.md", changelog.replace("## [Unreleased]\n", `## [Unreleased]\n\n## [${version}] - ${today}\n`));
for (const file of ["package.json", "package-lock.json"]) setVersion(file);
git("add", "CHANGELOG.md", "package.json", "package-lock.json");
git("commit", "--quiet", "-m", `chore: release ${tag}`);
git("tag", "--annotate", tag, "-m", tag);
console.log(`${tag} is committed and tagged; push it with \`git push --follow-tags\``);

/** Only the package's own version changes, whatever the file's layout. @param {string} file */
function setVersion(file) {
  const text = readFileSync(file, "utf8");
  const own = JSON.parse(text).version;
  const times = file === "package.json" ? 1 : 2;
  let next = text;
  for (let i = 0, from = 0; i < times; i++) {
    const at = next.indexOf(`"version": "${own}"`, from);
    if (at < 0) fail(`${file} does not name the version ${own} ${times} times`);
    next = `${next.slice(0, at)}"version": "${version}"${next.slice(at + `"version": "${own}"`.length)}`;
    from = at + 1;
  }
  writeFileSync(file, next);
}

/** @param {...string} words */
function git(...words) {
  return execFileSync("git", words, { encoding: "utf8" }).trim();
}

/** @param {string} message @returns {never} */
function fail(message) {
  console.error(`release: ${message}`);
  process.exit(1);
}
