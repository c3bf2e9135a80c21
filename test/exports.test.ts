import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import * as library from "../src/index.js";
import * as patterns from "../src/language/pattern.js";
import * as testing from "../src/testing.js";

const root = join(import.meta.dirname, "..");
const tutorial = readFileSync(join(root, "docs/writing-a-rule.md"), "utf8");
const isView = (value: unknown): boolean => typeof value === "object" && value !== null && "view" in value && "of" in value;
const words = [...tutorial.matchAll(/^\| `(\w+)` \|/gm)].map(([, word = ""]) => word);
const missing = (names: Iterable<string>): string[] => [...names].filter((name) => !(name in library));

test("stackwarden exports every word of the pattern language, and no more of it than the tutorial has", () => {
  expect(words.length).toBeGreaterThan(15);
  expect(missing(words)).toEqual([]);
  // What is no word is for the engine of rules alone, but for the class of all words.
  const exported = Object.keys(patterns).filter((name) => name in library && name !== "Matcher");
  expect(exported.sort()).toEqual([...words].sort());
});

test("stackwarden exports every view", async () => {
  const modules = await Promise.all(
    readdirSync(join(root, "src/views")).map((file): Promise<object> => import(join(root, "src/views", file))),
  );
  const views = modules.flatMap((module) => Object.entries(module).flatMap(([name, value]) => (isView(value) ? [name] : [])));
  expect(views.length).toBeGreaterThan(30);
  expect(missing(views)).toEqual([]);
});

test("stackwarden exports what the tutorial shows in code, but for what a rule or a case is made of", () => {
  const views = /There are views of [\s\S]*?\n\n/.exec(tutorial)?.[0] ?? "";
  const named = [...views.matchAll(/`(\w+)`/g)].map(([, name = ""]) => name);
  expect(named.length).toBeGreaterThan(8);
  expect(missing(named)).toEqual([]);
});

test("stackwarden/testing exports what the tutorial uses in cases", () => {
  for (const name of ["suite", "res", "anyRes", "ref", "secret", "unknown", "documentOf"]) expect(testing).toHaveProperty(name);
});

test("the package maps each of its names to what is built", () => {
  const { exports } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { exports: Record<string, { default: string }> };
  for (const entry of ["index", "policies", "testing"])
    expect(exports[entry === "index" ? "." : `./${entry}`]).toEqual({ types: `./dist/${entry}.d.ts`, default: `./dist/${entry}.js` });
});
