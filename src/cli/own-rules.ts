import { existsSync, readdirSync, statSync } from "node:fs";
import { dirname, extname, join, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { Option } from "commander";
import { settingsEntry } from "../config/config.js";
import { engineKey } from "../config/form.js";
import { withoutServing } from "../doors/pulumi/serve.js";
import { InputError, reading } from "../files/errors.js";
import { isRuleId, type RegisteredRule } from "../language/registry.js";
import { isRule, type Rule } from "../language/rule.js";
import { describeCrash } from "../text/crash.js";
import { loadForValidation } from "./load-config.js";
import { familyOf, isOwn, isRuleText, readRuleFile } from "./rule-file.js";

/** What names an organisation's own rules on the command line. */
export interface WithRules {
  readonly rules?: readonly string[];
  /** The configuration, which may name more of them. */
  readonly config?: string | false | undefined;
}

export const rulesOption = (): Option =>
  new Option("--rules <file>", "your own rules beside these: a file or a folder of JavaScript or YAML; may be repeated").argParser(
    (path: string, before: readonly string[] | undefined): readonly string[] => [...(before ?? []), path],
  );

/** The option of a command that reads a configuration for its own rules alone. */
export const ruleConfigOption = (): Option =>
  new Option("-c, --config <file>", "configuration that names your own rules (default: the nearest)");

const compiled = [".js", ".mjs", ".cjs"];
const typed = [".ts", ".mts", ".cts"];
const reserved = ["all", settingsEntry, engineKey];

/** The paths that `--rules` and the configuration name; those of the configuration are relative to the file that has them. */
export function ownRulePaths({ rules = [], config }: WithRules): readonly string[] {
  if (typeof config !== "string" || !existsSync(config)) return rules;
  // What else is wrong in the file is left to those who read the whole of it.
  const { loaded } = loadForValidation(config);
  const settings = loaded.form.entries[settingsEntry]?.options ?? {};
  const listed = Array.isArray(settings["rules"]) ? settings["rules"] : [];
  const named = listed.flatMap((path: unknown, i) => {
    if (typeof path !== "string") return [];
    if (existsSync(path)) return [path];
    const words = `\`rules\` names ${JSON.stringify(relative(dirname(resolve(config)), path))}, which does not exist. It is relative to this file.`;
    throw new InputError(loaded.placeOf([settingsEntry, "rules", i]), words);
  });
  // The same folder may be named twice, on the command line and in the file.
  const known = new Set(rules.map((path) => resolve(path)));
  return [...rules, ...named.filter((path) => !known.has(resolve(path)))];
}

/**
 * The rules with those of the files that `--rules` and the configuration name. A file exports groups, as `suite` takes them, or what `register` returns,
 * or has rules in YAML; a folder means the files in it and below, but for tests, declarations and other YAML.
 * @throws InputError where a file cannot be loaded, has no rule, or has an id that is taken
 */
export async function withOwnRules(rules: readonly RegisteredRule[], given: WithRules): Promise<readonly RegisteredRule[]> {
  const paths = ownRulePaths(given);
  if (paths.length === 0) return rules;
  const own = (await ownRulesAt(rules, paths)).map(({ id, family, rule }) => ({ id, family, rule }));
  return [...rules, ...own].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** An own rule, and where it is: the file, and the keys that lead to it from the file's exports. */
export interface OwnRule extends RegisteredRule {
  readonly file: string;
  readonly keys: readonly (string | number)[];
  /** The content of the file, if it is YAML. */
  readonly written?: unknown;
}

/** The own rules alone, as `withOwnRules` reads them. @throws InputError */
export async function ownRulesAt(rules: readonly RegisteredRule[], paths: readonly string[]): Promise<readonly OwnRule[]> {
  const origin = new Map(rules.map(({ id }) => [id, "Stackwarden"]));
  const own = new Map<string, OwnRule>();
  // A folder may hold what is named beside it.
  const read = new Set<string>();
  for (const path of paths) {
    let found = 0;
    for (const file of filesAt(path)) {
      if (read.has(resolve(file))) {
        found++;
        continue;
      }
      read.add(resolve(file));
      for (const registered of isRuleText(file) ? rulesInText(file, file === path) : await rulesIn(file)) {
        found++;
        const { id, rule } = registered;
        // One group may be exported under two names.
        if (own.get(id)?.rule === rule) continue;
        const owner = origin.get(id);
        if (owner !== undefined) throw new InputError(file, `the id "${id}" is taken by a rule of ${owner}; choose another`);
        origin.set(id, file);
        own.set(id, registered);
      }
    }
    if (found === 0)
      throw new InputError(
        path,
        'has no rules; expected `export const acme = { "acme-bucket-x": rule(…) }`, or YAML with rules by their id under `rules`',
      );
  }
  return [...own.values()];
}

/** The files that a path means, sorted. */
function filesAt(path: string): string[] {
  if (!reading(path, () => statSync(path)).isDirectory()) return [path];
  const files = reading(path, () => readdirSync(path, { recursive: true, encoding: "utf8" })).filter(isRuleFile);
  const names = new Set(files);
  // A source is skipped if its compiled file is beside it.
  const needed = files.filter((file) => !typed.includes(extname(file)) || !names.has(file.replace(/ts$/, "js")));
  return needed.sort().map((file) => join(path, file));
}

const isRuleFile = (file: string): boolean =>
  ([...compiled, ...typed].includes(extname(file)) || isRuleText(file)) && !/\.d\.[mc]?ts$|\.(test|spec)\.\w+$/.test(file) && isOwn(file);

/** The rules of a file in YAML; none if it was found in a folder and is something else. */
function rulesInText(file: string, isNamed: boolean): OwnRule[] {
  const read = readRuleFile(file, isNamed);
  return (read?.rules ?? []).map(({ id, rule }, i) => {
    refuseId(file, id);
    return { id, family: familyOf(id), rule, file, keys: ["rules", i, "rule"], written: read?.value };
  });
}

function refuseId(file: string, id: string): void {
  if (!isRuleId(id) || reserved.includes(id))
    throw new InputError(file, `"${id}" is not an id of a rule: words in lower case, joined by hyphens, such as "acme-bucket-named"`);
}

async function rulesIn(file: string): Promise<OwnRule[]> {
  if (typed.includes(extname(file)) && !canLoadTypes())
    throw new InputError(
      file,
      `is TypeScript, which Node.js ${process.versions.node} cannot load; compile it, or use Node.js 22.18 or newer`,
    );
  let module: Readonly<Record<string, unknown>>;
  try {
    module = await withoutServing((): Promise<typeof module> => import(pathToFileURL(resolve(file)).href));
  } catch (error) {
    throw new InputError(file, `cannot be loaded: ${whyNotLoaded(error)}`);
  }
  return Object.entries(module).flatMap(([name, value]) => rulesOf(file, name, value));
}

const canLoadTypes = (): boolean => Boolean((process.features as { readonly typescript?: unknown }).typescript);

/** The rules of one export; what is neither a group nor a list of rules has none. */
function rulesOf(file: string, name: string, value: unknown): OwnRule[] {
  if (typeof value !== "object" || value === null) return [];
  const given: readonly (readonly [string, string, unknown, OwnRule["keys"]])[] = Array.isArray(value)
    ? value.flatMap((one: unknown, i) => (isRegistered(one) ? [[one.id, one.family, one.rule, [name, i, "rule"]] as const] : []))
    : Object.entries(value).map(([id, rule]) => [id, name, rule, [name, id]]);
  return given.flatMap(([id, family, rule, keys]) => {
    if (!isRule(rule)) {
      if (looksLikeRule(rule))
        throw new InputError(
          file,
          `the rule "${id}" was made by another copy of Stackwarden than the one that runs; run the one that is installed beside the file`,
        );
      return [];
    }
    refuseId(file, id);
    return [{ id, family: family === "default" ? familyOf(id) : family, rule, file, keys }];
  });
}

const isRegistered = (value: unknown): value is RegisteredRule =>
  typeof value === "object" && value !== null && "id" in value && "family" in value && "rule" in value;

const looksLikeRule = (value: unknown): value is Rule =>
  typeof value === "object" && value !== null && "title" in value && "severity" in value && "types" in value;

/** Why a module could not be loaded: only names of modules and positions, because the message of an error may quote a value. */
function whyNotLoaded(error: unknown): string {
  const { code, message = "" } = error instanceof Error ? (error as NodeJS.ErrnoException) : { code: undefined };
  const missing = /^Cannot find (?:package|module) '([^']+)'/.exec(message)?.[1];
  if (missing !== undefined)
    return `it imports "${missing.startsWith("/") ? relative(process.cwd(), missing) : missing}", which is not there`;
  const lacking = /^The requested module '([^']+)' (?:does not provide|is a CommonJS module)[^']*'(\w+)'/.exec(message);
  if (lacking !== null) return `"${lacking[1]}" has no export "${lacking[2]}"`;
  if (error instanceof SyntaxError) return "a syntax error; `node --check` shows where";
  return code === undefined ? describeCrash(error) : `${describeCrash(error)} (${code})`;
}
