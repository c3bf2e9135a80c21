/** The two forms of a configuration that Pulumi defines: entries at the top, or, from version 2 on, under `policies` beside `exceptions`. */
import type { Level } from "../language/registry.js";
import { enumerated } from "../text/show.js";
import { didYouMean } from "../text/suggest.js";
import { type Entries, type Entry, settingsEntry } from "./entries.js";
import { ConfigError } from "./error.js";
import { exceptionsKey, fieldOf, type GivenException, isFields, kindOf, readExceptions, strayKeys } from "./exceptions.js";
import { describe, found } from "./schema.js";

/** A configuration as one of the forms holds it. */
export interface Form {
  readonly entries: Entries;
  readonly exceptions: readonly GivenException[];
  /** The keys that lead to the entries in the file. */
  readonly prefix: readonly string[];
  /** What the engine passes over in silence. */
  readonly ignored: readonly ConfigError[];
}

/** The engine's own key: the environments whose values its service gives to a pack. It never reaches the pack. */
export const engineKey = "environments";
/** The key whose number marks the versioned form; a text there is the level of a policy of that name. */
export const versionKey = "version";
export const policiesKey = "policies";
const levels: readonly Level[] = ["advisory", "mandatory", "remediate", "disabled"];

/**
 * Reads a configuration of either form: `{"all": "advisory", "<rule>": "mandatory" | {"enforcementLevel": "…", …options}}`, or
 * `{"version": 2, "policies": {…the same}, "exceptions": {…}}`.
 * @throws ConfigError for anything else.
 */
export function parseForm(value: unknown): Form {
  const { problems, ...form } = readForm(value);
  const [wrong] = problems;
  if (wrong !== undefined) throw wrong;
  return form;
}

/** The entries alone. @throws ConfigError */
export const parseEntries = (value: unknown): Entries => parseForm(value).entries;

/** Whether a parsed file has the versioned form. */
export const isVersioned = (value: unknown): boolean => isFields(value) && typeof value[versionKey] === "number";

/** The form with what can be read of it, and every problem in its order. */
export function readForm(value: unknown): Form & { readonly problems: readonly ConfigError[] } {
  const none = { entries: {}, exceptions: [], prefix: [], ignored: [] };
  if (!isFields(value))
    return {
      ...none,
      problems: [new ConfigError(`the configuration is ${describe(value)}, expected an object with rules and their levels`)],
    };
  if (!isVersioned(value)) {
    const { entries, problems } = readEntries(
      Object.entries(value).filter(([name]) => name !== engineKey),
      [],
    );
    const own = Object.hasOwn(value, engineKey) ? value[engineKey] : [];
    return { ...none, entries, problems: [...environmentProblems(own), ...problems] };
  }
  const version = value[versionKey];
  if (version !== 2) {
    const words = `"${versionKey}" is ${String(version)}, expected 2, the only version of this form that Stackwarden and Pulumi 3.276 read`;
    return { ...none, problems: [new ConfigError(words, [versionKey])] };
  }
  const policies = fieldOf(value, policiesKey) ?? {};
  const read = isFields(policies)
    ? readEntries(Object.entries(policies), [policiesKey])
    : { entries: {}, problems: [new ConfigError(`"${policiesKey}" is ${kindOf(policies)}, expected an object`, [policiesKey])] };
  const { exceptions, problems, ignored } = readExceptions(fieldOf(value, exceptionsKey));
  const known = [versionKey, policiesKey, engineKey, exceptionsKey, "$schema"];
  const stray = strayKeys(value, known).map(
    (key) => new ConfigError(`"${key}" is ignored by the engine: in version 2, rules and settings belong in "${policiesKey}"`, [key]),
  );
  return {
    entries: read.entries,
    exceptions,
    prefix: [policiesKey],
    ignored: [...stray, ...ignored],
    problems: [...environmentProblems(fieldOf(value, engineKey) ?? []), ...read.problems, ...problems],
  };
}

/** What the engine refuses of its own key (`LoadPolicyPackConfigAndEnvironmentsFromFile`, pkg/v3 3.250). */
function environmentProblems(given: unknown): ConfigError[] {
  if (!Array.isArray(given))
    return [
      new ConfigError(
        `"${engineKey}" is not a list of environment names. Patterns of stack names belong in "${settingsEntry}.${engineKey}".`,
        [engineKey],
      ),
    ];
  return given.flatMap((name: unknown, i) =>
    typeof name === "string" ? [] : [new ConfigError(`"${engineKey}[${i}]" is not an environment name`, [engineKey, i])],
  );
}

/** The entries of rules and settings, and what is wrong with each. */
export function readEntries(given: readonly [string, unknown][], prefix: readonly string[]): { entries: Entries; problems: ConfigError[] } {
  const entries: [string, Entry][] = [];
  const problems: ConfigError[] = [];
  for (const [name, value] of given)
    try {
      entries.push([name, parseEntry(name, value, prefix)]);
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      problems.push(error);
    }
  return { entries: Object.fromEntries(entries), problems };
}

function parseEntry(name: string, given: unknown, prefix: readonly string[]): Entry {
  const at = [...prefix, name];
  if (typeof given === "string") return { level: parseLevel(name, given, at), options: {} };
  if (!isFields(given))
    throw new ConfigError(`"${name}" is ${found(given)}, expected a level (${enumerated(levels, "or")}) or an object`, at);
  const { enforcementLevel, ...options } = given;
  const level = enforcementLevel === undefined ? undefined : parseLevel(name, enforcementLevel, [...at, "enforcementLevel"]);
  return { level, options };
}

function parseLevel(name: string, given: unknown, at: readonly string[]): Level {
  const level = levels.find((l) => l === given);
  if (level !== undefined) return level;
  const suggestion = typeof given === "string" ? didYouMean(given, levels) : "";
  throw new ConfigError(`the level of "${name}" is ${found(given)}, expected ${enumerated(levels, "or")}${suggestion}`, at);
}
