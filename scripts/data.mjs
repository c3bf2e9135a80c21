// @ts-check
/**
 * Writes src/data/*.json from the types of @pulumi/aws, the data of IAM, Prowler's mappings and the lists in scripts/data; `--check` compares
 * instead of writing.
 * Usage: node scripts/data.mjs [--check]
 */
import { readFileSync, writeFileSync } from "node:fs";
import { brotliCompressSync, brotliDecompressSync } from "node:zlib";
import { aliases } from "./data/aliases.mjs";
import { frameworkTables, PROWLER } from "./data/frameworks.mjs";
import { functionsText } from "./data/functions.mjs";
import { IAM_DATA, iamActions } from "./data/iam-actions.mjs";
import { iamConditionKeys } from "./data/iam-condition-keys.mjs";
import { MANAGED_POLICIES, managedPolicies } from "./data/iam-managed.mjs";
import { inputsText } from "./data/inputs.mjs";
import { nativeSources, nativeTypes } from "./data/native.mjs";
import { INSTALLED, OLDER, olderPackage } from "./data/packages.mjs";
import { readProvider } from "./data/provider.mjs";
import { secretInputs, secretOutputs } from "./data/secrets.mjs";
import { shapes } from "./data/shapes.mjs";
import { statefulTypes } from "./data/stateful.mjs";
import { taggableTypes } from "./data/taggable.mjs";

const FOLDER = new URL("../src/data/", import.meta.url);

const parameters = process.argv.slice(2);
if (parameters.some((parameter) => parameter !== "--check"))
  fail(`unknown argument ${parameters.join(" ")}; usage: node scripts/data.mjs [--check]`);
main(parameters.includes("--check"));

/** @param {boolean} check */
function main(check) {
  const provider = readProvider(INSTALLED);
  const files = {
    "taggable.json": render(of(provider), { types: taggableTypes(provider) }),
    "secret-inputs.json": render(of(provider), { types: secretInputs(provider), outputs: secretOutputs(provider) }),
    "stateful.json": render(of(provider), { types: statefulTypes(provider) }),
    "iam-actions.json": render({ from: IAM_DATA }, { services: iamActions() }),
    "iam-condition-keys.json": render({ from: [IAM_DATA, MANAGED_POLICIES] }, { prefixes: iamConditionKeys() }),
    "frameworks.json": render({ from: PROWLER }, frameworkTables()),
    "iam-managed-policies.txt.br": managedPolicies("scripts/data.mjs"),
    "class-inputs.txt.br": inputsText(provider, "scripts/data.mjs"),
    "function-results.txt.br": functionsText(INSTALLED, provider.version, "scripts/data.mjs"),
    ...comparedWithOlder(provider, check),
    ...ofCloudFormation(provider, check),
  };
  const stale = [];
  for (const [name, text] of Object.entries(files)) {
    if (check && current(name) !== text) stale.push(name);
    if (!check) writeFileSync(new URL(name, FOLDER), name.endsWith(".br") ? brotliCompressSync(text) : text);
  }
  if (stale.length > 0) fail(`not up to date: ${stale.map((name) => `src/data/${name}`).join(", ")}; run node scripts/data.mjs`);
  console.log(`${check ? "up to date" : "written"}: ${Object.keys(files).join(", ")} (@pulumi/aws ${provider.version})`);
}

/**
 * The two tables that need older majors; in a check, none where those cannot be had.
 * @param {import("./data/provider.mjs").Provider} provider
 * @param {boolean} check
 * @returns {Record<string, string>}
 */
function comparedWithOlder(provider, check) {
  /** @type {import("./data/provider.mjs").Provider[]} */
  let older;
  try {
    older = OLDER.map((version) => readProvider(olderPackage(version)));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (!check) fail(`older majors of @pulumi/aws are not cached and cannot be fetched: ${reason}`);
    console.error(`NOT CHECKED: aliases.json, shapes.json (older majors of @pulumi/aws are not cached and cannot be fetched: ${reason})`);
    return {};
  }
  const types = aliases(provider, older);
  return {
    "aliases.json": render(of(provider, OLDER), { types }),
    "shapes.json": render(of(provider, OLDER), shapes(provider, older, types)),
  };
}

/**
 * The table of native types; in a check, none where its sources cannot be had.
 * @param {import("./data/provider.mjs").Provider} provider
 * @param {boolean} check
 * @returns {Record<string, string>}
 */
function ofCloudFormation(provider, check) {
  try {
    nativeSources();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (!check) fail(`the types of CloudFormation are not cached and cannot be fetched: ${reason}`);
    console.error(`NOT CHECKED: native-types.json (the types of CloudFormation are not cached and cannot be fetched: ${reason})`);
    return {};
  }
  return { "native-types.json": render({ ...of(provider), from: nativeSources() }, nativeTypes(provider)) };
}

/** @param {import("./data/provider.mjs").Provider} provider @param {string[]} [older] */
function of(provider, older) {
  return { provider: `@pulumi/aws ${provider.version}`, ...(older && { older }) };
}

/**
 * JSON with one entry a line, sorted.
 * @param {Record<string, unknown>} source what the tables are made from
 * @param {Record<string, Record<string, unknown>>} tables
 */
function render(source, tables) {
  const generated = { by: "scripts/data.mjs", ...source };
  const parts = Object.entries(tables).map(([name, table]) => {
    const lines = Object.keys(table)
      .sort()
      .map((token) => `${JSON.stringify(token)}: ${JSON.stringify(table[token])}`);
    return `${JSON.stringify(name)}: {\n${lines.join(",\n")}\n}`;
  });
  return `{\n${[`"generated": ${JSON.stringify(generated)}`, ...parts].join(",\n")}\n}\n`;
}

/** @param {string} name */
function current(name) {
  try {
    const content = readFileSync(new URL(name, FOLDER));
    return (name.endsWith(".br") ? brotliDecompressSync(content) : content).toString("utf8");
  } catch {
    return undefined; // a missing table is a stale one
  }
}

/**
 * @param {string} message
 * @returns {never}
 */
function fail(message) {
  console.error(`data: ${message}`);
  process.exit(1);
}
