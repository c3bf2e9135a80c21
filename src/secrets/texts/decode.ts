import { isUtf8 } from "node:buffer";
import { gunzipSync } from "node:zlib";

const base64 = /^[A-Za-z0-9+/_-]+={0,2}$/;
const maybe = /^[A-Za-z0-9+/_=\s-]+$/;
const largest = 4_000_000;
const shortest = 24;

/** The text inside a base64 text (gzip too, and the alphabet of URLs), where there is one: user data, file contents, encoded keys. */
export function unpacked(text: string): string | undefined {
  if (text.length < shortest || text.length > largest) return undefined;
  if (!maybe.test(text.slice(0, 200))) return undefined;
  const bare = /\s/.test(text) ? text.replace(/\s+/g, "") : text;
  if (!base64.test(bare) || bare.replace(/=+$/, "").length % 4 === 1) return undefined;
  const bytes = Buffer.from(bare, "base64");
  const inner = bytes[0] === 0x1f && bytes[1] === 0x8b ? inflated(bytes) : bytes;
  return inner === undefined || !isText(inner) ? undefined : inner.toString("utf8");
}

// A run, and the lines that it goes on in: whole lines of nothing else, as encoders fold them.
const firstLine = /(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{24,}/;
const nextLines = /(?:\r?\n[ \t]*[A-Za-z0-9+/][A-Za-z0-9+/_-]{3,199}(?=={0,2}[ \t]*\r?$))*={0,2}/;
const run = new RegExp(firstLine.source + nextLines.source, "gm");

const long = /[A-Za-z0-9+/_-]{24}/;

/** The texts inside the base64 runs of a text: parts of a multipart message, files that cloud-init writes, values of a Kubernetes secret. */
export function* unpackedRuns(text: string): Iterable<string> {
  if (text.length > largest || !long.test(text)) return;
  for (const [found] of text.matchAll(run)) {
    // The last line may be the word that ends a here-document.
    const inner = unpacked(found) ?? (found.includes("\n") ? unpacked(found.slice(0, found.lastIndexOf("\n"))) : undefined);
    if (inner !== undefined) yield inner;
  }
}

function inflated(bytes: Buffer): Buffer | undefined {
  try {
    return gunzipSync(bytes, { maxOutputLength: largest });
  } catch {
    return undefined; // it only began like gzip
  }
}

/** Readable text: valid UTF-8 without control characters except line ends and tabs. */
function isText(bytes: Buffer): boolean {
  const sample = bytes.subarray(0, 4096);
  let isAscii = true;
  for (const byte of sample) {
    if ((byte < 32 && byte !== 9 && byte !== 10 && byte !== 13) || byte === 127) return false;
    if (byte > 127) isAscii = false;
  }
  return isAscii || (bytes.length > sample.length ? isCutUtf8(sample) : isUtf8(sample));
}

/** The same for a sample, which may end within a character. */
function isCutUtf8(sample: Buffer): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(sample, { stream: true });
    return true;
  } catch {
    return false;
  }
}
