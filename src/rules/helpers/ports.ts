import { isInternet } from "./cidr.js";

interface Opening {
  readonly protocol: string;
  readonly fromPort?: number | string;
  readonly toPort?: number | string;
}

const protocols: Readonly<Record<string, string>> = { "-1": "all", all: "all", "6": "tcp", "17": "udp" };
const protocolOf = (opening: Opening): string =>
  protocols[String(opening.protocol).toLowerCase()] ?? String(opening.protocol).toLowerCase();

/** True when the rule lets TCP (or UDP) traffic in on every port. */
export function opensEveryPort(opening: Opening): boolean {
  const protocol = protocolOf(opening);
  if (protocol === "all") return true;
  const [from, to] = range(opening);
  return (protocol === "tcp" || protocol === "udp") && from <= 1 && to >= 65535;
}

/** Which of these ports the rule opens, over any of the protocols. */
export function openedPorts(opening: Opening, ports: readonly number[], over: readonly ("tcp" | "udp")[] = ["tcp"]): readonly number[] {
  const protocol = protocolOf(opening);
  if (protocol === "all") return ports;
  if (!over.some((one) => one === protocol)) return [];
  const [from, to] = range(opening);
  return ports.filter((port) => from <= port && port <= to);
}

/** Every port that is open is one of these. */
export function opensOnly(opening: Opening, ports: readonly number[]): boolean {
  const protocol = protocolOf(opening);
  if (protocol !== "tcp" && protocol !== "udp") return protocol !== "all";
  const [from, to] = range(opening);
  for (let port = from; port <= to; port++) if (!ports.includes(port)) return false;
  return true;
}

// A rule without ports, or with -1 for them, is one for all of them.
function range(opening: Opening): [number, number] {
  const from = Number(opening.fromPort ?? -1);
  const to = Number(opening.toPort ?? from);
  return from < 0 || to < 0 ? [0, 65535] : [from, to];
}

/** `port 22`, `ports 22, 3389`, `ports 1433, 1521, 3306 and 9 more`. */
export function portList(ports: readonly number[]): string {
  const shown = ports.slice(0, 3).join(", ");
  return `port${ports.length === 1 ? "" : "s"} ${shown}${ports.length > 3 ? ` and ${ports.length - 3} more` : ""}`;
}

/** Says which ports a range opens to the internet; nothing where it is narrow or no port of the list is open. */
export function opens(opening: Opening, cidr: string, ports: readonly number[], over?: readonly ("tcp" | "udp")[]): string | false {
  if (!isInternet(cidr)) return false;
  const found = openedPorts(opening, ports, over);
  return found.length > 0 && `opens ${portList(found)} to the internet (${cidr})`;
}
