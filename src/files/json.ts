import { createRequire } from "node:module";
import type { ParseError } from "jsonc-parser";
import { InputError } from "./errors.js";

// Finding the place of an error takes a second, slower parser; a text this long is only said to be broken.
const longestSearched = 20 * 1024 * 1024;

/**
 * Parses JSON. The error names line and column and never quotes the text, which may hold a secret.
 * @throws InputError
 */
export function parseJson(text: string, file: string): unknown {
  const clean = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  if (/^\s*$/.test(clean)) throw new InputError(file, "is empty; expected JSON");
  try {
    return JSON.parse(clean);
  } catch {
    if (clean.includes("\u0000")) throw new InputError(file, "is no text but binary data; expected JSON in UTF-8");
    throw new InputError(file, `is no valid JSON: ${firstError(clean)}`);
  }
}

function firstError(text: string): string {
  const again = "; write the file anew";
  if (text.length > longestSearched) return `it cannot be parsed${again}`;
  // Loaded for files that are broken only.
  const { parse, printParseErrorCode } = createRequire(import.meta.url)("jsonc-parser") as typeof import("jsonc-parser");
  const errors: ParseError[] = [];
  try {
    parse(text, errors, { disallowComments: true, allowTrailingComma: false });
  } catch {
    return `nested too deep${again}`; // the tolerant parser is recursive
  }
  const first = errors[0];
  if (first === undefined) return `it cannot be parsed${again}`;
  const before = text.slice(0, first.offset);
  const line = before.split("\n").length;
  const column = first.offset - before.lastIndexOf("\n");
  const what = printParseErrorCode(first.error)
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase();
  // Something is missing at the end; what is there and wrong is not cut off.
  const cut =
    /expected$|^unexpected end/.test(what) && first.offset + first.length >= text.trimEnd().length ? " (the file seems cut off)" : "";
  return `line ${line}, column ${column}: ${what}${cut}${again}`;
}
