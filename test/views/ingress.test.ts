import { describe, expect, test } from "vitest";
import { placeOf } from "../../src/language/view.js";
import { toResource } from "../../src/model/resource.js";
import { toStack } from "../../src/model/stack.js";
import { unknownString } from "../../src/model/value.js";
import { ingress } from "../../src/views/ingress.js";
import { aclEntries } from "../../src/views/network-acls.js";

const alone = { environments: new Set<string>(), today: "2026-07-01", stack: undefined };
const resource = (type: string, inputs: Record<string, unknown>, name = "it") =>
  toResource({ urn: `urn:pulumi:dev::test::${type}::${name}`, type, inputs });
const group = (rules: unknown) => [...ingress.of(resource("aws:ec2/securityGroup:SecurityGroup", { ingress: rules }), alone)];
const acl = (rules: unknown) => [...aclEntries.of(resource("aws:ec2/networkAcl:NetworkAcl", { ingress: rules }), alone)];

describe("ingress", () => {
  test("puts both families of ranges in one list and knows where each is", () => {
    const [item] = group([{ protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: ["10.0.0.0/8"], ipv6CidrBlocks: ["::/0"] }]);
    expect(item?.value).toMatchObject({ protocol: "tcp", fromPort: 22, toPort: 22, cidrs: ["10.0.0.0/8", "::/0"] });
    expect(item && placeOf(item, "cidrs[0]")).toBe("ingress[0].cidrBlocks[0]");
    expect(item && placeOf(item, "cidrs[1]")).toBe("ingress[0].ipv6CidrBlocks[0]");
  });
  test("reads a rule that is a resource of its own, but not one for what goes out", () => {
    const type = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
    const [item] = ingress.of(resource(type, { ipProtocol: "-1", cidrIpv4: "0.0.0.0/0" }), alone);
    expect(item?.value).toMatchObject({ protocol: "all", cidrs: ["0.0.0.0/0"] });
    expect(item && [placeOf(item, "cidrs[0]"), placeOf(item, "protocol")]).toEqual(["cidrIpv4", "ipProtocol"]);
    const out = resource("aws:ec2/securityGroupRule:SecurityGroupRule", { type: "egress", protocol: "-1", cidrBlocks: ["0.0.0.0/0"] });
    expect([...ingress.of(out, alone)]).toEqual([]);
  });
  test("leaves open what cannot be read, and only that", () => {
    expect(group(unknownString).map((item) => item.unreadable)).toEqual([["ingress"]]);
    expect(group([unknownString, { protocol: "tcp" }]).map((item) => item.unreadable)).toEqual([["ingress[0]"], undefined]);
  });
  test("takes wrong shapes for nothing", () => {
    expect([group("all"), group([null, 7, "x"]), group(undefined)]).toEqual([[], [], []]);
  });
});

describe("entries of network ACLs", () => {
  const entry = (ruleNo: unknown, action: unknown) => ({ ruleNo, action, protocol: "-1", cidrBlock: "0.0.0.0/0" });
  test("are those that let in, with the ones before them", () => {
    const [item, ...more] = acl([entry(200, "allow"), entry(100, "deny"), entry(300, "deny")]);
    expect(more).toEqual([]);
    expect(item?.path).toBe("ingress[0]");
    expect(item?.value.before.map((one) => one.action)).toEqual(["deny"]);
  });
  test("stay open where action or number is not known yet", () => {
    expect(acl([entry(100, unknownString)]).map((item) => item.unreadable)).toEqual([["ingress[0].action"]]);
    expect(acl([entry(unknownString, "allow")]).map((item) => item.unreadable)).toEqual([["ingress[0].ruleNo"]]);
  });
  test("of their own resources know the others of the same ACL", () => {
    const type = "aws:ec2/networkAclRule:NetworkAclRule";
    const rule = (name: string, ruleNumber: number, ruleAction: string, networkAclId: string) =>
      resource(type, { networkAclId, ruleNumber, ruleAction, protocol: "-1", cidrBlock: "0.0.0.0/0" }, name);
    const rules = [rule("a", 1, "deny", "acl-1"), rule("b", 2, "allow", "acl-1"), rule("c", 1, "deny", "acl-2")];
    const stack = toStack(rules, { name: "dev", project: "test", today: "2026-07-01" });
    const items = rules.flatMap((one) => [...aclEntries.of(one, { environments: new Set(), today: "2026-07-01", stack })]);
    expect(items.map((item) => [item.resource.name, item.value.before.length])).toEqual([["b", 1]]);
  });
});
