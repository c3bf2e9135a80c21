import { createRequire } from "node:module";
import type { ParseError } from "jsonc-parser";
import { InputError } from "./errors.js";

// Locating an error takes a second, slower parser, which is not used for longer texts.
const longestSearched = 20 * 1024 * 1024;

/**
 * Parses JSON. The error names line and column and never quotes the text, which may hold a secret.
 * @throws InputError
 */
export function parseJson(text: string, file: string): unknown {
  const clean = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  if (/^\s*$/.test(clean)) throw new InputError(file, "is empty, expected JSON");
  try {
    return JSON.parse(clean);
  } catch {
    if (clean.includes("\u0000")) throw new InputError(file, "is binary data, expected JSON in UTF-8");
    throw syntaxError(clean, file);
  }
}

function syntaxError(text: string, file: string): InputError {
  const error = (what: string, place = ""): InputError =>
    new InputError(`${file}${place}`, `is not valid JSON${what}. Correct the file, or write it again.`);
  if (text.length > longestSearched) return error("");
  // Loaded for files that are broken only.
  const { parse, printParseErrorCode } = createRequire(import.meta.url)("jsonc-parser") as typeof import("jsonc-parser");
  const errors: ParseError[] = [];
  try {
    parse(text, errors, { disallowComments: true, allowTrailingComma: false });
  } catch {
    return error(": nested too deeply"); // the tolerant parser is recursive
  }
  const first = errors[0];
  if (first === undefined) return error("");
  const before = text.slice(0, first.offset);
  const line = before.split("\n").length;
  const column = first.offset - before.lastIndexOf("\n");
  const what = printParseErrorCode(first.error)
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase();
  // Something is missing at the end. A last token that is there and wrong, as the brace in `{"a": 1,}`, is not a truncated file.
  const end = text.trimEnd().length;
  const isCut = what.startsWith("unexpected end") ? first.offset + first.length >= end : what.endsWith("expected") && first.offset >= end;
  const cut = isCut ? " (the file seems truncated)" : "";
  return error(`: ${what}${cut}`, `:${line}:${column}`);
}
