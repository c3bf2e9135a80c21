// @ts-check
/**
 * Writes the parts of the documentation that follow from the sources: a page for each rule, their index, their examples for `explain`, the types
 * of @pulumi/aws-native, the controls that are covered, the tables of the configuration and of the migration from other packs, and
 * what is between markers in README.md.
 * `--check` compares instead of writing.
 * Usage: node scripts/docs.mjs [--check]
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { configurationParts } from "./docs/configuration.mjs";
import { coveragePage } from "./docs/coverage.mjs";
import { doorsParts } from "./docs/doors.mjs";
import { load, ROOT } from "./docs/load.mjs";
import { migratingParts } from "./docs/migrating.mjs";
import { nativePage } from "./docs/native.mjs";
import { examplesData, rulePage, rulesIndex } from "./docs/pages.mjs";
import { privilegePathsParts } from "./docs/privilege-paths.mjs";
import { readmeParts } from "./docs/readme.mjs";

const parameters = process.argv.slice(2);
if (parameters.some((parameter) => parameter !== "--check"))
  fail(`unknown argument ${parameters.join(" ")}; usage: node scripts/docs.mjs [--check]`);
await main(parameters.includes("--check"));

/** @param {boolean} check */
async function main(check) {
  process.chdir(ROOT);
  const sources = await load();
  const without = sources.allRules.filter(({ id }) => sources.collected.get(id)?.cases === undefined);
  if (without.length > 0) fail(`no cases in test/rules for: ${without.map(({ id }) => id).join(", ")}`);
  /** @type {Record<string, string>} */
  const files = { "docs/rules.md": rulesIndex(sources), "src/data/examples.json": examplesData(sources) };
  for (const registered of sources.allRules) files[`docs/rules/${registered.id}.md`] = rulePage(sources, registered);
  files["docs/aws-native.md"] = nativePage();
  files["docs/coverage.md"] = coveragePage(sources);
  files["README.md"] = between("README.md", readmeParts(sources));
  files["docs/doors.md"] = between("docs/doors.md", doorsParts(sources));
  files["docs/configuration.md"] = between("docs/configuration.md", configurationParts(sources));
  files["docs/privilege-paths.md"] = between("docs/privilege-paths.md", privilegePathsParts(sources));
  files["docs/migrating.md"] = between("docs/migrating.md", migratingParts(sources));

  for (const [file, text] of Object.entries(files)) {
    // Examples of what leaks must not leak, nor look as if they did to the scanners of repositories.
    const hit = sources.tokenIn(text) ?? sources.privateKeyIn(text) ?? sources.detect(text);
    if (hit !== undefined)
      fail(`${file} would hold what looks like a credential (${hit.description}): teach scripts/docs/harmless.mjs its form`);
  }
  const stale = Object.keys(files).filter((file) => !existsSync(file) || readFileSync(file, "utf8") !== files[file]);
  const orphans = existsSync("docs/rules")
    ? readdirSync("docs/rules")
        .map((name) => `docs/rules/${name}`)
        .filter((file) => !(file in files))
    : [];
  if (check) {
    const wrong = [...stale, ...orphans.map((file) => `${file} (of no rule)`)];
    if (wrong.length > 0) fail(`not up to date: ${wrong.join(", ")}; run npm run docs`);
  } else {
    mkdirSync("docs/rules", { recursive: true });
    for (const file of stale) writeFileSync(join(ROOT, file), files[file] ?? "");
    for (const file of orphans) rmSync(file);
  }
  console.log(
    `${check ? "up to date" : `${stale.length} written, ${orphans.length} removed`}: ${Object.keys(files).length} files, ${sources.allRules.length} rules`,
  );
}

/**
 * The text of a file with what is between each pair of markers (`<!-- name -->` … `<!-- /name -->`) replaced.
 * @param {string} file
 * @param {Readonly<Record<string, string>>} parts
 */
function between(file, parts) {
  let text = readFileSync(file, "utf8");
  for (const [name, part] of Object.entries(parts)) {
    const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
    const [start, end] = [text.indexOf(open), text.indexOf(close)];
    if (start < 0 || end < start) fail(`${file} has no ${open} … ${close}`);
    text = `${text.slice(0, start + open.length)}\n${part.trim()}\n${text.slice(end)}`;
  }
  return text;
}

/** @param {string} message @returns {never} */
function fail(message) {
  console.error(`docs: ${message}`);
  process.exit(1);
}
