import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import type { SourcePosition } from "../model/resource.js";
import type { Registered } from "./monitor/registry.js";

const languages: ReadonlyMap<string, RegExp> = new Map([
  ["nodejs", /\.[cm]?[jt]sx?$/],
  ["python", /\.py$/],
  ["go", /\.go$/],
]);
// What a package manager or a compiler wrote is not the program's own.
const foreign = /^(?:\..*|node_modules|vendor|venv|__pycache__|dist|bin|sdks)$/;
// Of a larger folder nobody knows which files the program is.
const [maximumFiles, maximumBytes] = [2000, 1_000_000];

/**
 * Places for resources whose SDK sends none, as those of Go and older ones of Node.js: the one line of the program that has the name as a text. Where no
 * line or several have it, a resource inside of a component is at the place of the component.
 */
export function placed(registered: readonly Registered[], folder: string, runtime: string): readonly Registered[] {
  if (registered.every(({ source }) => source !== undefined)) return registered;
  const lines = literals(folder, languages.get(runtime));
  const places = new Map<string, SourcePosition | undefined>();
  return registered.map((resource) => {
    // Parents are registered before their children.
    const source = resource.source ?? (isOwn(resource) ? lines.get(resource.name) || places.get(resource.parent) : undefined);
    places.set(resource.urn, source);
    return source === resource.source ? resource : { ...resource, source };
  });
}

/** Not the stack, and not a provider that the engine makes. */
const isOwn = ({ type, name }: Registered): boolean =>
  type !== "pulumi:pulumi:Stack" && !(type.startsWith("pulumi:providers:") && name.startsWith("default"));

/** The places of texts in quotes, of which those that are the first argument of a call count most; `null` for a text that is in several lines. */
function literals(folder: string, language: RegExp | undefined): ReadonlyMap<string, SourcePosition | null> {
  const anywhere = new Map<string, SourcePosition | null>();
  const first = new Map<string, SourcePosition | null>();
  if (language === undefined) return anywhere;
  for (const file of filesIn(folder, language)) {
    const text = readFileSync(file, "utf8");
    const shown = relative(folder, file).replaceAll("\\", "/");
    for (const [row, line] of text.split("\n").entries())
      for (const { 1: opening = "", 3: literal = "", index } of line.matchAll(/((?:\(|\bctx,) ?)?(["'`])([\w./-]{1,100})\2/g)) {
        const found = opening === "" ? anywhere : first;
        const before = found.get(literal);
        if (before === undefined) found.set(literal, { file: shown, line: row + 1, column: index + opening.length + 1 });
        else if (before !== null && (before.line !== row + 1 || before.file !== shown)) found.set(literal, null);
      }
  }
  return new Map([...anywhere, ...first]);
}

function filesIn(folder: string, language: RegExp): readonly string[] {
  const files: string[] = [];
  const folders = [folder];
  for (let here = folders.pop(); here !== undefined && files.length <= maximumFiles; here = folders.pop())
    for (const entry of readdirSync(here, { withFileTypes: true })) {
      const path = join(here, entry.name);
      if (entry.isDirectory() && !foreign.test(entry.name)) folders.push(path);
      if (entry.isFile() && language.test(entry.name) && statSync(path).size <= maximumBytes) files.push(path);
    }
  return files.length > maximumFiles ? [] : files;
}
