/** Patterns as a rule in YAML has them: literals, objects, and the words of the pattern language as keys that begin with `$`. */
import { propertiesOf } from "../../data/class-inputs.js";
import { lookupTable } from "../../data/lookup.js";
import { enumerated } from "../../text/show.js";
import { didYouMean } from "../../text/suggest.js";
import {
  absent,
  atLeast,
  atMost,
  both,
  either,
  empty,
  every,
  except,
  includes,
  includesAll,
  json,
  nonEmpty,
  noneOf,
  oneOf,
  present,
  some,
  test,
  unless,
  unsetOr,
} from "../pattern.js";
import { expressionProblem, fitsExpression } from "../safe-pattern.js";
import { type At, isFields, isScalar, kindOf, type Report } from "./problem.js";

/** What a pattern is for: the properties that it may name, each with what is inside it; `undefined` where it may name any. */
export type Subject = ReadonlyMap<string, () => Subject | undefined> | undefined;

/** A nested object, or a class by its type, as the subject of a pattern. */
export function subjectOf(name: string | undefined): Subject {
  const properties = name === undefined ? undefined : propertiesOf(name);
  return properties && new Map([...properties].map(([property, inner]) => [property, () => subjectOf(inner)]));
}

/** Where a reader is in the file, and what may be there. */
export interface Reader {
  readonly report: Report;
  readonly subject: Subject;
  readonly at: At;
}

/** The words that take no value. */
const bare = lookupTable<unknown>({ $present: present, $absent: absent, $nonEmpty: nonEmpty, $empty: empty });

/** The words that take a value. */
const words = lookupTable<(value: unknown, reader: Reader) => unknown>({
  $is: (value, reader) => scalar(value, reader),
  $atLeast: (value, reader) => atLeast(number(value, reader)),
  $atMost: (value, reader) => atMost(number(value, reader)),
  $oneOf: (value, reader) => oneOf(...scalars(value, reader)),
  $noneOf: (value, reader) => noneOf(...scalars(value, reader)),
  $matches: (value, reader) => expression(value, reader),
  $some: (value, reader) => some(patternOf(value, reader)),
  $every: (value, reader) => every(patternOf(value, reader)),
  $includes: (value, reader) => includes(scalar(value, reader)),
  $includesAll: (value, reader) => includesAll(...scalars(value, reader)),
  $json: (value, reader) => json(patternOf(value, { ...reader, subject: undefined }) as never),
  $except: (value, reader) => except(patternOf(value, reader)),
  $either: (value, reader) => either(...patterns(value, reader)),
  $both: (value, reader) => both(...patterns(value, reader)),
  $unless: (value, reader) => lifted(value, reader),
  $unsetOr: (value, reader) => unsetOr(patternOf(value, reader)),
});

export const bareWords: readonly string[] = Object.keys(bare);
export const wordsWithValue: readonly string[] = Object.keys(words);

/** The pattern that a value of a file describes. Problems are reported; what has one is a pattern that nothing fits. */
export function patternOf(value: unknown, reader: Reader): unknown {
  const { report, at } = reader;
  if (value === null) return undefined;
  if (typeof value === "string" && value.startsWith("$")) {
    if (bare[value] !== undefined) return bare[value];
    const needsValue = words[value] !== undefined;
    const advice = needsValue
      ? `needs a value: write { ${value}: … }`
      : `is not a word without a value${didYouMean(value, bareWords) || "."} For the text itself, write { $is: "${value}" }`;
    report(at, `"${value}" ${advice}`);
    return undefined;
  }
  if (isScalar(value)) return value;
  if (!isFields(value)) {
    report(at, `is ${kindOf(value)}, expected a value, an object or a word. For lists, use $some, $every, $includes or $oneOf.`);
    return undefined;
  }
  const names = Object.keys(value);
  if (names.some((name) => name.startsWith("$"))) return ofWords(value, reader);
  return Object.fromEntries(names.map((name) => [name, propertyOf(name, value[name], reader)]));
}

function propertyOf(name: string, value: unknown, reader: Reader): unknown {
  const { report, subject } = reader;
  const at = [...reader.at, name];
  const inner = subject?.get(name);
  if (subject !== undefined && inner === undefined)
    report(at, `there is no property "${name}" here${didYouMean(name, [...subject.keys()]) || `; the properties are ${some10(subject)}`}`);
  return patternOf(value, { report, at, subject: inner?.() });
}

const some10 = (subject: ReadonlyMap<string, unknown>): string => {
  const names = [...subject.keys()];
  return names.length > 10 ? `${names.slice(0, 10).join(", ")} and ${names.length - 10} more` : enumerated(names);
};

/** Several words at one value must all fit. */
function ofWords(value: Readonly<Record<string, unknown>>, reader: Reader): unknown {
  const all = Object.entries(value).flatMap(([name, given]) => {
    const at = [...reader.at, name];
    const word = words[name];
    if (word !== undefined) return [word(given, { ...reader, at })];
    if (!name.startsWith("$")) reader.report(at, `"${name}" is a property beside words. Put both into a list: $both: [{ … }, { … }]`);
    else if (bare[name] !== undefined) reader.report(at, `"${name}" takes no value. Write it alone: ${name}`);
    else reader.report(at, `there is no word "${name}"${didYouMean(name, [...wordsWithValue, ...bareWords])}`);
    return [];
  });
  return all.length === 1 ? all[0] : both(...all);
}

function scalar(value: unknown, { report, at }: Reader): string | number | boolean {
  if (isScalar(value)) return value;
  report(at, `is ${kindOf(value)}, expected a text, a number, true or false`);
  return "";
}

function scalars(value: unknown, reader: Reader): (string | number | boolean)[] {
  const { report, at } = reader;
  if (Array.isArray(value) && value.length > 0) return value.map((item: unknown, i) => scalar(item, { ...reader, at: [...at, i] }));
  report(at, `is ${Array.isArray(value) ? "an empty list" : kindOf(value)}, expected a list of values`);
  return [];
}

function number(value: unknown, { report, at }: Reader): number {
  if (typeof value === "number") return value;
  report(at, `is ${kindOf(value)}, expected a number`);
  return 0;
}

function patterns(value: unknown, reader: Reader): unknown[] {
  const { report, at } = reader;
  if (Array.isArray(value) && value.length > 1) return value.map((item: unknown, i) => patternOf(item, { ...reader, at: [...at, i] }));
  report(at, `is ${Array.isArray(value) ? "a list with fewer than two entries" : kindOf(value)}, expected a list of patterns`);
  return [];
}

function lifted(value: unknown, reader: Reader): unknown {
  const { report, at } = reader;
  if (!isFields(value) || !("exception" in value) || !("pattern" in value)) {
    report(at, "expected an object with `exception` and `pattern`");
    return undefined;
  }
  const stray = Object.keys(value).find((key) => !["exception", "pattern"].includes(key));
  if (stray !== undefined) report([...at, stray], `has no "${stray}", expected only \`exception\` and \`pattern\``);
  const part = (key: string): unknown => patternOf(value[key], { ...reader, at: [...at, key] });
  return unless(part("exception"), part("pattern"));
}

/** A regular expression in RE2, which no text makes slow; with the words for messages if it is an object. */
function expression(value: unknown, { report, at }: Reader): unknown {
  const { expression: given, like } = isFields(value) ? value : { expression: value, like: undefined };
  if (typeof given !== "string" || (like !== undefined && typeof like !== "string")) {
    report(at, "expected a regular expression, or an object with `expression` and `like` (its words for messages)");
    return undefined;
  }
  const stray = isFields(value) ? Object.keys(value).find((key) => !["expression", "like"].includes(key)) : undefined;
  if (stray !== undefined) report([...at, stray], `has no "${stray}", expected only \`expression\` and \`like\``);
  const problem = expressionProblem(given);
  if (problem !== undefined) {
    report(at, problem);
    return undefined;
  }
  return test<unknown>(
    like === undefined ? `match /${given}/` : `be ${like}`,
    (text) => isScalar(text) && fitsExpression(String(text), given),
  );
}
