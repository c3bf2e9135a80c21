/** The texts and numbers that rules and views hold, by the name that stands on the same line: what makes them pass and fail. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const source = join(import.meta.dirname, "../../src");
let byName: Map<string, (string | number)[]> | undefined;

/** Literals that stand beside the name of an input; texts, and numbers with their neighbours. */
export function literalsOf(name: string): readonly (string | number)[] {
  byName ??= readAll();
  return byName.get(name) ?? [];
}

function readAll(): Map<string, (string | number)[]> {
  const found = new Map<string, (string | number)[]>();
  for (const folder of ["rules", "views"])
    for (const file of readdirSync(join(source, folder), { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts")))
      for (const line of readFileSync(join(source, folder, file), "utf8").split("\n")) {
        const literals = [...line.matchAll(/"([^"\\]{1,50})"|\b(\d[\d_]*)\b/g)].flatMap(([, text, number]): (string | number)[] => {
          if (text !== undefined) return [text];
          const value = Number(number?.replaceAll("_", ""));
          return [value - 1, value, value + 1];
        });
        if (literals.length === 0) continue;
        for (const [name] of line.matchAll(/\b[a-z]\w+\b/g)) found.set(name, [...(found.get(name) ?? []), ...literals]);
      }
  return found;
}
