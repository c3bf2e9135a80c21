/** What security groups open to the internet, however it is written: spellings, ranges that add up, and one finding for one cause. */
import { describe, expect, test } from "vitest";
import { evaluateStack, indexRules } from "../../src/engine/evaluate.js";
import { toResource } from "../../src/model/resource.js";
import { toStack } from "../../src/model/stack.js";
import { ec2 } from "../../src/rules/aws/ec2.js";
import { ref, res, type Spec, toRaw, unknown } from "../suite.js";

const all = Object.entries(ec2).map(([id, rule]) => ({ id, rule, options: rule.options }));
const judged = (of: readonly Spec[], rules = all) => {
  const stack = toStack(toRaw({ of }).map(toResource), { name: "dev", project: "test", today: "2026-07-01" });
  return evaluateStack(indexRules(rules), stack, new Set()).filter(({ rule }) => /security-group-(no-open|only)/.test(rule));
};
const told = (of: readonly Spec[]): string[] =>
  judged(of).flatMap(({ rule, outcome, resource }) => {
    const short = rule.replace(/ec2-security-group-(no-open-)?/, "");
    return outcome === "fail" ? [`${short} at ${resource.name}`] : [];
  });
const open = (of: readonly Spec[]): string[] => judged(of).flatMap(({ outcome, rule }) => (outcome === "unknown" ? [rule] : []));

type Rule = Record<string, unknown>;
const group = (...ingress: readonly Rule[]): Spec => res("ec2.SecurityGroup", "group", { ingress: ingress as never });
const ssh = { protocol: "tcp", fromPort: 22, toPort: 22 };
const world = { cidrBlocks: ["0.0.0.0/0"] };
const slash8 = (from: number, to: number): string[] => Array.from({ length: to - from + 1 }, (_, i) => `${from + i}.0.0.0/8`);

describe("a protocol counts in every spelling that the provider takes", () => {
  test.each(["tcp", "TCP", "Tcp", "6", "06", "+6", "006", 6, "-1", "all", "ALL", "-01", -1, " tcp "])("%j", (protocol) => {
    expect(told([group({ ...ssh, ...world, protocol })]).length).toBe(1);
    const { protocol: _, ...ports } = ssh;
    expect(
      told([res("vpc.SecurityGroupIngressRule", "rule", { ...ports, ipProtocol: protocol as never, cidrIpv4: "0.0.0.0/0" })]).length,
    ).toBe(1);
  });
  test.each(["udp", "017", "17", "UDP", "icmp", "1", "58", "esp", "50", "", "tcpx", "0x6"])("%j is not TCP", (protocol) =>
    expect(told([group({ ...ssh, ...world, protocol })]).filter((one) => one.startsWith("admin"))).toEqual([]),
  );
  test("of UDP too", () =>
    expect(told([group({ protocol: "017", fromPort: 3389, toPort: 3389, ...world })])).toEqual(["admin-port at group"]));
});

describe("ports and ranges count in every spelling", () => {
  test.each([
    { fromPort: "22", toPort: "22" },
    { fromPort: "022", toPort: "+22" },
    { fromPort: 20, toPort: "25" },
  ])("%j", (ports) => expect(told([group({ ...ssh, ...world, ...ports } as Rule)])).toEqual(["admin-port at group"]));
  test.each(["::/0", "0::/0", "::0/0", "0:0:0:0:0:0:0:0/0", "0000::/0", "::/1", "2000::/3"])("%s", (range) =>
    expect(told([group({ ...ssh, ipv6CidrBlocks: [range] })])).toEqual(["admin-port at group"]),
  );
  test.each(["0.0.0.0/0", " 0.0.0.0/0", "1.2.3.4/0", "10.0.0.0/1"])("%s", (range) =>
    expect(told([group({ ...ssh, cidrBlocks: [range] })])).toEqual(["admin-port at group"]),
  );
});

describe("ranges are evaluated together", () => {
  const rule = (name: string, cidrBlocks: readonly string[], more: Rule = {}): Spec =>
    res("ec2.SecurityGroupRule", name, { type: "ingress", securityGroupId: "sg-1", ...ssh, cidrBlocks, ...more });
  const ingressRule = (name: string, cidrIpv4: string, more: Rule = {}): Spec =>
    res("vpc.SecurityGroupIngressRule", name, { securityGroupId: "sg-1", ipProtocol: "tcp", fromPort: 22, toPort: 22, cidrIpv4, ...more });
  const list = (name: string, cidrs: readonly string[]): Spec =>
    res(
      "ec2.ManagedPrefixList",
      name,
      { addressFamily: "IPv4", maxEntries: 300, entries: cidrs.map((cidr) => ({ cidr })) },
      { outputs: { id: `pl-${name}` } },
    );

  test("of one rule", () => {
    expect(told([group({ ...ssh, cidrBlocks: slash8(0, 223) })])).toEqual(["admin-port at group"]);
    expect(told([group({ ...ssh, cidrBlocks: slash8(32, 60) })])).toEqual(["admin-port at group"]);
    expect(told([rule("rule", slash8(128, 191))])).toEqual(["admin-port at rule"]);
    const slash16 = Array.from({ length: 16 }, (_, i) => `26${i.toString(16)}0::/16`);
    expect(told([group({ ...ssh, ipv6CidrBlocks: [...slash16, "2a00::/16"] })])).toEqual(["admin-port at group"]);
    expect(judged([group({ ...ssh, cidrBlocks: slash8(0, 223) })])[0]?.message).toBe(
      "ingress[0].cidrBlocks[0] opens port 22 to the internet (224 ranges together)",
    );
  });
  test("of one group", () => {
    const halves = [slash8(20, 30), slash8(40, 50)].map((cidrBlocks) => ({ ...ssh, cidrBlocks }));
    expect(told([group(...halves)])).toEqual(["admin-port at group"]);
    expect(judged([group(...halves)])[0]?.places.map(({ path }) => path)).toEqual(["ingress[1].cidrBlocks[0]"]);
    expect(told([group({ ...halves[0], fromPort: 20, toPort: 30 }, { ...halves[1], protocol: "-1" })])).toEqual(["admin-port at group"]);
  });
  test("of rules that are resources of their own, in both forms and beside inline ones", () => {
    expect(told([rule("a", slash8(20, 30)), rule("b", slash8(40, 50))])).toEqual(["admin-port at a"]);
    expect(told(slash8(1, 20).map((cidr, i) => ingressRule(`r${i}`, cidr)))).toEqual(["admin-port at r0"]);
    const inline = res("ec2.SecurityGroup", "group", { ingress: [{ ...ssh, cidrBlocks: slash8(20, 30) }] });
    const own = rule("b", slash8(40, 42), { securityGroupId: ref("group") });
    expect(told([inline, own])).toEqual([]);
    expect(told([inline, own, ...slash8(60, 63).map((cidr, i) => ingressRule(`r${i}`, cidr, { securityGroupId: ref("group") }))])).toEqual([
      "admin-port at group",
    ]);
  });
  test("of the prefix lists of the stack", () => {
    const named = (more: Rule): Spec => rule("rule", [], { cidrBlocks: undefined, ...more });
    expect(told([list("all", ["0.0.0.0/0"]), named({ prefixListIds: [ref("all")] })])).toEqual(["admin-port at rule"]);
    expect(told([list("all", ["0.0.0.0/0"]), named({ prefixListIds: ["pl-all"] })])).toEqual(["admin-port at rule"]);
    expect(told([list("some", slash8(20, 50)), group({ ...ssh, prefixListIds: [ref("some")] })])).toEqual(["admin-port at group"]);
    expect(told([list("some", slash8(20, 30)), group({ ...ssh, prefixListIds: ["pl-some"], cidrBlocks: slash8(40, 50) })])).toEqual([
      "admin-port at group",
    ]);
    const entry = (cidr: string, i: number): Spec => res("ec2.ManagedPrefixListEntry", `e${i}`, { prefixListId: ref("some"), cidr });
    const empty = list("some", []);
    expect(told([empty, entry("::/0", 0), ingressRule("rule", "", { cidrIpv4: undefined, prefixListId: ref("some") })])).toEqual([
      "admin-port at rule",
    ]);
    expect(told([empty, ...slash8(20, 50).map(entry), named({ prefixListIds: [ref("some")] })])).toEqual(["admin-port at rule"]);
  });
  test("but not those of other ports, groups or lists", () => {
    const halves = [slash8(20, 30), slash8(40, 50)];
    expect(told([group({ ...ssh, cidrBlocks: halves[0] }, { ...ssh, fromPort: 443, toPort: 443, cidrBlocks: halves[1] })])).toEqual([]);
    expect(told([rule("a", slash8(20, 30)), rule("b", slash8(40, 50), { securityGroupId: "sg-2" })])).toEqual([]);
    expect(told([rule("a", slash8(20, 30)), rule("b", slash8(40, 50), { type: "egress" })])).toEqual([]);
    expect(told([list("all", ["0.0.0.0/0"]), rule("rule", ["10.0.0.0/8"], { prefixListIds: ["pl-other"] })])).toEqual([]);
    expect(told([list("all", ["0.0.0.0/0"]), list("few", ["192.0.2.0/24"]), rule("rule", [], { prefixListIds: ["pl-few"] })])).toEqual([]);
  });
  test.each([
    ["the private ranges", ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"]],
    ["what is no address of the internet", ["0.0.0.0/8", "10.0.0.0/8", "127.0.0.0/8", ...slash8(224, 255)]],
    [
      "a dozen /8 of one owner",
      ["6.0.0.0/8", "7.0.0.0/8", "11.0.0.0/8", "21.0.0.0/8", "22.0.0.0/8", "26.0.0.0/8", "28.0.0.0/8", "29.0.0.0/8", "30.0.0.0/8"],
    ],
    ["the /16 of a company", Array.from({ length: 200 }, (_, i) => `131.${i}.0.0/16`)],
    [
      "a network of servers of content",
      ["173.245.48.0/20", "103.21.244.0/22", "104.16.0.0/13", "172.64.0.0/13", "131.0.72.0/22", "2400:cb00::/32"],
    ],
    ["a thousand addresses", Array.from({ length: 1000 }, (_, i) => `203.0.${i % 250}.${Math.floor(i / 250)}/32`)],
    ["one range many times", Array.from({ length: 100 }, () => "3.0.0.0/8")],
    ["ranges within each other", ["3.0.0.0/8", ...Array.from({ length: 256 }, (_, i) => `3.${i}.0.0/16`)]],
  ])("%s are not the internet", (_, cidrs) => {
    const [ipv6CidrBlocks, cidrBlocks] = [cidrs.filter((cidr) => cidr.includes(":")), cidrs.filter((cidr) => !cidr.includes(":"))];
    expect(told([group({ ...ssh, cidrBlocks, ipv6CidrBlocks })])).toEqual([]);
    expect(told(cidrBlocks.map((cidr, i) => ingressRule(`r${i}`, cidr)))).toEqual([]);
  });
  test("what may add up stays open", () => {
    expect(open([rule("a", slash8(20, 30)), rule("b", slash8(40, 50), { fromPort: unknown })])).not.toEqual([]);
    expect(open([rule("a", slash8(20, 30)), rule("b", slash8(40, 50), { securityGroupId: unknown })])).not.toEqual([]);
    expect(open([list("all", ["0.0.0.0/0"]), rule("a", [], { prefixListIds: [unknown] })])).not.toEqual([]);
    expect(open([rule("a", [], { prefixListIds: [unknown] })])).toEqual([]);
    expect(told([rule("a", slash8(20, 50)), rule("b", slash8(60, 70), { securityGroupId: unknown })])).toEqual(["admin-port at a"]);
  });
});

describe("one cause is one finding", () => {
  test.each([
    ["every port by numbers", { protocol: "tcp", fromPort: 0, toPort: 65535 }, "all-ports"],
    ["every protocol", { protocol: "-1", fromPort: 0, toPort: 0 }, "all-ports"],
    ["admin and database ports", { protocol: "tcp", fromPort: 20, toPort: 6000 }, "admin-port"],
    ["a database port", { protocol: "tcp", fromPort: 5432, toPort: 5432 }, "database-port"],
    ["another port", { protocol: "tcp", fromPort: 8000, toPort: 8010 }, "only-web-ports-open"],
  ])("%s", (_, ports, rule) => expect(told([group({ ...ports, ...world })])).toEqual([`${rule} at group`]));
  test("two rules of a group are two causes", () =>
    expect(told([group({ ...ssh, ...world }, { protocol: "tcp", fromPort: 5432, toPort: 5432, ...world })])).toEqual([
      "admin-port at group",
      "database-port at group",
    ]));
  test("where the wider rule is off, the next one shows it and names all ports", () => {
    const others = all.filter(({ id }) => !id.includes("all-ports"));
    const found = judged([group({ protocol: "tcp", fromPort: 0, toPort: 65535, ...world })], others);
    expect(found.map(({ message }) => message)).toEqual([
      "ingress[0].cidrBlocks[0] opens ports 22, 3389, 1433 and 16 more to the internet (0.0.0.0/0)",
    ]);
  });
  test("many ranges of every port too", () =>
    expect(told([group({ protocol: "-1", cidrBlocks: slash8(1, 100) })])).toEqual(["all-ports at group"]));
});
