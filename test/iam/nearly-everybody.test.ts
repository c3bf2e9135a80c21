import { describe, expect, test } from "vitest";
import { can } from "../../src/iam/access/can.js";
import { grantsAdmin } from "../../src/iam/access/grants.js";
import { alwaysHolds } from "../../src/iam/conditions/always.js";
import { neverHolds } from "../../src/iam/conditions/impossible.js";
import { narrows } from "../../src/iam/conditions/use.js";
import { isPublic } from "../../src/iam/trust/public.js";
import { unknownString as unknown } from "../../src/model/value.js";
import { roleWith, under } from "./helpers.js";
import { said, statementOf } from "./statements.js";

// The day of these runs is 2026-01-01.
const everything = { Effect: "Allow", Action: "*", Resource: "*" };
const admin = (condition: unknown, ...more: readonly unknown[]): string =>
  grantsAdmin(roleWith([{ ...everything, Condition: condition }, ...more]).holder).is;
const region = "aws:RequestedRegion";
const regions = [
  ...["us-east-1", "us-east-2", "us-west-1", "us-west-2", "ca-central-1", "sa-east-1"],
  ...["eu-central-1", "eu-west-1", "eu-west-2", "eu-west-3", "eu-north-1"],
  ...["ap-south-1", "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-southeast-1", "ap-southeast-2"],
];

describe("a grant of everything is one under a condition that nearly every request meets", () => {
  test.each<[string, unknown]>([
    ["not in one region", { StringNotEquals: { [region]: "nowhere-1" } }],
    ["not in a real region", { StringNotEquals: { [region]: "us-east-1" } }],
    ["not in the regions of one country", { StringNotLike: { [region]: "us-*" } }],
    ["in every region, one by one", { StringEquals: { [region]: regions } }],
    ["in every region, by groups", { StringLike: { [region]: ["us-*", "eu-*", "ap-*", "ca-*", "sa-*"] } }],
    ["in a region like any", { StringLike: { [region]: "*-*-?" } }],
    ["not from one address", { NotIpAddress: { "aws:SourceIp": "203.0.113.9/32" } }],
    ["not from some networks", { NotIpAddress: { "aws:SourceIp": ["10.0.0.0/8", "203.0.113.0/24"] } }],
    ["from both halves of the internet", { IpAddress: { "aws:SourceIp": ["0.0.0.0/1", "128.0.0.0/1"] } }],
    ["from four quarters of it", { IpAddress: { "aws:SourceIp": ["0.0.0.0/2", "64.0.0.0/2", "128.0.0.0/2", "192.0.0.0/2"] } }],
    ["from all of IPv6 in use", { IpAddress: { "aws:SourceIp": "2000::/3" } }],
    ["not by one role", { ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::1:role/none" } }],
    ["not by one role, by exact comparison", { ArnNotEquals: { "aws:PrincipalArn": "arn:aws:iam::123456789012:role/x" } }],
    ["not by a client", { StringNotLike: { "aws:UserAgent": "curl*" } }],
    ["not by an account", { StringNotEquals: { "aws:PrincipalAccount": "999999999999" } }],
    ["not by an organisation", { StringNotEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } }],
    ["not through a network", { StringNotEquals: { "aws:SourceVpc": "vpc-1a2b3c4d" } }],
    ["not on what has a tag", { StringNotEquals: { "aws:ResourceTag/env": "prod" } }],
    ["not with one type of instance", { StringNotEquals: { "ec2:InstanceType": "m5.24xlarge" } }],
    ["not with a number", { NumericNotEquals: { "s3:max-keys": "7" } }],
    ["not at one moment", { DateNotEquals: { "aws:CurrentTime": "2026-06-01" } }],
    ["on what he owns", { StringEquals: { "aws:ResourceAccount": "123456789012" } }],
    ["by a network, if there", { StringEqualsIfExists: { "aws:SourceVpce": "vpce-1a2b3c4d" } }],
    ["by a type of instance, if there", { StringLikeIfExists: { "ec2:InstanceType": "t3.*" } }],
    ["by all tags, which may be none", { "ForAllValues:StringEquals": { "aws:TagKeys": ["team"] } }],
    ["with MFA, if it is told", { BoolIfExists: { "aws:MultiFactorAuthPresent": "true" } }],
    ["without MFA", { Bool: { "aws:MultiFactorAuthPresent": "false" } }],
    ["with MFA or without", { Bool: { "aws:MultiFactorAuthPresent": ["true", "false"] } }],
    ["with MFA of any age", { NumericGreaterThan: { "aws:MultiFactorAuthAge": "-1" } }],
    ["with MFA younger than a year", { NumericLessThan: { "aws:MultiFactorAuthAge": "31536000" } }],
    ["in any session", { Null: { "aws:MultiFactorAuthPresent": "false" } }],
    ["by a principal", { Null: { "aws:PrincipalArn": "false" } }],
    ["through no network", { Null: { "aws:SourceVpc": "true" } }],
    ["without a tag", { Null: { "aws:RequestTag/team": "true" } }],
    ["with a key or without", { Null: { "aws:PrincipalTag/team": ["true", "false"] } }],
    ["over TLS", { Bool: { "aws:SecureTransport": "true" } }],
    ["with new TLS", { NumericGreaterThanEquals: { "s3:TlsVersion": "1.2" } }],
    ["by no service", { Bool: { "aws:ViaAWSService": "false" } }],
    ["by a service or none", { Bool: { "aws:ViaAWSService": ["true", "false"] } }],
    ["after a day that is past", { DateGreaterThan: { "aws:CurrentTime": "2020-01-01" } }],
    ["after a second that is past", { NumericGreaterThan: { "aws:EpochTime": "1500000000" } }],
    ["before a day far away", { DateLessThan: { "aws:CurrentTime": "2099-12-31" } }],
    ["before a day near by", { DateLessThan: { "aws:CurrentTime": "2026-02-01" } }],
    ["after a day near by", { DateGreaterThan: { "aws:CurrentTime": "2027-06-01" } }],
    ["with credentials from this year on", { DateGreaterThan: { "aws:TokenIssueTime": "2025-12-01" } }],
    ["several of them at once", { Bool: { "aws:SecureTransport": "true" }, StringNotEquals: { [region]: "us-east-1" } }],
  ])("%s", (_, condition) => expect(admin(condition)).toBe("yes"));
});

describe("a grant of everything is narrowed", () => {
  test.each<[string, unknown]>([
    ["to one region", { StringEquals: { [region]: "eu-west-1" } }],
    ["to the regions of a continent", { StringLike: { [region]: ["eu-*", "us-*"] } }],
    ["to the few regions that are left", { StringNotLike: { [region]: ["us-*", "eu-*", "ap-*", "ca-*"] } }],
    ["to a network", { IpAddress: { "aws:SourceIp": "203.0.113.0/24" } }],
    ["to a range of IPv6", { IpAddress: { "aws:SourceIp": "2001:db8::/32" } }],
    ["to the same quarter, named twice", { IpAddress: { "aws:SourceIp": ["0.0.0.0/2", "0.0.0.0/2"] } }],
    ["to what is off most of the internet", { NotIpAddress: { "aws:SourceIp": ["0.0.0.0/1", "128.0.0.0/2"] } }],
    ["to MFA", { Bool: { "aws:MultiFactorAuthPresent": "true" } }],
    ["to MFA of an hour", { NumericLessThan: { "aws:MultiFactorAuthAge": "3600" } }],
    ["to MFA whose age is told", { Null: { "aws:MultiFactorAuthAge": "false" } }],
    ["to an endpoint", { StringEquals: { "aws:SourceVpce": "vpce-1a2b3c4d" } }],
    ["to a tag", { StringEquals: { "aws:ResourceTag/env": "dev" } }],
    ["to tags that there must be", { "ForAllValues:StringEquals": { "aws:TagKeys": ["team"] }, Null: { "aws:TagKeys": "false" } }],
    ["to a role", { ArnEquals: { "aws:PrincipalArn": "arn:aws:iam::123456789012:role/break-glass" } }],
    ["to calls by services", { Bool: { "aws:ViaAWSService": "true" } }],
    ["by one of its conditions", { StringNotEquals: { [region]: "us-east-1" }, StringEquals: { "aws:SourceVpc": "vpc-1a2b3c4d" } }],
  ])("%s", (_, condition) => expect(admin(condition)).toBe("no"));

  test.each<[string, unknown]>([
    ["by an end that is past", { DateLessThan: { "aws:CurrentTime": "2025-12-31" } }],
    ["by an end in seconds", { DateLessThan: { "aws:EpochTime": "1600000000" } }],
    ["by an end as a number", { NumericLessThanEquals: { "aws:EpochTime": "1600000000" } }],
    ["by a start years away", { DateGreaterThan: { "aws:CurrentTime": "2099-01-01" } }],
    ["by a start years away, in seconds", { NumericGreaterThanEquals: { "aws:EpochTime": "4070908800" } }],
    ["by credentials of a day years away", { DateGreaterThan: { "aws:TokenIssueTime": "2050-01-01T00:00:00Z" } }],
    ["by credentials that are too old", { DateLessThan: { "aws:TokenIssueTime": "2020-01-01" } }],
    [
      "by an end before its start",
      { DateGreaterThan: { "aws:CurrentTime": "2030-01-01" }, DateLessThan: { "aws:CurrentTime": "2029-01-01" } },
    ],
    ["by two that contradict", { StringEquals: { [region]: "eu-west-1" }, StringNotEquals: { [region]: "eu-west-1" } }],
    ["by lists without a common value", { StringNotLike: { "aws:userid": "AROA*" }, StringLike: { "aws:userid": "AROA1*" } }],
    ["by flags that contradict", { Bool: { "aws:SecureTransport": "true" }, BoolIfExists: { "aws:SecureTransport": "false" } }],
    ["by a key that must be and must not", { StringLike: { "aws:UserAgent": "*" }, Null: { "aws:UserAgent": "true" } }],
    ["by a network and all but it", { IpAddress: { "aws:SourceIp": "0.0.0.0/1" }, NotIpAddress: { "aws:SourceIp": "0.0.0.0/0" } }],
    ["by what is no address", { IpAddress: { "aws:SourceIp": ["office"] } }],
    ["by what is no flag", { Bool: { "aws:ViaAWSService": "never" } }],
    ["by what is no date", { DateGreaterThan: { "aws:CurrentTime": "tomorrow" } }],
    ["by the absence of what is always there", { Null: { "aws:PrincipalArn": "true" } }],
    ["by a wildcard that is a character", { StringEquals: { "aws:UserAgent": "*" } }],
  ])("down to nothing: %s", (_, condition) => {
    expect(admin(condition)).toBe("no");
    expect(neverHolds(under(condition)).is === "yes" || /PrincipalArn/.test(JSON.stringify(condition))).toBe(true);
  });

  test.each<[string, unknown]>([
    ["a range that may be all", { NotIpAddress: { "aws:SourceIp": unknown } }],
    ["a region that may be like any", { StringLike: { [region]: ["eu-*", unknown] } }],
    ["a flag", { Bool: { "aws:MultiFactorAuthPresent": unknown } }],
    ["an end", { DateLessThan: { "aws:CurrentTime": unknown } }],
    ["an age", { NumericLessThan: { "aws:MultiFactorAuthAge": unknown } }],
  ])("by nobody knows what: %s", (_, condition) => expect(admin(condition)).toBe("unknown"));

  test("by tags of what it is done to, for a single action", () => {
    const condition = { StringNotEquals: { "aws:ResourceTag/env": "prod" } };
    expect(said(narrows(statementOf("identity", { ...everything, Action: "ec2:StopInstances", Condition: condition })))).toMatch(/^yes/);
  });
});

describe("a Deny under a condition that every request meets is one", () => {
  const denied = (condition: unknown): string => admin(undefined, { Effect: "Deny", Action: "iam:*", Resource: "*", Condition: condition });
  test.each<[string, unknown]>([
    ["none", undefined],
    ["over TLS", { Bool: { "aws:SecureTransport": "true" } }],
    ["by a principal", { StringLike: { "aws:PrincipalArn": "*" } }],
    ["by an ARN", { ArnLike: { "aws:PrincipalArn": "arn:*" } }],
    ["by whom there is", { Null: { "aws:userid": "false" } }],
    ["from anywhere", { IpAddress: { "aws:SourceIp": ["0.0.0.0/0", "::/0"] } }],
    ["from both halves of the internet", { IpAddress: { "aws:SourceIp": ["0.0.0.0/1", "128.0.0.0/1"] } }],
    ["not in a region that there is not", { StringNotEquals: { [region]: "nowhere-1" } }],
    ["in any region", { StringLike: { [region]: "*" } }],
    ["since a day that is past", { DateGreaterThan: { "aws:CurrentTime": "2020-01-01" } }],
    ["for the next decades", { DateLessThan: { "aws:CurrentTime": "2099-01-01" } }],
    ["by no service", { Bool: { "aws:ViaAWSService": "false" } }],
  ])("%s", (_, condition) => expect(denied(condition)).toBe("no"));

  test.each<[string, unknown]>([
    ["in one region", { StringEquals: { [region]: "us-east-1" } }],
    ["outside of one", { StringNotEquals: { [region]: "eu-west-1" } }],
    ["outside of one that only some have", { StringNotEquals: { [region]: "me-south-1" } }],
    ["off a network", { NotIpAddress: { "aws:SourceIp": "203.0.113.9/32" } }],
    ["but by one role", { ArnNotEquals: { "aws:PrincipalArn": "arn:aws:iam::123456789012:role/x" } }],
    ["without MFA", { BoolIfExists: { "aws:MultiFactorAuthPresent": "false" } }],
    ["until next month", { DateLessThan: { "aws:CurrentTime": "2026-02-01" } }],
    ["until last year", { DateLessThan: { "aws:CurrentTime": "2025-01-01" } }],
    ["with old credentials", { DateLessThan: { "aws:TokenIssueTime": "2025-01-01" } }],
    ["without TLS", { Bool: { "aws:SecureTransport": "false" } }],
  ])("but not %s", (_, condition) => expect(denied(condition)).toBe("yes"));

  test("and may be where that is not known", () => expect(denied({ Bool: { "aws:SecureTransport": unknown } })).toBe("unknown"));

  test("as one of a single action is", () => {
    const { holder } = roleWith([
      { Effect: "Allow", Action: "iam:*", Resource: "*" },
      { Effect: "Deny", Action: "iam:PassRole", Resource: "*", Condition: { Bool: { "aws:SecureTransport": "true" } } },
    ]);
    const wish = (action: string) => ({ action, reaches: (pattern: string) => pattern === "*" });
    expect([can(holder, wish("iam:PassRole")).is, can(holder, wish("iam:PutRolePolicy")).is]).toEqual(["no", "yes"]);
  });

  test("a statement without conditions holds always, one that is not known perhaps", () => {
    expect(alwaysHolds(statementOf("identity", everything)).is).toBe("yes");
    expect(alwaysHolds(statementOf("identity", { ...everything, Condition: unknown })).is).toBe("unknown");
  });
});

describe("a resource that is open to everyone", () => {
  test.each<[string, unknown]>([
    ["but to one address", { NotIpAddress: { "aws:SourceIp": "203.0.113.9/32" } }],
    ["but to one account", { StringNotEquals: { "aws:PrincipalAccount": "999999999999" } }],
    ["but to an organisation", { StringNotEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } }],
    ["from both halves of the internet", { IpAddress: { "aws:SourceIp": ["0.0.0.0/1", "128.0.0.0/1"] } }],
    ["from all of IPv6 in use", { IpAddress: { "aws:SourceIp": "2000::/3" } }],
    ["until a day far away", { DateLessThan: { "aws:CurrentTime": "2099-01-01" } }],
    ["by a network, if there", { StringEqualsIfExists: { "aws:SourceVpce": "vpce-1a2b3c4d" } }],
    ["by whom is told", { Null: { "aws:PrincipalOrgID": "true" } }],
  ])("is public: %s", (_, condition) => expect(isPublic(under(condition)).is).toBe("yes"));

  test.each<[string, unknown]>([
    ["from a network", { IpAddress: { "aws:SourceIp": "203.0.113.0/24" } }],
    ["until a day that is past", { DateLessThan: { "aws:CurrentTime": "2025-01-01" } }],
    ["by credentials that are too old", { DateLessThan: { "aws:TokenIssueTime": "2020-01-01" } }],
    ["by two that contradict", { StringEquals: { "aws:UserAgent": "a" }, StringNotEquals: { "aws:UserAgent": "a" } }],
    ["by an organisation", { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } }],
  ])("is not public: %s", (_, condition) => expect(isPublic(under(condition)).is).toBe("no"));
});
