import { existsSync, writeFileSync } from "node:fs";
import { extname } from "node:path";
import { type Entries, problemsOfEntries, settingsEntry } from "../config/config.js";
import { daysBetween } from "../config/day.js";
import { exceptionsKey, misnamedIn } from "../config/exceptions.js";
import { policiesKey } from "../config/form.js";
import { deprecatedWords, underCurrentIds } from "../config/former.js";
import { configurationSchema } from "../config/json-schema.js";
import { defaultSettings } from "../config/levels.js";
import { type GivenWaiver, packWaivers, waivableRules } from "../config/waivers.js";
import { settingsWords } from "../config/words.js";
import { InputError, reading } from "../files/errors.js";
import { termWords } from "../findings/waiver-ledger.js";
import type { RegisteredRule } from "../language/registry.js";
import type { Preset } from "../language/rule.js";
import { keys } from "../model/path.js";
import { clean } from "../report/paint.js";
import { isYaml } from "./config-file.js";
import type { Context } from "./context.js";
import { loadForValidation } from "./load-config.js";

/** Prints each problem of a configuration, and of what it extends, in a line; returns the exit status, 2 where there is a problem. */
export function validateConfiguration({ rules, out, today }: Context, file: string): number {
  const { loaded, problems: ofForm } = loadForValidation(file);
  const { form } = loaded;
  const line = (at: readonly (string | number)[], message: string): string => `${loaded.placeOf(at)}: ${message}`;
  const problems = [...ofForm, ...problemsOfEntries(rules, form.entries).map(({ at, message }) => line(at, message))];
  const settings = problems.length > 0 ? {} : (form.entries[settingsEntry]?.options ?? {});
  const waivers = packWaivers(Array.isArray(settings["waivers"]) ? settings["waivers"] : [], waivableRules(rules));
  const most = Number(settings["waiversMaxDays"] ?? 0);
  const waiverLine = (i: number, words: string): string => line([settingsEntry, "waivers", i], words);
  const ofExceptions = [
    ...form.ignored.map(({ message }) => message),
    ...misnamedIn(form.exceptions, rules).map(({ place, policy, problem }) => line(keys(place), `${place} (${policy}) ${problem}`)),
  ];
  const wrong = waivers.flatMap(({ place, malformed, wide, forbidden, waiver }, i) => {
    const late = waiver !== undefined && most > 0 && daysBetween(today, waiver.until) > most ? [termWords(waiver.until, most)] : [];
    return [...malformed, ...wide, ...(forbidden === undefined ? late : [forbidden])].map((problem) =>
      waiverLine(i, `${place} ${problem}`),
    );
  });
  const expired = waivers.flatMap(({ place, label, waiver }, i) =>
    waiver !== undefined && daysBetween(today, waiver.until) < 0
      ? [waiverLine(i, `${place} (${label}) expired: its last day was ${waiver.until}`)]
      : [],
  );
  const deprecated = problems.length > 0 ? [] : deprecatedIn(rules, form.entries, waivers).map((words) => line([], words));
  const lines = [...problems, ...wrong, ...ofExceptions, ...expired, ...deprecated].map((text) => `${clean(text)}\n`);
  const bad = problems.length + wrong.length + ofExceptions.length;
  out(`${lines.join("")}${bad === 0 ? `${clean(file)} is valid\n` : ""}`);
  return bad === 0 ? 0 : 2;
}

/** A line for each id in a configuration that a rule had before. */
function deprecatedIn(rules: readonly RegisteredRule[], entries: Entries, waivers: readonly GivenWaiver[]): readonly string[] {
  const live = new Set(rules.map(({ id }) => id));
  const ofWaivers = waivers.flatMap(({ place, waiver, rules: ids }) =>
    waiver === undefined || live.has(waiver.rule) ? [] : [`${place}: ${deprecatedWords(waiver.rule, ids)}`],
  );
  return [...underCurrentIds(rules, entries).deprecated, ...ofWaivers];
}

/**
 * Creates a configuration, with explanatory comments in YAML and JSON with comments.
 * @throws InputError where the file exists.
 */
export function initConfiguration({ out }: Context, file: string, { preset, tags: tagKeys = [], exceptions = false }: InitOptions): void {
  if (existsSync(file)) throw new InputError(file, "already exists");
  const settings = { ...defaultSettings, preset };
  const entries = { ...tagsEntry(tagKeys), [settingsEntry]: settings };
  const text = isYaml(file)
    ? (exceptions ? yamlVersioned : yamlPlain)(yamlEntries(settings, tagKeys))
    : extname(file) === ".jsonc"
      ? (exceptions ? jsoncVersioned : jsoncPlain)(jsoncEntries(settings, tagKeys))
      : `${JSON.stringify(exceptions ? { version: 2, [policiesKey]: entries, [exceptionsKey]: {} } : entries, null, 2)}\n`;
  reading(file, () => writeFileSync(file, text, { flag: "wx" }));
  const next =
    isYaml(file) || extname(file) === ".jsonc"
      ? `\`stackwarden config show ${file} --format pulumi\` prints what Pulumi reads`
      : `Pulumi reads it with \`--policy-pack-config ${file}\``;
  out(`${clean(`Wrote ${file}. \`stackwarden check . --config ${file}\` uses it; ${next}.`)}\n`);
  if (tagKeys.length === 0)
    out("No tags are required yet: list their keys in `required` of `tags-required`, or create the file with `--tags Owner,Project`.\n");
}

export interface InitOptions {
  readonly preset: Preset;
  /** Keys of the tags that every resource must have. */
  readonly tags?: readonly string[];
  /** Writes the form of version 2, which has policy exceptions. */
  readonly exceptions?: boolean;
}

const schemaPath = "./node_modules/stackwarden/dist/configuration.schema.json";
type SettingName = keyof typeof settingsWords;
const lead = "Rules by their id: a level (advisory, mandatory, remediate, disabled), or an object with `enforcementLevel` and options.";

/** The entry of the tags that every resource must have; empty where no keys are named. */
const tagsEntry = (keys: readonly string[]): object => (keys.length === 0 ? {} : { "tags-required": { required: keys } });
const tagsWords = "The tags that every resource must have: their keys, or `{key, values}` and `{key, pattern}`.";

function yamlEntries(settings: Readonly<Record<string, unknown>>, tagKeys: readonly string[]): string[] {
  const lines = Object.entries(settings).flatMap(([name, value]) => [
    `  # ${settingsWords[name as SettingName]}`,
    `  ${name}: ${JSON.stringify(value)}`,
  ]);
  return [
    `# ${lead}`,
    "# s3-bucket-versioned: mandatory",
    `# ${tagsWords}`,
    tagKeys.length === 0 ? "# tags-required: { required: [Owner, Project] }" : `tags-required: { required: ${JSON.stringify(tagKeys)} }`,
    `${settingsEntry}:`,
    ...lines,
  ];
}

const indented = (lines: readonly string[]): string[] => lines.map((line) => `  ${line}`);
const yamlSchema = `# yaml-language-server: $schema=${schemaPath}`;
const yamlPlain = (entries: readonly string[]): string => [yamlSchema, ...entries, ""].join("\n");
const yamlVersioned = (entries: readonly string[]): string =>
  [
    yamlSchema,
    "version: 2",
    `${policiesKey}:`,
    ...indented(entries),
    `# ${exceptionsWords}`,
    `# EXC-1: { reason: …, match: [{ policies: [s3-bucket-versioned], targets: ["${exampleUrn}"] }] }`,
    `${exceptionsKey}: {}`,
    "",
  ].join("\n");

function jsoncEntries(settings: Readonly<Record<string, unknown>>, tagKeys: readonly string[]): string[] {
  const entries = Object.entries(settings);
  const lines = entries.flatMap(([name, value], i) => [
    `  // ${settingsWords[name as SettingName]}`,
    `  ${JSON.stringify(name)}: ${JSON.stringify(value)}${i < entries.length - 1 ? "," : ""}`,
  ]);
  const required = `"tags-required": { "required": ${JSON.stringify(tagKeys.length === 0 ? ["Owner", "Project"] : tagKeys)} },`;
  const head = [
    `// ${lead}`,
    '// "s3-bucket-versioned": "mandatory",',
    `// ${tagsWords}`,
    `${tagKeys.length === 0 ? "// " : ""}${required}`,
  ];
  return [...head, `"${settingsEntry}": {`, ...lines, "}"];
}

const jsoncSchema = `  "$schema": ${JSON.stringify(schemaPath)},`;
const jsoncPlain = (entries: readonly string[]): string => ["{", jsoncSchema, ...indented(entries), "}", ""].join("\n");
const jsoncVersioned = (entries: readonly string[]): string =>
  [
    "{",
    jsoncSchema,
    '  "version": 2,',
    `  "${policiesKey}": {`,
    ...indented(indented(entries)),
    "  },",
    `  // ${exceptionsWords}`,
    `  // "EXC-1": { "reason": "…", "match": [{ "policies": ["s3-bucket-versioned"], "targets": ["${exampleUrn}"] }] }`,
    `  "${exceptionsKey}": {}`,
    "}",
    "",
  ].join("\n");

const exampleUrn = "urn:pulumi:prod::shop::aws:s3/bucket:Bucket::thumbnails";
const exceptionsWords = "Policy exceptions by their id. They have no end date; waivers do: `waivers` above.";

export const printSchema = ({ rules, out }: Context): void => out(`${JSON.stringify(configurationSchema(rules), null, 2)}\n`);
