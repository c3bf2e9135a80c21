/** Overrides: other levels and options for some stacks or resources. Which apply to a resource, and what is wrong with them. */
import { type Level, naturalLevel, type RegisteredRule } from "../language/registry.js";
import type { Preset } from "../language/rule.js";
import { within } from "../model/path.js";
import { type Resource, writtenAs } from "../model/resource.js";
import type { Stack } from "../model/stack.js";
import { fitsPattern } from "../model/wildcard.js";
import { didYouMean } from "../text/suggest.js";
import { tagsOf } from "../views/taggable.js";
import { type Entries, settingsEntry } from "./entries.js";
import { environmentsOf, fitsStack } from "./environments.js";
import { ConfigError } from "./error.js";
import { readEntries } from "./form.js";
import { underCurrentIds } from "./former.js";
import { misfitError, optionProblems } from "./options.js";
import { fitsResource, fitsType } from "./resource-pattern.js";
import { type JsonSchema, misfits } from "./schema.js";

type Texts = string | readonly string[];

/** An override as a configuration has it. All its selectors must match; of a list, one. */
export interface GivenOverride {
  readonly stacks?: Texts;
  readonly environments?: Texts;
  readonly projects?: Texts;
  readonly types?: Texts;
  readonly names?: Texts;
  readonly tags?: Readonly<Record<string, Texts>>;
  readonly paths?: Texts;
  readonly preset?: Preset;
  readonly enable?: readonly string[];
  readonly disable?: readonly string[];
  readonly policies?: Readonly<Record<string, unknown>>;
}

/** An override with what it changes. */
export interface Override {
  readonly given: GivenOverride;
  readonly entries: Entries;
  readonly enable: readonly string[];
  readonly disable: readonly string[];
  /** One line for each deprecated id. */
  readonly deprecated: readonly string[];
  /** True if it selects whole stacks only: it is decided before anything is evaluated. */
  readonly isOfStack: boolean;
}

/** A stack as overrides select it. */
export interface StackName {
  readonly name: string;
  readonly project: string;
}

const texts: JsonSchema = {
  anyOf: [
    { type: "string", minLength: 1 },
    { type: "array", items: { type: "string", minLength: 1 } },
  ],
};
const stackSelectors = ["stacks", "environments", "projects"] as const;
const resourceSelectors = ["types", "names", "tags", "paths"] as const;
const actions = ["preset", "enable", "disable", "policies"] as const;

/** A description of each key of an override, for the documentation and the JSON schema. */
export const overrideWords: Readonly<Record<keyof GivenOverride, string>> = {
  stacks: "patterns of stack names, as in `environments`: `*` matches any text, `~prod` matches names with that word",
  environments: "names of environments",
  projects: "patterns of project names",
  types: "patterns of resource types, in any spelling: `aws:s3/*`, `s3.Bucket`",
  names: "patterns of resource names or URNs, as in waivers",
  tags: "patterns of values by the tag's key; default tags of the provider count",
  paths: "patterns of the property of a finding, with everything below it; only for levels",
  preset: "another set of rules, for whole stacks",
  enable: "ids of rules to enable",
  disable: "ids of rules to disable",
  policies: "levels and options of rules, as in the configuration itself; `all` sets the level of every enabled rule",
};

const schemas: Readonly<Record<keyof GivenOverride, JsonSchema>> = {
  stacks: texts,
  environments: texts,
  projects: texts,
  types: texts,
  names: texts,
  tags: { type: "object", additionalProperties: texts },
  paths: texts,
  preset: { type: "string", enum: ["essential", "recommended", "all"] },
  enable: { type: "array", items: { type: "string" } },
  disable: { type: "array", items: { type: "string" } },
  policies: { type: "object" },
};

/** The schema of the setting `overrides`. */
export const overridesSchema: JsonSchema = {
  type: "array",
  items: { type: "object", properties: schemas, additionalProperties: false },
};

const listOf = (given: Texts | undefined): readonly string[] => (given === undefined ? [] : typeof given === "string" ? [given] : given);

/** Reads overrides that have no problems. */
export const readOverrides = (rules: readonly RegisteredRule[], given: readonly GivenOverride[]): Override[] =>
  given.map((one) => {
    const { entries } = readEntries(Object.entries(one.policies ?? {}), []);
    const current = underCurrentIds(rules, {
      ...entries,
      [settingsEntry]: { level: undefined, options: { enable: one.enable ?? [], disable: one.disable ?? [] } },
    });
    const { [settingsEntry]: lists, ...renamed } = current.entries;
    return {
      given: one,
      entries: renamed,
      enable: (lists?.options["enable"] ?? []) as readonly string[],
      disable: (lists?.options["disable"] ?? []) as readonly string[],
      deprecated: current.deprecated,
      isOfStack: resourceSelectors.every((selector) => one[selector] === undefined),
    };
  });

/** Whether an override is for a stack, as far as it names stacks. */
export function isForStack(
  { given }: Override,
  { name, project }: StackName,
  environments: Readonly<Record<string, readonly string[]>>,
): boolean {
  const { stacks, environments: wanted, projects } = given;
  const bare = name.slice(name.lastIndexOf("/") + 1);
  if (stacks !== undefined && !listOf(stacks).some((pattern) => fitsStack(bare, pattern))) return false;
  if (projects !== undefined && !listOf(projects).some((pattern) => fitsPattern(project, pattern))) return false;
  if (wanted === undefined) return true;
  const found = environmentsOf(name, environments);
  return listOf(wanted).some((environment) => found.has(environment));
}

/** Whether an override is for a resource, as far as it names resources. A tag whose value is not known does not match. */
export function isForResource({ given }: Override, resource: Resource, stack: Stack | undefined): boolean {
  const { types, names, tags } = given;
  const written = writtenAs(resource);
  if (types !== undefined && !listOf(types).some((pattern) => fitsType(pattern, written.writtenType))) return false;
  if (names !== undefined && !listOf(names).some((pattern) => fitsResource(pattern, written))) return false;
  if (tags === undefined) return true;
  const own = tagsOf(resource, { stack })?.tags ?? [];
  return Object.entries(tags).every(([key, patterns]) =>
    own.some((tag) => tag.key === key && tag.value !== undefined && fitsAny(tag.value, patterns)),
  );
}

const fitsAny = (text: string, patterns: Texts): boolean => listOf(patterns).some((pattern) => fitsPattern(text, pattern));

/** Whether an override is for a finding at a path: the pattern is that of the property, or of one above it. */
export const isForPath = ({ given: { paths } }: Override, path: string): boolean =>
  paths === undefined ||
  listOf(paths).some(
    (wanted) =>
      within(path, wanted) || (wanted.includes("*") && [wanted, `${wanted}.*`, `${wanted}[*`].some((each) => fitsPattern(path, each))),
  );

/** The levels after an override; later ones are applied to the result. `decided` gets the rules that it names. */
export function withLevels(
  rules: readonly RegisteredRule[],
  levels: ReadonlyMap<string, Level>,
  { entries, enable, disable }: Override,
  decided: Set<string>,
): Map<string, Level> {
  const all = entries["all"]?.level;
  const own = new Map(levels);
  for (const { id, rule } of rules) {
    const before = own.get(id) ?? "disabled";
    const level = entries[id]?.level;
    if (level !== undefined) own.set(id, level);
    else if (disable.includes(id)) own.set(id, "disabled");
    else if (enable.includes(id))
      own.set(id, all !== undefined && all !== "disabled" ? all : before === "disabled" ? naturalLevel(rule.severity) : before);
    else if (all !== undefined && before !== "disabled") own.set(id, all);
    if (level !== undefined || disable.includes(id) || enable.includes(id) || all === "disabled") decided.add(id);
  }
  return own;
}

/** The rules that an override may enable. */
export const mayEnable = ({ entries, enable }: Override, id: string): boolean =>
  enable.includes(id) || (entries[id]?.level ?? "disabled") !== "disabled";

/** What is wrong with the overrides of a configuration that fit their schema. */
export function overrideProblems(
  rules: readonly RegisteredRule[],
  given: readonly unknown[],
  entries: Entries,
  environments: Readonly<Record<string, readonly string[]>>,
): ConfigError[] {
  const place = `${settingsEntry}.overrides`;
  const wrong = misfits(given, overridesSchema, place).map(misfitError);
  if (wrong.length > 0) return wrong;
  return (given as readonly GivenOverride[]).flatMap((one, i) =>
    problemsOf(rules, one, entries, environments).map(
      ({ message, at }) => new ConfigError(`${place}[${i}]${message}`, [settingsEntry, "overrides", i, ...at]),
    ),
  );
}

function problemsOf(
  rules: readonly RegisteredRule[],
  given: GivenOverride,
  base: Entries,
  environments: Readonly<Record<string, readonly string[]>>,
): ConfigError[] {
  const has = (key: keyof GivenOverride): boolean => given[key] !== undefined;
  const words = (message: string, ...at: (string | number)[]): ConfigError => new ConfigError(message, at);
  const ids = rules.map(({ id }) => id);
  const former = new Set(rules.flatMap(({ rule }) => rule.formerly ?? []));
  const isRule = (id: string): boolean => ids.includes(id) || former.has(id);
  const { problems: wrongEntries } = readEntries(Object.entries(given.policies ?? {}), ["policies"]);
  if (wrongEntries.length > 0) return wrongEntries.map(({ message, at }) => new ConfigError(`: ${message}`, at));
  const [override] = readOverrides(rules, [given]);
  const names = Object.keys(given.policies ?? {});
  const isForLevels = (id: string): boolean => Object.keys(override?.entries[id]?.options ?? {}).length === 0;
  return [
    ...([...stackSelectors, ...resourceSelectors].some(has)
      ? []
      : [words(` selects nothing: give ${[...stackSelectors, ...resourceSelectors].join(", ")}`)]),
    ...(actions.some(has) ? [] : [words(` changes nothing: give ${actions.join(", ")}`)]),
    ...(has("preset") && resourceSelectors.some(has)
      ? [words(".preset is for whole stacks, but types, names, tags or paths select resources", "preset")]
      : []),
    ...listOf(given.environments).flatMap((name, i) =>
      Object.hasOwn(environments, name)
        ? []
        : [
            words(
              `.environments names "${name}", which is not an environment${didYouMean(name, Object.keys(environments))}`,
              "environments",
              ...(typeof given.environments === "string" ? [] : [i]),
            ),
          ],
    ),
    ...listOf(given.types).flatMap((pattern, i) =>
      /^\*|[:.]/.test(pattern)
        ? []
        : [
            words(
              `.types has "${pattern}", which matches no type. Write a pattern such as "aws:s3/*" or "s3.Bucket".`,
              "types",
              ...(typeof given.types === "string" ? [] : [i]),
            ),
          ],
    ),
    ...(["enable", "disable"] as const).flatMap((list) =>
      (given[list] ?? []).flatMap((id, i) =>
        isRule(id) ? [] : [words(`.${list} names "${id}", which is not a rule${didYouMean(id, ids)}`, list, i)],
      ),
    ),
    ...names.flatMap((id) =>
      id === settingsEntry
        ? [words(`.policies has "${settingsEntry}", but settings of the pack cannot be overridden`, "policies", id)]
        : id === "all" || isRule(id)
          ? []
          : [words(`.policies: "${id}" is not a rule${didYouMean(id, [...ids, "all"])}`, "policies", id)],
    ),
    ...Object.keys(override?.entries["all"]?.options ?? {}).map((stray) =>
      words(`.policies: "all" has no option "${stray}": it takes only a level`, "policies", "all", stray),
    ),
    ...(has("paths")
      ? names
          .filter((id) => !isForLevels(id))
          .map((id) => words(`.policies: "${id}" has options, but an override with paths sets levels only`, "policies", id))
      : []),
    ...rules.flatMap(({ id, rule }) => {
      const options = override?.entries[id]?.options ?? {};
      if (Object.keys(options).length === 0) return [];
      const whole = { ...rule.options, ...base[id]?.options, ...options };
      return optionProblems(id, rule, options, whole).map(
        ({ message, at }) => new ConfigError(`.policies: ${message}`, ["policies", ...at]),
      );
    }),
  ];
}
