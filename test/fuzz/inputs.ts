/** What the inputs of the provider's classes are like, read off its type declarations as text: quick, and without the compiler. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

export type Kind =
  | { readonly is: "text" | "number" | "boolean" | "any" }
  | { readonly is: "list" | "map"; readonly of: Kind }
  | { readonly is: "block"; readonly name: string };
export type Fields = Readonly<Record<string, Kind>>;

const folder = join(import.meta.dirname, "../../node_modules/@pulumi/aws");

/** The inputs of a type such as `aws:s3/bucket:Bucket`; nothing for one that the provider does not have. */
export function fieldsOf(type: string): Fields {
  const parts = /^aws:([^/]+)\/([^:]+):(.+)$/.exec(type);
  const file = parts === null ? undefined : join(folder, parts[1] ?? "", `${parts[2]}.d.ts`);
  if (file === undefined || !existsSync(file)) return {};
  const body = new RegExp(`^export interface ${parts?.[3]}Args \\{\\n([\\s\\S]*?)^\\}`, "m").exec(readFileSync(file, "utf8"))?.[1];
  return body === undefined ? {} : parseFields(body, "    ");
}

/** The fields of a nested block such as `inputs.s3.BucketVersioning`. */
export function fieldsOfBlock(name: string): Fields {
  blocks ??= readBlocks();
  const body = blocks.get(name);
  if (body === undefined) return {};
  if (typeof body !== "string") return body;
  const fields = parseFields(body, "        ");
  blocks.set(name, fields);
  return fields;
}

let blocks: Map<string, string | Fields> | undefined;

function readBlocks(): Map<string, string | Fields> {
  const found = new Map<string, string | Fields>();
  const text = readFileSync(join(folder, "types/input.d.ts"), "utf8");
  for (const space of text.matchAll(/^export declare namespace (\w+) \{\n([\s\S]*?)^\}/gm))
    for (const block of (space[2] ?? "").matchAll(/^ {4}interface (\w+) \{\n([\s\S]*?)^ {4}\}/gm))
      found.set(`${space[1]}.${block[1]}`, block[2] ?? "");
  return found;
}

function parseFields(body: string, indent: string): Fields {
  const fields: Record<string, Kind> = {};
  const bare = body.replace(/\/\*\*[\s\S]*?\*\//g, "");
  for (const field of bare.matchAll(new RegExp(`^${indent}(\\w+)\\??: ([\\s\\S]*?);\\n(?=${indent}\\w|\\s*$|\\s*\\n)`, "gm")))
    fields[field[1] ?? ""] = kindOf(field[2] ?? "");
  return fields;
}

function kindOf(text: string): Kind {
  const inner = text
    .replace(/\s+/g, " ")
    .replace(/\| undefined/g, "")
    .trim();
  const input = /^pulumi\.Input<(.*)>$/.exec(inner);
  if (input !== null) return kindOf(input[1] ?? "");
  const map = /^\{ \[key: string\]: (.*?);? \}$/.exec(inner);
  if (map !== null) return { is: "map", of: kindOf(map[1] ?? "") };
  if (inner.endsWith("[]")) return { is: "list", of: kindOf(inner.slice(0, -2)) };
  const block = /inputs\.([\w.]+)/.exec(inner);
  if (block !== null) return { is: "block", name: block[1] ?? "" };
  if (/^string|enums\./.test(inner)) return { is: "text" };
  return { is: inner === "number" ? "number" : inner === "boolean" ? "boolean" : "any" };
}
