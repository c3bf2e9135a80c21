/** The first characters of what an expression matches: for each place the codes that may stand there. */
type Opening = readonly (readonly number[])[];

/** A character or a group, and how often it is repeated. */
interface Node {
  readonly codes: readonly number[];
  readonly choices: readonly (readonly Node[])[] | undefined;
  readonly least: number;
  readonly most: number;
}

/** The number of characters of an opening that are compared. */
const width = 3;
/** Every character beyond ASCII is one code. */
export const other = 127;
/** The codes of all characters. */
export const any: readonly number[] = Array.from({ length: other + 1 }, (_, code) => code);

/** The alternatives of an expression, apart from those within its groups. */
export function alternativesOf(source: string): string[] {
  const out = [""];
  let depth = 0;
  let isClass = false;
  for (let i = 0; i < source.length; i++) {
    const char = source.charAt(i);
    if (char === "|" && depth === 0 && !isClass) out.push("");
    else {
      const written = char === "\\" ? char + source.charAt(++i) : char;
      out.push((out.pop() ?? "") + written);
      if (char === "[") isClass = true;
      else if (char === "]") isClass = false;
      else if (!isClass && char === "(") depth++;
      else if (!isClass && char === ")") depth--;
    }
  }
  return out;
}

// Most are a word, which needs no reader.
const literal = /^[\w :/-]{3}(?![?*+{])[^|]*$/;

/** How a text may begin that an expression matches; shorter than three characters where anything may follow. */
export const openings = (source: string): Opening[] =>
  literal.test(source)
    ? [[0, 1, 2].map((i) => [source.charCodeAt(i)])]
    : new Reader(source).choices().flatMap((nodes) => extended([[]], nodes));

function extended(from: readonly Opening[], nodes: readonly Node[]): Opening[] {
  let out = [...from];
  for (const { codes, choices, least, most } of nodes) {
    if (out.every((opening) => opening.length >= width)) break;
    const next = out.filter((opening) => opening.length >= width);
    let open = out.filter((opening) => opening.length < width);
    if (least === 0) next.push(...open);
    for (let count = 1; count <= Math.min(most, width); count++) {
      const longer =
        choices === undefined ? open.map((opening) => [...opening, codes]) : choices.flatMap((choice) => extended(open, choice));
      open = longer.filter((opening) => opening.length < width);
      next.push(...longer.filter((opening) => opening.length >= width));
      if (count >= Math.min(least, width)) next.push(...open);
    }
    out = next;
  }
  return out;
}

const classes: Readonly<Record<string, RegExp>> = { d: /\d/, w: /\w/, s: /\s/, D: /\D/, W: /\W/, S: /\S/ };
const controls: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", f: "\f", v: "\v" };
// What is beyond ASCII may be a blank, a letter or neither.
const codesOf = (expression: RegExp): number[] => any.filter((code) => code === other || expression.test(String.fromCharCode(code)));
const codeOf = (char: string): number => Math.min(char.charCodeAt(0), other);

/** Reads the part of the language of regular expressions that the tables are written in. */
class Reader {
  #at = 0;

  constructor(readonly source: string) {}

  choices(): Node[][] {
    const out: Node[][] = [[]];
    while (this.#at < this.source.length && this.#here() !== ")") {
      if (this.#here() === "|") {
        this.#at++;
        out.push([]);
      } else {
        const node = this.#node();
        if (node !== undefined) out.at(-1)?.push(node);
      }
    }
    return out;
  }

  #here(): string {
    return this.source.charAt(this.#at);
  }

  /** The next character or group with its repetition; nothing where it takes no room, such as `\\b` and what looks ahead. */
  #node(): Node | undefined {
    const char = this.#here();
    if (char === "^" || char === "$" || /^\\[bB]/.test(this.source.slice(this.#at, this.#at + 2))) {
      this.#at += char === "\\" ? 2 : 1;
      return undefined;
    }
    if (char !== "(") return { codes: char === "[" ? this.#class() : this.#character(), choices: undefined, ...this.#repetition() };
    const kind = /^\((\?:|\?<?[=!])?/.exec(this.source.slice(this.#at, this.#at + 4))?.[1] ?? "";
    this.#at += 1 + kind.length;
    const choices = this.choices();
    this.#at++;
    return kind === "" || kind === "?:" ? { codes: [], choices, ...this.#repetition() } : undefined;
  }

  #character(): readonly number[] {
    const char = this.source.charAt(this.#at++);
    if (char === ".") return any;
    if (char !== "\\") return [codeOf(char)];
    const escaped = this.source.charAt(this.#at++);
    const kind = classes[escaped];
    if (kind !== undefined) return codesOf(kind);
    const control = controls[escaped];
    if (control === undefined && /[a-zA-Z0-9]/.test(escaped)) throw new SyntaxError(`\\${escaped} is not understood: ${this.source}`);
    return [codeOf(control ?? escaped)];
  }

  #class(): readonly number[] {
    const [whole = ""] = /^\[(?:[^\]\\]|\\.)*\]/.exec(this.source.slice(this.#at)) ?? [];
    this.#at += whole.length;
    return codesOf(new RegExp(whole));
  }

  #repetition(): { readonly least: number; readonly most: number } {
    const [whole = "", least, comma, most] = /^(?:[?*+]|\{(\d+)(,(\d*))?\})\??/.exec(this.source.slice(this.#at)) ?? [];
    this.#at += whole.length;
    if (least !== undefined) {
      const fewest = Number(least);
      return { least: fewest, most: comma === undefined ? fewest : most === "" ? width : Number(most) };
    }
    return { least: /^[?*]/.test(whole) ? 0 : 1, most: /^[*+]/.test(whole) ? width : 1 };
  }
}
