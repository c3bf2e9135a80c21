import type { YAMLParseError } from "yaml";
import { InputError } from "./errors.js";

/** What an error of the yaml library means: by its code, and by the beginning of its message where one code has several meanings. */
interface Meaning {
  readonly code: string;
  readonly message?: RegExp;
  readonly words: string;
}

const noColon = "the line has no `: ` between a key and its value";

// The first that matches counts. Messages of the library are not shown: some quote the text, which may hold a secret.
const meanings: readonly Meaning[] = [
  { code: "BAD_INDENT", message: /^Flow sequence/, words: "a list that begins with `[` has no `]`, or is indented too little" },
  { code: "BAD_INDENT", message: /^Flow map/, words: "a map that begins with `{` has no `}`, or is indented too little" },
  { code: "BAD_INDENT", words: "the line is not indented like the entries above it" },
  { code: "TAB_AS_INDENT", words: "the line is indented with a tab. Use spaces." },
  { code: "DUPLICATE_KEY", words: "the key is already used in this map" },
  { code: "MULTIPLE_DOCS", words: "a second document begins here, expected one" },
  { code: "BLOCK_AS_IMPLICIT_KEY", message: /^Nested/, words: "the value contains `: `. Put it in quotes." },
  { code: "BLOCK_AS_IMPLICIT_KEY", words: "the list item is not indented like the others, or is among the keys of a map" },
  { code: "MULTILINE_IMPLICIT_KEY", words: noColon },
  { code: "MISSING_CHAR", message: /^Implicit map keys/, words: noColon },
  { code: "MISSING_CHAR", message: /^Missing closing/, words: "a string has no closing quote" },
  { code: "MISSING_CHAR", message: /^Missing ,/, words: "a `,` is missing" },
  { code: "MISSING_CHAR", message: /^Comments/, words: "the comment has no space before its `#`" },
  { code: "BLOCK_IN_FLOW", words: "the entries inside `{ }` or `[ ]` are not separated by `,`" },
  { code: "BAD_SCALAR_START", words: "the value begins with a reserved character (`@`, `%` or a backtick). Put it in quotes." },
  { code: "BAD_DQ_ESCAPE", words: "the escape sequence after `\\` is not valid. Write `\\\\` for a backslash." },
  { code: "UNEXPECTED_TOKEN", message: /^Unexpected (?:,|empty item)/, words: "there is no item before the `,`" },
  { code: "UNEXPECTED_TOKEN", message: /^Unexpected flow-(?:seq|map)-end/, words: "the closing bracket has no opening one" },
  { code: "UNEXPECTED_TOKEN", message: /^Unexpected block-seq-ind/, words: "a list must begin on a new line after its key" },
  { code: "UNEXPECTED_TOKEN", message: /^Block scalar/, words: "there is text after `|` or `>`. Begin it on the next line." },
  { code: "UNEXPECTED_TOKEN", message: /at node end/, words: "there is text after the end of a value" },
  { code: "UNEXPECTED_TOKEN", words: "there is an unexpected character" },
  { code: "BAD_ALIAS", words: "the `*` or `&` has no valid name after it. Put a text that begins with it in quotes." },
  { code: "ALIAS_PROPS", words: "the alias (`*`) has an anchor (`&`) or a tag (`!`) of its own" },
  { code: "MULTIPLE_ANCHORS", words: "the value has two anchors (`&`)" },
  { code: "MULTIPLE_TAGS", words: "the value has two tags (`!`)" },
  { code: "TAG_RESOLVE_FAILED", words: "the tag (`!`) does not fit its value" },
  { code: "BAD_COLLECTION_TYPE", words: "the tag (`!`) does not fit its value" },
  { code: "KEY_OVER_1024_CHARS", words: "the key is longer than 1,024 characters" },
  { code: "RESOURCE_EXHAUSTION", words: "it is nested too deeply" },
];

/** An error of the yaml library as one line: where, and what is wrong. The text of the file is never quoted. */
export function yamlError(file: string, { code, message, linePos }: Pick<YAMLParseError, "code" | "message" | "linePos">): InputError {
  const at = linePos?.[0];
  const meaning = meanings.find((one) => one.code === code && (one.message?.test(message) ?? true));
  return new InputError(
    at === undefined ? file : `${file}:${at.line}:${at.col}`,
    `is not valid YAML: ${meaning?.words ?? "the syntax is broken here"}`,
  );
}
