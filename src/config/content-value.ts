import { oneOf } from "../model/expression.js";
import { jsonAt } from "../model/json.js";
import { type Measure, measureOf } from "../model/measure.js";
import { isList, isMap, isUnknown, readProperties, type Value } from "../model/value.js";
import { isCredential } from "../secrets/texts/credential.js";
import { leaksIn } from "../secrets/texts/leaks.js";
import { widerTexts } from "./wider.js";

/** One fact that a finding reports, in one or several spellings, each of which is enough to recognise it. */
export interface Statement {
  readonly spellings: readonly string[];
  /** Other facts that it is not worse than. */
  readonly within: readonly string[];
  /** True for a text that could be guessed from a digest, so that little of it may be stored: a secret, or anything that may be one. */
  readonly guessable?: true;
  /** True if the value is not known: it counts as no worse than any other. */
  readonly open?: true;
  /** Wider facts that include this one; computed only on demand. */
  readonly wider?: () => readonly string[];
  /** Its measure, if a number or a version shows how bad it is. */
  readonly level?: Measure;
}

/** Lists whose owner gets better when they get shorter. */
export const growing = oneOf(
  [
    [/actions?/, "action", "actio"],
    [/resources?/, "resource", "resourc"],
    [/principals?/, "principal", "principa"],
    [/identifiers/, "identifiers", "identifier"],
    [/AWS/, "AWS", "AW"],
    [/Service/, "Service", "Servic"],
    [/Federated/, "Federated", "Federate"],
    [/CanonicalUser/, "CanonicalUser", "CanonicalUse"],
    [/cidrBlocks/, "cidrBlocks", "cidrBlock"],
    [/ipv6CidrBlocks/, "ipv6CidrBlocks", "ipv6CidrBlock"],
    [/prefixListIds/, "prefixListIds", "prefixListId"],
    [/securityGroups/, "securityGroups", "securityGroup"],
  ],
  { before: "^", after: "$", flags: "i" },
);

// Words of policies and networks, which are not secrets.
export const openKeys = oneOf(
  [
    [/(?:not)?(?:action|resource|principal)s?/, "action", "actio"],
    [/effect/, "effect", "effec"],
    [/identifiers/, "identifiers", "identifier"],
    [/AWS/, "AWS", "AW"],
    [/Service/, "Service", "Servic"],
    [/Federated/, "Federated", "Federate"],
    [/cidr.*/, "cidr", "cid"],
    [/ipv6Cidr.*/, "ipv6Cidr", "ipv6Cid"],
    [/prefixList.*/, "prefixList", "prefixLis"],
    [/.*Ports?/, "Port", "Por"],
    [/(?:ip)?protocol/, "protocol", "protoco"],
    [/condition/, "condition", "conditio"],
  ],
  { before: "^", after: "$", flags: "i" },
);
// A newer version is not worse.
export const version = /^(?:[a-z]+-?)?v?\d+(?:\.[\dx]+)+$/i;
const longest = 200;

/** The facts of a value under a label. `inItem`: numbers such as ports count too. `key` is the name of the value. */
export function statementsOf(value: Value | undefined, label: string, key: string, inItem: boolean): Statement[] {
  if (value === undefined || value === null) return [];
  if (isUnknown(value)) return [unknownValue(label)];
  if (isList(value)) {
    if (growing.expression.test(key) || !inItem) return value.flatMap((item) => statementsOf(item, label, key, inItem));
    // A shorter list of exceptions, or of what a condition requires, may be worse.
    return value.some(isUnknown) ? [] : [statement(label, canonical(value), !openKeys.expression.test(key))];
  }
  if (isMap(value)) {
    if (growing.expression.test(key))
      return Object.keys(value).flatMap((inner) => statementsOf(value[inner], `${label}.${inner}`, inner, inItem));
    const whole = canonical(value);
    return whole === undefined ? [] : [statement(label, whole, !openKeys.expression.test(key) || /externalid/i.test(whole))];
  }
  if (typeof value === "number" || typeof value === "boolean") {
    const port = /^(from|to)Port$/.exec(key)?.[1];
    if (typeof value === "number" && !inItem) return isCredential(String(value), key) ? [statement(label, String(value), true)] : [];
    if (!inItem) return [];
    const one = granted(statement(label, String(value), !openKeys.expression.test(key)), label, key, String(value));
    return [port === undefined ? one : { ...one, level: measureOf(key, String(value), port === "from" ? "least" : "most") }];
  }
  if (typeof value !== "string") return [];
  const document = jsonAt(value);
  if (document !== undefined && !isUnknown(document)) return inItem ? statementsOf(document, label, key, inItem) : [];
  if (value.length > longest || value.includes("\n")) return secretLines(value, label, key);
  if (!inItem && version.test(value) && !isCredential(value, key)) return [];
  return [granted(statement(label, value, !openKeys.expression.test(key) || isCredential(value, key)), label, key, value)];
}

/** A statement about what is granted, which may have been granted by something wider. */
const granted = (one: Statement, label: string, key: string, value: string): Statement =>
  openKeys.expression.test(key) ? { ...one, wider: () => widerTexts(label, key, value) } : one;

/** A value that is not known. */
export const unknownValue = (label: string): Statement => ({ spellings: [`${label} is open`], within: [], open: true });

const statement = (label: string, text: string | undefined, guessable: boolean): Statement => ({
  spellings: [`${label} is ${text ?? ""}`],
  within: [`${label} is open`],
  ...(guessable && { guessable }),
});

/** Of a long text, only the lines that hold a secret: the others may change. */
function secretLines(text: string, label: string, key: string): Statement[] {
  return text
    .split("\n")
    .filter((line) => leaksIn(readProperties({ [key === "" ? "text" : key]: line }), []).found.length > 0)
    .map((line) => statement(label, line.trim(), true));
}

/** A value as one text that does not depend on order; `undefined` if a part is not known. */
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
