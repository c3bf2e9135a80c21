import ipaddr from "ipaddr.js";
import { text as read } from "./read.js";

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

/** A range so wide that it means the internet: everything, half of it, or any block that no single organisation owns. */
export function isInternet(cidr: string): boolean {
  const range = parse(cidr);
  if (range === undefined) return false;
  const [address, bits] = range;
  // The widest private ranges are a /8 and a /7; whatever is wider than these reaches public addresses.
  return address.kind() === "ipv4" ? bits < 8 : bits < 16 && !(bits >= 7 && privateRanges.some((wide) => covers(wide, cidr)));
}

/** True when every address of `inner` lies in `outer`; false for what is no range. */
export function covers(outer: string, inner: string): boolean {
  const [wide, narrow] = [parse(outer), parse(inner)];
  if (wide === undefined || narrow === undefined || wide[0].kind() !== narrow[0].kind() || wide[1] > narrow[1]) return false;
  return narrow[0].match(wide[0], wide[1]);
}

/** The range as address and prefix length, with an IPv4 range that is written as IPv6 told apart. */
function parse(cidr: string): [ipaddr.IPv4 | ipaddr.IPv6, number] | undefined {
  const text = read(cidr).trim();
  const whole = text.includes("/") ? text : `${text}/${text.includes(":") ? 128 : 32}`;
  if (!ipaddr.isValidCIDR(whole)) return undefined;
  const [address, bits] = ipaddr.parseCIDR(whole);
  if (address instanceof ipaddr.IPv6 && address.isIPv4MappedAddress() && bits >= 96) return [address.toIPv4Address(), bits - 96];
  return [address, bits];
}
