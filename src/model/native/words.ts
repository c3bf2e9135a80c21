import { classOfType } from "../classes.js";
import { type Spelling, sdkName } from "./names.js";
import { propertyOf } from "./places.js";
import type { Compiled } from "./tree.js";

const lastName = (path: string): string => /([A-Za-z0-9_]+)[^A-Za-z0-9_]*$/.exec(path)?.[1] ?? path;

/** Puts the names of the native type in the place of those of the classes, in a text for people. */
export type Reword = (text: string) => string;

/**
 * The words of a native type. Inputs that are called otherwise are replaced in code (between backticks), and in sentences where their name is no word of
 * the language; so are classes that are a property of the native type.
 */
export function rewordOf(views: readonly Compiled[], spelling: Spelling, names: Readonly<Record<string, string>>): Reword {
  const spelled = (name: string): string => (spelling === "cloudformation" ? name : (names[name] ?? sdkName(name)));
  const words = new Map<string, string>();
  for (const { targets } of views)
    for (const { from, to } of targets)
      for (const [input, property] of [
        [lastName(to), lastName(from.replace(/\[Key=[^\]]*\]\.Value$/, ""))],
        [to.split(/[.[]/)[0] ?? "", from.split(/[.[{]/)[0] ?? ""],
      ] as const)
        if (!words.has(input)) words.set(input, spelled(property));
  const classes = new Map<string, string>();
  for (const { view } of views)
    if (view.at !== undefined && view.link !== undefined) classes.set(classOfType(view.type), spelled(propertyOf(view.at)));
  const inSentence = (text: string): string => text.replace(/\b[a-z][a-z0-9]*[A-Z][A-Za-z0-9]*\b/g, (word) => words.get(word) ?? word);
  const inCode = (code: string): string => code.replace(/(?<!["\w:.])[a-z][A-Za-z0-9]*\b(?!["(*])/g, (word) => words.get(word) ?? word);
  const withoutClasses = (text: string): string =>
    text.replace(/(?:\b(?:an?|the) )?(`?)\b([a-z0-9]+\.[A-Z]\w+)\b\1/g, (whole, quote: string, name: string) => {
      const property = classes.get(name);
      return property === undefined ? whole : `${quote}${property}${quote}`;
    });
  return (text) =>
    withoutClasses(text)
      .split(/(`[^`]*`)/)
      .map((piece, i) => (i % 2 === 1 ? inCode(piece) : inSentence(piece)))
      .join("");
}
