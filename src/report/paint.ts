/** Colours for a terminal; plain text where they are not wanted. */
export interface Paint {
  readonly red: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly blue: (text: string) => string;
  readonly green: (text: string) => string;
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
}

const sgr = (code: number, end: number) => (text: string) => `\u001b[${code}m${text}\u001b[${end}m`;
const plain = (text: string): string => text;

export const colours: Paint = {
  red: sgr(31, 39),
  yellow: sgr(33, 39),
  blue: sgr(36, 39),
  green: sgr(32, 39),
  bold: sgr(1, 22),
  dim: sgr(2, 22),
};
export const noColours: Paint = { red: plain, yellow: plain, blue: plain, green: plain, bold: plain, dim: plain };

// biome-ignore lint/suspicious/noControlCharactersInRegex: the escape sequences that `sgr` writes
const painted = /\u001b\[\d+m/g;
/** The columns that a painted text takes. */
export const visibleLength = (text: string): number => text.replace(painted, "").length;

/** Breaks a text into lines of at most `width` characters, at spaces; a longer word stays whole, and so does a line of code, which starts with two spaces. */
export function wrap(text: string, width: number): string[] {
  return text.split("\n").flatMap((paragraph) => {
    if (paragraph.startsWith("  ")) return [paragraph];
    const lines: string[] = [];
    let line = "";
    for (const word of paragraph.split(" ")) {
      if (line !== "" && line.length + 1 + word.length > width) {
        lines.push(line);
        line = word;
      } else line = line === "" ? word : `${line} ${word}`;
    }
    return [...lines, line];
  });
}

// Control characters, escape sequences among them, line breaks, and marks that turn the direction of the text.
const obeyed = /[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** A text from outside, safe for a terminal and on one line: what a terminal would obey becomes visible. */
export const clean = (text: string): string => text.replace(obeyed, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
