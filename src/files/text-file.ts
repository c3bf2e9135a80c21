import { readFileSync, statSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { refuseOutside } from "./confined.js";
import { InputError, largestText, reading, tooLarge } from "./errors.js";

/**
 * The text of a file: UTF-8 or UTF-16, with or without a byte order mark, packed by gzip or not.
 * @throws InputError
 */
export const readText = (file: string): string => reading(file, () => textOf(readPlain(file)));

/**
 * The bytes of a file, unpacked where it is packed by gzip.
 * @throws InputError
 */
export function readPlain(file: string): Buffer {
  return reading(file, () => {
    refuseOutside(file);
    if (statSync(file).size > largestText) throw new InputError(file, tooLarge);
    return plainOf(readFileSync(file), file);
  });
}

/** Bytes that were read, unpacked where they are packed by gzip. */
export function plainOf(bytes: Buffer, name: string): Buffer {
  const plain = bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes, { maxOutputLength: largestText }) : bytes;
  if (plain.length > largestText) throw new InputError(name, tooLarge);
  return plain;
}

/** The text in plain bytes; the byte order mark is left out. */
export function textOf(plain: Buffer): string {
  const text = encodingOf(plain)(plain);
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

// Windows PowerShell redirects in UTF-16.
function encodingOf(bytes: Buffer): (given: Buffer) => string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return (given) => given.toString("utf16le");
  if (bytes[0] === 0xfe && bytes[1] === 0xff && bytes.length % 2 === 0) return (given) => Buffer.from(given).swap16().toString("utf16le");
  return (given) => given.toString("utf8");
}
