/** A list in a JSON text that is read item by item, so that neither the text nor all of its items are in memory at once. */
export interface LongList {
  /** The keys that lead to it. */
  readonly path: readonly string[];
  /** What is kept of an item. */
  readonly each: (item: unknown, index: number) => unknown;
}

const [quote, backslash, comma, colon] = [0x22, 0x5c, 0x2c, 0x3a];
const [openList, closeList, openMap, closeMap] = [0x5b, 0x5d, 0x7b, 0x7d];

/** Parses JSON in UTF-8 as `JSON.parse` does, but for long lists. `undefined` where the bytes are not JSON: `JSON.parse` states what is wrong. */
export function parseParts(bytes: Buffer, long: readonly LongList[]): unknown {
  const text = new Text(bytes);
  try {
    const value = text.value(long, 0);
    return text.isAtEnd() ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Bytes that are read from the front. Only the maps around a long list are walked here; each part that is not walked is left to `JSON.parse`. */
class Text {
  private at = 0;
  constructor(private readonly bytes: Buffer) {
    if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) this.at = 3;
  }

  isAtEnd(): boolean {
    return this.next() === undefined;
  }

  value(long: readonly LongList[], depth: number): unknown {
    const first = this.next();
    const list = long.find(({ path }) => path.length === depth);
    if (list !== undefined && first === openList) return this.list(list);
    return long.length > 0 && list === undefined && first === openMap ? this.map(long, depth) : this.part();
  }

  private map(long: readonly LongList[], depth: number): unknown {
    const out: Record<string, unknown> = {};
    this.at++;
    for (let separator = this.next(); separator !== closeMap; separator = this.next()) {
      if (Object.keys(out).length > 0) this.take(comma);
      const key = this.next() === quote ? this.part() : undefined;
      // As in `JSON.parse`, `__proto__` is a key like any other, and the last of duplicate keys counts.
      if (typeof key !== "string" || key === "__proto__" || Object.hasOwn(out, key)) throw new SyntaxError("not to be walked");
      this.take(colon);
      out[key] = this.value(
        long.filter(({ path }) => path[depth] === key),
        depth + 1,
      );
    }
    this.at++;
    return out;
  }

  private list({ each }: LongList): unknown[] {
    const out: unknown[] = [];
    this.at++;
    for (let separator = this.next(); separator !== closeList; separator = this.next()) {
      if (out.length > 0) this.take(comma);
      out.push(each(this.part(), out.length));
    }
    this.at++;
    return out;
  }

  private part(): unknown {
    this.next();
    const start = this.at;
    this.skip();
    return JSON.parse(this.bytes.toString("utf8", start, this.at));
  }

  private take(byte: number): void {
    if (this.next() !== byte) throw new SyntaxError("unexpected");
    this.at++;
  }

  /** The next byte that is not a blank. */
  private next(): number | undefined {
    const { bytes } = this;
    while (bytes[this.at] === 0x20 || bytes[this.at] === 0x0a || bytes[this.at] === 0x0d || bytes[this.at] === 0x09) this.at++;
    return bytes[this.at];
  }

  /** Moves behind the value that begins here; `JSON.parse` checks whether it is one. */
  private skip(): void {
    const { bytes } = this;
    const end = bytes.length;
    let { at } = this;
    let depth = 0;
    do {
      const byte = bytes[at];
      if (byte === quote) {
        at++;
        while (at < end && bytes[at] !== quote) at += bytes[at] === backslash ? 2 : 1;
      } else if (byte === openMap || byte === openList) depth++;
      else if (byte === closeMap || byte === closeList) depth--;
      else if (depth === 0) {
        while (at < end && !isEndOfScalar(bytes[at])) at++;
        break;
      }
      at++;
    } while (depth > 0 && at < end);
    if (at === this.at) throw new SyntaxError("nothing there");
    this.at = at;
  }
}

const isEndOfScalar = (byte: number | undefined): boolean =>
  byte === comma || byte === closeList || byte === closeMap || byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
