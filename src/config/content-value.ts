import { jsonAt } from "../model/json.js";
import { type Measure, measureOf } from "../model/measure.js";
import { isList, isMap, isUnknown, readProperties, type Value } from "../model/value.js";
import { isCredential } from "../secrets/credential.js";
import { leaksIn } from "../secrets/leaks.js";
import { widerTexts } from "./wider.js";

/** One thing that a finding says of what was found: in one or several spellings, of which any is enough to know it again. */
export interface Statement {
  readonly spellings: readonly string[];
  /** What it is no worse than, beside itself. */
  readonly within: readonly string[];
  /** True for a text that may be guessed, of which little may be told: a secret, or anything that may be one. */
  readonly guessable?: true;
  /** True where the value is not known: it is taken for no worse than any. */
  readonly open?: true;
  /** What it is no worse than because that grants it too, made only where it is asked for. */
  readonly wider?: () => readonly string[];
  /** Where a number or a version tells how bad it is. */
  readonly level?: Measure;
}

/** Lists that a thing gets better by when they get shorter. */
const growing =
  /^(?:actions?|resources?|principals?|identifiers|AWS|Service|Federated|CanonicalUser|cidrBlocks|ipv6CidrBlocks|prefixListIds|securityGroups)$/i;

// Words of policies and networks, which are no secrets.
const open =
  /^(?:(?:not)?(?:action|resource|principal)s?|effect|identifiers|AWS|Service|Federated|cidr.*|ipv6Cidr.*|prefixList.*|.*Ports?|(?:ip)?protocol|condition)$/i;
// A version that rises is no worse.
export const version = /^(?:[a-z]+-?)?v?\d+(?:\.[\dx]+)+$/i;
const longest = 200;

/** What a value says under a label; `inItem` where numbers tell too, as ports do. `key` is the name that it stands under. */
export function statementsOf(value: Value | undefined, label: string, key: string, inItem: boolean): Statement[] {
  if (value === undefined || value === null) return [];
  if (isUnknown(value)) return [unknownValue(label)];
  if (isList(value)) {
    if (growing.test(key) || !inItem) return value.flatMap((item) => statementsOf(item, label, key, inItem));
    // A shorter list of what is left out, or of what a condition asks, may be worse.
    return value.some(isUnknown) ? [] : [statement(label, canonical(value), !open.test(key))];
  }
  if (isMap(value)) {
    if (growing.test(key)) return Object.keys(value).flatMap((inner) => statementsOf(value[inner], `${label}.${inner}`, inner, inItem));
    const whole = canonical(value);
    return whole === undefined ? [] : [statement(label, whole, !open.test(key) || /externalid/i.test(whole))];
  }
  if (typeof value === "number" || typeof value === "boolean") {
    const port = /^(from|to)Port$/.exec(key)?.[1];
    if (typeof value === "number" && !inItem) return isCredential(String(value), key) ? [statement(label, String(value), true)] : [];
    if (!inItem) return [];
    const one = granted(statement(label, String(value), !open.test(key)), label, key, String(value));
    return [port === undefined ? one : { ...one, level: measureOf(key, String(value), port === "from" ? "least" : "most") }];
  }
  if (typeof value !== "string") return [];
  const document = jsonAt(value);
  if (document !== undefined && !isUnknown(document)) return inItem ? statementsOf(document, label, key, inItem) : [];
  if (value.length > longest || value.includes("\n")) return secretLines(value, label, key);
  if (!inItem && version.test(value) && !isCredential(value, key)) return [];
  return [granted(statement(label, value, !open.test(key) || isCredential(value, key)), label, key, value)];
}

/** A statement about what is granted, which may have been granted by something wider. */
const granted = (one: Statement, label: string, key: string, value: string): Statement =>
  open.test(key) ? { ...one, wider: () => widerTexts(label, key, value) } : one;

/** A value that is not known. */
export const unknownValue = (label: string): Statement => ({ spellings: [`${label} is open`], within: [], open: true });

const statement = (label: string, text: string | undefined, guessable: boolean): Statement => ({
  spellings: [`${label} is ${text ?? ""}`],
  within: [`${label} is open`],
  ...(guessable && { guessable }),
});

/** Of a long text the lines that hold a secret: the others may change. */
function secretLines(text: string, label: string, key: string): Statement[] {
  return text
    .split("\n")
    .filter((line) => leaksIn(readProperties({ [key === "" ? "text" : key]: line }), []).found.length > 0)
    .map((line) => statement(label, line.trim(), true));
}

/** A value as one text that does not hang on any order; nothing where a part is not known. */
function canonical(value: Value): string | undefined {
  if (isUnknown(value)) return undefined;
  if (isList(value)) {
    const items = value.map(canonical);
    return items.includes(undefined) ? undefined : `[${[...new Set(items)].sort().join(",")}]`;
  }
  if (!isMap(value)) return JSON.stringify(value);
  const entries = Object.keys(value)
    .sort()
    .map((key) => [key, canonical(value[key] ?? null)] as const);
  return entries.some(([, text]) => text === undefined) ? undefined : `{${entries.map(([key, text]) => `${key}:${text}`).join(",")}}`;
}
