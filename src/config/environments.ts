import { fitsPattern } from "../model/wildcard.js";

// Prefixes that change the meaning of the word after them: pre-prod, non-prod.
const denying = new Set(["pre", "non", "not"]);
const weakening = new Set(["like"]);

/**
 * True when a stack's name fits a pattern, whatever the letter case. `~prod` fits each name that has the word: `Prod`, `eu-prod-1`, `prod2`, `acmeProd`;
 * neither `product` nor `pre-prod` has it. Any other pattern fits the whole name, and `*` matches any text.
 */
export function fitsStack(name: string, pattern: string): boolean {
  if (!pattern.startsWith("~")) return fitsPattern(name.toLowerCase(), pattern.toLowerCase());
  const wanted = pattern.slice(1).toLowerCase();
  const words = wordsOf(name);
  return words.some((word, i) => word === wanted && !denying.has(words[i - 1] ?? "") && !weakening.has(words[i + 1] ?? ""));
}

const wordsOf = (name: string): string[] =>
  (name.replace(/([\p{Ll}\d])(\p{Lu})/gu, "$1 $2").match(/\p{L}+|\d+/gu) ?? []).map((word) => word.toLowerCase());

/** The environments whose patterns fit a stack's name; never its organisation or project. */
export function environmentsOf(stack: string, environments: Readonly<Record<string, readonly string[]>>): ReadonlySet<string> {
  const name = stack.slice(stack.lastIndexOf("/") + 1);
  return new Set(Object.keys(environments).filter((environment) => environments[environment]?.some((pattern) => fitsStack(name, pattern))));
}
