/**
 * Policy exceptions, as the Pulumi engine reads them from a configuration of version 2: what is valid, which findings one exempts, in which order.
 * @see https://pkg.go.dev/github.com/pulumi/pulumi/pkg/v3@v3.276.0/resource/analyzer
 */
import { formerIds, type RegisteredRule } from "../language/registry.js";
import type { PolicyException } from "../model/exception.js";
import { join } from "../model/path.js";
import { didYouMean } from "../text/suggest.js";
import { settingsEntry } from "./entries.js";
import { ConfigError } from "./error.js";
import { deprecatedWords } from "./former.js";

/** An exception with what it exempts: a finding of one of the policies of an entry, at one of its targets. */
export interface GivenException extends PolicyException {
  readonly match: readonly { readonly policies: readonly string[]; readonly targets: readonly string[] }[];
}

/** A policy that an exception names, but no rule has, with what is wrong with it. */
export interface Misnamed {
  readonly place: string;
  readonly policy: string;
  readonly problem: string;
}

type Path = readonly (string | number)[];
type Fields = Readonly<Record<string, unknown>>;

export const exceptionsKey = "exceptions";
/** Where a part of the exceptions is, in words: `exceptions.EXC-1.match[0]`. */
export const exceptionPlace = (...path: Path): string => path.reduce<string>(join, exceptionsKey);

export const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null && !Array.isArray(value);

/** A field of an object of version 2. The engine's reader does not distinguish letter cases, and the last of several counts. */
export const fieldOf = (fields: Fields, name: string): unknown =>
  Object.entries(fields)
    .filter(([key]) => key.toLowerCase() === name)
    .at(-1)?.[1];

/** The keys of an object of version 2 that the engine passes over in silence. */
export const strayKeys = (fields: Fields, known: readonly string[]): string[] =>
  Object.keys(fields).filter((key) => !known.includes(key.toLowerCase()));

const absent = (value: unknown): value is null | undefined => value === undefined || value === null;
const idForm = /^[A-Za-z0-9_.-]+$/;
const endings = ["until", "expires", "expiry", "expiration", "expiresat", "enddate"];

/** The exceptions of a configuration in the engine's order, every reason why the engine refuses them, and what it ignores in them. */
export function readExceptions(given: unknown): { exceptions: GivenException[]; problems: ConfigError[]; ignored: ConfigError[] } {
  if (absent(given)) return { exceptions: [], problems: [], ignored: [] };
  if (!isFields(given))
    return {
      exceptions: [],
      problems: [problem([], `is ${kindOf(given)}, expected an object with an exception for each id`)],
      ignored: [],
    };
  const read = Object.keys(given)
    .sort(inOrder)
    .map((id) => readException(id, given[id]));
  return {
    exceptions: read.flatMap(({ exception }) => (exception === undefined ? [] : [exception])),
    problems: read.flatMap(({ problems }) => problems),
    ignored: read.flatMap(({ ignored }) => ignored),
  };
}

interface Read {
  readonly exception: GivenException | undefined;
  readonly problems: readonly ConfigError[];
  readonly ignored: readonly ConfigError[];
}

function readException(id: string, given: unknown): Read {
  if (!isFields(given)) return { exception: undefined, problems: [problem([id], `is ${kindOf(given)}, expected an object`)], ignored: [] };
  const [reason, match] = [fieldOf(given, "reason"), fieldOf(given, "match")];
  const list = Array.isArray(match) ? match : [];
  const problems = [
    ...(idForm.test(id) ? [] : [problem([id], 'has an invalid id, expected letters, digits, "-", "." and "_"')]),
    ...(typeof reason === "string" && reason.trim() !== ""
      ? []
      : [problem([id], absent(reason) || reason === "" ? 'has no "reason"' : 'has a "reason" that is not a text')]),
    ...(!absent(match) && !Array.isArray(match)
      ? [problem([id, "match"], `is ${kindOf(match)}, expected a list`)]
      : list.length === 0
        ? [problem([id], 'has no "match": list at least one entry with "policies" and "targets"')]
        : list.flatMap((entry, i) => matchProblems([id, "match", i], entry))),
  ];
  const ignored = [
    ...strayKeys(given, ["reason", "match"]).map((key) =>
      problem(
        [id, key],
        `is ignored by the engine${endings.includes(key.toLowerCase()) ? ": an exception has no end date. Write a waiver for that." : ""}`,
      ),
    ),
    ...list.flatMap((entry, i) =>
      isFields(entry)
        ? strayKeys(entry, ["policies", "targets"]).map((key) => problem([id, "match", i, key], "is ignored by the engine"))
        : [],
    ),
  ];
  if (problems.length > 0 || typeof reason !== "string") return { exception: undefined, problems, ignored };
  const entries = list.map((entry: Fields) => ({
    policies: fieldOf(entry, "policies") as readonly string[],
    targets: fieldOf(entry, "targets") as readonly string[],
  }));
  return { exception: { id, reason, match: entries }, problems, ignored };
}

function matchProblems(at: Path, entry: unknown): ConfigError[] {
  if (!isFields(entry)) return [problem(at, `is ${kindOf(entry)}, expected an object`)];
  return (["policies", "targets"] as const).flatMap((name) => {
    const given = fieldOf(entry, name);
    if (!absent(given) && !Array.isArray(given)) return [problem([...at, name], `is ${kindOf(given)}, expected a list`)];
    if (absent(given) || given.length === 0)
      return [problem(at, `has no "${name}": list at least one ${name === "policies" ? "policy" : "URN"}`)];
    return given.flatMap((item: unknown, i) => {
      const wrong = name === "policies" ? policyProblem(item) : targetProblem(item);
      return wrong === undefined ? [] : [problem([...at, name, i], wrong)];
    });
  });
}

function policyProblem(given: unknown): string | undefined {
  if (typeof given !== "string" || given === "") return "is not the name of a policy";
  return given === "all" ? 'is "all", which is not allowed here. Name the policies.' : undefined;
}

/** The engine compares URNs as they are: no patterns, and no names. */
function targetProblem(given: unknown): string | undefined {
  if (typeof given === "string" && given.startsWith("urn:pulumi:") && given.split("::").length > 3) return undefined;
  return `is not a URN (urn:pulumi:STACK::PROJECT::TYPE::NAME)${typeof given === "string" ? `: ${JSON.stringify(given.slice(0, 120))}` : ""}`;
}

const problem = (at: Path, words: string): ConfigError => new ConfigError(`${exceptionPlace(...at)} ${words}`, [exceptionsKey, ...at]);

/** What the exceptions name that no rule has: the engine warns of it, and applies the rest. */
export function misnamedIn(exceptions: readonly GivenException[], rules: readonly RegisteredRule[]): Misnamed[] {
  const ids = rules.map(({ id }) => id);
  const known = new Set([...ids, settingsEntry]);
  const former = formerIds(rules);
  return exceptions.flatMap(({ id, match }) =>
    match.flatMap(({ policies }, i) =>
      policies.flatMap((policy, j) => {
        if (known.has(policy)) return [];
        const now = former.get(policy);
        const words = now === undefined ? `is not a rule${didYouMean(policy, ids)}` : `has another id: ${deprecatedWords(policy, now)}`;
        return [{ place: exceptionPlace(id, "match", i, "policies", j), policy, problem: words }];
      }),
    ),
  );
}

/** Exceptions as the engine applies them. */
export interface Exempting {
  /** The exceptions of a finding, in the order of their ids. */
  matching(rule: string, urn: string): readonly PolicyException[];
}

export function exemptingBy(exceptions: readonly GivenException[]): Exempting {
  const found = new Map<string, PolicyException[]>();
  for (const { id, reason, match } of exceptions) {
    const pairs = new Set(match.flatMap(({ policies, targets }) => policies.flatMap((policy) => targets.map((urn) => keyOf(policy, urn)))));
    for (const pair of pairs) {
      const list = found.get(pair);
      if (list === undefined) found.set(pair, [{ id, reason }]);
      else list.push({ id, reason });
    }
  }
  return { matching: (rule, urn) => (found.size === 0 ? [] : (found.get(keyOf(rule, urn)) ?? [])) };
}

const keyOf = (policy: string, urn: string): string => `${policy}\n${urn}`;

/** The engine's order of ids: digits count as numbers, so that EXC-2 comes before EXC-10. */
export function inOrder(a: string, b: string): number {
  const [left, right] = [partsOf(a), partsOf(b)];
  for (const [i, part] of left.entries()) {
    const other = right[i];
    if (other === undefined) return 1;
    const order = isDigits(part) && isDigits(other) ? numbers(part, other) : texts(part, other);
    if (order !== 0) return order;
  }
  return left.length < right.length ? -1 : texts(a, b);
}

const partsOf = (id: string): readonly string[] => id.match(/\d+|\D+/g) ?? [];
const isDigits = (part: string): boolean => /^\d/.test(part);
const texts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const withoutZeros = (digits: string): string => digits.replace(/^0+/, "");
function numbers(a: string, b: string): number {
  const [left, right] = [withoutZeros(a), withoutZeros(b)];
  return left.length - right.length || texts(left, right);
}

export const kindOf = (value: unknown): string =>
  value === null ? "null" : Array.isArray(value) ? "a list" : typeof value === "object" ? "an object" : `a ${typeof value}`;
