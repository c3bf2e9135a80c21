import type { Rule } from "../language/rule.js";
import { join } from "../model/path.js";
import { enumerated, show } from "../text/show.js";

/** A JSON schema, limited to what both the engine's validator (gojsonschema, draft 7) and ours support. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** The schema of a rule's options by name, derived from the defaults unless the rule gives its own. */
export function optionsSchema(rule: Pick<Rule, "options" | "optionsSchema">): Readonly<Record<string, JsonSchema>> {
  return Object.fromEntries(
    Object.entries(rule.options).map(([name, value]) => [name, { ...(rule.optionsSchema?.[name] ?? schemaOf(value)), default: value }]),
  );
}

function schemaOf(value: unknown): JsonSchema {
  if (Array.isArray(value)) {
    const first: unknown = value[0];
    return { type: "array", ...(first === undefined ? {} : { items: schemaOf(first) }) };
  }
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value);
    // A default of {} is a map with any keys; one with keys is a record with only these keys.
    if (entries.length === 0) return { type: "object" };
    return {
      type: "object",
      properties: Object.fromEntries(entries.map(([key, item]) => [key, schemaOf(item)])),
      additionalProperties: false,
    };
  }
  return { type: typeof value === "number" ? (Number.isInteger(value) ? "integer" : "number") : typeof value };
}

/** A part of a value that does not fit a schema. */
export interface Misfit {
  readonly at: string;
  readonly problem: string;
  /** The key that is not known there, and those that are. */
  readonly stray?: { readonly key: string; readonly known: readonly string[] };
}

/** The parts of a value that do not fit a schema. Supports the keywords that our schemas use. */
export function misfits(value: unknown, schema: JsonSchema, at: string): Misfit[] {
  const anyOf = schema["anyOf"];
  if (Array.isArray(anyOf)) {
    const options: readonly JsonSchema[] = anyOf;
    if (options.some((option) => misfits(value, option, at).length === 0)) return [];
    // Reports what is wrong by the option that was probably meant: the one of the value's type.
    const meant = options.find((option) => isOfType(value, String(option["type"])));
    if (meant !== undefined) return misfits(value, meant, at);
    const types = [...new Set(options.map((option) => withArticle(String(option["type"]))))];
    return [{ at, problem: `is ${describe(value)}, expected ${types.join(" or ")}` }];
  }
  const type = schema["type"];
  if (typeof type === "string" && !isOfType(value, type)) return [{ at, problem: `is ${describe(value)}, expected ${withArticle(type)}` }];
  const allowed = schema["enum"];
  if (Array.isArray(allowed) && !allowed.includes(value))
    return [
      {
        at,
        problem: `is ${found(value)}, expected ${enumerated(
          allowed.map((each) => JSON.stringify(each)),
          "or",
        )}`,
      },
    ];
  if (Array.isArray(value)) {
    const items = schema["items"];
    return isRecord(items) ? value.flatMap((item, i) => misfits(item, items, `${at}[${i}]`)) : [];
  }
  if (!isRecord(value)) return [];
  const properties = isRecord(schema["properties"]) ? schema["properties"] : {};
  const additional = schema["additionalProperties"];
  const required = Array.isArray(schema["required"]) ? schema["required"] : [];
  return [
    ...required.filter((key: string) => !Object.hasOwn(value, key)).map((key: string): Misfit => ({ at, problem: `has no "${key}"` })),
    ...Object.entries(value).flatMap(([key, item]): Misfit[] => {
      const own = Object.hasOwn(properties, key) ? properties[key] : undefined;
      if (isRecord(own)) return misfits(item, own, join(at, key));
      if (additional === false) return [{ at, problem: `has no "${key}"`, stray: { key, known: Object.keys(properties) } }];
      return isRecord(additional) ? misfits(item, additional, join(at, key)) : [];
    }),
  ];
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function isOfType(value: unknown, type: string): boolean {
  switch (type) {
    case "array":
      return Array.isArray(value);
    case "object":
      return isRecord(value);
    case "integer":
      return Number.isInteger(value);
    default:
      return typeof value === type;
  }
}

const withArticle = (type: string): string => (type === "array" ? "a list" : /^[aeio]/.test(type) ? `an ${type}` : `a ${type}`);

/** What kind of value it is, as a message names it. */
export const describe = (value: unknown): string =>
  value === null ? "null" : Array.isArray(value) ? "a list" : typeof value === "object" ? "an object" : `a ${typeof value}`;

/** A value as a message shows it: a text or a number itself, masked where it looks like a credential; of anything else its kind. */
export const found = (value: unknown): string =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? show(value, "", () => undefined) : describe(value);
