import * as zlib from "node:zlib";
import { InputError, largestText } from "../files/errors.js";
import { plainOf } from "../files/text-file.js";
import { Unreadable } from "./source.js";

/** How files begin that are encrypted as a whole. */
const ciphers: readonly (readonly [string, string])[] = [
  ["Salted__", "by OpenSSL"],
  ["-----BEGIN PGP MESSAGE-----", "by PGP"],
  ["age-encryption.org/", "by age"],
  ["-----BEGIN AGE ENCRYPTED FILE-----", "by age"],
  ["$ANSIBLE_VAULT;", "by Ansible Vault"],
];
const zstdStart = Buffer.from([0x28, 0xb5, 0x2f, 0xfd]);

/** Unpacks with zstd, which Node.js has from 22.15 on. */
const unpackZstd = (zlib as unknown as { readonly zstdDecompressSync?: (bytes: Buffer, options: object) => Buffer }).zstdDecompressSync;

/**
 * The bytes of a state, unpacked where they are packed.
 * @throws Unreadable
 */
export function unpacked(bytes: Buffer): Buffer {
  const cipher = ciphers.find(([start]) => bytes.subarray(0, start.length).toString("latin1") === start);
  if (cipher !== undefined) throw new Unreadable("encrypted", `is encrypted as a whole ${cipher[1]}. Decrypt it first.`);
  try {
    if (bytes.subarray(0, zstdStart.length).equals(zstdStart)) return zstd(bytes);
    return plainOf(bytes, "");
  } catch (error) {
    if (error instanceof Unreadable) throw error;
    if (error instanceof InputError) throw new Unreadable("failed", error.message.replace(/^: /, ""));
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ERR_BUFFER_TOO_LARGE") throw new Unreadable("failed", "is too large to read. Split the stack.");
    const what = code === "Z_BUF_ERROR" ? "ends too early" : "is broken";
    throw new Unreadable("broken-package", `the gzip file ${what}. Restore it from its backup.`);
  }
}

function zstd(bytes: Buffer): Buffer {
  if (unpackZstd === undefined)
    throw new Unreadable(
      "broken-package",
      `is packed by zstd, which Node.js ${process.versions.node} cannot unpack. Use Node.js 22.15 or newer.`,
    );
  try {
    return unpackZstd(bytes, { maxOutputLength: largestText });
  } catch {
    throw new Unreadable("broken-package", "the zstd file is broken. Restore it from its backup.");
  }
}
