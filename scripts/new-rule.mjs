// @ts-check
/**
 * Writes the skeleton of a rule and of its cases into the files where they belong, and makes those where there are none. What it writes is valid at once.
 * Usage: npm run new-rule -- ID SUBJECT [--kind property|check|join|view] [--with LINK]
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { classAt, simpleInput } from "./rules/classes.mjs";
import { addImport, register } from "./rules/imports.mjs";
import { skeletons, views } from "./rules/skeletons.mjs";

const USAGE = `usage: npm run new-rule -- s3-bucket-x "s3.Bucket" [--kind ${Object.keys(skeletons).join("|")}] [--with "s3.BucketVersioning#bucket"]`;
const { id, subject, kind, link } = parameters();
const skeleton = skeletonOf();
const family = familyOf(id);
const place = existsSync(`src/rules/${family}.ts`) ? family : `aws/${family}`;
const [rules, cases] = [`src/rules/${place}.ts`, `test/rules/${family}.test.ts`];
const name = family.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());

const isNew = !existsSync(rules);
if (isNew) {
  mkdirSync("src/rules/aws", { recursive: true });
  writeFileSync(rules, `import { rule } from "../../language/rule.js";\n\nexport const ${name} = {\n};\n`);
}
if (!existsSync(cases)) {
  mkdirSync("test/rules", { recursive: true });
  writeFileSync(
    cases,
    `import { ${name} } from "../../src/rules/${place}.js";\nimport { suite } from "../suite.js";\n\nsuite(${name}, {\n});\n`,
  );
}
insert(rules, new RegExp(`^export const ${name} = \\{$`, "m"), /^\};$/m, [`  "${id}": ${skeleton.rule},`]);
insert(cases, new RegExp(`^suite\\(${name}, \\{`, "m"), /^\}\);$/m, [`  "${id}": ${skeleton.cases},`]);
const up = place.startsWith("aws/") ? "../.." : "..";
for (const [from, names] of Object.entries(skeleton.ruleImports)) addImport(rules, `${up}/${from}.js`, names);
addImport(cases, "../suite.js", skeleton.caseImports);
const registered = !isNew || register(name, place);
// What is written here is long or short as names are: Biome breaks its lines.
spawnSync("node_modules/.bin/biome", ["check", "--write", "--vcs-enabled=false", rules, cases], { stdio: "ignore" });
console.log(`${id} is begun in ${rules}, its cases in ${cases}${registered ? "" : `; add the group \`${name}\` to src/rules/index.ts`}`);
console.log(`Next: npx vitest run ${cases} -u, then npm run docs`);

function parameters() {
  /** @type {{ values: { kind?: string | undefined, with?: string | undefined }, positionals: string[] }} */
  let parsed;
  try {
    parsed = parseArgs({ allowPositionals: true, options: { kind: { type: "string" }, with: { type: "string" } } });
  } catch (error) {
    fail(`${error instanceof Error ? error.message.split(".")[0] : error}; ${USAGE}`);
  }
  const [id, subject, ...rest] = parsed.positionals;
  if (id === undefined || subject === undefined || rest.length > 0) fail(USAGE);
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)+$/.test(id))
    fail(`"${id}" is not a rule id: words in lower case, joined by hyphens, the family first; ${USAGE}`);
  const kind = parsed.values.kind ?? (parsed.values.with === undefined ? "property" : "join");
  if (!Object.hasOwn(skeletons, kind)) fail(`there is no kind "${kind}"; ${USAGE}`);
  return { id, subject, kind: /** @type {keyof typeof skeletons} */ (kind), link: parsed.values.with };
}

/** The texts of rule and cases. */
function skeletonOf() {
  if (kind === "view") {
    const view = views[subject];
    if (view === undefined) fail(`there is no skeleton for the view "${subject}"; begin with one of ${Object.keys(views).join(", ")}`);
    return skeletons.view(view);
  }
  check(subject);
  if (kind !== "join") {
    const input = simpleInput(subject);
    if (input === undefined) fail(`${subject} has no input that is a text, a number or true or false; write the rule by hand`);
    return skeletons[kind](subject, input);
  }
  const parts = /^(?<other>[\w.]+)#(?<property>\w+)$|^(?<property2>\w+) -> (?<other2>[\w.]+)$/.exec(link ?? "")?.groups;
  if (link === undefined || parts === undefined)
    fail(
      `a join needs --with "s3.BucketVersioning#bucket" (a resource that names this one) or --with "role -> iam.Role" (one that this names); ${USAGE}`,
    );
  const [other, property] = [parts["other"] ?? parts["other2"] ?? "", parts["property"] ?? parts["property2"] ?? ""];
  check(other);
  const input = simpleInput(other, property);
  if (input === undefined) fail(`${other} has no input that is a text, a number or true or false; write the rule by hand`);
  return skeletons.join(subject, other, property, link, input);
}

/** @param {string} given a class, as a program writes it */
function check(given) {
  const found = classAt(given);
  if (found !== given)
    fail(
      `@pulumi/aws has no class "${given}"; ${found === undefined ? 'write it as a program does, as in "s3.Bucket"' : `did you mean "${found}"?`}`,
    );
}

/** Writes lines before the line that closes a block. @param {string} file @param {RegExp} opens @param {RegExp} closes @param {readonly string[]} lines */
function insert(file, opens, closes, lines) {
  const text = readFileSync(file, "utf8");
  if (new RegExp(`^  "?${id}"?:`, "m").test(text)) fail(`${file} has "${id}" already`);
  const start = opens.exec(text)?.index;
  const end = start === undefined ? undefined : closes.exec(text.slice(start))?.index;
  if (start === undefined || end === undefined) fail(`${file} has no block that matches ${opens}: write the rule by hand`);
  writeFileSync(file, `${text.slice(0, start + end)}${lines.join("\n")}\n${text.slice(start + end)}`);
}

/** The file of rules that the id belongs to: the longest that it starts with, else a new one by its first word. @param {string} given */
function familyOf(given) {
  const fitting = ["src/rules", "src/rules/aws"]
    .flatMap((folder) => (existsSync(folder) ? readdirSync(folder) : []))
    .flatMap((file) => (file.endsWith(".ts") && file !== "index.ts" ? [file.slice(0, -3)] : []))
    .filter((file) => given.startsWith(`${file}-`))
    .sort((a, b) => b.length - a.length);
  return fitting[0] ?? given.split("-")[0] ?? given;
}

/** @param {string} message @returns {never} */
function fail(message) {
  console.error(`new-rule: ${message}`);
  process.exit(1);
}
