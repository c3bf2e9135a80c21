/** Files of JSON lines, read and written a piece at a time: an audit is larger than memory. */
import { closeSync, existsSync, openSync, readSync, renameSync, rmSync, writeSync } from "node:fs";
import { InputError, reading } from "../files/errors.js";
import { safeJson } from "../report/paint.js";

const pieceSize = 1 << 20;
const lineFeed = 0x0a;

/** A line of a file, and where it is in bytes. A last line without its end is left out: its writer was stopped. */
export interface Line {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** The lines of a file. @throws InputError */
export function* linesOf(file: string): Generator<Line, void, void> {
  const descriptor = reading(file, () => openSync(file, "r"));
  try {
    const piece = Buffer.alloc(pieceSize);
    let rest: Buffer = Buffer.alloc(0);
    let start = 0;
    for (;;) {
      const read = readSync(descriptor, piece, 0, pieceSize, null);
      if (read === 0) return;
      let bytes = Buffer.concat([rest, piece.subarray(0, read)]);
      for (let at = bytes.indexOf(lineFeed); at >= 0; at = bytes.indexOf(lineFeed)) {
        const text = bytes.toString("utf8", 0, at);
        yield { text, start, end: start + at + 1 };
        start += at + 1;
        bytes = bytes.subarray(at + 1);
      }
      rest = bytes;
    }
  } finally {
    closeSync(descriptor);
  }
}

/** The values of a file of JSON lines that an audit wrote. @throws InputError */
export function* valuesOf<T>(file: string): Generator<T, void, void> {
  let number = 0;
  for (const { text } of linesOf(file)) {
    number++;
    let value: T;
    try {
      value = JSON.parse(text) as T;
    } catch {
      throw new InputError(`${file}:${number}`, "is not valid JSON. Write the audit again.");
    }
    yield value;
  }
}

/** A part of a file. */
export function textAt(descriptor: number, { start, end }: Pick<Line, "start" | "end">): string {
  const bytes = Buffer.alloc(end - start);
  for (let read = 0; read < bytes.length; ) {
    const more = readSync(descriptor, bytes, read, bytes.length - read, start + read);
    if (more === 0) throw new Error("the file became shorter");
    read += more;
  }
  return bytes.toString("utf8");
}

/** A file that is written line by line beside its place, and moved there when it is complete. */
export class LineFile {
  private readonly temporary: string;
  private readonly descriptor: number;
  private pending: string[] = [];
  private size = 0;

  constructor(private readonly file: string) {
    this.temporary = `${file}.part`;
    this.descriptor = reading(file, () => openSync(this.temporary, "w"));
  }

  /** Adds a value as one line that neither a terminal nor a runner obeys. */
  add(value: unknown): void {
    const line = `${safeJson(JSON.stringify(value))}\n`;
    this.pending.push(line);
    this.size += line.length;
    if (this.size > pieceSize) this.flush();
  }

  close(): void {
    this.flush();
    closeSync(this.descriptor);
    renameSync(this.temporary, this.file);
  }

  /** Ends without a file. */
  discard(): void {
    closeSync(this.descriptor);
    if (existsSync(this.temporary)) rmSync(this.temporary);
  }

  private flush(): void {
    writeAll(this.descriptor, this.pending.join(""));
    this.pending = [];
    this.size = 0;
  }
}

/** Writes a whole text, behind what was written before or at a position. */
export function writeAll(descriptor: number, text: string, position?: number): void {
  const bytes = Buffer.from(text);
  for (let written = 0; written < bytes.length; )
    written += writeSync(descriptor, bytes, written, bytes.length - written, position === undefined ? null : position + written);
}
