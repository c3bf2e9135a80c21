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
// Runners of GitHub and Azure obey `##[…]` and `##vso[…]` wherever they stand in a line.
const command = /##(?=(?:vso)?\[)/gi;

const visible = (c: string): string => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** A text from outside, safe for a terminal and a job's log, on one line: what either would obey becomes visible. */
export const clean = (text: string): string => text.replace(obeyed, visible).replace(command, "#\\u0023");

/** A whole output in which no line is a workflow command of a runner (`::set-output …`), however the text was wrapped. */
export const withoutCommands = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the escape sequences that `sgr` writes
  text.replace(/^((?:[^\S\n]|\u001b\[\d+m)*):(?=(?:\u001b\[\d+m)*:)/gmu, "$1\\u003a").replace(command, "#\\u0023");

/** JSON that neither a terminal nor a runner obeys. Only characters in strings are escaped, so the value stays the same. */
export const safeJson = (json: string): string =>
  json.replace(/[\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, visible).replace(command, "#\\u0023");
