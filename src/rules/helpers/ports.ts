import type { CheckContext } from "../../language/rule.js";
import { all, broken, guard, open, type Place, pass, readOr, type Verdict } from "../../model/verdict.js";
import { areInternet, isInternet, isInternetWithout } from "../../network/cidr.js";
import type { GroupRule, Ingress, Opening } from "../../views/ingress.js";
import type { AclEntry } from "../../views/network-acls.js";
import { number, text } from "./read.js";

type Transport = "tcp" | "udp";

// Without ports, or with -1, every port is meant.
function range(opening: Opening): [number, number] {
  const from = number(opening.fromPort, -1);
  const to = number(opening.toPort, from);
  return from < 0 || to < 0 ? [0, 65535] : [from, to];
}

function reaches(opening: Opening, port: number, over: Transport): boolean {
  const protocol = text(opening.protocol);
  if (protocol !== over) return protocol === "all";
  const [from, to] = range(opening);
  return from <= port && port <= to;
}

/** The names of what an opening allows and a rule is about: ports, or `every port`. */
export type Reach = (opening: Opening) => readonly string[];

/** Of these ports, those that are open; a port of UDP is named with its transport where that of TCP is not open too. */
export const portsAmong =
  (ports: readonly number[], udpPorts: readonly number[] = []): Reach =>
  (opening) => {
    const tcp = ports.filter((port) => reaches(opening, port, "tcp"));
    return [...tcp, ...udpPorts.filter((port) => reaches(opening, port, "udp") && !tcp.includes(port))].map(String);
  };

/** TCP or UDP on every port. */
export const everyPort: Reach = (opening) => {
  const protocol = text(opening.protocol);
  const [from, to] = protocol === "all" ? [0, 65535] : protocol === "tcp" || protocol === "udp" ? range(opening) : [0, 0];
  return from <= 1 && to >= 65535 ? ["every port"] : [];
};

/** Ports of TCP or UDP other than these. */
export const portsBeside =
  (ports: readonly number[]): Reach =>
  (opening) => {
    const protocol = text(opening.protocol);
    if (protocol === "all") return ["every port"];
    if (protocol !== "tcp" && protocol !== "udp") return [];
    const [from, to] = range(opening);
    return ports.filter((port) => from <= port && port <= to).length === to - from + 1
      ? []
      : [from === to ? `${from}` : `${from} to ${to}`];
  };

/**
 * A violation if the internet reaches something through a rule: by one of its ranges, by all together, or with the other rules of its group. `named` is what
 * the message names of an opening, where that is more than what the rule is about.
 */
export function openTo(rule: Ingress, reach: Reach, { each }: Pick<CheckContext<unknown>, "each">, named: Reach = () => []): Verdict {
  const reportAll = (where: string): string | false => {
    const reached = reach(rule);
    return reached.length > 0 && opening([...new Set([...reached, ...named(rule)])], where);
  };
  // The ranges of one rule are one cause.
  const alone = first(each(rule, "cidrs", (cidr) => isInternet(cidr) && reportAll(cidr)));
  if (alone.broken.length > 0) return alone;
  const own = knownRanges(rule);
  const together = areInternet(own) ? () => breakOf(reportAll(`${own.length} ranges together`)) : () => openInGroup(rule, reach);
  return all([alone, own.length === 0 ? pass : guard(together)]);
}

const breakOf = (message: string | false, places?: readonly Required<Place>[]): Verdict =>
  message === false ? pass : broken("cidrs[0]", message, places);

/** The same for the union of ranges of several rules of the group; reported once, by the first of them. */
function openInGroup(rule: Ingress, reach: Reach): Verdict {
  const group = rule.group();
  if (group.length < 2 || !isWide(group)) return pass;
  const lets =
    (what: string, otherwise: boolean) =>
    (one: GroupRule): boolean =>
      readOr(otherwise, () => reach(one.opening).includes(what)) && (one.sure || otherwise);
  const isFirst = (what: string): boolean => {
    const found = group.find(lets(what, false));
    return found !== undefined && rule.isSelf(found);
  };
  const evaluated = reach(rule)
    .filter(isFirst)
    .map((what) => {
      const certain = group.filter(lets(what, false));
      // If one of them is open on its own, it is reported there.
      const isReported = certain.some(({ opening }) => areInternet(knownRanges(opening)));
      const isOpen = (otherwise: boolean): boolean => !isReported && areInternet(rangesOf(group.filter(lets(what, otherwise))));
      return { what, certain, open: isOpen(false), possible: isOpen(true) };
    });
  const broken = evaluated.filter(({ open }) => open);
  if (broken.length === 0) return evaluated.some(({ possible }) => possible) ? open("cidrs") : pass;
  const others = new Map(
    broken.flatMap(({ certain }) => certain.filter((one) => !rule.isSelf(one)).map(({ place }) => [`${place.urn} ${place.path}`, place])),
  );
  const where = `together with ${others.size} other rule${others.size === 1 ? "" : "s"} of the group`;
  const named = broken.map(({ what }) => what);
  return breakOf(opening(named, where), [...others.values()]);
}

const wide = new WeakMap<readonly GroupRule[], boolean>();

/** Whether all rules of a group together could open anything; most do not. */
function isWide(group: readonly GroupRule[]): boolean {
  const found = wide.get(group) ?? areInternet(rangesOf(group));
  wide.set(group, found);
  return found;
}

const rangesOf = (rules: readonly GroupRule[]): string[] => rules.flatMap(({ opening }) => knownRanges(opening));

const knownRanges = (opening: Opening): string[] =>
  readOr([], () => Array.from({ length: opening.cidrs.length }, (_, i) => readOr("", () => text(opening.cidrs[i])))).filter(
    (cidr) => cidr !== "",
  );

/**
 * The ports that the internet reaches through an entry of a network ACL: by its own range, less what earlier entries deny, or together with the
 * entries before it that let the port in.
 */
export function admits(entry: AclEntry, cidr: string, ports: readonly number[]): string | false {
  const open = ports.filter((port) => reaches(entry, port, "tcp"));
  if (open.length === 0) return false;
  if (isInternet(cidr)) return opening(open.filter((port) => isInternetWithout(cidr, rangesBefore(entry, "deny", port))).map(String), cidr);
  const isMade = (others: readonly string[]): boolean => areInternet([...others, cidr]) && !areInternet(others);
  const together = open.filter((port) => {
    // Reported once, by the entry that completes the internet; an unknown entry is read only if it decides.
    const certain = isMade(rangesBefore(entry, "allow", port, false));
    if (!certain && !isMade(rangesBefore(entry, "allow", port, true))) return false;
    return (certain || isMade(rangesBefore(entry, "allow", port))) && rangesBefore(entry, "deny", port).length === 0;
  });
  return opening(together.map(String), `${cidr}, together with the entries before it`);
}

/** Whether the internet reaches every port through an entry of a network ACL, less the ranges to which earlier entries deny everything. */
export function admitsAll(entry: AclEntry, cidr: string): string | false {
  if (everyPort(entry).length === 0 || !isInternet(cidr)) return false;
  const denied = entry.before.flatMap((other) => (other.action === "deny" && everyPort(other).length > 0 ? [...other.cidrs] : []));
  return isInternetWithout(cidr, denied) && opening(["every port"], cidr);
}

/** The ranges of the earlier entries of an ACL that allow or deny a port; `otherwise` is the answer for an unknown entry. */
function rangesBefore({ before }: AclEntry, action: "allow" | "deny", port: number, otherwise?: boolean): string[] {
  const does = (other: AclEntry["before"][number]): boolean => other.action === action && reaches(other, port, "tcp");
  if (otherwise === undefined) return before.flatMap((other) => (does(other) ? [...other.cidrs] : []));
  return before.flatMap((other) => (readOr(otherwise, () => does(other)) ? knownRanges(other) : []));
}

function opening(what: readonly string[], where: string): string | false {
  if (what.length === 0) return false;
  if (what.includes("every port")) return `opens every port to the internet (${where})`;
  const more = what.length > 3 ? ` and ${what.length - 3} more` : "";
  return `opens port${what.length === 1 && !what[0]?.includes(" ") ? "" : "s"} ${what.slice(0, 3).join(", ")}${more} to the internet (${where})`;
}

/** Only the first break: the ranges of one entry are one cause. */
export const first = (verdict: Verdict): Verdict => ({ broken: verdict.broken.slice(0, 1), unknown: verdict.unknown });
