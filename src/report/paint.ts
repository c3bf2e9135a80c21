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

/** Breaks a text into lines of at most `width` characters, at spaces; a longer word stays whole. */
export function wrap(text: string, width: number): string[] {
  return text.split("\n").flatMap((paragraph) => {
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

/** A text from outside, safe for a terminal: control characters, escape sequences among them, become visible. */
export const clean = (text: string): string =>
  [...text]
    .map((c) =>
      c < " " && c !== "\n" ? `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}` : c === "\u007f" || c === "\u009b" ? "?" : c,
    )
    .join("");
