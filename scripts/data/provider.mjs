// @ts-check
/** Reads an unpacked @pulumi/aws package as text: resource types, their inputs, nested objects, secrets and aliases. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

/**
 * `scalar` covers string, number, boolean; an open enumeration (`string | enums.X`) is an `enum`.
 * @typedef {{ kind: "string" | "number" | "boolean" | "enum" | "any" | "asset" }
 *   | { kind: "list" | "map", of: Type } | { kind: "object", name: string }} Type
 * @typedef {{ type: Type, doc: string, required: boolean, deprecated: boolean }} Property
 * @typedef {Map<string, Property>} Properties
 * @typedef {object} Resource
 * @property {string} token
 * @property {Properties} inputs
 * @property {Properties} state inputs and outputs, in the shapes of a state
 * @property {string[]} wrapped inputs that the SDK wraps in `pulumi.secret()`
 * @property {string[]} secretOutputs `additionalSecretOutputs`
 * @property {string[]} aliases older type tokens
 * @property {string | undefined} deprecation the provider's own words
 * @typedef {{ version: string, resources: Map<string, Resource>, objects: Map<string, Properties>, own: Resource }} Provider own: its arguments
 */

const SKIPPED_FOLDERS = new Set(["node_modules", "types", "config", "scripts"]);

/**
 * Reads every resource class of the package unpacked in `folder`.
 * @param {string} folder
 * @returns {Provider}
 */
export function readProvider(folder) {
  const version = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")).version.replace(/^v/, "");
  /** @type {Map<string, Resource>} */
  const resources = new Map();
  for (const entry of readdirSync(folder, { recursive: true, encoding: "utf8" }).sort()) {
    if (!entry.endsWith(".js") || SKIPPED_FOLDERS.has(entry.split("/")[0] ?? "")) continue;
    const resource = readResource(join(folder, entry));
    if (resource) resources.set(resource.token, resource);
  }
  const own = readResource(join(folder, "provider.js"), "Provider");
  if (!own) throw new Error(`${folder}: provider.js declares no provider`);
  return { version, resources, objects: readObjects(join(folder, "types", "input.d.ts")), own };
}

/**
 * @param {string} file a `.js` file of the SDK
 * @param {string} [ownClass] given for the provider itself, which has no state of its own
 * @returns {Resource | undefined} undefined where the file declares no resource
 */
function readResource(file, ownClass) {
  const script = readFileSync(file, "utf8");
  const token = /__pulumiType = ['"](aws[^'"]*)['"]/.exec(script)?.[1];
  const className = ownClass ?? token?.split(":")[2];
  if (!token || !className) return undefined;
  const interfaces = readInterfaces(file.replace(/\.js$/, ".d.ts"));
  const inputs = interfaces.get(`${className}Args`);
  const state = ownClass ? inputs : interfaces.get(`${className}State`);
  if (!inputs || !state) throw new Error(`${file}: no ${className}Args or no ${className}State in the .d.ts beside it`);
  return {
    token,
    inputs,
    state,
    wrapped: [...script.matchAll(/resourceInputs\["(\w+)"\] = [^;\n]*pulumi\.secret\(args/g)].map((match) => match[1] ?? ""),
    secretOutputs: quoted(/additionalSecretOutputs: \[([^\]]*)\]/.exec(script)?.[1]),
    aliases: [...(/const aliasOpts = (.*);/.exec(script)?.[1] ?? "").matchAll(/type: "([^"]+)"/g)].map((match) => match[1] ?? ""),
    deprecation: /pulumi\.log\.warn\("\w+ is deprecated: (.*)"\)/.exec(script)?.[1],
  };
}

/** @param {string | undefined} list */
function quoted(list) {
  return [...(list ?? "").matchAll(/"([^"]+)"/g)].map((match) => match[1] ?? "");
}

/**
 * @param {string} file
 * @returns {Map<string, Properties>}
 */
export function readInterfaces(file) {
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.ES2022, false);
  /** @type {Map<string, Properties>} */
  const found = new Map();
  for (const statement of source.statements) {
    if (ts.isInterfaceDeclaration(statement)) found.set(statement.name.text, readProperties(statement, source));
  }
  return found;
}

/**
 * The nested types, named `rds.InstanceBlueGreenUpdate`.
 * @param {string} file
 */
export function readObjects(file) {
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.ES2022, false);
  /** @type {Map<string, Properties>} */
  const found = new Map();
  /** @param {readonly ts.Statement[]} statements @param {string} prefix */
  const walk = (statements, prefix) => {
    for (const statement of statements) {
      if (ts.isInterfaceDeclaration(statement)) found.set(prefix + statement.name.text, readProperties(statement, source));
      if (ts.isModuleDeclaration(statement) && statement.body && ts.isModuleBlock(statement.body)) {
        walk(statement.body.statements, `${prefix}${statement.name.text}.`);
      }
    }
  };
  walk(source.statements, "");
  return found;
}

/**
 * @param {ts.InterfaceDeclaration} declaration
 * @param {ts.SourceFile} source
 * @returns {Properties}
 */
function readProperties(declaration, source) {
  /** @type {Properties} */
  const properties = new Map();
  for (const member of declaration.members) {
    if (!ts.isPropertySignature(member) || !member.type) continue;
    const name = ts.isIdentifier(member.name) || ts.isStringLiteral(member.name) ? member.name.text : member.name.getText(source);
    const doc = source.text.slice(member.pos, member.type.pos);
    properties.set(name, { type: readType(member.type), doc, required: !member.questionToken, deprecated: doc.includes("@deprecated") });
  }
  return properties;
}

/**
 * @param {ts.TypeNode} node
 * @returns {Type}
 */
function readType(node) {
  if (ts.isTypeReferenceNode(node)) {
    const name = entityName(node.typeName);
    const argument = node.typeArguments?.[0];
    if (name === "pulumi.Input" && argument) return readType(argument);
    if (/^(?:in|out)puts\./.test(name)) return { kind: "object", name: name.slice(name.indexOf(".") + 1) };
    if (name.startsWith("enums.")) return { kind: "enum" };
    if (name.startsWith("pulumi.asset.")) return { kind: "asset" };
    // what is left are resources (read as their id), ARNs, policy documents and named string unions
    return { kind: "string" };
  }
  if (ts.isArrayTypeNode(node)) return { kind: "list", of: readType(node.elementType) };
  if (ts.isParenthesizedTypeNode(node)) return readType(node.type);
  if (ts.isTypeLiteralNode(node)) {
    const index = node.members.find(ts.isIndexSignatureDeclaration);
    return index?.type ? { kind: "map", of: readType(index.type) } : { kind: "any" };
  }
  if (ts.isUnionTypeNode(node)) return readUnion(node.types.map(readUnionMember).filter((type) => type !== undefined));
  if (node.kind === ts.SyntaxKind.StringKeyword) return { kind: "string" };
  if (node.kind === ts.SyntaxKind.NumberKeyword) return { kind: "number" };
  if (node.kind === ts.SyntaxKind.BooleanKeyword) return { kind: "boolean" };
  return { kind: "any" };
}

/**
 * @param {ts.TypeNode} node
 * @returns {Type | undefined} nothing for `undefined`
 */
function readUnionMember(node) {
  return node.kind === ts.SyntaxKind.UndefinedKeyword ? undefined : readType(node);
}

/**
 * @param {Type[]} types
 * @returns {Type}
 */
function readUnion(types) {
  return types.find((type) => type.kind === "object") ?? types.find((type) => type.kind === "enum") ?? types[0] ?? { kind: "any" };
}

/**
 * @param {ts.EntityName} name
 * @returns {string}
 */
function entityName(name) {
  return ts.isIdentifier(name) ? name.text : `${entityName(name.left)}.${name.right.text}`;
}
