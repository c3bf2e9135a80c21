// @ts-check
/**
 * Checks the layers of src: no dependency cycle among its folders, and each folder imports only what its place allows.
 * A folder is what stands directly in src; each file in src itself counts as one. Usage: node scripts/cycles.mjs
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const SRC = fileURLToPath(new URL("../src", import.meta.url));

/** @typedef {{ from: string, to: string, line: number, typeOnly: boolean, lazy: boolean }} Import `to` is a file of src or a package */

const imports = readdirSync(SRC, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts"))
  .sort()
  .flatMap(importsOf);
const problems = [...imports.flatMap(misplaced), ...cycles(imports)];
for (const problem of problems) console.error(`cycles: ${problem}`);
if (problems.length > 0) process.exit(1);
console.log(`${new Set(imports.map((i) => layerOf(i.from))).size} layers, ${imports.length} imports: no cycle, every import in its place`);

/** @param {string} from @returns {Import[]} */
function importsOf(from) {
  const source = ts.createSourceFile(from, readFileSync(join(SRC, from), "utf8"), ts.ScriptTarget.ES2023, true);
  /** @type {Import[]} */
  const found = [];
  /** @param {ts.Node} at @param {string} specifier @param {boolean} typeOnly @param {boolean} lazy */
  const add = (at, specifier, typeOnly, lazy) => {
    const line = source.getLineAndCharacterOfPosition(at.getStart()).line + 1;
    const to = specifier.startsWith(".") ? posix.normalize(posix.join(dirname(from), specifier)).replace(/\.js$/, ".ts") : specifier;
    if (specifier.startsWith(".") && !existsSync(join(SRC, to)))
      throw new Error(`${from}:${line} imports ${specifier}, which does not exist`);
    found.push({ from, to, line, typeOnly, lazy });
  };
  /** @param {ts.Node} node */
  const visit = (node) => {
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier))
      add(node, node.moduleSpecifier.text, isTypeOnly(node.importClause), false);
    else if (ts.isExportDeclaration(node) && node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier))
      add(node, node.moduleSpecifier.text, node.isTypeOnly || onlyTypes(node.exportClause), false);
    else if (
      ts.isCallExpression(node) &&
      node.expression.kind === ts.SyntaxKind.ImportKeyword &&
      node.arguments[0] &&
      ts.isStringLiteral(node.arguments[0])
    )
      add(node, node.arguments[0].text, false, true);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** @param {ts.ImportClause | undefined} clause */
function isTypeOnly(clause) {
  if (clause === undefined) return false;
  return clause.phaseModifier === ts.SyntaxKind.TypeKeyword || (clause.name === undefined && onlyTypes(clause.namedBindings));
}

/** @param {ts.NamedImportBindings | ts.NamedExportBindings | undefined} names */
function onlyTypes(names) {
  if (names === undefined || !(ts.isNamedImports(names) || ts.isNamedExports(names))) return false;
  return names.elements.length > 0 && names.elements.every((element) => element.isTypeOnly);
}

/** The folder in src, or the file that stands in src itself. @param {string} file */
function layerOf(file) {
  return file.split("/")[0] ?? file;
}

/** What an import breaks of the layers. @param {Import} given @returns {string[]} */
function misplaced({ from, to, line, typeOnly }) {
  const layer = layerOf(from);
  const where = `src/${from}:${line}`;
  const isPackage = !to.endsWith(".ts");
  if (isPackage && !typeOnly && /^(@pulumi|@grpc)\/|^google-protobuf/.test(to) && layer !== "pulumi")
    return [`${where} imports ${to} at run time: only src/pulumi knows the engine`];
  if (layerOf(to) === "report" && !["report", "commands", "command.ts", "cli.ts", "index.ts"].includes(layer))
    return [`${where} imports ${to}: only the command line prints reports`];
  if (layerOf(to) === "pulumi" && layer !== "pulumi" && !["serve.ts", "pack.ts", "policies.ts"].includes(layer))
    return [`${where} imports ${to}: only the pack and the policies go through src/pulumi`];
  if (layer === "rules" && from !== "rules/index.ts" && !allowedInRules(from, to, isPackage))
    return [`${where} imports ${to}: rules import the rule, patterns, views, iam, secrets and helpers only`];
  return [];
}

/** @param {string} from @param {string} to @param {boolean} isPackage */
function allowedInRules(from, to, isPackage) {
  const isHelper = from.startsWith("rules/helpers/");
  if (isPackage) return isHelper;
  if (["rule.ts", "pattern.ts", "verdict.ts"].includes(to) || ["views", "iam", "secrets"].includes(layerOf(to))) return true;
  if (to.startsWith("rules/")) return to !== "rules/index.ts";
  return isHelper && layerOf(to) === "model";
}

/** Cycles among layers, also of types alone, each told once with an import for every step. @param {readonly Import[]} all */
function cycles(all) {
  /** @type {Map<string, Map<string, Import>>} */
  const graph = new Map();
  for (const one of all) {
    const [a, b] = [layerOf(one.from), layerOf(one.to)];
    if (!one.to.endsWith(".ts") || a === b) continue;
    const next = graph.get(a) ?? new Map();
    // An import at run time tells more than one of types.
    if (!next.has(b) || (next.get(b)?.typeOnly && !one.typeOnly)) next.set(b, one);
    graph.set(a, next);
  }
  /** @type {string[]} */
  const found = [];
  const seen = new Set();
  /** @param {string} layer @param {readonly string[]} path */
  const visit = (layer, path) => {
    const at = path.indexOf(layer);
    if (at >= 0) {
      const cycle = path.slice(at);
      const key = [...cycle].sort().join();
      if (seen.has(key)) return;
      seen.add(key);
      const steps = cycle.map((a, i) => {
        const step = graph.get(a)?.get(cycle[(i + 1) % cycle.length] ?? "");
        return `${a} → ${cycle[(i + 1) % cycle.length]} (src/${step?.from}:${step?.line}${step?.typeOnly ? ", types only" : ""})`;
      });
      found.push(`a cycle: ${steps.join(", ")}`);
      return;
    }
    if (done.has(layer)) return;
    for (const next of graph.get(layer)?.keys() ?? []) visit(next, [...path, layer]);
    done.add(layer);
  };
  const done = new Set();
  for (const layer of graph.keys()) visit(layer, []);
  return found;
}
