// @ts-check
/**
 * Writes the skeleton of a rule and of its cases into the files where they belong, and makes those where there are none.
 * Usage: npm run new-rule s3-bucket-x "s3.Bucket"
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const USAGE = 'usage: npm run new-rule s3-bucket-x "s3.Bucket"';
const [id, cls, ...rest] = process.argv.slice(2);
if (id === undefined || cls === undefined || rest.length > 0) fail(USAGE);
if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)+$/.test(id))
  fail(`"${id}" is not a rule id: words in lower case, joined by hyphens, the family first; ${USAGE}`);
checkClass(cls);
const family = familyOf(id);
const place = placeOf(family);
const [rules, cases] = [`src/rules/${place}.ts`, `test/rules/${family}.test.ts`];
const name = identifier(family);

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
insert(rules, new RegExp(`^export const ${name} = \\{$`, "m"), /^\};$/m, [
  `  "${id}": rule("${cls}", {`,
  '    title: "Things of the service must be so",',
  '    severity: "medium",',
  '    fix: "Set `property: true`.",',
  '    docs: "https://docs.aws.amazon.com/",',
  "    require: {},",
  "  }),",
]);
insert(cases, new RegExp(`^suite\\(${name}, \\{`, "m"), /^\}\);$/m, [
  `  "${id}": {`,
  "    pass: [{}],",
  "    fail: [{}],",
  "    unknown: [],",
  "  },",
]);
const registered = !isNew || register();
console.log(`${id} is begun in ${rules}, its cases in ${cases}${registered ? "" : `; add the group \`${name}\` to src/rules/index.ts`}`);

/** Writes lines before the line that closes a block. @param {string} file @param {RegExp} opens @param {RegExp} closes @param {readonly string[]} lines */
function insert(file, opens, closes, lines) {
  const text = readFileSync(file, "utf8");
  if (new RegExp(`^  "?${id}"?:`, "m").test(text)) fail(`${file} has "${id}" already`);
  const start = opens.exec(text)?.index;
  const end = start === undefined ? undefined : closes.exec(text.slice(start))?.index;
  if (start === undefined || end === undefined) fail(`${file} has no block that matches ${opens}: write the rule by hand`);
  writeFileSync(file, `${text.slice(0, start + end)}${lines.join("\n")}\n${text.slice(start + end)}`);
}

/** Adds a new file's group to the registry; false where that is not written as expected. */
function register() {
  const file = "src/rules/index.ts";
  if (!existsSync(file)) return false;
  const text = readFileSync(file, "utf8");
  const groups = /(export const groups: RuleGroups = \{)([^}]*)(\})/.exec(text);
  const imports = [...text.matchAll(/^import \{ \w+ \} from "\.\/[\w/-]+\.js";$/gm)];
  const after = imports.findLast((found) => found[0] < `import { ${name} }`) ?? imports[0];
  if (groups === null || after === undefined) return false;
  const names = (groups[2] ?? "").split(",").map((part) => part.trim());
  const list = [...names.filter((part) => part !== ""), name].sort();
  const replaced = text.replace(groups[0], `${groups[1]}\n  ${list.join(",\n  ")},\n${groups[3]}`);
  const line = `import { ${name} } from "./${place}.js";`;
  writeFileSync(file, replaced.replace(after[0], after[0] < line ? `${after[0]}\n${line}` : `${line}\n${after[0]}`));
  return true;
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

/** Where the rules of a family are: the promises in the folder itself, the services of AWS in one of their own. @param {string} given */
function placeOf(given) {
  return existsSync(`src/rules/${given}.ts`) ? given : `aws/${given}`;
}

/** @param {string} given */
function checkClass(given) {
  const [module = "", className = ""] = given.split(".");
  const folder = join("node_modules/@pulumi/aws", module);
  // Files are named after classes, but for the case of abbreviations.
  const file =
    existsSync(folder) && module !== ""
      ? readdirSync(folder).find((name) => name.toLowerCase() === `${className.toLowerCase()}.d.ts`)
      : undefined;
  const declared =
    file === undefined
      ? undefined
      : /export declare class (\w+) extends pulumi\.CustomResource/.exec(readFileSync(join(folder, file), "utf8"))?.[1];
  if (declared !== undefined && given === `${module}.${declared}`) return;
  fail(
    `@pulumi/aws has no class "${given}"; ${declared === undefined ? 'write it as a program does, as in "s3.Bucket"' : `did you mean "${module}.${declared}"?`}`,
  );
}

/** @param {string} file */
function identifier(file) {
  return file.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
}

/** @param {string} message @returns {never} */
function fail(message) {
  console.error(`new-rule: ${message}`);
  process.exit(1);
}
