import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { isNode, isScalar, isSeq, isMap as isYamlMap, LineCounter, parseDocument } from "yaml";
import { stackWaiversKey } from "../config/waivers.js";
import type { SourcePosition } from "../model/resource.js";
import type { StackConfig } from "../model/stack.js";
import { InputError, reading } from "./errors.js";

/** The configuration of one stack of a project, and where each key stands. */
export interface StackFile {
  readonly file: string;
  readonly stack: string;
  readonly config: StackConfig;
  readonly positions: ReadonlyMap<string, SourcePosition>;
}

const stackFile = /^Pulumi\.(.+)\.ya?ml$/;

export const stackOfFile = (name: string): string | undefined => stackFile.exec(name)?.[1];

/**
 * Reads the name of a project.
 * @throws InputError
 */
export function readProjectName(file: string): string {
  const document = readYaml(file, new LineCounter());
  const name: unknown = document.get("name");
  if (typeof name !== "string" || name === "") throw new InputError(file, "is no Pulumi project: it has no `name`; add one");
  return name;
}

/**
 * Reads the configuration of a stack (`Pulumi.<stack>.yaml`). A secret inside a value is left out of it.
 * @throws InputError
 */
export function readStackFile(folder: string, name: string, project: string): StackFile {
  const file = join(folder, name);
  const lines = new LineCounter();
  const document = readYaml(file, lines);
  const values: Record<string, string> = {};
  const secretKeys = new Set<string>();
  const positions = new Map<string, SourcePosition>();
  const config: unknown = document.get("config", true);
  if (config !== undefined && config !== null && !isYamlMap(config) && !(isScalar(config) && config.value === null))
    throw new InputError(file, "`config` must be a map of keys and values");
  for (const pair of isYamlMap(config) ? config.items : []) {
    const written = isScalar(pair.key) ? String(pair.key.value) : "";
    const key = written.includes(":") ? written : `${project}:${written}`;
    const value = plainValue(pair.value, document, file, key);
    if (isSecure(value)) secretKeys.add(key);
    else values[key] = typeof value === "string" ? value : JSON.stringify(withoutSecrets(value));
    const remember = (name: string, node: unknown): void => {
      const offset = (node as { range?: readonly number[] } | null)?.range?.[0];
      const position = offset === undefined ? undefined : lines.linePos(offset);
      if (position !== undefined) positions.set(name, { file: basename(file), line: position.line, column: position.col });
    };
    remember(key, pair.key);
    if (key === stackWaiversKey && isSeq(pair.value)) for (const [i, item] of pair.value.items.entries()) remember(`${key}[${i}]`, item);
  }
  return { file, stack: stackOfFile(name) ?? "", config: { values, secretKeys }, positions };
}

/** The value of a key, with aliases followed; but not the few that would blow it up to gigabytes. */
function plainValue(node: unknown, document: ReturnType<typeof parseDocument>, file: string, key: string): unknown {
  if (!isNode(node)) return null;
  try {
    return node.toJS(document, { maxAliasCount: 100 });
  } catch {
    throw new InputError(file, `\`${key}\` has aliases that cannot be followed; write its value out`);
  }
}

function readYaml(file: string, lineCounter: LineCounter): ReturnType<typeof parseDocument> {
  const text = reading(file, () => readFileSync(file, "utf8"));
  const document = parseDocument(text, { lineCounter });
  const error = document.errors[0];
  if (error !== undefined) {
    const at = error.linePos?.[0];
    throw new InputError(
      file,
      `is no valid YAML${at === undefined ? "" : `: line ${at.line}, column ${at.col}`}: ${error.code.toLowerCase().replaceAll("_", " ")}`,
    );
  }
  if (document.contents !== null && !isYamlMap(document.contents)) throw new InputError(file, "must hold a map of keys and values");
  return document;
}

/** Only a map of nothing but a text under `secure` is a secret, as the CLI has it. */
const isSecure = (value: unknown): boolean =>
  typeof value === "object" && value !== null && Object.keys(value).join() === "secure" && typeof Object.values(value)[0] === "string";

/** A value as JSON holds it, with nothing where a secret stands in it. */
const withoutSecrets = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null, (_, item) => (isSecure(item) ? null : item)));
