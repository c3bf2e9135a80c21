import { list, text } from "./read.js";

interface Opening {
  readonly cidrBlocks?: readonly string[] | undefined;
  readonly ipv6CidrBlocks?: readonly string[] | undefined;
  readonly prefixListIds?: readonly string[] | undefined;
  readonly securityGroups?: readonly string[] | undefined;
  readonly self?: boolean | undefined;
}

/** The rules that AWS counts for the entries of a group, by IPv4 and IPv6: a reference to a group counts for both. */
export function rulesOf(entries: readonly Opening[]): number {
  let [ipv4, ipv6] = [0, 0];
  for (const { cidrBlocks, ipv6CidrBlocks, prefixListIds, securityGroups, self } of entries) {
    const both = list(prefixListIds).length + list(securityGroups).length + (text(self) === "true" ? 1 : 0);
    ipv4 += list(cidrBlocks).length + both;
    ipv6 += list(ipv6CidrBlocks).length + both;
  }
  return Math.max(ipv4, ipv6);
}
