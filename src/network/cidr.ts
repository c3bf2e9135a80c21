import ipaddr from "ipaddr.js";

const privateRanges = [
  "10.0.0.0/8",
  "172.16.0.0/12",
  "192.168.0.0/16",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "fc00::/7",
  "fe80::/10",
];
// Addresses that no packet from the internet has: private, reserved and multicast.
const neverPublic = [...privateRanges.filter((range) => !range.includes(":")), "0.0.0.0/8", "224.0.0.0/3"];
const publicIpv6 = "2000::/3";
// Sixteen times the widest range that one organisation holds: a /8 of IPv4, a /16 of IPv6.
const asWideAsTheInternet = { ipv4: 2n ** 28n, ipv6: 2n ** 116n };

/** True for a range so wide that it means the internet: everything, half of it, or any block that no single organisation owns. */
export function isInternet(cidr: string): boolean {
  const range = parse(cidr);
  if (range === undefined) return false;
  const [address, bits] = range;
  // The widest private ranges are a /8 and a /7; whatever is wider than these reaches public addresses.
  return address.kind() === "ipv4" ? bits < 8 : bits < 16 && !(bits >= 7 && privateRanges.some((wide) => covers(wide, cidr)));
}

/** True where ranges are the internet: one of them is, or all together hold more public addresses than any organisation has. */
export function areInternet(cidrs: readonly string[]): boolean {
  if (cidrs.some(isInternet)) return true;
  if (!mayBeWide(cidrs)) return false;
  const [ipv4, ipv6] = (["ipv4", "ipv6"] as const).map((kind) => merged(cidrs, kind));
  return (
    sizeOf(ipv4 ?? []) - overlap(ipv4 ?? [], reserved) >= asWideAsTheInternet.ipv4 ||
    overlap(ipv6 ?? [], routed) >= asWideAsTheInternet.ipv6
  );
}

/** Whether ranges could be as wide as the internet if none overlapped: half of it, for what rounding takes. */
function mayBeWide(cidrs: readonly string[]): boolean {
  let ipv4 = 0;
  let ipv6 = 0;
  for (const cidr of cidrs) {
    const range = parse(cidr);
    if (range === undefined) continue;
    if (range[0].kind() === "ipv4") ipv4 += 2 ** (32 - range[1]);
    else ipv6 += 2 ** (128 - range[1]);
  }
  return ipv4 >= 2 ** 27 || ipv6 >= 2 ** 115;
}

/** True where what is left of a range, without others, is wider than any organisation's: as a /8 of IPv4 or a /16 of IPv6. */
export function isInternetWithout(cidr: string, others: readonly string[]): boolean {
  if (others.length === 0 || !isInternet(cidr)) return isInternet(cidr);
  const left = (kind: "ipv4" | "ipv6"): bigint => {
    const own = merged([cidr], kind);
    return sizeOf(own) - overlap(own, merged([...others, ...neverPublic], kind));
  };
  return left("ipv4") > asWideAsTheInternet.ipv4 / 16n || left("ipv6") > asWideAsTheInternet.ipv6 / 16n;
}

/** True when every address of `inner` lies in `outer`; false for what is not a range. */
export function covers(outer: string, inner: string): boolean {
  const [wide, narrow] = [parse(outer), parse(inner)];
  if (wide === undefined || narrow === undefined || wide[0].kind() !== narrow[0].kind() || wide[1] > narrow[1]) return false;
  return narrow[0].match(wide[0], wide[1]);
}

type Interval = readonly [from: bigint, to: bigint];

/** The addresses of one family as intervals that do not touch, in order; the end is not part of an interval. */
function merged(cidrs: readonly string[], kind: "ipv4" | "ipv6"): Interval[] {
  const out: [bigint, bigint][] = [];
  const intervals = cidrs.map(intervalOf).flatMap((found) => (found?.kind === kind ? [found.interval] : []));
  for (const [from, to] of intervals.sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0))) {
    const last = out.at(-1);
    if (last === undefined || last[1] < from) out.push([from, to]);
    else if (last[1] < to) last[1] = to;
  }
  return out;
}

function intervalOf(cidr: string): { kind: "ipv4" | "ipv6"; interval: Interval } | undefined {
  const range = parse(cidr);
  if (range === undefined) return undefined;
  const [address, bits] = range;
  const bytes = address.toByteArray();
  const size = 2n ** BigInt(bytes.length * 8 - bits);
  const start = bytes.reduce((number, byte) => number * 256n + BigInt(byte), 0n);
  const from = start - (start % size);
  return { kind: bytes.length === 4 ? "ipv4" : "ipv6", interval: [from, from + size] };
}

const sizeOf = (intervals: readonly Interval[]): bigint => intervals.reduce((sum, [from, to]) => sum + to - from, 0n);
const overlap = (intervals: readonly Interval[], others: readonly Interval[]): bigint =>
  sizeOf(intervals.flatMap(([from, to]) => others.map(([a, b]) => between(from, to, a, b))));

function between(from: bigint, to: bigint, a: bigint, b: bigint): Interval {
  const [, start = from, end = to] = [from, to, a, b].sort((one, other) => (one < other ? -1 : one > other ? 1 : 0));
  return to <= a || b <= from ? [from, from] : [start, end];
}

type Range = readonly [address: ipaddr.IPv4 | ipaddr.IPv6, bits: number];
const mostKept = 100_000;
const kept = new Map<string, Range | undefined>();

/** The range as address and prefix length, with an IPv4 range that is written as IPv6 distinguished. */
function parse(cidr: string): Range | undefined {
  if (kept.has(cidr)) return kept.get(cidr);
  // The same few ranges are in most groups; a long-running server must not keep every range.
  if (kept.size >= mostKept) kept.clear();
  const range = parsed(cidr);
  kept.set(cidr, range);
  return range;
}

function parsed(cidr: string): Range | undefined {
  const text = typeof cidr === "string" ? cidr.trim() : "";
  const whole = text.includes("/") ? text : `${text}/${text.includes(":") ? 128 : 32}`;
  // By its own family: rejecting a text of the other family is slow.
  const family = whole.includes(":") ? ipaddr.IPv6 : ipaddr.IPv4;
  if (!family.isValidCIDR(whole)) return undefined;
  const [address, bits] = family.parseCIDR(whole);
  if (address instanceof ipaddr.IPv6 && address.isIPv4MappedAddress() && bits >= 96) return [address.toIPv4Address(), bits - 96];
  return [address, bits];
}

const reserved = merged(neverPublic, "ipv4");
const routed = merged([publicIpv6], "ipv6");
