import { describe, expect, test } from "vitest";
import { indexRules } from "../../src/engine/evaluate.js";
import { sumOfUnjudged, unjudgedTypes } from "../../src/engine/unjudged.js";
import { type RawResource, toResource } from "../../src/model/resource.js";
import { toStack } from "../../src/model/stack.js";
import { allRules } from "../../src/rules/index.js";

const index = indexRules(allRules.map(({ id, rule }) => ({ id, rule, options: rule.options })));
const urn = (type: string, name = "it"): string => `urn:pulumi:dev::shop::${type}::${name}`;
const unjudged = (...raws: (string | (Partial<RawResource> & { type: string }))[]): string[] => {
  const resources = raws.map((raw, i) => {
    const given = typeof raw === "string" ? { type: raw } : raw;
    return toResource({ urn: urn(given.type, `it${i}`), ...given });
  });
  return unjudgedTypes(index, toStack(resources, { name: "dev", project: "shop", today: "2026-07-01" })).map(
    ({ type, count }) => `${count} ${type}`,
  );
};

describe("what no rule evaluated", () => {
  test.each([
    "aws-native:wisdom:Assistant",
    "pulumi-nodejs:dynamic:Resource",
    "pulumi-python:dynamic:Resource",
    "kubernetes:apps/v1:Deployment",
    "azure-native:storage:StorageAccount",
    "command:local:Command",
    "aws:cloudformation/stack:Stack",
    "aws:cloudformation/stackSet:StackSet",
    "aws:cloudcontrol/resource:Resource",
    "aws:newservice/vault:Vault",
    "aws:ec2/newDoor:NewDoor",
    "aws:ivs/channel:Channel",
  ])("%s", (type) => expect(unjudged(type)).toEqual([`1 ${type}`]));
  test.each([
    "aws-native:iam:Role",
    "aws:s3/bucket:Bucket",
    "aws:s3/bucketV2:BucketV2",
    "aws:alb/listener:Listener",
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
    "aws:ec2/securityGroupRule:SecurityGroupRule",
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
    "aws:ec2/routeTable:RouteTable",
    "aws:ec2/internetGateway:InternetGateway",
    "aws:ec2/eip:Eip",
    "aws:route53/record:Record",
    "pulumi:providers:aws",
    "pulumi:pulumi:StackReference",
  ])("but not %s", (type) => expect(unjudged(type)).toEqual([]));
  test("by type, sorted and counted; what was only read does not count", () => {
    const read = { type: "aws-native:wisdom:Assistant", external: true };
    expect(
      unjudged("kubernetes:core/v1:Pod", "aws-native:wisdom:Assistant", read, "kubernetes:core/v1:Pod", "aws:s3/bucket:Bucket"),
    ).toEqual(["1 aws-native:wisdom:Assistant", "2 kubernetes:core/v1:Pod"]);
  });
  test("components are evaluated by what is in them; one of a package without anything in it is opaque", () => {
    const component = (type: string) => ({ type, custom: false });
    expect(unjudged(component("awsx:ec2:Vpc"))).toEqual(["1 awsx:ec2:Vpc"]);
    expect(unjudged(component("awsx:ec2:Vpc"), { type: "aws:ec2/vpc:Vpc", parent: urn("awsx:ec2:Vpc", "it0") })).toEqual([]);
    expect(unjudged(component("shop:web:Site"))).toEqual([]);
    expect(unjudged(component("pulumi:pulumi:Stack"))).toEqual([]);
  });
  test("is added up over stacks", () => {
    const one = [{ type: "b", count: 1 }];
    expect(
      sumOfUnjudged([
        one,
        [
          { type: "a", count: 2 },
          { type: "b", count: 3 },
        ],
        [],
      ]),
    ).toEqual([
      { type: "a", count: 2 },
      { type: "b", count: 4 },
    ]);
  });
});
