import ipaddr from "ipaddr.js";
import { type Answer, maybe, no, yes } from "../document/answer.js";
import type { Condition } from "../document/document.js";
import { knownValues, unknownCount } from "./operators.js";

/** A range of addresses, as shares of all addresses of its family: from 0 to 1. */
type Run = readonly [from: number, to: number];
type Family = "ipv4" | "ipv6";

/** The range that a text names; a single address is a range of one. `undefined` if it names none. */
export function rangeOf(text: string): readonly [address: ipaddr.IPv4 | ipaddr.IPv6, bits: number] | undefined {
  if (ipaddr.isValidCIDR(text)) return ipaddr.parseCIDR(text);
  if (!ipaddr.IPv4.isValidFourPartDecimal(text) && !ipaddr.IPv6.isValid(text)) return undefined;
  const address = ipaddr.parse(text);
  return [address, address.kind() === "ipv4" ? 32 : 128];
}

function runOf([address, bits]: readonly [ipaddr.IPv4 | ipaddr.IPv6, number]): Run {
  const share = address.toByteArray().reduce((sum, byte, i) => sum + byte * 256 ** -(i + 1), 0);
  const size = 2 ** -bits;
  const from = Math.floor(share / size) * size;
  return [from, from + size];
}

/** The share of a family's public addresses that some ranges hold together, each address once. */
function shareOf(texts: readonly string[], family: Family): number {
  const runs = texts.flatMap((text) => {
    const range = rangeOf(text);
    return range !== undefined && range[0].kind() === family ? [runOf(range)] : [];
  });
  const [first, last] = inUse[family];
  let share = 0;
  let end = first;
  for (const [from, to] of runs.sort(([a], [b]) => a - b)) {
    share += Math.max(0, Math.min(to, last) - Math.max(from, end));
    end = Math.max(end, to);
  }
  return share / (last - first);
}

/** Where public addresses are: those of IPv6 all in `2000::/3`, those of IPv4 nearly everywhere. */
const inUse: Readonly<Record<Family, Run>> = { ipv4: [0, 1], ipv6: [1 / 8, 1 / 4] };
const families = ["ipv4", "ipv6"] as const;

/** Whether ranges leave out at least half of the internet; `0.0.0.0/1` and `128.0.0.0/1` together do not. */
export function narrow(condition: Condition, at: string): Answer {
  const texts = knownValues(condition);
  if (families.some((family) => shareOf(texts, family) >= 1 / 2)) return no;
  return unknownCount(condition) === 0 ? yes(at) : maybe(`${at}.values`);
}

/** Whether ranges hold more than half of the internet, so that few addresses are outside of them. */
export function leavesFew(condition: Condition, at: string): Answer {
  if (shareOf(knownValues(condition), "ipv4") > 1 / 2) return yes(at);
  return unknownCount(condition) === 0 ? no : maybe(`${at}.values`);
}

/** Whether ranges hold every address of IPv4. */
export const isWholeInternet = (texts: readonly string[]): boolean => shareOf(texts, "ipv4") >= 1;

/** Whether the first of two ranges has no address outside of the second. */
export function isInside(inner: string, outer: string): boolean {
  const [a, b] = [rangeOf(inner), rangeOf(outer)];
  if (a === undefined || b === undefined || a[0].kind() !== b[0].kind() || a[1] < b[1]) return false;
  return (a[0] as ipaddr.IPv4).match(b[0] as ipaddr.IPv4, b[1]);
}
