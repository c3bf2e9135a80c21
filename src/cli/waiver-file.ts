import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename } from "node:path";
import { exceptionsKey, fieldOf, type GivenException, isFields } from "../config/exceptions.js";
import { isVersioned, policiesKey } from "../config/form.js";
import { stackWaiversKey } from "../config/waivers.js";
import { InputError, reading } from "../files/errors.js";
import { isYaml, readConfigFile } from "./config-file.js";
import { packageKey } from "./find-config.js";

/** A policy exception as it is written to a file. */
export type WrittenException = Omit<GivenException, "id">;

/** A waiver as it is written to a file: keys without a value are left out. */
export type WrittenWaiver = Readonly<Record<string, string>>;

const load = createRequire(import.meta.url);
const packPath = ["stackwarden", "waivers"];
type Path = readonly string[];
const stackPath = ["config", stackWaiversKey];

/**
 * The text of a configuration with one more waiver; comments and the rest stay. A file that is not there starts with it.
 * @param ofStack whether the file is the configuration of a stack (`Pulumi.<stack>.yaml`) rather than of the pack
 * @throws InputError if the file has something other than a list of waivers there.
 */
export function withWaiver(file: string, waiver: WrittenWaiver, ofStack: boolean): string {
  const text = textOf(file);
  const path = ofStack ? stackPath : waiversPath(file);
  return isYaml(file) ? inYaml(file, text, path, waiver) : inJson(file, text, path, waiver);
}

/**
 * The text of a configuration without some of its waivers, by their positions in the list; comments, order and the rest stay.
 * @throws InputError if the file has something other than a list of waivers there.
 */
export function withoutWaivers(file: string, positions: readonly number[], ofStack: boolean): string {
  const text = textOf(file);
  const path = ofStack ? stackPath : waiversPath(file);
  const lastFirst = positions.toSorted((a, b) => b - a);
  if (!isYaml(file)) {
    const { applyEdits, findNodeAtLocation, modify, parseTree } = load("jsonc-parser") as typeof import("jsonc-parser");
    return lastFirst.reduce((left, position) => {
      const tree = parseTree(left, [], { allowTrailingComma: true });
      const list = tree === undefined ? undefined : findNodeAtLocation(tree, [...path]);
      const [previous, item, next] = [position - 1, position, position + 1].map((at) => list?.children?.[at]);
      if (item === undefined) throw elsewhere(file, path);
      // jsonc-parser (3.3) removes the last item of a list on one line with a character too few.
      if (previous !== undefined && next === undefined)
        return left.slice(0, previous.offset + previous.length) + left.slice(item.offset + item.length);
      return applyEdits(left, modify(left, [...path, position], undefined, {}));
    }, text);
  }
  const { isSeq, parseDocument } = load("yaml") as typeof import("yaml");
  const document = parseDocument(text);
  const list = document.getIn([...path], true);
  if (!isSeq(list)) throw elsewhere(file, path);
  for (const position of lastFirst) list.delete(position);
  return document.toString(yamlStyle(text));
}

/**
 * The text of a configuration of version 2 with one more policy exception; comments and the rest stay. A file that is not there starts with it.
 * @throws InputError where the file has the other form, or something other than exceptions there.
 */
export function withException(file: string, id: string, exception: WrittenException): string {
  const text = textOf(file);
  const value = readIn(file);
  if (value === undefined || (typeof value === "object" && value !== null && Object.keys(value).length === 0))
    return newFile(file, text, id, exception);
  if (!isVersioned(value))
    throw new InputError(
      file,
      `has no policy exceptions: its form is not that of version 2. Move its entries into "${policiesKey}", beside "version": 2.`,
    );
  const path = [...topOf(file), keyIn(value, exceptionsKey), id];
  return isYaml(file) ? putInYaml(file, text, path, exception) : putInJson(file, text, path, exception);
}

/** The ids of the exceptions in a file, whatever else is in it. */
export function exceptionIds(file: string): readonly string[] {
  const value = readIn(file);
  const exceptions = isFields(value) ? fieldOf(value, exceptionsKey) : undefined;
  return isFields(exceptions) ? Object.keys(exceptions) : [];
}

const textOf = (file: string): string => (existsSync(file) ? reading(file, () => readFileSync(file, "utf8")) : "");
const readIn = (file: string): unknown => (textOf(file).trim() === "" ? undefined : readConfigFile(file).value);
/** The name under which a file has a field, whose letter case the engine does not distinguish. */
const keyIn = (value: unknown, name: string): string =>
  (isFields(value) ? Object.keys(value).findLast((key) => key.toLowerCase() === name) : undefined) ?? name;

/** The keys that lead to the configuration: in a package.json, it is below one. */
const topOf = (file: string): Path => (basename(file) === "package.json" ? [packageKey] : []);

/** Where the waivers of a pack's configuration are. */
function waiversPath(file: string): Path {
  const value = readIn(file);
  return [...topOf(file), ...(isVersioned(value) ? [keyIn(value, policiesKey)] : []), ...packPath];
}

function newFile(file: string, text: string, id: string, exception: WrittenException): string {
  const value = { version: 2, [policiesKey]: {}, [exceptionsKey]: { [id]: exception } };
  const [top] = topOf(file);
  if (top !== undefined && text.trim() !== "") return putInJson(file, text, [top], value);
  const { stringify } = load("yaml") as typeof import("yaml");
  return isYaml(file) ? stringify(value, { lineWidth: 0 }) : `${JSON.stringify(value, null, 2)}\n`;
}

const elsewhere = (file: string, path: readonly string[], kind = "list", what = "the waiver"): InputError =>
  new InputError(
    file,
    `has no ${kind} at \`${path.join(".")}\`, where ${what} is added. Correct the file first (see \`stackwarden config validate\`).`,
  );

/** How a JSON text is formatted. */
const formatOf = (text: string): { insertSpaces: boolean; tabSize: number; eol: string } => {
  const indent = /\n([ \t]+)\S/.exec(text)?.[1] ?? "  ";
  return { insertSpaces: !indent.startsWith("\t"), tabSize: indent.length, eol: text.includes("\r\n") ? "\r\n" : "\n" };
};

function putInJson(file: string, text: string, path: Path, value: object): string {
  const { applyEdits, findNodeAtLocation, modify, parseTree } = load("jsonc-parser") as typeof import("jsonc-parser");
  const tree = parseTree(text, [], { allowTrailingComma: true });
  const owner = tree === undefined ? undefined : findNodeAtLocation(tree, path.slice(0, -1));
  if (owner !== undefined && owner.type !== "object") throw elsewhere(file, path.slice(0, -1), "object", "the exception");
  return applyEdits(text, modify(text, [...path], value, { formattingOptions: formatOf(text) }));
}

function putInYaml(file: string, text: string, path: Path, value: object): string {
  const { isMap, isScalar, parseDocument } = load("yaml") as typeof import("yaml");
  const document = parseDocument(text);
  const owner = document.getIn(path.slice(0, -1), true);
  const isEmpty = owner === undefined || owner === null || (isScalar(owner) && owner.value === null);
  if (isMap(owner)) {
    if (owner.items.length === 0) owner.flow = false;
    owner.set(path.at(-1), document.createNode(value));
  } else if (isEmpty) document.setIn(path.slice(0, -1), document.createNode({ [path.at(-1) ?? ""]: value }));
  else throw elsewhere(file, path.slice(0, -1), "object", "the exception");
  return document.toString({ lineWidth: 0, indent: /\n( +)\S/.exec(text)?.[1]?.length ?? 2 });
}

function inJson(file: string, text: string, path: readonly string[], waiver: WrittenWaiver): string {
  const { applyEdits, findNodeAtLocation, modify, parseTree } = load("jsonc-parser") as typeof import("jsonc-parser");
  const given = text.trim() === "" ? "{}\n" : text;
  const tree = parseTree(given, [], { allowTrailingComma: true });
  const owner = tree === undefined ? undefined : findNodeAtLocation(tree, path.slice(0, -1));
  const list = tree === undefined ? undefined : findNodeAtLocation(tree, [...path]);
  if (tree?.type !== "object" || (owner !== undefined && owner.type !== "object") || (list !== undefined && list.type !== "array"))
    throw elsewhere(file, path);
  const formattingOptions = formatOf(given);
  const edits =
    list === undefined || list.children?.length === 0
      ? modify(given, [...path], [waiver], { formattingOptions })
      : modify(given, [...path, list.children?.length ?? 0], waiver, { formattingOptions, isArrayInsertion: true });
  return applyEdits(given, edits);
}

function inYaml(file: string, text: string, path: readonly string[], waiver: WrittenWaiver): string {
  const { isMap, isScalar, isSeq, parseDocument } = load("yaml") as typeof import("yaml");
  const document = parseDocument(text);
  const isEmpty = (node: unknown): boolean => node === undefined || node === null || (isScalar(node) && node.value === null);
  const owner = document.getIn(path.slice(0, -1), true);
  const list = document.getIn([...path], true);
  if (document.errors.length > 0 || !(isEmpty(document.contents) || isMap(document.contents)) || !(isEmpty(owner) || isMap(owner)))
    throw elsewhere(file, path);
  if (isSeq(list)) {
    if (list.items.length === 0) list.flow = false;
    list.add(document.createNode(waiver));
  } else if (isEmpty(list)) {
    if (isEmpty(document.contents)) document.contents = document.createNode({}) as unknown as typeof document.contents;
    if (isEmpty(owner)) document.setIn(path.slice(0, -1), document.createNode({}));
    document.setIn([...path], document.createNode([waiver]));
  } else throw elsewhere(file, path);
  return document.toString(yamlStyle(text));
}

/** How a YAML text is formatted. */
const yamlStyle = (text: string) => ({
  lineWidth: 0,
  indent: /\n( +)\S/.exec(text)?.[1]?.length ?? 2,
  // Lists that are not indented below their key stay that way.
  indentSeq: !/^( *)[^\s#-][^\n]*:[ \t]*(?:#[^\n]*)?\n\1- /m.test(text),
  flowCollectionPadding: /[[{] /.test(text),
});
