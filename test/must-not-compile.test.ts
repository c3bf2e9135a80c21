import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import ts from "typescript";
import { beforeAll, describe, expect, test } from "vitest";

const root = join(import.meta.dirname, "..");
const folder = join(import.meta.dirname, "must-not-compile");
const files = readdirSync(folder)
  .filter((name) => name.endsWith(".ts"))
  .sort();

/** Where the compiler found errors: line and text, by file. */
const found = new Map<string, { line: number; text: string }[]>();

beforeAll(() => {
  const { config } = ts.readConfigFile(join(root, "tsconfig.json"), ts.sys.readFile);
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root);
  const program = ts.createProgram(
    files.map((name) => join(folder, name)),
    options,
  );
  for (const name of files) {
    const source = program.getSourceFile(join(folder, name));
    if (source === undefined) throw new Error(`${name} was not read`);
    const errors = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    found.set(
      name,
      errors.map((error) => ({
        line: source.getLineAndCharacterOfPosition(error.start ?? 0).line + 1,
        text: ts.flattenDiagnosticMessageText(error.messageText, "\n"),
      })),
    );
  }
}, 300_000);

/** The lines that end in `// error:`, with the words that the compiler's own must hold. */
const expected = (name: string): { line: number; words: string }[] =>
  readFileSync(join(folder, name), "utf8")
    .split("\n")
    .flatMap((text, i) => {
      const words = /\/\/ error:(.*)$/.exec(text)?.[1];
      return words === undefined ? [] : [{ line: i + 1, words: words.trim() }];
    });

describe("the compiler refuses", () => {
  test.each(files.filter((name) => name !== "compiles.ts").map((name) => basename(name, ".ts")))("%s", (name) => {
    const wanted = expected(`${name}.ts`);
    const errors = found.get(`${name}.ts`) ?? [];
    expect(wanted.length).toBeGreaterThan(0);
    expect(
      [...new Set(errors.map(({ line }) => line))].sort((a, b) => a - b),
      errors.map(({ line, text }) => `${line}: ${text}`).join("\n"),
    ).toEqual(wanted.map(({ line }) => line));
    for (const { line, words } of wanted)
      expect(
        errors
          .filter((e) => e.line === line)
          .map((e) => e.text)
          .join("\n"),
      ).toContain(words);
  });
});

test("what is right about them compiles", () => {
  expect(found.get("compiles.ts")).toEqual([]);
});
