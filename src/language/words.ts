import { enumerated } from "../text/show.js";

/** What a pattern requires, in the forms that sentences need. `be at least 5` is the requirement of the examples. */
export interface Words {
  /** The predicate of a value that matches: `is at least 5`. */
  readonly is: string;
  /** The predicate of a value that does not: `is not at least 5`. */
  readonly isNot: string;
  /** What follows "expected": `at least 5`, `to include "a"`. */
  readonly expected: string;
  /** The same of the opposite: `not at least 5`, `not to include "a"`. */
  readonly unexpected: string;
  /** What follows the name of a property: `at least 5`, `that includes "a"`, `with an entry that is "a"`. */
  readonly after: string;
  /** True where the value that was found states all: `is "public-read"`. */
  readonly isSelfExplanatory?: boolean;
}

/** The words of a requirement in the infinitive: `be at least 5`, `include "a"`, `not be "a"`, `not switch TLS off`. */
export function requirement(must: string): Words {
  if (must.startsWith("not ")) return opposite(requirement(must.slice("not ".length)));
  const [verb = "", rest] = split(must);
  if (verb === "be") return { is: `is ${rest}`, isNot: `is not ${rest}`, expected: rest, unexpected: `not ${rest}`, after: rest };
  const is = `${thirdPerson(verb)} ${rest}`.trim();
  return { is, isNot: `does not ${must}`, expected: `to ${must}`, unexpected: `not to ${must}`, after: `that ${is}` };
}

function split(must: string): [verb: string, rest: string] {
  const end = must.indexOf(" ");
  return end < 0 ? [must, ""] : [must.slice(0, end), must.slice(end + 1)];
}

const irregular: Readonly<Record<string, string>> = { have: "has" };
function thirdPerson(verb: string): string {
  if (irregular[verb] !== undefined) return irregular[verb];
  if (/(s|x|z|ch|sh|o)$/.test(verb)) return `${verb}es`;
  return /[^aeiou]y$/.test(verb) ? `${verb.slice(0, -1)}ies` : `${verb}s`;
}

/** The words of the opposite of a pattern. */
export function opposite({ is, isNot, expected, unexpected, after, isSelfExplanatory }: Words): Words {
  return {
    is: isNot,
    isNot: is,
    expected: unexpected,
    unexpected: expected,
    after: isNot.startsWith("is ") ? isNot.slice("is ".length) : `that ${isNot}`,
    isSelfExplanatory: isSelfExplanatory !== true && is === `is ${after}`,
  };
}

/** The words of alternatives. */
export const anyWords = (parts: readonly Words[]): Words => ({
  is: joined(parts, "is", " or "),
  isNot: joined(parts, "isNot", " and "),
  expected: joined(parts, "expected", " or "),
  unexpected: joined(parts, "unexpected", " and "),
  after: joined(parts, "after", " or "),
});

/** The words of several requirements at once. */
export const allWords = (parts: readonly Words[]): Words => ({
  is: joined(parts, "is", " and "),
  isNot: joined(parts, "isNot", " or "),
  expected: joined(parts, "expected", " and "),
  unexpected: joined(parts, "unexpected", " or "),
  after: joined(parts, "after", " and "),
});

const joined = (parts: readonly Words[], form: Exclude<keyof Words, "isSelfExplanatory">, by: string): string =>
  [...new Set(parts.map((part) => part[form]))].join(by);

/** The words of a requirement that an exception lifts. */
export const unlessWords = (exception: Words, words: Words): Words => ({
  is: `${words.is} unless it ${exception.is}`,
  isNot: `${words.isNot} and ${exception.isNot}`,
  expected: `${words.expected} unless it ${exception.is}`,
  unexpected: `${words.unexpected} and ${exception.unexpected}`,
  after: `${words.after} unless it ${exception.is}`,
});

/** The words of something that a value must contain: `an entry with name "a"`. */
export const containing = (thing: string, none: string): Words => ({
  is: `has ${thing}`,
  isNot: `has ${none}`,
  expected: thing,
  unexpected: none,
  after: `with ${thing}`,
});

/** The words of an object pattern, of properties with their words. */
export function objectWords(properties: readonly (readonly [path: string, words: Words])[]): Words {
  if (properties.length === 0) return requirement("be anything");
  const fields = fieldWords(properties);
  return {
    is: `has ${fields}`,
    isNot: `does not have ${fields}`,
    expected: `an object with ${fields}`,
    unexpected: `no object with ${fields}`,
    after: `with ${fields}`,
  };
}

/** Properties with what they must be: `enabled true and bucket set`. */
export const fieldWords = (properties: readonly (readonly [path: string, words: Words])[]): string =>
  properties.map(([path, { after }]) => `${path} ${after}`).join(" and ");

/** A noun with what is required of it: `entry that is "a"`, `entry with name "a"`. */
export const nounWith = (noun: string, { after }: Words): string =>
  /^(that|with) /.test(after) ? `${noun} ${after}` : `${noun} that is ${after}`;

/** What is wrong where none of several objects matches. */
export const neither = (fields: readonly string[]): string =>
  fields.length === 2 ? `has neither ${fields.join(" nor ")}` : `has none of these: ${fields.join("; ")}`;

/** Names as a sentence lists them as alternatives: `"a", "b" or "c"`. */
export const alternatives = (names: readonly string[]): string => enumerated(names, "or");
