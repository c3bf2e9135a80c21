import { randomBytes } from "node:crypto";
import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  lstatSync,
  openSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { basename, dirname, join, resolve } from "node:path";

/**
 * Writes a file so that nobody ever reads half of it: into a new file beside it, which then takes its place. A link stays a link, and the file's mode
 * stays. What is not an ordinary file, such as a device or a pipe, is written to as it is.
 * @throws the error of the system.
 */
export function writeWhole(file: string, text: string | Iterable<string>): void {
  const pieces = typeof text === "string" ? [text] : text;
  const target = targetOf(file);
  const before = existsSync(target) ? statSync(target) : undefined;
  if (before !== undefined && !before.isFile()) {
    writeAll(target, "w", pieces);
    return;
  }
  const mode = before === undefined ? 0o666 : before.mode & 0o7777;
  const temporary = join(dirname(target), `.${basename(target)}.${randomBytes(8).toString("hex")}.tmp`);
  try {
    // A new file of our own: `wx` refuses one that exists, even a link.
    writeAll(temporary, "wx", pieces, mode);
    if (before !== undefined) chmodSync(temporary, mode);
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** The file itself: where a link leads, also where nothing is there yet. */
function targetOf(file: string): string {
  if (existsSync(file)) return realpathSync(file);
  const isDangling = lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() === true;
  return isDangling ? resolve(realpathSync(dirname(file)), readlinkSync(file)) : file;
}

function writeAll(file: string, flag: "w" | "wx", pieces: Iterable<string>, mode = 0o666): void {
  const descriptor = openSync(file, flag, mode);
  try {
    for (const piece of pieces) {
      const bytes = Buffer.from(piece);
      for (let written = 0; written < bytes.length; ) written += writeSync(descriptor, bytes, written);
    }
    if (flag === "wx") fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** True where two paths lead to the same file, or would. */
export const isSameFile = (a: string, b: string): boolean => identityOf(a) === identityOf(b);

function identityOf(file: string): string {
  if (existsSync(file)) {
    const { dev, ino } = statSync(file);
    return ino === 0 ? realpathSync(file) : `${dev}:${ino}`;
  }
  const folder = dirname(resolve(file));
  return join(existsSync(folder) ? realpathSync(folder) : folder, basename(file));
}
