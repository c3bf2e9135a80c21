import { createRequire } from "node:module";
import { basename, extname } from "node:path";
import type { ParseError } from "jsonc-parser";
import { InputError } from "../files/errors.js";
import { parseJson } from "../files/json.js";
import { readText } from "../files/text-file.js";
import { yamlError } from "../files/yaml-error.js";
import { packageKey } from "./find-config.js";

type Path = readonly (string | number)[];

/** A configuration as it was read from a file: JSON, JSON with comments, or YAML. */
export interface ConfigFile {
  readonly file: string;
  readonly value: unknown;
  /** The position of a value as `line:column`; that of its nearest parent if the value itself is missing. */
  readonly placeOf: (path: Path) => string;
}

export const isYaml = (file: string): boolean => [".yaml", ".yml"].includes(extname(file).toLowerCase());
// Both readers are loaded only for files that need them.
const load = createRequire(import.meta.url);

/**
 * Reads a configuration. The key `$schema`, which is for editors, is left out.
 * @throws InputError in one line that names the place.
 */
export function readConfigFile(file: string): ConfigFile {
  const text = readText(file);
  const read = isYaml(file) ? readYaml(text, file) : readJson(text, file);
  const { value } = read;
  if (basename(file) === "package.json") return { file, ...inManifest(read) };
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, "$schema")) return { file, ...read };
  return { file, ...read, value: Object.fromEntries(Object.entries(value).filter(([key]) => key !== "$schema")) };
}

/** The configuration that a package.json has, below its key. */
function inManifest({ value, placeOf }: Omit<ConfigFile, "file">): Omit<ConfigFile, "file"> {
  const own = typeof value === "object" && value !== null && Object.hasOwn(value, packageKey);
  return {
    value: own ? (value as Readonly<Record<string, unknown>>)[packageKey] : {},
    placeOf: (path) => placeOf([packageKey, ...path]),
  };
}

function readJson(text: string, file: string): Omit<ConfigFile, "file"> {
  const placeOf = (path: Path): string => {
    const { findNodeAtLocation, parseTree } = load("jsonc-parser") as typeof import("jsonc-parser");
    const tree = parseTree(text, [], { allowTrailingComma: true });
    const node =
      tree === undefined
        ? undefined
        : owners(path)
            .map((owner) => findNodeAtLocation(tree, [...owner]))
            .find((n) => n !== undefined);
    const offset = (node?.parent?.type === "property" ? node.parent : node)?.offset ?? 0;
    const before = text.slice(0, offset);
    return `${before.split("\n").length}:${offset - before.lastIndexOf("\n")}`;
  };
  // The engine takes a file without content for an empty configuration.
  if (text.trim() === "") return { value: {}, placeOf };
  try {
    return { value: JSON.parse(text), placeOf };
  } catch {
    const { parse } = load("jsonc-parser") as typeof import("jsonc-parser");
    const errors: ParseError[] = [];
    let value: unknown;
    try {
      value = parse(text, errors, { allowTrailingComma: true });
    } catch {
      return { value: parseJson(text, file), placeOf }; // nested too deep for the tolerant parser, which is recursive
    }
    // What is broken even with comments and trailing commas allowed gets the usual error.
    return { value: errors.length === 0 && value !== undefined ? value : parseJson(text, file), placeOf };
  }
}

function readYaml(text: string, file: string): Omit<ConfigFile, "file"> {
  const { isMap, isScalar, LineCounter, parseDocument } = load("yaml") as typeof import("yaml");
  if (text.trim() === "") throw new InputError(file, "is empty, expected a configuration");
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const error = document.errors[0];
  if (error !== undefined) throw yamlError(file, error);
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 100 });
  } catch {
    throw new InputError(file, "has aliases that cannot be resolved. Write the values themselves.");
  }
  const offsetOf = (path: Path): number | undefined => {
    const owner: unknown = path.length <= 1 ? document.contents : document.getIn(path.slice(0, -1), true);
    const pair = isMap(owner) ? owner.items.find(({ key }) => isScalar(key) && key.value === path.at(-1)) : undefined;
    const node = pair?.key ?? document.getIn([...path], true);
    return (node as { range?: readonly number[] } | undefined)?.range?.[0];
  };
  return {
    value,
    placeOf: (path) => {
      const { line, col } = lines.linePos(
        owners(path)
          .map(offsetOf)
          .find((offset) => offset !== undefined) ?? 0,
      );
      return `${line}:${col}`;
    },
  };
}

/** The path and its parents' paths, innermost first. */
const owners = (path: Path): Path[] => path.map((_, i) => path.slice(0, path.length - i));
