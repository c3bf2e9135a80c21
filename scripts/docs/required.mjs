// @ts-check
/** Fills the inputs that the provider requires and a case leaves out, so that an example is a program. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { ROOT } from "./load.mjs";

const PROVIDER = join(ROOT, "node_modules/@pulumi/aws");
/** What is the user's own to say. */
export const YOURS = "…";

/** @typedef {Map<string, { type: ts.TypeNode, required: boolean }>} Members */

/** @type {Map<string, Members> | undefined} */
let nested;
/** @type {Map<string, Members | undefined>} */
const classes = new Map();

/** The file that declares a class of the provider, if there is one: `"s3.Bucket"`. @param {string} cls */
function declarationOf(cls) {
  const [module = "", className = ""] = cls.split(".");
  if (cls === "aws.Provider") return join(PROVIDER, "provider.d.ts");
  const folder = join(PROVIDER, module);
  // Named after the class, but for the case of abbreviations.
  const file = existsSync(folder)
    ? readdirSync(folder).find((name) => name.toLowerCase() === `${className.toLowerCase()}.d.ts`)
    : undefined;
  return file === undefined ? undefined : join(folder, file);
}

/**
 * A copy of a resource's inputs with what is required, at every depth.
 * @param {string} cls
 * @param {Readonly<Record<string, unknown>>} inputs
 */
export function withRequired(cls, inputs) {
  const members = membersOfClass(cls);
  return members === undefined ? inputs : filled(inputs, members);
}

/** @param {Readonly<Record<string, unknown>>} given @param {Members} members */
function filled(given, members) {
  /** @type {Record<string, unknown>} */
  const out = {};
  for (const [key, value] of Object.entries(given)) {
    const member = members.get(key);
    out[key] = member === undefined ? value : fillValue(value, member.type);
  }
  for (const [key, { type, required }] of members) if (required && !(key in out)) out[key] = placeholder(type);
  return out;
}

/**
 * A copy of a resource's inputs with the names that the provider gives renamed, at every depth; the keys of maps, which are the user's own, stay.
 * @param {string} cls
 * @param {Readonly<Record<string, unknown>>} inputs
 * @param {(name: string) => string} rename
 */
export function renamed(cls, inputs, rename) {
  return renameKeys(inputs, membersOfClass(cls), rename);
}

/** @param {Readonly<Record<string, unknown>>} given @param {Members | undefined} members @param {(name: string) => string} rename */
function renameKeys(given, members, rename) {
  return Object.fromEntries(
    Object.entries(given).map(([key, value]) => {
      const type = members?.get(key)?.type;
      return [rename(key), type === undefined ? value : renameValue(value, type, rename)];
    }),
  );
}

/** @param {unknown} value @param {ts.TypeNode} type @param {(name: string) => string} rename @returns {unknown} */
function renameValue(value, type, rename) {
  const inner = unwrap(type);
  if (Array.isArray(value)) return ts.isArrayTypeNode(inner) ? value.map((item) => renameValue(item, inner.elementType, rename)) : value;
  const members = membersOf(inner);
  const isPlain = typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
  return members !== undefined && isPlain ? renameKeys(/** @type {Record<string, unknown>} */ (value), members, rename) : value;
}

/** @param {unknown} value @param {ts.TypeNode} type @returns {unknown} */
function fillValue(value, type) {
  const inner = unwrap(type);
  if (Array.isArray(value) && ts.isArrayTypeNode(inner)) return value.map((item) => fillValue(item, inner.elementType));
  const members = membersOf(inner);
  const isPlain = typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
  return members !== undefined && isPlain ? filled(/** @type {Record<string, unknown>} */ (value), members) : value;
}

/** @param {ts.TypeNode} type @returns {unknown} */
function placeholder(type) {
  const inner = unwrap(type);
  if (ts.isArrayTypeNode(inner)) {
    const members = membersOf(unwrap(inner.elementType));
    return members === undefined ? [placeholder(inner.elementType)] : [filled({}, members)];
  }
  if (ts.isTypeLiteralNode(inner)) return {};
  if (inner.kind === ts.SyntaxKind.NumberKeyword) return 1;
  if (inner.kind === ts.SyntaxKind.BooleanKeyword) return true;
  const members = membersOf(inner);
  return members === undefined ? YOURS : filled({}, members);
}

/** Without `pulumi.Input<…>`; of a union, the member that is easiest to write. @param {ts.TypeNode} type @returns {ts.TypeNode} */
function unwrap(type) {
  if (ts.isParenthesizedTypeNode(type)) return unwrap(type.type);
  if (ts.isTypeReferenceNode(type) && nameOf(type.typeName) === "pulumi.Input" && type.typeArguments?.[0])
    return unwrap(type.typeArguments[0]);
  if (ts.isUnionTypeNode(type)) {
    const options = type.types.map(unwrap);
    return (
      options.find((option) => option.kind === ts.SyntaxKind.StringKeyword) ??
      options.find((o) => o.kind !== ts.SyntaxKind.UndefinedKeyword) ??
      type
    );
  }
  return type;
}

/** @param {ts.TypeNode} type @returns {Members | undefined} */
function membersOf(type) {
  if (!ts.isTypeReferenceNode(type)) return undefined;
  const name = nameOf(type.typeName);
  if (!name.startsWith("inputs.")) return undefined;
  nested ??= readNested();
  return nested.get(name.slice("inputs.".length));
}

/** @param {string} cls @returns {Members | undefined} */
function membersOfClass(cls) {
  if (!classes.has(cls)) {
    const file = declarationOf(cls);
    const wanted = `${cls.split(".")[1]}Args`;
    const found =
      file !== undefined ? parse(file).statements.find((s) => ts.isInterfaceDeclaration(s) && s.name.text === wanted) : undefined;
    classes.set(cls, found !== undefined && ts.isInterfaceDeclaration(found) ? readMembers(found) : undefined);
  }
  return classes.get(cls);
}

function readNested() {
  /** @type {Map<string, Members>} */
  const out = new Map();
  /** @param {readonly ts.Statement[]} statements @param {string} prefix */
  const walk = (statements, prefix) => {
    for (const s of statements) {
      if (ts.isInterfaceDeclaration(s)) out.set(prefix + s.name.text, readMembers(s));
      if (ts.isModuleDeclaration(s) && s.body && ts.isModuleBlock(s.body)) walk(s.body.statements, `${prefix}${s.name.text}.`);
    }
  };
  walk(parse(join(PROVIDER, "types/input.d.ts")).statements, "");
  return out;
}

/** @param {ts.InterfaceDeclaration} declaration @returns {Members} */
const readMembers = (declaration) =>
  new Map(
    declaration.members.flatMap((member) =>
      ts.isPropertySignature(member) && member.type && "text" in member.name
        ? [[member.name.text, { type: member.type, required: !member.questionToken }]]
        : [],
    ),
  );

/** @param {string} file */
const parse = (file) => ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.ES2023, false);

/** @param {ts.EntityName} name @returns {string} */
const nameOf = (name) => (ts.isIdentifier(name) ? name.text : `${nameOf(name.left)}.${name.right.text}`);
