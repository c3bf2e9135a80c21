/** True when a text fits a pattern in which `*` stands for any text. Linear in the product of lengths at worst: it cannot hang. */
export function fitsPattern(text: string, pattern: string): boolean {
  let t = 0;
  let p = 0;
  let star = -1;
  let mark = 0;
  while (t < text.length) {
    if (pattern[p] === "*") {
      star = p++;
      mark = t;
    } else if (p < pattern.length && pattern[p] === text[t]) {
      p++;
      t++;
    } else if (star >= 0) {
      p = star + 1;
      t = ++mark;
    } else return false;
  }
  while (pattern[p] === "*") p++;
  return p === pattern.length;
}

// What makes of the word behind it another: pre-prod, non-prod.
const denying = new Set(["pre", "non", "not"]);
const weakening = new Set(["like"]);

/**
 * True when a stack's name fits a pattern, whatever the letter case. `~prod` fits each name that has the word: `Prod`, `eu-prod-1`, `prod2`, `acmeProd`;
 * neither `product` nor `pre-prod` has it. Any other pattern fits the whole name, and `*` stands for any text.
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
