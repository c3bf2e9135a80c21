import { expressionProblem, fitsExpression } from "../language/safe-pattern.js";
import { canonicalType, typeOfClass } from "../model/classes.js";
import { join } from "../model/path.js";
import { all, open, pass, type Verdict } from "../model/verdict.js";
import { enumerated, show } from "../text/show.js";
import { isStackItem, type Tag, type Tagged } from "./taggable.js";

/** A required tag, and what its value must match. */
export interface TagRequirement {
  readonly key: string;
  readonly values?: readonly string[];
  /** An expression (RE2) that is found in the value. */
  readonly pattern?: string;
}

/** The options about required tags. */
export interface TagOptions {
  readonly required: readonly (string | TagRequirement)[];
  /** Further requirements by environment; one of the same key takes the place of the general one. */
  readonly environments: Readonly<Record<string, readonly (string | TagRequirement)[]>>;
  /** What Pulumi sets where a required key is missing, at level `remediate`. */
  readonly defaults: Readonly<Record<string, string>>;
  /** Types that need no tags, as `s3.BucketObject` or by their token. */
  readonly exceptTypes: readonly string[];
}

export const tagOptions: TagOptions = { required: [], environments: {}, defaults: {}, exceptTypes: [] };

const requirements = {
  type: "array",
  items: {
    anyOf: [
      {
        type: "object",
        properties: {
          key: { type: "string", minLength: 1 },
          values: { type: "array", items: { type: "string" }, minItems: 1 },
          pattern: { type: "string", minLength: 1 },
        },
        required: ["key"],
        additionalProperties: false,
      },
      { type: "string", minLength: 1 },
    ],
  },
} as const;

/** The JSON schema of each option, where its default does not show it. */
export const tagOptionsSchema = {
  required: requirements,
  environments: { type: "object", additionalProperties: requirements },
  defaults: { type: "object", additionalProperties: { type: "string" } },
  exceptTypes: { type: "array", items: { type: "string" } },
} as const;

/** What is wrong with options that fit their schema: one line, or nothing. */
export function checkTagOptions(options: TagOptions): string | undefined {
  const lists: [string, readonly (string | TagRequirement)[]][] = [
    ["required", options.required],
    ...Object.entries(options.environments).map(([name, list]): [string, typeof list] => [join("environments", name), list]),
  ];
  for (const [at, list] of lists) {
    const keys = new Set<string>();
    for (const [i, entry] of list.entries()) {
      const requirement = toRequirement(entry);
      const problem = requirementProblem(requirement);
      if (problem !== undefined) return `${join(at, i)} ${problem}`;
      if (keys.has(requirement.key)) return `${join(at, i)} names "${requirement.key}" a second time`;
      keys.add(requirement.key);
    }
  }
  const every = lists.flatMap(([, list]) => list.map(toRequirement));
  for (const [key, value] of Object.entries(options.defaults)) {
    const own = every.filter((requirement) => requirement.key === key);
    if (own.length === 0) return `${join("defaults", key)} is not a required key: add "${key}" to \`required\``;
    if (value.trim() === "") return `${join("defaults", key)} is empty`;
    if (!own.some((requirement) => fits(value, requirement)))
      return `${join("defaults", key)} is ${JSON.stringify(value)}, expected ${own.map(wanted).join(" or ")}`;
    if (value.length > 256) return `${join("defaults", key)} is longer than the 256 characters that AWS accepts`;
  }
  return undefined;
}

function requirementProblem({ key, values, pattern }: TagRequirement): string | undefined {
  if (key.trim() === "") return "has an empty key";
  if (key.length > 128) return "has a key longer than the 128 characters that AWS accepts";
  if (/^aws:/i.test(key)) return `asks for "${key}", but AWS reserves keys that begin with "aws:"`;
  if (values?.length === 0) return `allows no value for "${key}": leave \`values\` out or name some`;
  const problem = pattern === undefined ? undefined : expressionProblem(pattern);
  return problem === undefined ? undefined : `has a pattern that cannot be used: ${problem}`;
}

const toRequirement = (entry: string | TagRequirement): TagRequirement => (typeof entry === "string" ? { key: entry } : entry);

let last: { readonly of: readonly unknown[]; readonly requirements: readonly TagRequirement[] } | undefined;

/** The requirements for the stack's environments; computed once for all its resources. */
function inForce(options: TagOptions, environments: ReadonlySet<string>): readonly TagRequirement[] {
  const of = [options.required, options.environments, environments];
  if (last === undefined || last.of.some((part, i) => part !== of[i])) last = { of, requirements: workOut(options, environments) };
  return last.requirements;
}

function workOut(options: TagOptions, environments: ReadonlySet<string>): TagRequirement[] {
  const byKey = new Map<string, TagRequirement>();
  const further = [...environments]
    .sort()
    .flatMap((name) => (Object.hasOwn(options.environments, name) ? options.environments[name] : []) ?? []);
  for (const entry of [...options.required, ...further]) {
    const requirement = toRequirement(entry);
    byKey.set(requirement.key, requirement);
  }
  return [...byKey.values()];
}

const fits = (value: string, { values, pattern }: TagRequirement): boolean =>
  (values === undefined || values.includes(value)) && (pattern === undefined || fitsExpression(value, pattern));

function wanted({ values, pattern }: TagRequirement): string {
  const parts = [
    ...(values === undefined ? [] : [values.map((v) => JSON.stringify(v)).join(" or ")]),
    ...(pattern === undefined ? [] : [`a match of ${JSON.stringify(pattern)}`]),
  ];
  return parts.join(" and ");
}

export interface TagContext {
  readonly options: TagOptions;
  readonly environments: ReadonlySet<string>;
}

const isExcepted = (type: string, exceptTypes: readonly string[]): boolean =>
  exceptTypes.some((name) => type === canonicalType(name.includes(":") ? name : typeOfClass(name)));

const isConfigured = ({ required, environments }: TagOptions): boolean => required.length > 0 || Object.keys(environments).length > 0;

const nothingRequired: Verdict = {
  broken: [
    {
      path: "",
      message: "no tags are required yet: the configuration names no keys",
      fix: 'Name the keys that every resource needs: `"tags-required": { "required": ["Project", "Owner"] }`, or disable the rule.',
    },
  ],
  unknown: [],
};

/**
 * Evaluates the tags of one resource, and of the stack whether any are required: a break for all keys that are missing, and one for each value that
 * is not allowed.
 */
export function evaluateTags(item: Tagged, { options, environments }: TagContext): Verdict {
  if (isStackItem(item)) return isConfigured(options) ? pass : nothingRequired;
  if (isExcepted(item.type, options.exceptTypes)) return pass;
  const demanded = inForce(options, environments);
  const values = demanded.flatMap((requirement) => {
    const tag = tagOf(item, requirement.key);
    return tag === undefined ? [] : [evaluateValue(item, tag, requirement)];
  });
  return all([evaluatePresence(item, demanded), ...values]);
}

const tagOf = (item: Tagged, key: string): Tag | undefined => item.tags.find((tag) => tag.key === key);

function evaluatePresence(item: Tagged, demanded: readonly TagRequirement[]): Verdict {
  const missing = demanded.map(({ key }) => key).filter((key) => tagOf(item, key) === undefined);
  if (missing.length === 0) return pass;
  if (item.open.length > 0) return open(...item.open);
  const near = item.hidden ? [] : missing.flatMap((key) => lookalikes(item, key));
  const has = near.length === 0 ? "" : `, but ${listed(near)}`;
  const message = `has no ${missing.map((key) => JSON.stringify(key)).join(", ")}${has}`;
  const fix =
    near.length > 0
      ? `Use ${listed(missing)} as the key, in this letter case.`
      : `Add ${listed(missing)} to \`${item.input}\` of the resource, or once for all to \`defaultTags\` of the provider.`;
  return { broken: [{ path: item.input, message, fix }], unknown: [] };
}

const lookalikes = (item: Tagged, key: string): string[] =>
  item.tags.map((tag) => tag.key).filter((other) => other !== key && other.toLowerCase() === key.toLowerCase());

const listed = (keys: readonly string[]): string => enumerated(keys.map((key) => JSON.stringify(key)));

function evaluateValue(item: Tagged, tag: Tag, requirement: TagRequirement): Verdict {
  const isConstrained = requirement.values !== undefined || requirement.pattern !== undefined;
  // An unknown value keeps the key: only a value that matters leaves the rule open.
  if (tag.value === undefined) return isConstrained ? open(tag.path) : pass;
  if (fits(tag.value, requirement)) return pass;
  const place = item.hidden ? item.input : tag.path;
  const by = tag.byProvider ? " by the provider's default tags" : "";
  const is = show(tag.value, tag.path, () => (tag.secret ? "[secret]" : undefined));
  const message = `is ${is}${by}, expected ${wanted(requirement)}`;
  const fix = `Set the tag ${JSON.stringify(requirement.key)} to ${wanted(requirement)}${tag.byProvider ? " in `defaultTags` of the provider" : ""}.`;
  return { broken: [{ path: place, message, fix }], unknown: [] };
}

/** The tags to add so that no required key is missing; `undefined` if that is not known or cannot be set in place. */
export function missingTags(
  item: Tagged,
  { options, environments }: TagContext,
): Readonly<Record<string, Readonly<Record<string, string>>>> {
  if (isStackItem(item) || item.shape === "list" || item.open.length > 0 || isExcepted(item.type, options.exceptTypes)) return {};
  const added = inForce(options, environments).flatMap((requirement): [string, string][] => {
    const value = Object.hasOwn(options.defaults, requirement.key) ? options.defaults[requirement.key] : undefined;
    const isMissing = tagOf(item, requirement.key) === undefined && lookalikes(item, requirement.key).length === 0;
    return value !== undefined && isMissing && fits(value, requirement) ? [[requirement.key, value]] : [];
  });
  return added.length === 0 ? {} : { [item.input]: Object.fromEntries(added) };
}
