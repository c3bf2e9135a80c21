import type { Verdict } from "../../verdict.js";
import { covers, isInternet } from "./cidr.js";
import { number, text } from "./read.js";

interface Opening {
  readonly protocol: string;
  readonly fromPort?: number;
  readonly toPort?: number;
}
type Transport = "tcp" | "udp";

const numbered: Readonly<Record<string, string>> = { "-1": "all", "6": "tcp", "17": "udp" };
const protocolOf = (opening: Opening): string => numbered[text(opening.protocol)] ?? text(opening.protocol).toLowerCase();

// Where no ports are given, or -1 stands for them, every port is meant.
function range(opening: Opening): [number, number] {
  const from = number(opening.fromPort, -1);
  const to = number(opening.toPort, from);
  return from < 0 || to < 0 ? [0, 65535] : [from, to];
}

function reaches(opening: Opening, port: number, over: Transport): boolean {
  const protocol = protocolOf(opening);
  if (protocol !== over) return protocol === "all";
  const [from, to] = range(opening);
  return from <= port && port <= to;
}

/** True when the rule lets TCP or UDP traffic in on every port. */
export function opensEveryPort(opening: Opening): boolean {
  const protocol = protocolOf(opening);
  if (protocol !== "tcp" && protocol !== "udp") return protocol === "all";
  const [from, to] = range(opening);
  return from <= 1 && to >= 65535;
}

/** True when no other port than these is open. */
export function opensOnly(opening: Opening, ports: readonly number[]): boolean {
  const protocol = protocolOf(opening);
  if (protocol !== "tcp" && protocol !== "udp") return protocol !== "all";
  const [from, to] = range(opening);
  return ports.filter((port) => from <= port && port <= to).length === to - from + 1;
}

/** Says which of the ports the rule opens to the internet; nothing where the range is narrow or no port of the list is open. */
export function opens(opening: Opening, cidr: string, ports: readonly number[], over: Transport = "tcp"): string | undefined {
  return isInternet(cidr)
    ? says(
        cidr,
        ports.filter((port) => reaches(opening, port, over)),
      )
    : undefined;
}

interface Entry extends Opening {
  /** The entries that are asked first and may turn the traffic away. */
  readonly before: readonly (Opening & { readonly action: string; readonly cidrs: readonly string[] })[];
}

/** The same for an entry of a network ACL, which an earlier one may keep from being asked. */
export function admits(entry: Entry, cidr: string, ports: readonly number[]): string | undefined {
  if (!isInternet(cidr)) return undefined;
  const denied = (port: number): boolean =>
    entry.before.some((deny) => deny.action === "deny" && reaches(deny, port, "tcp") && deny.cidrs.some((wide) => covers(wide, cidr)));
  return says(
    cidr,
    ports.filter((port) => reaches(entry, port, "tcp") && !denied(port)),
  );
}

function says(cidr: string, ports: readonly number[]): string | undefined {
  if (ports.length === 0) return undefined;
  const more = ports.length > 3 ? ` and ${ports.length - 3} more` : "";
  return `opens port${ports.length === 1 ? "" : "s"} ${ports.slice(0, 3).join(", ")}${more} to the internet (${cidr})`;
}

/** Only the first break: the ranges of one rule are one cause. */
export const first = (verdict: Verdict): Verdict => ({ broken: verdict.broken.slice(0, 1), unknown: verdict.unknown });
