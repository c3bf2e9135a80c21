import { type ParseError, parse, printParseErrorCode } from "jsonc-parser";
import { InputError } from "./errors.js";

/**
 * Parses JSON. The error names line and column and never quotes the text, which may hold a secret.
 * @throws InputError
 */
export function parseJson(text: string, file: string): unknown {
  const clean = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  if (clean.trim() === "") throw new InputError(file, "is empty; expected JSON");
  if (clean.includes("\u0000")) throw new InputError(file, "is no text but binary data; expected JSON");
  try {
    return JSON.parse(clean);
  } catch {
    throw new InputError(file, `is no valid JSON: ${firstError(clean)}`);
  }
}

function firstError(text: string): string {
  const errors: ParseError[] = [];
  try {
    parse(text, errors, { disallowComments: true, allowTrailingComma: false });
  } catch {
    return "nested too deep"; // the tolerant parser is recursive
  }
  const first = errors[0];
  if (first === undefined) return "it cannot be parsed";
  const before = text.slice(0, first.offset);
  const line = before.split("\n").length;
  const column = first.offset - before.lastIndexOf("\n");
  const what = printParseErrorCode(first.error)
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase();
  const cut = first.offset >= text.trimEnd().length ? " (the file seems cut off)" : "";
  return `line ${line}, column ${column}: ${what}${cut}`;
}
