import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { stackWaiversKey } from "../config/waivers.js";
import { InputError, reading } from "../files/errors.js";
import { isYaml } from "./config-file.js";

/** A waiver as it is written to a file: keys without a value are left out. */
export type WrittenWaiver = Readonly<Record<string, string>>;

const load = createRequire(import.meta.url);
const packPath = ["stackwarden", "waivers"];
const stackPath = ["config", stackWaiversKey];

/**
 * The text of a configuration with one more waiver; comments and the rest stay. A file that is not there starts with it.
 * @param ofStack whether the file is the configuration of a stack (`Pulumi.<stack>.yaml`) rather than of the pack
 * @throws InputError if the file has something other than a list of waivers there.
 */
export function withWaiver(file: string, waiver: WrittenWaiver, ofStack: boolean): string {
  const text = existsSync(file) ? reading(file, () => readFileSync(file, "utf8")) : "";
  const path = ofStack ? stackPath : packPath;
  return isYaml(file) ? inYaml(file, text, path, waiver) : inJson(file, text, path, waiver);
}

const elsewhere = (file: string, path: readonly string[]): InputError =>
  new InputError(
    file,
    `has no list at \`${path.join(".")}\`, where the waiver is added. Correct the file first (see \`stackwarden config validate\`).`,
  );

function inJson(file: string, text: string, path: readonly string[], waiver: WrittenWaiver): string {
  const { applyEdits, findNodeAtLocation, modify, parseTree } = load("jsonc-parser") as typeof import("jsonc-parser");
  const given = text.trim() === "" ? "{}\n" : text;
  const tree = parseTree(given, [], { allowTrailingComma: true });
  const owner = tree === undefined ? undefined : findNodeAtLocation(tree, path.slice(0, -1));
  const list = tree === undefined ? undefined : findNodeAtLocation(tree, [...path]);
  if (tree?.type !== "object" || (owner !== undefined && owner.type !== "object") || (list !== undefined && list.type !== "array"))
    throw elsewhere(file, path);
  const indent = /\n([ \t]+)\S/.exec(given)?.[1] ?? "  ";
  const formattingOptions = { insertSpaces: !indent.startsWith("\t"), tabSize: indent.length, eol: given.includes("\r\n") ? "\r\n" : "\n" };
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
  const indent = /\n( +)\S/.exec(text)?.[1]?.length ?? 2;
  // Lists that are not indented below their key stay that way.
  const indentSeq = !/^( *)[^\s#-][^\n]*:[ \t]*(?:#[^\n]*)?\n\1- /m.test(text);
  return document.toString({ lineWidth: 0, indent, indentSeq, flowCollectionPadding: /[[{] /.test(text) });
}
