import { frameworkKeys } from "../frameworks.js";
import { bareWords, wordsWithValue } from "./pattern.js";
import { caseKeys, outcomes, requiredKeys, resourceKeys, ruleKeys } from "./rules.js";

type JsonSchema = Readonly<Record<string, unknown>>;

const text = { type: "string", pattern: "\\S" };
const texts = { type: "array", minItems: 1, items: { type: "string" } };
const scalar = { type: ["string", "number", "boolean"] };
const scalars = { type: "array", minItems: 1, items: scalar };
const pattern = { $ref: "#/definitions/pattern" };
const patterns = { type: "array", minItems: 2, items: pattern };
const closed = (properties: JsonSchema, required: readonly string[] = []): JsonSchema => ({
  type: "object",
  properties,
  required,
  additionalProperties: false,
});

const schemas: Readonly<Record<string, JsonSchema>> = {
  $is: scalar,
  $atLeast: { type: "number" },
  $atMost: { type: "number" },
  $oneOf: scalars,
  $noneOf: scalars,
  $matches: { anyOf: [text, closed({ expression: text, like: text }, ["expression"])] },
  $includes: scalar,
  $includesAll: scalars,
  $either: patterns,
  $both: patterns,
  $unless: closed({ exception: pattern, pattern }, ["exception", "pattern"]),
};

/**
 * The JSON schema of a file of rules (draft 7), for editors. Whether a class has a property is checked when the file is read.
 * @see https://json-schema.org/draft-07
 */
export function rulesSchema(): JsonSchema {
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Rules for Stackwarden",
    ...closed({ $schema: { type: "string" }, rules: rulesById }, ["rules"]),
    definitions: {
      pattern: {
        description: "What a value must be: a value, null (unset), an object of patterns by property, or a word.",
        anyOf: [
          { type: ["number", "boolean", "null"] },
          { type: "string", pattern: "^[^$]|^$" },
          { type: "string", enum: bareWords },
          {
            type: "object",
            minProperties: 1,
            additionalProperties: false,
            properties: Object.fromEntries(wordsWithValue.map((word) => [word, schemas[word] ?? pattern])),
          },
          { type: "object", propertyNames: { pattern: "^[^$]" }, additionalProperties: pattern },
        ],
      },
      case: {
        anyOf: [
          { type: "array", items: { $ref: "#/definitions/resource" } },
          { type: "object", propertyNames: { not: { const: "of" } } },
          closed(Object.fromEntries(caseKeys.map((key) => [key, key === "of" ? caseOf : key === "options" ? { type: "object" } : text])), [
            "of",
          ]),
        ],
      },
      resource: closed(Object.fromEntries(resourceKeys.map((key) => [key, key === "type" || key === "name" ? text : { type: "object" }])), [
        "type",
        "name",
      ]),
    },
  };
}

const caseOf = { anyOf: [{ type: "object" }, { type: "array", items: { $ref: "#/definitions/resource" } }] };

const rulesById: JsonSchema = {
  type: "object",
  description: "Rules by their id: words in lower case, joined by hyphens, the first one of your own.",
  propertyNames: { pattern: "^[a-z][a-z0-9]*(-[a-z0-9]+)+$" },
  additionalProperties: {
    ...closed(
      Object.fromEntries(Object.entries(ruleKeys).map(([key, [kind, description]]) => [key, { ...schemaOf(key, kind), description }])),
      requiredKeys,
    ),
    anyOf: [{ required: ["require"] }, { required: ["forbid"] }],
  },
};

function schemaOf(key: string, kind: (typeof ruleKeys)[string][0]): JsonSchema {
  const object = (values: JsonSchema): JsonSchema => ({ type: "object", additionalProperties: values });
  if (key === "cases")
    return closed(Object.fromEntries(outcomes.map((name) => [name, { type: "array", items: { $ref: "#/definitions/case" } }])));
  if (key === "with") return object({ type: "string", pattern: "^[\\w.]+(#| -> )[\\w.]+$" });
  if (key === "settledBy") return object({ type: "array", items: { type: "string" } });
  if (key === "controls") return closed(Object.fromEntries(frameworkKeys.map((name) => [name, { anyOf: [text, texts] }])));
  if (key === "docs") return { type: "string", pattern: "^https://" };
  if (typeof kind === "object") return { type: "string", enum: kind };
  if (kind === "pattern") return { allOf: [pattern, { type: "object" }] };
  if (kind === "text") return text;
  if (kind === "boolean") return { type: "boolean" };
  return kind === "texts" ? texts : { anyOf: [text, texts] };
}
