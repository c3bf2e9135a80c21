import { lookupTable } from "../data/lookup.js";
import { naturalLevel, presetsOf, type RegisteredRule } from "../language/registry.js";
import { settingsEntry, settingsSchema } from "./config.js";
import { exceptionsKey } from "./exceptions.js";
import { engineKey, policiesKey, versionKey } from "./form.js";
import type { Settings } from "./levels.js";
import { type GivenOverride, overridesSchema, overrideWords } from "./overrides.js";
import { type JsonSchema, optionsSchema } from "./schema.js";
import { waiverSchema } from "./waivers.js";
import { settingsWords } from "./words.js";

const level = { $ref: "#/definitions/level" };

/**
 * The JSON schema of a configuration (draft 7), for editors: every rule with its options, the settings, waivers.
 * @see https://json-schema.org/draft-07
 */
export function configurationSchema(rules: readonly RegisteredRule[]): JsonSchema {
  const entries = entriesSchema(rules);
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Configuration of Stackwarden",
    type: "object",
    additionalProperties: false,
    properties: { ...outside, ...fileKeys, ...entries, ...versionedSchema(entries) },
    if: { required: [versionKey], properties: { [versionKey]: { type: "number" } } },
    // biome-ignore lint/suspicious/noThenProperty: the name of a keyword
    then: { propertyNames: { enum: [...Object.keys(outside), ...ofVersion] } },
    else: { propertyNames: { not: { enum: ofVersion } } },
    definitions: {
      level: { type: "string", enum: ["advisory", "mandatory", "remediate", "disabled"] },
      rule: { type: "string", enum: rules.map(({ id }) => id) },
      waivable: { type: "string", enum: rules.filter(({ rule }) => rule.waivable !== false).map(({ id }) => id) },
      waiver: {
        ...waiverSchema,
        properties: { ...(waiverSchema["properties"] as JsonSchema), rule: { $ref: "#/definitions/waivable" } },
      },
      override: overrideSchema(),
      policies: { type: "object", additionalProperties: false, properties: without(entries, settingsEntry) },
    },
  };
}

const extendsSchema: JsonSchema = {
  description: "What this configuration extends: files relative to it, or installed packages, in their order. Pulumi does not read it.",
  anyOf: [
    { type: "string", minLength: 1 },
    { type: "array", items: { type: "string", minLength: 1 } },
  ],
};
const overridesOf: JsonSchema = { type: "array", items: { $ref: "#/definitions/override" }, description: settingsWords.overrides };
/** Settings that a file without a version may have at the top. */
const fileKeys: Readonly<Record<string, JsonSchema>> = lookupTable({
  extends: extendsSchema,
  overrides: overridesOf,
  rules: { type: "array", items: { type: "string" }, description: settingsWords.rules },
});

/** One override, with the rules that it may name. */
function overrideSchema(): JsonSchema {
  const { properties } = overridesSchema["items"] as { readonly properties: Readonly<Record<keyof GivenOverride, JsonSchema>> };
  const ids = { items: { $ref: "#/definitions/rule" } };
  const own: Partial<Record<keyof GivenOverride, JsonSchema>> = {
    enable: ids,
    disable: ids,
    policies: { $ref: "#/definitions/policies" },
  };
  const described = Object.entries(properties).map(([key, schema]) => {
    const name = key as keyof GivenOverride;
    // Draft 7 ignores what is beside a reference.
    return [key, name === "policies" ? own.policies : { ...schema, ...own[name], description: overrideWords[name] }];
  });
  return { type: "object", additionalProperties: false, minProperties: 2, properties: Object.fromEntries(described) as JsonSchema };
}

const without = (entries: Readonly<Record<string, JsonSchema>>, name: string): JsonSchema =>
  Object.fromEntries(Object.entries(entries).filter(([key]) => key !== name));

/** What is at the top in the versioned form only. */
const ofVersion = [versionKey, policiesKey, exceptionsKey];
/** What is at the top in both forms. */
const outside: Readonly<Record<string, JsonSchema>> = lookupTable({
  $schema: {
    type: "string",
    description:
      "The location of this schema, for editors. Without a version, the engine refuses this key: leave it out of the file for Pulumi.",
  },
  [engineKey]: {
    type: "array",
    items: { type: "string" },
    description: "The engine's own key: environments of Pulumi ESC whose values it passes to policy packs. Stackwarden does not read them.",
  },
});

const entriesSchema = (rules: readonly RegisteredRule[]): Readonly<Record<string, JsonSchema>> => ({
  all: { description: "The level of every enabled rule.", ...entry({}) },
  [settingsEntry]: {
    type: "object",
    description: "Settings of the whole pack.",
    additionalProperties: false,
    properties: {
      enforcementLevel: { ...level, description: "Has no effect here." },
      extends: extendsSchema,
      ...Object.fromEntries(Object.entries(settingsSchema).map(([name, schema]) => [name, setting(name as keyof Settings, schema, rules)])),
    },
  },
  ...Object.fromEntries(rules.flatMap((registered) => formerSchemas(registered))),
  ...Object.fromEntries(rules.map((registered) => [registered.id, ruleSchema(registered)])),
});

const versionedSchema = (entries: Readonly<Record<string, JsonSchema>>): JsonSchema => ({
  [versionKey]: { const: 2, description: "The version of the form that has policy exceptions; Pulumi 3.276 reads it." },
  [policiesKey]: { type: "object", additionalProperties: false, description: "Rules by their id, and settings.", properties: entries },
  [exceptionsKey]: {
    type: "object",
    description: "Policy exceptions by their id: findings that Pulumi exempts. They have no end date.",
    additionalProperties: false,
    patternProperties: {
      "^[A-Za-z0-9_.-]+$": {
        type: "object",
        required: ["reason", "match"],
        additionalProperties: false,
        properties: {
          reason: { type: "string", pattern: "\\S", description: "justification" },
          match: { type: "array", minItems: 1, items: matchSchema, description: "The findings that are exempted." },
        },
      },
    },
  },
});

const matchSchema: JsonSchema = {
  type: "object",
  required: ["policies", "targets"],
  additionalProperties: false,
  properties: {
    policies: { type: "array", minItems: 1, items: { $ref: "#/definitions/rule" }, description: "ids of rules" },
    targets: {
      type: "array",
      minItems: 1,
      items: { type: "string", pattern: "^urn:pulumi:.*::.*::.*::" },
      description: "URNs of resources, compared as they are",
    },
  },
};

function setting(name: keyof Settings, schema: JsonSchema, rules: readonly RegisteredRule[]): JsonSchema {
  const description = settingsWords[name];
  if (name === "enable" || name === "disable") return { ...schema, description, items: { $ref: "#/definitions/rule" }, uniqueItems: true };
  if (name === "waivers") return { ...schema, description, items: { $ref: "#/definitions/waiver" } };
  if (name === "overrides") return overridesOf;
  const examples = name === "allowStackWaivers" ? { examples: [true, [`${rules[0]?.family ?? "s3"}-*`]] } : {};
  return { ...schema, description, ...examples };
}

function ruleSchema({ rule, family }: RegisteredRule): JsonSchema {
  const words = `${rule.title}. Severity ${rule.severity}, default level ${naturalLevel(rule.severity)}, preset ${presetsOf(rule)[0]}, family ${family}.`;
  return {
    description: rule.deprecated === undefined ? words : `${words} Deprecated: ${rule.deprecated}`,

    ...entry(optionsSchema(rule)),
  };
}

/** Ids that a rule had before, which editors show as deprecated. */
const formerSchemas = ({ id, rule }: RegisteredRule): [string, JsonSchema][] =>
  (rule.formerly ?? []).map((former) => [
    former,
    { description: `Deprecated: now "${id}".`, deprecated: true, ...entry(optionsSchema(rule)) },
  ]);

/** A level, or an object with a level and options. */
const entry = (options: Readonly<Record<string, JsonSchema>>): JsonSchema => ({
  anyOf: [level, { type: "object", additionalProperties: false, properties: { enforcementLevel: level, ...options } }],
});
