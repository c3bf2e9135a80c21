import { lookupTable } from "../data/lookup.js";
import type { Item } from "../language/view.js";
import type { Resource } from "../model/resource.js";
import { same } from "../model/same.js";
import { isList, isUnknown, type Value, type ValueMap } from "../model/value.js";

/** A rule or an entry, and where it is in its resource. */
export type Placed = readonly [path: string, rule: Value];

const numbered: Readonly<Record<string, string>> = lookupTable({ "-1": "all", "1": "icmp", "6": "tcp", "17": "udp", "58": "icmpv6" });

/** A protocol by its name. The provider takes names in any letter case and numbers as Go reads them: `06` and `+6` are TCP. */
export function protocolOf(written: Value | undefined): Value {
  if (typeof written !== "string" && typeof written !== "number") return written ?? null;
  const text = String(written).trim().toLowerCase();
  return numbered[/^[+-]?\d+$/.test(text) ? String(Number(text)) : text] ?? text;
}

/** The rules in an input, each with its place. */
export const listed = (rules: Value | undefined, input = "ingress"): Placed[] =>
  isList(rules) ? rules.map((rule, i) => [`${input}[${i}]`, rule]) : rules === undefined || rules === null ? [] : [[input, rules]];

/** The inline rules of a resource. */
export function* inline<T>(resource: Resource, make: (rule: Placed) => Item<T> | undefined): Iterable<Item<T>> {
  for (const placed of listed(resource.inputs.value["ingress"])) {
    const item = isUnknown(placed[1]) ? unreadable<T>(resource, placed[0]) : make(placed);
    if (item !== undefined) yield item;
  }
}

/** A rule that is a resource of its own, if `key` does not say that it is for the other direction. */
export function* unless<T>(
  resource: Resource,
  key: string,
  other: string | boolean,
  make: (rule: Placed) => (Item<T> | undefined)[],
): Iterable<Item<T>> {
  const direction = resource.inputs.value[key];
  if (isUnknown(direction)) yield unreadable(resource, key);
  else if (!same(direction, other)) yield* make(["", resource.inputs.value]).filter((item) => item !== undefined);
}

export const unreadable = <T>(resource: Resource, path: string): Item<T> => ({
  resource,
  path,
  value: undefined as T,
  unreadable: [path],
});

const sources = ["cidrBlocks", "ipv6CidrBlocks", "cidrIpv4", "cidrIpv6", "cidrBlock", "ipv6CidrBlock"];

/** The address ranges of a rule, each with its place in the rule. */
export const rangesOf = (rule: ValueMap): [Value, string][] =>
  sources.flatMap((key): [Value, string][] => {
    const source = rule[key];
    if (isList(source)) return source.map((cidr, i) => [cidr, `${key}[${i}]`]);
    return source === undefined || source === null || source === "" ? [] : [[source, key]];
  });

/** Protocol, ports and ranges of a rule in one form, however it names them. */
export const facts = (rule: ValueMap): ValueMap => ({
  protocol: protocolOf(rule["protocol"] ?? rule["ipProtocol"]),
  ...(rule["fromPort"] === "" ? {} : { fromPort: rule["fromPort"] ?? null }),
  toPort: rule["toPort"] ?? null,
  cidrs: rangesOf(rule).map(([cidr]) => cidr),
});

/** Where a property of an opening is in its resource. */
export const locator =
  (path: string, rule: ValueMap, ranges: readonly (readonly [Value, string])[]) =>
  (at: string): string => {
    const range = /^cidrs\[(\d+)\]$/.exec(at);
    const inside =
      range !== null ? (ranges[Number(range[1])]?.[1] ?? at) : at === "protocol" && rule["protocol"] === undefined ? "ipProtocol" : at;
    return [path, inside].filter((part) => part !== "").join(".");
  };
