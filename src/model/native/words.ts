import { classOfType } from "../classes.js";
import { type Spelling, sdkName } from "./names.js";
import { propertyOf } from "./places.js";
import type { Compiled, Target } from "./tree.js";

/** Puts the names of the native type in the place of those of the classes, in a text for people. */
export type Reword = (text: string) => string;

type Names = Readonly<Record<string, string>>;

/**
 * The words of a native type. Inputs that are called otherwise are replaced in code (between backticks), and in sentences where their name is not a word of
 * the language; so are classes that are a property of the native type, and values that are written otherwise.
 */
export function rewordOf(views: readonly Compiled[], spelling: Spelling, names: Names): Reword {
  const spelled = (name: string): string => (spelling === "cloudformation" ? name : (names[name] ?? sdkName(name)));
  const words = new Map<string, Set<string>>();
  const classes = new Map<string, string>();
  const values = new Map<string, string>();
  for (const { view, targets } of views) {
    if (view.at !== undefined && view.link !== undefined) classes.set(classOfType(view.type), spelled(propertyOf(view.at)));
    for (const target of targets) {
      for (const [input, property] of renamedIn(target, spelled)) words.set(input, (words.get(input) ?? new Set()).add(property));
      if (typeof target.convert === "object")
        for (const [written, value] of Object.entries(target.convert))
          if (typeof value === "string") values.set(`"${value}"`, `"${written}"`);
    }
  }
  // A name that means several properties stays as it is.
  const wordFor = (name: string): string => {
    const [first, ...others] = words.get(name) ?? [];
    return first === undefined || others.length > 0 ? name : first;
  };
  const inSentence = (text: string): string => text.replace(/\b[a-z][a-z0-9]*[A-Z][A-Za-z0-9]*\b/g, wordFor);
  const inCode = (code: string): string => code.replace(/(?<!["\w:.])[a-z][A-Za-z0-9]*\b(?!["(*])/g, wordFor);
  const withoutClasses = (text: string): string =>
    text.replace(/(?:\b(?:an?|the) )?(`?)\b([a-z0-9]+\.[A-Z]\w+)\b\1/g, (whole, quote: string, name: string) => {
      const property = classes.get(name);
      return property === undefined ? whole : `${quote}${property}${quote}`;
    });
  return (text) =>
    withoutClasses(text)
      .split(/(`[^`]*`)/)
      .map((piece, i) => (i % 2 === 1 ? inCode(piece) : inSentence(piece)))
      .join("")
      .replace(/"[^"]*"/g, (quoted) => values.get(quoted) ?? quoted);
}

/** The names of a path's parts that the native type has others for: the parts of both paths correspond from their end. */
function renamedIn({ from, steps, convert }: Target, spelled: (name: string) => string): [string, string][] {
  const attribute = /\[Key=([^\]]*)\]/.exec(from)?.[1];
  const inputs = steps.map(({ name }) => name);
  if (attribute !== undefined)
    return [[inputs.join("."), attribute], ...(inputs.length === 1 ? [] : [[inputs.at(-1) ?? "", attribute] as [string, string]])];
  if (from.includes("{") || (typeof convert === "object" && inputs.length > 1)) return [];
  const properties = from.replace(/\[\]/g, "").split(".");
  const [only = ""] = inputs;
  // What is inside a block only in the native type is named with its block.
  if (inputs.length === 1 && properties.length > 1) return isIn(only, properties) ? [] : [[only, properties.map(spelled).join(".")]];
  const pairs = inputs.map((input, i): [string, string] => [input, properties.at(i - inputs.length) ?? ""]);
  return pairs
    .filter(([, property]) => property !== "")
    .map(([input, property]) => [input, isIn(input, properties) ? input : spelled(property)]);
}

const isIn = (input: string, properties: readonly string[]): boolean => properties.some((one) => one.toLowerCase() === input.toLowerCase());
