import { lookupTable } from "../data/lookup.js";
import { formerIds, type RegisteredRule } from "../language/registry.js";
import type { Resource } from "../model/resource.js";
import type { StackConfig } from "../model/stack.js";
import { isMap, isSecret, isUnknown } from "../model/value.js";
import type { Waiver } from "../model/waiver.js";
import { fitsPattern } from "../model/wildcard.js";
import { didYouMean, nearest } from "../text/suggest.js";
import { readDay } from "./day.js";
import type { JsonSchema } from "./schema.js";

/** The key of the stack's own configuration that holds its waivers. */
export const stackWaiversKey = "stackwarden:waivers";

/** A waiver as it is written in a configuration or a program, and what is wrong with it. It has an effect only if nothing is. */
export interface GivenWaiver {
  readonly place: string;
  readonly from: "pack" | "stack" | "program";
  readonly label: string;
  readonly malformed: readonly string[];
  readonly wide: readonly string[];
  readonly forbidden: string | undefined;
  /** The waiver, where its form is right. */
  readonly waiver: Waiver | undefined;
  /** The rules that it counts for: the one that it names, or those that had that id before. */
  readonly rules: readonly string[];
}

/** The rules that can be waived, by id. Deprecated ids are listed too, with the current ids. */
export type Waivable = ReadonlyMap<string, { readonly waivable: boolean; readonly ids?: readonly string[] }>;

export function waivableRules(rules: readonly RegisteredRule[]): Waivable {
  const own = new Map(rules.map(({ id, rule }) => [id, { waivable: rule.waivable ?? true }]));
  const former = [...formerIds(rules)].map(
    ([id, ids]) => [id, { waivable: ids.every((each) => own.get(each)?.waivable !== false), ids }] as const,
  );
  return new Map([...own, ...former]);
}

const texts = {
  rule: "the id of one rule",
  resource: "the resource's name or URN; `*` matches any text",
  path: "the property, including all below it; `*` matches any text. Without it, every finding of the rule in the resource is waived",
  reason: "justification",
  until: "last day of the waiver, in UTC (YYYY-MM-DD)",
  owner: "owner of the waiver",
  ticket: "ticket, such as an issue number or a link",
  approvedBy: "who approved the waiver",
} as const;
type Key = keyof typeof texts;
const keys = Object.keys(texts) as Key[];
const required: readonly Key[] = ["rule", "resource", "reason", "until"];

/** The schema of one waiver, for editors. The readers below give better messages. */
export const waiverSchema: JsonSchema = {
  type: "object",
  required,
  additionalProperties: false,
  properties: Object.fromEntries(
    keys.map((key) => [key, { type: "string", minLength: 1, description: texts[key], ...(key === "until" && { format: "date" }) }]),
  ),
};

/** Other words that people write for the keys. */
const otherNames: Readonly<Record<string, Key>> = lookupTable({
  expires: "until",
  expiry: "until",
  expiration: "until",
  expiresAt: "until",
  urn: "resource",
  name: "resource",
  id: "rule",
  policy: "rule",
  justification: "reason",
  comment: "reason",
  why: "reason",
  approver: "approvedBy",
  approved_by: "approvedBy",
  approved: "approvedBy",
  who: "owner",
  issue: "ticket",
});

/** The waivers of the pack's configuration. */
export const packWaivers = (given: readonly unknown[], rules: Waivable): GivenWaiver[] =>
  given.map((value, i) => readWaiver(value, `stackwarden.waivers[${i}]`, "pack", rules, true));

/** The waivers of the stack's own configuration: a list, or its JSON, as the engine passes it. */
export function stackWaivers(config: StackConfig | undefined, rules: Waivable, allowed: boolean | readonly string[]): GivenWaiver[] {
  const place = `config["${stackWaiversKey}"]`;
  if (config?.secretKeys.has(stackWaiversKey) === true)
    return [unreadable(place, "is a secret, expected plaintext: waivers must be visible in review")];
  const text = config === undefined || !Object.hasOwn(config.values, stackWaiversKey) ? undefined : config.values[stackWaiversKey];
  if (text === undefined) return [];
  let list: unknown;
  try {
    list = JSON.parse(text);
  } catch {
    return [unreadable(place, "is not valid JSON, expected a list of waivers")];
  }
  if (!Array.isArray(list)) return [unreadable(place, `is ${kindOf(list)}, expected a list of waivers`)];
  return list.map((value: unknown, i) => readWaiver(value, `${place}[${i}]`, "stack", rules, allowed));
}

/** A waiver in the program: a component of the type `waiverType`. Its inputs must be plain texts. */
export function programWaiver(
  { name, inputs }: Pick<Resource, "name" | "inputs">,
  rules: Waivable,
  allowed: boolean | readonly string[],
): GivenWaiver {
  const place = `program[${JSON.stringify(name)}]`;
  const value = isMap(inputs.value) ? inputs.value : {};
  // The engine's own keys are among the inputs.
  const given = Object.fromEntries(Object.entries(value).filter(([key]) => !key.startsWith("__")));
  const hidden = Object.entries(given).flatMap(([key, text]) =>
    isUnknown(text)
      ? [`has a "${key}" that is not known yet: write it as text`]
      : isSecret(inputs, key)
        ? [`has a secret as its "${key}"`]
        : [],
  );
  const read = readWaiver(hidden.length === 0 ? given : {}, place, "program", rules, allowed);
  return hidden.length === 0 ? read : { ...read, malformed: hidden };
}

const unreadable = (place: string, problem: string): GivenWaiver => ({
  place,
  from: "stack",
  label: "",
  malformed: [problem],
  wide: [],
  forbidden: undefined,
  waiver: undefined,
  rules: [],
});

function readWaiver(
  value: unknown,
  place: string,
  from: GivenWaiver["from"],
  rules: Waivable,
  allowed: boolean | readonly string[],
): GivenWaiver {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return { ...unreadable(place, `is ${kindOf(value)}, expected an object with ${required.join(", ")}`), from };
  const given = value as Readonly<Record<string, unknown>>;
  const [rule, resource, until] = (["rule", "resource", "until"] as const).map((key) => textOf(given[key]));
  const day = until === undefined ? undefined : readDay(until);
  const approvedBy = textOf(given["approvedBy"]);
  const malformed = [
    ...Object.keys(given).flatMap(strangeKey),
    ...required.flatMap((key) => (given[key] === undefined ? [`has no "${key}"${key === "until" ? ": every waiver ends" : ""}`] : [])),
    ...keys.flatMap((key) =>
      given[key] === undefined || textOf(given[key]) !== undefined
        ? []
        : [typeof given[key] === "string" ? `has an empty "${key}"` : `has ${kindOf(given[key])} as its "${key}", expected a string`],
    ),
    ...(until !== undefined && day === undefined ? [`has an "until" that is not a date (YYYY-MM-DD): ${quote(until)}`] : []),
    ...(rule !== undefined && !rule.includes("*") && !rules.has(rule)
      ? [`names the rule ${quote(rule)}, which does not exist${didYouMean(rule, [...rules.keys()])}`]
      : []),
    ...(resource?.startsWith("urn:") === true && urnPattern(resource) === undefined
      ? [`names a resource by a URN without its four parts (urn:pulumi:STACK::PROJECT::TYPE::NAME): ${quote(resource)}`]
      : []),
  ];
  const wide = [
    ...(rule?.includes("*") === true ? [`names the rules ${quote(rule)}: a waiver is for one rule`] : []),
    ...(resource !== undefined && isWide(resource)
      ? [`names the resource ${quote(resource)}, which matches nearly every one: use at least two adjacent letters of the name`]
      : []),
  ];
  const whole = malformed.length === 0 && rule !== undefined && resource !== undefined && day !== undefined;
  return {
    place,
    from,
    label: [rule, resource === undefined ? undefined : `for ${quote(resource)}`].filter((part) => part !== undefined).join(" "),
    malformed,
    wide,
    forbidden: rule === undefined || !rules.has(rule) ? undefined : whyForbidden(rule, rules, allowed, from),
    rules: rule === undefined ? [] : (rules.get(rule)?.ids ?? [rule]),
    waiver: !whole
      ? undefined
      : {
          rule,
          resource,
          path: textOf(given["path"]) ?? null,
          reason: textOf(given["reason"]) ?? "",
          until: day,
          owner: textOf(given["owner"]) ?? null,
          ticket: textOf(given["ticket"]) ?? null,
          ...(approvedBy !== undefined && { approvedBy }),
          place,
        },
  };
}

function strangeKey(key: string): string[] {
  if ((keys as readonly string[]).includes(key)) return [];
  const other = Object.hasOwn(otherNames, key) ? otherNames[key] : nearest(key, keys);
  return [
    `has the unknown key ${quote(key)}${other === undefined ? `, expected one of ${keys.join(", ")}` : `. Did you mean "${other}"?`}`,
  ];
}

function whyForbidden(rule: string, rules: Waivable, allowed: boolean | readonly string[], from: GivenWaiver["from"]): string | undefined {
  if (rules.get(rule)?.waivable === false) return `waives ${rule}, which cannot be waived`;
  const ids = [rule, ...(rules.get(rule)?.ids ?? [])];
  const may = typeof allowed === "boolean" ? allowed : allowed.some((pattern) => ids.some((id) => fitsPattern(id, pattern)));
  const where = from === "program" ? "program" : "stack's own configuration";
  return may ? undefined : `waives ${rule} in the ${where}, which the pack does not allow`;
}

/** The parts of a URN pattern: stack, project, type, name; `undefined` if one is missing. */
export function urnPattern(pattern: string): readonly [string, string, string, string] | undefined {
  const [head = "", project, type, ...name] = pattern.split("::");
  if (!head.startsWith("urn:pulumi:") || project === undefined || type === undefined || name.length === 0) return undefined;
  return [head.slice("urn:pulumi:".length), project, type, name.join("::")];
}

const namePattern = (resource: string): string => (resource.startsWith("urn:") ? (urnPattern(resource)?.[3] ?? "") : resource);

/** A pattern is too wide when its part for the name has only single letters. */
function isWide(resource: string): boolean {
  const name = namePattern(resource);
  return name.includes("*") && longestRun(name) < 2;
}

const longestRun = (text: string): number => (text.match(/[\p{L}\p{N}]+/gu) ?? []).reduce((most, run) => Math.max(most, run.length), 0);

/** True for a pattern that could match most of a stack: neither its beginning nor its end is a word. */
export function isLoose(resource: string): boolean {
  const parts = namePattern(resource).split("*");
  return parts.length > 1 && Math.max(longestRun(parts[0] ?? ""), longestRun(parts.at(-1) ?? "")) < 3;
}

const textOf = (value: unknown): string | undefined => (typeof value === "string" && value.trim() !== "" ? value.trim() : undefined);
const quote = (text: string): string => JSON.stringify(text.length > 120 ? `${text.slice(0, 119)}…` : text);
const kindOf = (value: unknown): string =>
  value === null ? "null" : Array.isArray(value) ? "a list" : typeof value === "object" ? "an object" : `a ${typeof value}`;
