// @ts-check
/**
 * Refuses words that readers stumble over: in the text of src, scripts and bench (messages, comments and names), in the names of tests, and in documents.
 * Usage: node scripts/words.mjs [--documents] [file or folder of the repository ...]
 * `--documents` reads README.md, CONTRIBUTING.md and docs/*.md too.
 */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { ALLOWED, PHRASES } from "./words/phrases.mjs";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const CODE = ["src", "scripts", "bench"];
const TESTS = ["test"];
const DOCUMENTS = ["README.md", "CONTRIBUTING.md", "docs"];
/** Generated, or the list itself. */
const LEFT_OUT = /^(?:src\/data\/|scripts\/words\/|docs\/rules\/|docs\/rules\.md$)|\/node_modules\//;

/** @typedef {{ line: number, found: string, instead: string }} Finding */

/** The refused words in a text. @param {string} text @param {"prose" | "code"} kind @returns {Finding[]} */
export function findWords(text, kind) {
  const lines = text.split("\n");
  return lines.flatMap((line, i) => {
    const read = ALLOWED.reduce((left, allowed) => left.replace(allowed, (own) => "_".repeat(own.length)), line);
    return PHRASES.flatMap(({ phrase, instead, only }) => {
      if (only !== undefined && only !== kind) return [];
      return [...read.matchAll(phrase)].map(([found]) => ({ line: i + 1, found, instead }));
    });
  });
}

/** Names that end in an underscore to dodge a keyword. @param {string} text @param {string} name @returns {Finding[]} */
export function findDodgingNames(text, name) {
  const source = ts.createSourceFile(name, text, ts.ScriptTarget.ES2023, true);
  /** @type {Finding[]} */
  const found = [];
  /** @param {ts.Node} node */
  const visit = (node) => {
    if (ts.isIdentifier(node) && /[^_]_$/.test(node.text)) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart());
      found.push({ line: line + 1, found: node.text, instead: "a name without an underscore at its end" });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** The refused words in the names of tests. @param {string} text @param {string} name @returns {Finding[]} */
export function findInTestNames(text, name) {
  const source = ts.createSourceFile(name, text, ts.ScriptTarget.ES2023, true);
  /** @type {Finding[]} */
  const found = [];
  /** @param {ts.Node} node */
  const visit = (node) => {
    const [first] = ts.isCallExpression(node) ? node.arguments : [];
    if (first !== undefined && ts.isCallExpression(node) && ts.isStringLiteralLike(first) && isTest(node.expression)) {
      const { line } = source.getLineAndCharacterOfPosition(first.getStart());
      found.push(...findWords(first.text.replaceAll("\n", " "), "prose").map((one) => ({ ...one, line: line + 1 })));
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** `test(…)`, `describe(…)`, `test.each(…)(…)`. @param {ts.Expression} callee @returns {boolean} */
function isTest(callee) {
  if (ts.isIdentifier(callee)) return ["test", "it", "describe"].includes(callee.text);
  if (ts.isPropertyAccessExpression(callee)) return isTest(callee.expression);
  return ts.isCallExpression(callee) && isTest(callee.expression);
}

/** @param {string} path @returns {string[]} */
function filesIn(path) {
  const full = join(ROOT, path);
  if (!existsSync(full)) return [];
  if (statSync(full).isFile()) return [path];
  return readdirSync(full, { recursive: true, encoding: "utf8" }).map((name) => join(path, name).replaceAll("\\", "/"));
}

/** @param {string} file @returns {Finding[]} */
function findingsIn(file) {
  const text = readFileSync(join(ROOT, file), "utf8");
  if (file.endsWith(".md")) return findWords(text, "prose");
  if (file.startsWith("test/")) return findInTestNames(text, file);
  return [...findWords(text, "code"), ...(/\.(?:[cm]?[jt]s)$/.test(file) ? findDodgingNames(text, file) : [])];
}

function main() {
  const given = process.argv.slice(2);
  const named = given.filter((name) => !name.startsWith("--")).map((name) => relative(ROOT, join(process.cwd(), name)));
  const all = [...CODE, ...TESTS, ...(given.includes("--documents") ? DOCUMENTS : [])];
  const files = (named.length > 0 ? named : all)
    .flatMap(filesIn)
    .filter((file) => /\.(?:[cm]?[jt]s|css|html|md)$/.test(file) && !LEFT_OUT.test(file));
  const problems = files.flatMap((file) =>
    findingsIn(file).map(({ line, found, instead }) => `${file}:${line}: "${found.trim()}": ${instead}`),
  );
  for (const problem of problems) console.error(`words: ${problem}`);
  if (problems.length > 0) process.exit(1);
  console.log(`${files.length} files: no refused words`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
