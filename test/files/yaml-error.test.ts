import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseDocument } from "yaml";
import { readConfigFile } from "../../src/cli/config-file.js";
import { readMarkup } from "../../src/files/markup.js";
import { yamlError } from "../../src/files/yaml-error.js";
import { folder } from "../cli/fixture.js";

const { path: root, write } = folder();
const password = ["wT7", "kQ9", "zR4", "mB2"].join("-");

function messageOf(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    return (error as Error).message;
  }
  return "no error";
}

describe("broken YAML is reported by line and column, in words", () => {
  test.each<[string, string, string]>([
    ["name: [shop\n", "2:1", "a list that begins with `[` has no `]`, or is indented too little"],
    ["name: {shop: 1\n", "2:1", "a map that begins with `{` has no `}`, or is indented too little"],
    ["a:\n    b: 1\n   c: 2\n", "3:1", "the line is not indented like the entries above it"],
    ["a:\n\tb: 1\n", "2:1", "the line is indented with a tab. Use spaces."],
    ["a: 1\na: 2\n", "2:1", "the key is already used in this map"],
    ["a: 1\n---\nb: 1\n", "2:1", "a second document begins here, expected one"],
    ["reason: why: this\n", "1:9", "the value contains `: `. Put it in quotes."],
    ["a:\n  b: 1\n  - c\n", "3:1", "the list item is not indented like the others, or is among the keys of a map"],
    ["a:1\nb: 2\n", "1:1", "the line has no `: ` between a key and its value"],
    ["a: 1\nb\n", "2:1", "the line has no `: ` between a key and its value"],
    ['a: "x\n', "2:1", "a string has no closing quote"],
    ['a: "x"#y\n', "1:7", "the comment has no space before its `#`"],
    ["a: {b: 1 c: 2}\n", "1:8", "the entries inside `{ }` or `[ ]` are not separated by `,`"],
    ["a: @x\n", "1:4", "the value begins with a reserved character (`@`, `%` or a backtick). Put it in quotes."],
    ['a: "\\d"\n', "1:5", "the escape sequence after `\\` is not valid. Write `\\\\` for a backslash."],
    ["a: [1,,2]\n", "1:7", "there is no item before the `,`"],
    ["a: [1]]\n", "1:7", "the closing bracket has no opening one"],
    ["a: - b\n", "1:4", "a list must begin on a new line after its key"],
    ["a: |x\n  y\n", "1:5", "there is text after `|` or `>`. Begin it on the next line."],
    ["a: 'it's'\n", "1:8", "there is text after the end of a value"],
    ["a: *\n", "1:4", "the `*` or `&` has no valid name after it. Put a text that begins with it in quotes."],
    ["a: &x &y 1\n", "1:7", "the value has two anchors (`&`)"],
    [`${"x".repeat(1100)}: 1\n`, "1:1", "the key is longer than 1,024 characters"],
  ])("%j", (text, place, words) => {
    const file = write("given.yaml", text);
    const expected = `${file}:${place}: is not valid YAML: ${words}`;
    expect(messageOf(() => readMarkup(file))).toBe(expected);
    expect(messageOf(() => readConfigFile(file))).toBe(expected);
  });
  test("deep nesting", () => {
    expect(messageOf(() => readMarkup(write("deep.yaml", "[".repeat(20_000))))).toMatch(
      /:1:\d+: is not valid YAML: it is nested too deeply$/,
    );
  });
  test.each([
    `a: |${password}\n`,
    `a: 'it's${password}'\n`,
    `a: [1]] ${password}\n`,
    `a: "\\d${password}"\n`,
    `%${password}\na: @${password}\n`,
  ])("an error does not quote the file: %j", (text) => {
    const [error] = parseDocument(text).errors;
    expect(error).toBeDefined();
    if (error !== undefined) expect(yamlError("x.yaml", error).message).not.toContain(password);
  });
  test("what the library may report next is a sentence too", () => {
    const error = { code: "SOMETHING_NEW", message: password, linePos: undefined } as unknown as Parameters<typeof yamlError>[1];
    expect(yamlError("x.yaml", error).message).toBe("x.yaml: is not valid YAML: the syntax is broken here");
  });
  test("a valid file has no error", () => {
    expect(messageOf(() => readMarkup(write("fine.yaml", "a: [1, {b: 'it''s'}]\n")))).toBe("no error");
    expect(messageOf(() => readConfigFile(join(root, "fine.yaml")))).toBe("no error");
  });
});
