import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { isScalar, isMap as isYamlMap, LineCounter, parseDocument } from "yaml";
import type { SourcePosition } from "../model/resource.js";
import type { StackConfig } from "../model/stack.js";
import { InputError } from "./errors.js";

/** The configuration of one stack of a project, and where each key stands. */
export interface StackFile {
  readonly file: string;
  readonly stack: string;
  readonly config: StackConfig;
  readonly positions: ReadonlyMap<string, SourcePosition>;
}

const stackFile = /^Pulumi\.(.+)\.ya?ml$/;

export const isProjectFile = (name: string): boolean => name === "Pulumi.yaml" || name === "Pulumi.yml";
export const stackOfFile = (name: string): string | undefined => stackFile.exec(name)?.[1];

/**
 * Reads the name of a project.
 * @throws InputError
 */
export function readProjectName(file: string): string {
  const document = readYaml(file, new LineCounter());
  const name: unknown = document.get("name");
  if (typeof name !== "string" || name === "") throw new InputError(file, "is no Pulumi project: it has no `name`");
  return name;
}

/**
 * Reads the configuration of a stack (`Pulumi.<stack>.yaml`). A value with a secret inside is secret as a whole.
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
    throw new InputError(file, "`config` must be a map");
  for (const pair of isYamlMap(config) ? config.items : []) {
    const written = isScalar(pair.key) ? String(pair.key.value) : "";
    const key = written.includes(":") ? written : `${project}:${written}`;
    const value: unknown = isScalar(pair.value)
      ? pair.value.value
      : ((pair.value as { toJSON?: () => unknown } | null)?.toJSON?.() ?? null);
    if (holdsSecure(value)) secretKeys.add(key);
    else values[key] = typeof value === "string" ? value : JSON.stringify(value ?? null);
    const offset = (pair.key as { range?: readonly number[] } | null)?.range?.[0];
    const position = offset === undefined ? undefined : lines.linePos(offset);
    if (position !== undefined) positions.set(key, { file: basename(file), line: position.line, column: position.col });
  }
  return { file, stack: stackOfFile(name) ?? "", config: { values, secretKeys }, positions };
}

function readYaml(file: string, lineCounter: LineCounter): ReturnType<typeof parseDocument> {
  const document = parseDocument(readFileSync(file, "utf8"), { lineCounter, maxAliasCount: 100 } as Parameters<typeof parseDocument>[1]);
  const error = document.errors[0];
  if (error !== undefined) {
    const at = error.linePos?.[0];
    throw new InputError(
      file,
      `is no valid YAML${at === undefined ? "" : `: line ${at.line}, column ${at.col}`}: ${error.code.toLowerCase().replaceAll("_", " ")}`,
    );
  }
  if (document.contents !== null && !isYamlMap(document.contents)) throw new InputError(file, "must hold a map");
  return document;
}

function holdsSecure(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (Array.isArray(value)) return value.some(holdsSecure);
  return Object.keys(value).includes("secure") || Object.values(value).some(holdsSecure);
}
