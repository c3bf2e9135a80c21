import { gunzipSync } from "node:zlib";

const base64 = /^[A-Za-z0-9+/]+={0,2}$/;
const largest = 4_000_000;

/** The text inside a base64 text (gzip too), where there is one: user data, file contents, encoded keys. */
export function unpacked(text: string): string | undefined {
  if (text.length < 24 || text.length > largest) return undefined;
  const bare = /\s/.test(text) ? text.replace(/\s+/g, "") : text;
  if (!base64.test(bare) || bare.length % 4 === 1) return undefined;
  const bytes = Buffer.from(bare, "base64");
  const inner = bytes[0] === 0x1f && bytes[1] === 0x8b ? inflated(bytes) : bytes;
  return inner === undefined || !isText(inner) ? undefined : inner.toString("utf8");
}

function inflated(bytes: Buffer): Buffer | undefined {
  try {
    return gunzipSync(bytes, { maxOutputLength: largest });
  } catch {
    return undefined; // it only began like gzip
  }
}

/** Bytes that a person could read: no control characters but line ends and tabs, and valid UTF-8. */
function isText(bytes: Buffer): boolean {
  const sample = bytes.subarray(0, 4096);
  for (const byte of sample) if ((byte < 32 && byte !== 9 && byte !== 10 && byte !== 13) || byte === 127) return false;
  return !sample
    .subarray(0, sample.length - 4)
    .toString("utf8")
    .includes("\uFFFD");
}
