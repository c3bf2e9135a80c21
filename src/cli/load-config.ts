/** A configuration with what it extends, as one: the merged value, and where each part of it is written. */
import { existsSync, realpathSync, statSync } from "node:fs";
import { dirname, extname, isAbsolute, join, resolve } from "node:path";
import { settingsEntry } from "../config/config.js";
import { ConfigError } from "../config/error.js";
import { exceptionsKey, fieldOf, isFields } from "../config/exceptions.js";
import { type Form, isVersioned, parseForm, policiesKey, readForm, versionKey } from "../config/form.js";
import { type ConfigFile, readConfigFile } from "./config-file.js";
import { configIn, configNames } from "./find-config.js";

type Path = readonly (string | number)[];
type Fields = Readonly<Record<string, unknown>>;

/** Where a part of a configuration is written. */
interface Written {
  readonly file: ConfigFile;
  readonly path: Path;
}

/** A configuration as it was loaded. */
export interface Loaded {
  /** The file that was named or found. */
  readonly file: string;
  /** Every file that it was read from, the ones that it extends first. */
  readonly files: readonly string[];
  /** The value in Pulumi's own form, without `extends`, with absolute paths. */
  readonly value: Fields;
  readonly form: Form;
  /** Where a part is written, as `file:line:column`; the file alone for the whole. `at` are keys below the entries. */
  readonly placeOf: (at: Path) => string;
  /** The same as `file:line`; `undefined` where no file has it. */
  readonly originOf: (at: Path) => string | undefined;
}

/** Keys of a file that Pulumi's form does not have at the top: settings that may be written there too. */
const liftedKeys = ["extends", "overrides", "rules"] as const;

/**
 * Reads a configuration and what it extends.
 * @throws InputError, ConfigError in one line that names the place
 */
export function loadConfig(file: string): Loaded {
  const part = loadPart(file, []);
  return loaded(file, part);
}

/** A configuration whose entries may be wrong: the merged value, and every problem of its files. */
export function loadForValidation(file: string): { readonly loaded: Loaded; readonly problems: readonly string[] } {
  const problems: string[] = [];
  const part = loadPart(file, [], problems);
  return { loaded: loaded(file, part), problems };
}

interface Part {
  readonly files: readonly string[];
  readonly version: number | undefined;
  readonly policies: Fields;
  readonly exceptions: unknown;
  /** What is beside the entries in the file itself. */
  readonly beside: Fields;
  readonly written: ReadonlyMap<string, Written>;
  readonly ignored: Form["ignored"];
  readonly own: ConfigFile;
  readonly prefix: readonly string[];
}

function loaded(file: string, part: Part): Loaded {
  const { policies, version, exceptions, beside, own } = part;
  const value: Fields =
    version === undefined
      ? { ...beside, ...policies }
      : { ...beside, [versionKey]: version, [policiesKey]: policies, ...(exceptions !== undefined && { [exceptionsKey]: exceptions }) };
  const { entries, exceptions: read, prefix, problems: _, ignored: __ } = readForm(value);
  const find = (at: Path): Written | undefined => {
    for (let length = at.length; length > 0; length--) {
      const found = part.written.get(JSON.stringify(at.slice(0, length)));
      if (found !== undefined) return { ...found, path: [...found.path, ...at.slice(length)] };
    }
    return undefined;
  };
  return {
    file,
    files: part.files,
    value,
    form: { entries, exceptions: read, prefix, ignored: part.ignored },
    placeOf: (at) => {
      if (at.length === 0) return file;
      const found = find(at) ?? { file: own, path: at };
      return `${found.file.file}:${found.file.placeOf(found.path)}`;
    },
    originOf: (at) => {
      const found = part.written.get(JSON.stringify(at));
      return found === undefined ? undefined : `${found.file.file}:${found.file.placeOf(found.path).split(":")[0]}`;
    },
  };
}

function loadPart(file: string, within: readonly string[], problems?: string[]): Part {
  const own = readConfigFile(file);
  const at = (path: Path): string => (path.length === 0 ? file : `${file}:${own.placeOf(path)}`);
  const fail = (message: string, path: Path): never => {
    throw new ConfigError(`${at(path)}: ${message}`, path);
  };
  const lifted = lift(own, fail);
  try {
    const { problems: wrong } = readForm(lifted.value);
    if (problems !== undefined) problems.push(...wrong.map((error) => `${at(lifted.placed(error.at))}: ${error.message}`));
    else parseForm(lifted.value);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    fail(error.message, lifted.placed(error.at));
  }
  const value = isFields(lifted.value) ? lifted.value : {};
  const isOfVersion = isVersioned(value);
  const policies = policiesOf(value, isOfVersion);
  const prefix = isOfVersion ? [keyOf(value, policiesKey)] : [];
  const written = writtenIn(own, policies, prefix, lifted.placed);
  const settings = isFields(policies[settingsEntry]) ? policies[settingsEntry] : {};
  const chain = [...within, realpathSync(file)];
  const bases = listOf(settings["extends"]).map((spec, i) => {
    const path = [...prefix, settingsEntry, "extends", ...(Array.isArray(settings["extends"]) ? [i] : [])];
    const placed = lifted.placed(path);
    if (typeof spec !== "string" || spec === "") return fail('"extends" is not a file or a package, expected a text', placed);
    const base = resolveBase(spec, file) ?? fail(`"extends" names ${JSON.stringify(spec)}, ${whyMissing(spec, file)}`, placed);
    const circle = chain.indexOf(realpathSync(base));
    if (circle >= 0)
      fail(`"extends" makes a circle: ${[...chain.slice(circle), realpathSync(base)].map((one) => shortName(one)).join(" → ")}`, placed);
    return loadPart(base, chain, problems);
  });
  const self: Part = {
    files: [file],
    version: isOfVersion ? Number(value[versionKey]) : undefined,
    policies: withAbsolutePaths(policies, dirname(resolve(file))),
    exceptions: isOfVersion ? (fieldOf(value, exceptionsKey) ?? undefined) : undefined,
    beside: isOfVersion ? besideOf(value, [versionKey, policiesKey, exceptionsKey]) : {},
    written,
    ignored: readForm(value).ignored.map(({ message, at: path }) => new ConfigError(`${at(path)}: ${message}`, path)),
    own,
    prefix,
  };
  return bases.length === 0 ? self : [...bases, self].reduce(merge);
}

const listOf = (given: unknown): readonly unknown[] => (given === undefined ? [] : Array.isArray(given) ? given : [given]);
const shortName = (file: string): string => file.slice(file.lastIndexOf("/") + 1);
/** The name under which a file has a field, whose letter case the engine does not distinguish in version 2. */
const keyOf = (value: Fields, name: string): string => Object.keys(value).findLast((key) => key.toLowerCase() === name) ?? name;
const besideOf = (value: Fields, taken: readonly string[]): Fields =>
  Object.fromEntries(Object.entries(value).filter(([key]) => !taken.includes(key.toLowerCase())));

function policiesOf(value: Fields, isOfVersion: boolean): Fields {
  if (!isOfVersion) return value;
  const policies = fieldOf(value, policiesKey);
  return isFields(policies) ? policies : {};
}

/** The value with the keys at the top that are settings moved there; `placed` leads back to where they are written. */
function lift(
  { value }: ConfigFile,
  fail: (message: string, path: Path) => never,
): { readonly value: unknown; readonly placed: (path: Path) => Path } {
  if (!isFields(value) || isVersioned(value)) return { value, placed: (path) => path };
  const keys = liftedKeys.filter((key) => Object.hasOwn(value, key));
  if (keys.length === 0) return { value, placed: (path) => path };
  const settings = value[settingsEntry] ?? {};
  if (!isFields(settings)) return { value, placed: (path) => path };
  const twice = keys.find((key) => Object.hasOwn(settings, key));
  if (twice !== undefined) fail(`"${twice}" is also in "${settingsEntry}". Keep one.`, [twice]);
  return {
    value: {
      ...besideOf(value, [...keys]),
      [settingsEntry]: { ...settings, ...Object.fromEntries(keys.map((key) => [key, value[key]])) },
    },
    placed: (path) => (path[0] === settingsEntry && keys.some((key) => key === path[1]) ? path.slice(1) : path),
  };
}

/** Where each entry, option, setting and list item is written, by its keys. */
function writtenIn(file: ConfigFile, policies: Fields, prefix: readonly string[], placed: (path: Path) => Path): Map<string, Written> {
  const written = new Map<string, Written>();
  const add = (path: Path): void => void written.set(JSON.stringify(path), { file, path: placed([...prefix, ...path]) });
  for (const [name, entry] of Object.entries(policies)) {
    add([name]);
    if (!isFields(entry)) continue;
    for (const [option, value] of Object.entries(entry)) {
      add([name, option]);
      if (name !== settingsEntry) continue;
      if (Array.isArray(value)) for (const i of value.keys()) add([name, option, i]);
      else if (isFields(value)) for (const key of Object.keys(value)) add([name, option, key]);
    }
  }
  return written;
}

/** Settings that are paths are relative to the file that has them. */
function withAbsolutePaths(policies: Fields, folder: string): Fields {
  const settings = policies[settingsEntry];
  if (!isFields(settings)) return policies;
  const absolute = (path: unknown): unknown =>
    typeof path === "string" && path !== "" && !isAbsolute(path) ? resolve(folder, path) : path;
  const { extends: _, ...rest } = settings;
  const { baseline, report, rules } = rest;
  return {
    ...policies,
    [settingsEntry]: {
      ...rest,
      ...(baseline !== undefined && { baseline: absolute(baseline) }),
      ...(Array.isArray(rules) && { rules: rules.map(absolute) }),
      ...(isFields(report) && { report: Object.fromEntries(Object.entries(report).map(([format, path]) => [format, absolute(path)])) }),
    },
  };
}

/** The configuration over the one that it extends: by entry and option, by setting; lists of rules, waivers and overrides are joined. */
function merge(base: Part, own: Part): Part {
  const policies: Record<string, unknown> = { ...base.policies };
  const written = new Map(base.written);
  for (const [key, place] of own.written) if (!isOfJoined(key)) written.set(key, place);
  for (const [name, entry] of Object.entries(own.policies)) {
    const before = base.policies[name];
    policies[name] =
      name === settingsEntry ? mergeSettings(base, own, written) : isFields(before) || isFields(entry) ? merged(before, entry) : entry;
  }
  const named = new Set(Object.keys(own.policies).filter((id) => levelOf(own.policies[id]) !== undefined));
  const settings = policies[settingsEntry];
  // A level in the file counts more than a list in what it extends.
  if (isFields(settings) && named.size > 0) {
    const ownLists = ownSettings(own);
    const rest = (list: "enable" | "disable"): object => {
      const given = settings[list];
      const kept = Array.isArray(given) ? given.filter((id: string) => !named.has(id) || listOf(ownLists[list]).includes(id)) : given;
      return given === undefined ? {} : { [list]: kept };
    };
    policies[settingsEntry] = { ...settings, ...rest("enable"), ...rest("disable") };
  }
  const exceptions =
    isFields(base.exceptions) && isFields(own.exceptions) ? { ...base.exceptions, ...own.exceptions } : (own.exceptions ?? base.exceptions);
  return {
    ...own,
    files: [...base.files, ...own.files],
    version: own.version ?? base.version,
    policies,
    exceptions,
    written,
    ignored: [...base.ignored, ...own.ignored],
  };
}

const ownSettings = ({ policies }: Part): Fields => (isFields(policies[settingsEntry]) ? policies[settingsEntry] : {});
const levelOf = (entry: unknown): unknown => (isFields(entry) ? entry["enforcementLevel"] : entry);
const merged = (base: unknown, own: unknown): Fields => ({ ...asObject(base), ...asObject(own) });
const asObject = (entry: unknown): Fields => (isFields(entry) ? entry : typeof entry === "string" ? { enforcementLevel: entry } : {});

const joined = ["enable", "disable", "waivers", "overrides", "rules"];
/** Whether a place is that of an item of a list that is joined, whose position changes. */
function isOfJoined(key: string): boolean {
  const path = JSON.parse(key) as Path;
  return path.length > 2 && path[0] === settingsEntry && joined.includes(String(path[1]));
}

function mergeSettings(base: Part, own: Part, written: Map<string, Written>): Fields {
  const [before, after] = [ownSettings(base), ownSettings(own)];
  const result: Record<string, unknown> = { ...before, ...after };
  for (const list of joined) {
    if (!Array.isArray(before[list]) || !Array.isArray(after[list])) {
      if (Array.isArray(after[list]))
        for (const i of after[list].keys()) keep(written, own, [settingsEntry, list, i], [settingsEntry, list, i]);
      continue;
    }
    const opposite = list === "enable" ? after["disable"] : list === "disable" ? after["enable"] : undefined;
    const kept = [...before[list].entries()].filter(([, item]) => !listOf(opposite).includes(item));
    for (const [to, [from]] of kept.entries()) keep(written, base, [settingsEntry, list, from], [settingsEntry, list, to]);
    for (const i of after[list].keys()) keep(written, own, [settingsEntry, list, i], [settingsEntry, list, kept.length + i]);
    result[list] = [...kept.map(([, item]) => item), ...after[list]];
  }
  for (const [list, other] of [["enable", "disable"] as const, ["disable", "enable"] as const])
    if (Array.isArray(before[list]) && !Array.isArray(after[list]) && Array.isArray(after[other]))
      result[list] = before[list].filter((item: unknown) => !listOf(after[other]).includes(item));
  for (const map of ["environments", "tiers", "report"])
    if (isFields(before[map]) && isFields(after[map])) result[map] = { ...before[map], ...after[map] };
  return result;
}

function keep(written: Map<string, Written>, { written: from }: Part, path: Path, as: Path): void {
  const place = from.get(JSON.stringify(path));
  if (place !== undefined) written.set(JSON.stringify(as), place);
}

/** The file that `extends` names: relative to the file that has it, or in an installed package. */
function resolveBase(spec: string, file: string): string | undefined {
  const folder = dirname(file);
  const isFile = (path: string): boolean => existsSync(path) && statSync(path).isFile();
  if (spec.startsWith(".") || isAbsolute(spec)) {
    const path = isAbsolute(spec) ? spec : join(folder, spec);
    return isFile(path) ? path : undefined;
  }
  if (isConfigName(spec) && isFile(join(folder, spec))) return join(folder, spec);
  const found = installed(spec, folder);
  if (found === undefined) return undefined;
  return isFile(found) ? found : configIn(found);
}

const isConfigName = (spec: string): boolean => [".json", ".jsonc", ".yaml", ".yml"].includes(extname(spec));

/** A package, or a file in one, in the nearest `node_modules` that has it. */
function installed(spec: string, start: string): string | undefined {
  for (let folder = resolve(start); ; folder = dirname(folder)) {
    const path = join(folder, "node_modules", spec);
    if (existsSync(path)) return path;
    if (dirname(folder) === folder) return undefined;
  }
}

function whyMissing(spec: string, file: string): string {
  if (spec.startsWith(".") || isAbsolute(spec)) return "which does not exist. Paths are relative to the file that has them.";
  if (installed(spec, dirname(file)) !== undefined) return `a package without a configuration. Expected ${configNames.join(", ")} in it.`;
  return 'which is not an installed package. Write "./" before the name of a file.';
}
