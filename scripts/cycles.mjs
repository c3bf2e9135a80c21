// @ts-check
/**
 * Checks the rooms of src: each file imports only from its own room and those before it, and no files import each other in a circle, types included.
 * Usage: node scripts/cycles.mjs [folder, src by default]
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const SRC = process.argv[2] ?? fileURLToPath(new URL("../src", import.meta.url));

/** The rooms, from the ground up: docs/architecture.md states what each is for. */
const ROOMS = [
  ...["data", "files", "model"],
  ...["secrets/names", "secrets/formats", "secrets/commands", "secrets/texts", "text"],
  ...["iam/document", "iam/conditions", "iam/trust", "iam/access", "iam/lint"],
  ...["language", "network", "views", "rules", "engine", "config", "findings"],
  ...["doors/sdk", "doors/state", "run", "report", "audit", "doors/pulumi", "testing", "cli"],
];
/** What users import or run; each may use every room. */
const ENTRIES = ["audit-worker.ts", "cli.ts", "index.ts", "pack.ts", "policies.ts", "testing.ts"];
/** Only these know the engine's packages at run time. */
const ENGINE_ROOMS = ["doors/pulumi", "doors/sdk", "policies.ts", "run"];

/** @typedef {{ from: string, to: string, line: number, typeOnly: boolean }} Import `to` is a file of src or a package */

const files = readdirSync(SRC, { recursive: true, encoding: "utf8" })
  .map((name) => name.replaceAll("\\", "/"))
  .filter((name) => name.endsWith(".ts"))
  .sort();
const imports = files.flatMap(importsOf);
const problems = [...files.flatMap(homeless), ...imports.flatMap(misplaced), ...circles()];
for (const problem of problems) console.error(`cycles: ${problem}`);
if (problems.length > 0) process.exit(1);
console.log(
  `${files.length} files in ${new Set(files.map(roomOf)).size} rooms, ${imports.length} imports: no circle, every import in its place`,
);

/** @param {string} from @returns {Import[]} */
function importsOf(from) {
  const source = ts.createSourceFile(from, readFileSync(join(SRC, from), "utf8"), ts.ScriptTarget.ES2023, true);
  /** @type {Import[]} */
  const found = [];
  /** @param {ts.Node} at @param {string} specifier @param {boolean} typeOnly */
  const add = (at, specifier, typeOnly) => {
    const line = source.getLineAndCharacterOfPosition(at.getStart()).line + 1;
    const to = specifier.startsWith(".") ? posix.normalize(posix.join(dirname(from), specifier)).replace(/\.js$/, ".ts") : specifier;
    if (specifier.startsWith(".") && !existsSync(join(SRC, to)))
      throw new Error(`${from}:${line} imports ${specifier}, which does not exist`);
    found.push({ from, to, line, typeOnly });
  };
  /** @param {ts.Node} node */
  const visit = (node) => {
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier))
      add(node, node.moduleSpecifier.text, node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword);
    else if (ts.isExportDeclaration(node) && node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier))
      add(node, node.moduleSpecifier.text, node.isTypeOnly);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword && ts.isStringLiteral(argument(node)))
      add(node, /** @type {ts.StringLiteral} */ (argument(node)).text, false);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument) && ts.isStringLiteral(node.argument.literal))
      add(node, node.argument.literal.text, true);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** @param {ts.CallExpression} call @returns {ts.Node} */
function argument(call) {
  return call.arguments[0] ?? call;
}

/** The room that a file is in, or the file itself where it is an entry. @param {string} file */
function roomOf(file) {
  return ROOMS.find((room) => file.startsWith(`${room}/`)) ?? file;
}

/** @param {string} file @returns {string[]} */
function homeless(file) {
  const room = roomOf(file);
  return ROOMS.includes(room) || ENTRIES.includes(room) ? [] : [`src/${file} is in no room: move it into one of ${ROOMS.join(", ")}`];
}

/** What is wrong with where an import goes. @param {Import} given @returns {string[]} */
function misplaced({ from, to, line, typeOnly }) {
  const [room, target] = [roomOf(from), roomOf(to)];
  const where = `src/${from}:${line}`;
  if (!to.endsWith(".ts")) {
    if (!typeOnly && /^(@pulumi|@grpc)\/|^google-protobuf/.test(to) && !ENGINE_ROOMS.includes(room))
      return [`${where} imports ${to} at run time: only ${ENGINE_ROOMS.join(", ")} may load the engine's packages`];
    return room === "rules" && !from.startsWith("rules/helpers/") ? [`${where} imports ${to}: rules import no packages`] : [];
  }
  if (ENTRIES.includes(to)) return [`${where} imports ${to}: an entry is imported by nobody`];
  if (ENTRIES.includes(room)) return [];
  if (ROOMS.indexOf(target) > ROOMS.indexOf(room)) return [`${where} imports ${to}: the room ${target} comes after ${room}`];
  if (room === "rules" && ["data", "model"].includes(target) && !isShared(from) && to !== "model/verdict.ts")
    return [`${where} imports ${to}: a rule reads the stack through patterns, views and helpers`];
  return [];
}

/** @param {string} file of the room of rules */
function isShared(file) {
  return file.startsWith("rules/helpers/") || file === "rules/index.ts";
}

/** Files that import each other in a circle, each circle once. @returns {string[]} */
function circles() {
  /** @type {Map<string, Map<string, Import>>} */
  const graph = new Map(files.map((file) => [file, new Map()]));
  for (const one of imports) if (one.to.endsWith(".ts") && one.to !== one.from) graph.get(one.from)?.set(one.to, one);
  /** @type {string[]} */
  const found = [];
  const done = new Set();
  /** @param {string} file @param {readonly string[]} path */
  const visit = (file, path) => {
    const at = path.indexOf(file);
    if (at >= 0) {
      const circle = path.slice(at);
      const steps = circle.map((from, i) => `src/${from}:${graph.get(from)?.get(circle[(i + 1) % circle.length] ?? "")?.line}`);
      found.push(`a circle: ${steps.join(" → ")} → src/${file}`);
      return;
    }
    if (done.has(file)) return;
    for (const next of graph.get(file)?.keys() ?? []) visit(next, [...path, file]);
    done.add(file);
  };
  for (const file of files) visit(file, []);
  return found;
}
