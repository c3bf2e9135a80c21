import { readdirSync, readFileSync } from "node:fs";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import type { Table } from "../src/model/expression.js";

const src = new URL("../src/", import.meta.url);
const files = readdirSync(src, { recursive: true, encoding: "utf8" })
  .map((name) => name.replaceAll("\\", "/"))
  .filter((name) => name.endsWith(".ts"));
const read = (file: string): string => readFileSync(new URL(file, src), "utf8");

const isTable = (value: unknown): value is Table => typeof value === "object" && value !== null && "parts" in value && "takes" in value;
const tables: [where: string, table: Table][] = [];
for (const file of files) {
  const text = read(file);
  if (!/from "(?:\.\.\/)+model\/expression\.js"/.test(text)) continue;
  const exported: Record<string, unknown> = await import(new URL(file, src).href);
  const found = Object.entries(exported).filter((entry): entry is [string, Table] => isTable(entry[1]));
  // A table that is not exported would be read by no test.
  test(`every table of ${file} is exported`, () => expect(text.match(/\b(?:oneOf|inOrder)\(/g)?.length).toBe(found.length));
  for (const [name, table] of found) tables.push([`${file}: ${name}`, table]);
}

function matches({ source, flags }: RegExp, text: string): boolean {
  return new RegExp(source, flags.replace(/[gy]/g, "")).test(text);
}

describe.each(tables)("%s", (_, table) => {
  const { parts, takes, only, expression } = table;
  if (takes === "any")
    test.each(parts)("%s", (...part) => {
      const [, example, counterExample] = part;
      expect([matches(expression, example), matches(only(part), example)], example).toEqual([true, true]);
      expect(matches(expression, counterExample), counterExample).toBe(false);
    });
  else {
    const examples = parts.map(([, example]) => example);
    test("the examples of its parts are one of the whole", () => expect(matches(expression, examples.join(""))).toBe(true));
    test.each(parts.map(([part, , counterExample], i) => ({ part, counterExample, i })))("$part", ({ counterExample, i }) => {
      const text = examples.with(i, counterExample).join("");
      expect(matches(expression, text), text).toBe(false);
    });
  }
});

test("no other expression has more than 100 characters", () => {
  const long = files.flatMap((file) => {
    const source = ts.createSourceFile(file, read(file), ts.ScriptTarget.ES2023, true);
    const found: string[] = [];
    const visit = (node: ts.Node): void => {
      if (ts.isRegularExpressionLiteral(node) && node.text.length > 100)
        found.push(`src/${file}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`);
      ts.forEachChild(node, visit);
    };
    visit(source);
    return found;
  });
  expect(long).toEqual([]);
});
