import ipaddr from "ipaddr.js";
import { lookupTable } from "../../data/lookup.js";
import { iamConditionKeys } from "../../data/tables.js";
import { isUnknown } from "../../model/value.js";
import { meant, nearest } from "../../text/suggest.js";
import { operatorOf } from "../conditions/operators.js";
import { services } from "../document/actions.js";
import { type Answer, type Flaw, maybe, no, yes } from "../document/answer.js";
import type { Condition, Statement } from "../document/document.js";
import { namesResource } from "../document/permission.js";
import { fits } from "../document/wildcard.js";

/** A condition key of AWS: its name with `*` for any part of it, and the type of its values (`Any`: reported nowhere). */
interface Key {
  readonly name: string;
  readonly type: string;
}

const read = new Map<string, { readonly exact: ReadonlyMap<string, Key>; readonly patterns: readonly Key[] }>();

/** The keys of a prefix such as `s3`, in lower case; none where AWS documents none. */
function keysOf(prefix: string): { readonly exact: ReadonlyMap<string, Key>; readonly patterns: readonly Key[] } {
  let found = read.get(prefix);
  if (found === undefined) {
    const keys = Object.entries(iamConditionKeys()[prefix] ?? {}).flatMap(([type, names]) =>
      names.split(" ").map((name): Key => ({ name: `${prefix}:${name}`, type })),
    );
    found = { exact: new Map(keys.map((key) => [key.name.toLowerCase(), key])), patterns: keys.filter(({ name }) => name.includes("*")) };
    read.set(prefix, found);
  }
  return found;
}

const prefixOf = (key: string): string => key.slice(0, Math.max(0, key.indexOf(":"))).toLowerCase();

function keyNamed(key: string): Key | undefined {
  const { exact, patterns } = keysOf(prefixOf(key));
  return exact.get(key.toLowerCase()) ?? patterns.find(({ name }) => fits(name.replace("*", "?*"), key, true));
}

/** Claims of tokens have the host of their issuer as prefix, so no table can list them all. */
const isClaim = (key: string): boolean => /[./]/.test(prefixOf(key));

/**
 * Condition keys that AWS does not have, one answer each. Claims of tokens are not checked.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html (invalid global and service condition keys)
 */
export function unknownKeys({ conditions }: Statement): readonly Flaw[] {
  if (isUnknown(conditions)) return [{ answer: maybe("conditions"), why: "" }];
  return conditions.flatMap(({ key }, i) => {
    if (key === "") return [{ answer: maybe(`conditions[${i}]`), why: "" }];
    if (isClaim(key) || keyNamed(key) !== undefined) return [];
    return [{ answer: yes(`conditions[${i}]`), why: `is not an AWS condition key${meant(nearestKey(key))}` }];
  });
}

function nearestKey(key: string): string | undefined {
  const prefix = prefixOf(key);
  const ofTag = `${key.replace(/\/$/, "")}/<name>`;
  if (keyNamed(ofTag) !== undefined) return ofTag;
  const named = (of: string): readonly string[] => [...keysOf(of).exact.values()].map(({ name }) => name.replace("*", "<name>"));
  const own = nearest(key, named(prefix));
  if (own !== undefined) return own;
  // Finds a key that was written without its prefix, or with a wrong one.
  const name = key.slice(key.indexOf(":") + 1);
  const others = ["aws", ...(prefix === "" ? [] : [nearest(prefix, services()) ?? ""])];
  return others.map((other) => keyNamed(`${other}:${name}`)?.name).find((found) => found !== undefined);
}

/** What the values of a kind of operator look like (anything where that is left out), and the types of keys that it never compares. */
interface Kind {
  readonly noun: string;
  readonly fits?: (value: string) => boolean;
  readonly never: readonly string[];
}

const someDate = /^\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[-+]\d\d:?\d\d)?)?)?)?$/i;
const isDate = (value: string): boolean => /^\d+$/.test(value) || (someDate.test(value) && !Number.isNaN(Date.parse(value)));
const kinds: readonly (readonly [RegExp, Kind])[] = [
  [/^string/, { noun: "a string", never: ["Numeric", "Date", "IPAddress"] }],
  [
    /^numeric/,
    { noun: "a number", fits: (value) => /^[-+]?(\d+\.?\d*|\.\d+)$/.test(value), never: ["String", "ARN", "Bool", "IPAddress"] },
  ],
  [/^date/, { noun: "a date", fits: isDate, never: ["String", "ARN", "Bool", "IPAddress", "Numeric"] }],
  [/^bool$/, { noun: "true or false", fits: (value) => /^(true|false)$/i.test(value), never: ["ARN", "Date", "IPAddress", "Numeric"] }],
  [/^null$/, { noun: "true or false", fits: (value) => /^(true|false)$/i.test(value), never: [] }],
  [/ipaddress$/, { noun: "an address or a range in CIDR notation", fits: isRange, never: ["String", "ARN", "Bool", "Date", "Numeric"] }],
  [/^arn/, { noun: "an ARN", fits: (value) => /^(arn:|[*?])/.test(value), never: ["Bool", "Date", "IPAddress", "Numeric"] }],
];
const operatorsFor: Readonly<Record<string, string>> = lookupTable({
  String: "StringEquals or StringLike",
  ARN: "ArnEquals or ArnLike",
  Bool: "Bool",
  Date: "DateLessThan or DateGreaterThan",
  IPAddress: "IpAddress",
  Numeric: "NumericEquals or NumericLessThan",
});

function isRange(value: string): boolean {
  return ipaddr.isValidCIDR(value) || ipaddr.IPv4.isValidFourPartDecimal(value) || ipaddr.IPv6.isValid(value);
}

/**
 * Conditions whose operator cannot compare the values of their key, or whose values are none that it compares: they never hold.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html (type mismatch)
 */
export function typeMismatches(statement: Statement): readonly Flaw[] {
  const { conditions, document } = statement;
  if (isUnknown(conditions)) return [{ answer: maybe("conditions"), why: "" }];
  return conditions.flatMap((condition, i): Flaw[] => {
    const at = `conditions[${i}]`;
    if (condition.key === "") return [{ answer: maybe(at), why: "" }];
    const { base, quantifier } = operatorOf(condition.operator);
    const kind = kinds.find(([name]) => name.test(base))?.[1];
    if (kind === undefined) return [];
    const { name, type: declared } = keyNamed(condition.key) ?? { name: "", type: "Any" };
    if (quantifier === undefined && base !== "null" && name.startsWith("aws:") && declared.startsWith("ArrayOf"))
      return [{ answer: yes(at), why: "has several values, expected an operator with `ForAnyValue:` or `ForAllValues:`" }];
    // Tags can hold any text.
    const type = /[:/]\*$/.test(name) ? "Any" : declared.replace("ArrayOf", "");
    // Services document some numbers and dates as strings.
    if (kind.never.includes(type) && (type !== "String" || name.startsWith("aws:")))
      return [{ answer: yes(at), why: `is compared with ${condition.operator}, expected ${operatorsFor[type]}` }];
    return badValues(condition, at, kind).map(({ answer, value }) => ({
      answer: answer.is === "unknown" && answer.at.every((place) => namesResource(statement, place)) ? no : answer,
      why: `is "${document.show(value)}", expected ${kind.noun} for ${condition.operator}`,
    }));
  });
}

function badValues({ values }: Condition, at: string, { fits: isFit }: Kind): { answer: Answer; value: string }[] {
  if (isFit === undefined) return [];
  if (isUnknown(values)) return [{ answer: maybe(`${at}.values`), value: "" }];
  return values.map((value, j) => {
    const place = `${at}.values[${j}]`;
    if (isUnknown(value)) return { answer: maybe(place), value: "" };
    // The value of a policy variable depends on the request; an empty value is reported by another rule.
    return { answer: value === "" || isFit(value) || value.includes("${") ? no : yes(place), value };
  });
}
