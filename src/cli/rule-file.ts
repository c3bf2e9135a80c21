import { readdirSync, statSync } from "node:fs";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { InputError, reading } from "../files/errors.js";
import type { RegisteredRule } from "../language/registry.js";
import { isFields } from "../language/written/problem.js";
import { type WrittenRule, writtenRules } from "../language/written/rules.js";
import { readConfigFile } from "./config-file.js";

/** A file of rules in YAML. */
export interface RuleFile {
  readonly file: string;
  /** What the file has, as plain data. */
  readonly value: unknown;
  readonly rules: readonly WrittenRule[];
}

export const isRuleText = (file: string): boolean => [".yaml", ".yml"].includes(extname(file).toLowerCase());

/**
 * Reads a file of rules, with a line for each problem, in the order of the file. One that was found in a folder may be something else: `undefined` if
 * it has no `rules`.
 * @throws InputError where it is not YAML
 */
export function readRuleText(file: string, isNamed: boolean): (RuleFile & { readonly problems: readonly string[] }) | undefined {
  const { value, placeOf } = readConfigFile(file);
  if (!isNamed && !mayBeRules(value)) return undefined;
  const { rules, problems } = writtenRules(value);
  const placed = problems.map(({ at, message }) => ({ place: placeOf(at), words: `${withKey(at)}${message}` }));
  const order = (place: string): number => place.split(":").reduce((sum, part) => sum * 100_000 + Number(part), 0);
  placed.sort((a, b) => order(a.place) - order(b.place));
  return { file, value, rules, problems: placed.map(({ place, words }) => `${file}:${place}: ${words}`) };
}

/** A configuration may have `rules` too: a list of paths. */
const mayBeRules = (value: unknown): boolean => {
  if (!isFields(value) || !("rules" in value)) return false;
  const { rules } = value;
  return !Array.isArray(rules) || rules.some((one) => typeof one !== "string");
};

/** The same for a run. @throws InputError that names the first problem */
export function readRuleFile(file: string, isNamed: boolean): RuleFile | undefined {
  const read = readRuleText(file, isNamed);
  const [first, ...more] = read?.problems ?? [];
  if (first === undefined) return read;
  const end = first.indexOf(": ");
  const others = more.length === 0 ? "" : ` (${more.length} more: run \`stackwarden rules test ${file}\`)`;
  throw new InputError(first.slice(0, end), `${first.slice(end + 2)}${others}`);
}

/** The path of what a message is about, if it is inside a rule. */
function withKey(at: readonly (string | number)[]): string {
  const [, id, ...keys] = at;
  const path = keys.reduce<string>(
    (text, key) => (typeof key === "number" ? `${text}[${key}]` : `${text}${text === "" ? "" : "."}${key}`),
    "",
  );
  return id === undefined ? "" : `${id}${path === "" ? "" : `: ${path}`}: `;
}

/**
 * The rules of a YAML file, or of all in a folder and below it, for the main file of a pack: `servePack([...allRules, ...readRules(file)])`.
 * @param path a path, or a URL such as `new URL("./policies.yaml", import.meta.url)`
 * @throws InputError
 */
export function readRules(path: string | URL): RegisteredRule[] {
  return writtenRulesAt(path).map(({ id, rule }) => ({ id, family: familyOf(id), rule }));
}

/** The same with their cases. @throws InputError */
export function writtenRulesAt(path: string | URL): WrittenRule[] {
  const given = typeof path === "string" ? path : fileURLToPath(path);
  const isFolder = reading(given, () => statSync(given)).isDirectory();
  const files = isFolder ? ruleTextsIn(given) : [given];
  const rules = files.flatMap((file) => readRuleFile(file, !isFolder)?.rules ?? []);
  if (rules.length === 0) throw new InputError(given, "has no rules in YAML");
  return rules;
}

/** The files in YAML in a folder and below it. */
export const ruleTextsIn = (folder: string): string[] =>
  reading(folder, () => readdirSync(folder, { recursive: true, encoding: "utf8" }))
    .filter((file) => isRuleText(file) && isOwn(file))
    .sort()
    .map((file) => join(folder, file));

/** Neither hidden nor of a package. */
export const isOwn = (file: string): boolean => !file.split(/[\\/]/).some((part) => part.startsWith(".") || part === "node_modules");

/** The family of a rule without another one: the first word of its id. */
export const familyOf = (id: string): string => id.split("-")[0] ?? id;
