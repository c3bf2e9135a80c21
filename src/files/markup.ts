import { extname } from "node:path";
import { isMap, isScalar, LineCounter, type Node, type Pair, parseDocument, type YAMLMap } from "yaml";
import { InputError } from "./errors.js";
import { parseJson } from "./json.js";
import { readText } from "./text-file.js";
import { yamlError } from "./yaml-error.js";

/** A file of a Pulumi project, in YAML or JSON, with the position of each part. */
export interface Markup {
  readonly file: string;
  /** What is under a key at the top. */
  get(key: string): unknown;
  /** The value of a node, with aliases followed. `name` is what the message calls it. */
  valueOf(node: unknown, name: string): unknown;
  placeOf(node: unknown): { readonly line: number; readonly column: number } | undefined;
}

/**
 * Reads a file of a Pulumi project.
 * @throws InputError where it is not valid YAML or JSON, or holds no map.
 */
export function readMarkup(file: string): Markup {
  const lines = new LineCounter();
  const document = parseDocument(textOf(file), { lineCounter: lines });
  const error = document.errors[0];
  if (error !== undefined) throw yamlError(file, error);
  if (document.contents !== null && !isMap(document.contents)) throw new InputError(file, "is not a map of keys and values");
  return {
    file,
    get: (key) => document.get(key, true),
    valueOf(node, name) {
      if (typeof node !== "object" || node === null) return null;
      try {
        return (node as Node).toJS(document, { maxAliasCount: 100 });
      } catch {
        // Few aliases can stand for gigabytes.
        throw new InputError(file, `\`${name}\` has aliases that cannot be resolved. Write the value itself.`);
      }
    },
    placeOf(node) {
      const offset = (node as { range?: readonly number[] } | null | undefined)?.range?.[0];
      if (offset === undefined) return undefined;
      const { line, col } = lines.linePos(offset);
      return { line, column: col };
    },
  };
}

function textOf(file: string): string {
  const text = readText(file);
  if (extname(file).toLowerCase() !== ".json") return text;
  parseJson(text, file);
  // JSON is YAML except for tabs, which occur only between its parts.
  return text.replaceAll("\t", " ");
}

/** True for a key without a value, which counts as missing. */
export const isEmptyNode = (node: unknown): boolean => node === undefined || node === null || (isScalar(node) && node.value === null);

/** The text of a key; empty for one that is not a scalar. */
export const keyOf = ({ key }: Pair): string => (isScalar(key) ? String(key.value) : typeof key === "string" ? key : "");

/** The entries of a map; none of anything else. */
export const pairsOf = (node: unknown): Pair[] => (isMap(node) ? (node as YAMLMap).items : []);
