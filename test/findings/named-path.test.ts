import { describe, expect, test } from "vitest";
import { namedPath } from "../../src/findings/finding.js";
import { toResource } from "../../src/model/resource.js";
import { secret, urn } from "../cli/fixture.js";
import { ingress } from "./waived.js";

describe("the path of a waiver", () => {
  const group = (inputs: Readonly<Record<string, unknown>>) =>
    toResource({ urn: urn("aws:ec2/securityGroup:SecurityGroup", "group"), type: "aws:ec2/securityGroup:SecurityGroup", inputs });
  test("names items of lists by what they call themselves", () => {
    expect(namedPath(group({ ingress }), "ingress[1].toPort")).toBe("ingress[fromPort=80].toPort");
    expect(namedPath(group({ policy: JSON.stringify({ Statement: [{ Sid: "Read" }] }) }), "policy.Statement[0].Action")).toBe(
      "policy.Statement[Sid=Read].Action",
    );
  });
  test("uses position where an item has no name, or a secret one", () => {
    expect(namedPath(group({ ingress: [{ protocol: "tcp" }] }), "ingress[0].protocol")).toBe("ingress[0].protocol");
    expect(namedPath(group({ ingress: [{ name: secret("hush") }] }), "ingress[0].name")).toBe("ingress[0].name");
  });
});
