import { describe, expect, test } from "vitest";
import { narrows } from "../../src/iam/conditions/use.js";
import { demands, meetsOutsiders, restrictsWho } from "../../src/iam/conditions/who.js";
import { unknownString as unknown } from "../../src/model/value.js";
import { under } from "./helpers.js";

describe("who is let in is restricted by", () => {
  test.each<[string, unknown]>([
    ["an organisation", { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } }],
    ["paths of an organisation, any of them", { "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": ["o-a1b2c3d4e5/*"] } }],
    ["an account", { StringEquals: { "aws:PrincipalAccount": "123456789012" } }],
    ["roles of one account", { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::123456789012:role/*" } }],
    ["the ARN of a source", { ArnEquals: { "aws:SourceArn": "arn:aws:sns:us-east-1:123456789012:t" } }],
    ["a bucket, whose name is nobody else's", { ArnLike: { "aws:SourceArn": "arn:aws:s3:::uploads" } }],
    ["a source's account", { StringEquals: { "AWS:SourceOwner": "123456789012" } }],
    ["a VPC", { StringEquals: { "aws:SourceVpc": ["vpc-0a1b2c3d", "vpc-1a1b2c3d"] } }],
    ["the account of the endpoint", { StringEquals: { "aws:VpceAccount": "123456789012" } }],
    ["an address", { IpAddress: { "aws:SourceIp": "203.0.113.7" } }],
    ["a mount target", { Bool: { "elasticfilesystem:AccessedViaMountTarget": "true" } }],
    ["the caller's own account", { StringEquals: { "aws:PrincipalAccount": `\${aws:ResourceAccount}` } }],
    ["one of several keys", { Bool: { "aws:SecureTransport": "true" }, StringEquals: { "kms:CallerAccount": "123456789012" } }],
    ["a star under an exact operator, which nobody has", { StringEquals: { "aws:PrincipalOrgID": "*" } }],
  ])("%s", (_, condition) => expect(restrictsWho(under(condition)).is).toBe("yes"));

  test.each<[string, unknown]>([
    ["nothing", undefined],
    ["TLS", { Bool: { "aws:SecureTransport": "true" } }],
    ["a referer", { StringEquals: { "aws:Referer": "https://example.com" } }],
    ["a user agent", { StringLike: { "aws:UserAgent": "Secret*" } }],
    ["the whole internet", { IpAddress: { "aws:SourceIp": "0.0.0.0/0" } }],
    ["its two halves", { IpAddress: { "aws:SourceIp": ["0.0.0.0/1", "128.0.0.0/1"] } }],
    ["all of IPv6 beside one address", { IpAddress: { "aws:SourceIp": ["198.51.100.7/32", "::/0"] } }],
    ["everyone but a range", { NotIpAddress: { "aws:SourceIp": "203.0.113.0/24" } }],
    ["any organisation", { StringLike: { "aws:PrincipalOrgID": "o-*" } }],
    ["roles of any account", { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/admin" } }],
    ["topics of any account", { ArnLike: { "aws:SourceArn": "arn:aws:sns:*:*:*" } }],
    ["a key that may be missing", { StringEqualsIfExists: { "aws:SourceVpce": "vpce-0a1b2c3d" } }],
    ["all values of a key that may be missing", { "ForAllValues:StringEquals": { "aws:PrincipalOrgID": ["o-a1b2c3d4e5"] } }],
    ["a key that must be missing", { Null: { "aws:PrincipalOrgID": "true" } }],
    ["one open value among fixed ones", { StringLike: { "aws:SourceVpce": ["vpce-0a1b2c3d", "vpce-*"] } }],
    ["a protocol", { StringEquals: { "sns:Protocol": "https" } }],
    ["the caller compared with himself", { StringEquals: { "aws:PrincipalOrgID": `\${aws:PrincipalOrgID}` } }],
  ])("%s: not at all", (_, condition) => expect(restrictsWho(under(condition)).is).toBe("no"));

  test.each<[string, unknown]>([
    ["a range", { IpAddress: { "aws:SourceIp": unknown } }],
    ["one of the values", { StringLike: { "aws:SourceVpce": ["vpce-0a1b2c3d", unknown] } }],
    ["an operator", { StringEquals: unknown }],
    ["all of it", unknown],
  ])("what is not known yet: %s", (_, condition) => expect(restrictsWho(under(condition)).is).toBe("unknown"));

  test("an unknown range changes nothing where the others are open already", () =>
    expect(restrictsWho(under({ IpAddress: { "aws:SourceIp": ["0.0.0.0/0", unknown] } })).is).toBe("no"));
});

describe("a Deny meets every outsider", () => {
  test.each<[string, unknown, string]>([
    ["without a condition", undefined, "yes"],
    ["outside an organisation", { StringNotEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } }, "yes"],
    [
      "off a range, unless it is a service",
      { NotIpAddress: { "aws:SourceIp": "203.0.113.0/24" }, Bool: { "aws:ViaAWSService": "false" } },
      "yes",
    ],
    ["without TLS only", { Bool: { "aws:SecureTransport": "false" } }, "no"],
    ["outside and without TLS", { StringNotEquals: { "aws:SourceVpc": "vpc-0a1b2c3d" }, Bool: { "aws:SecureTransport": "false" } }, "no"],
    ["outside any endpoint", { StringNotLike: { "aws:SourceVpce": "vpce-*" } }, "no"],
    ["any value differs: not where the key is missing", { "ForAnyValue:StringNotEquals": { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } }, "no"],
    ["outside an unknown VPC", { StringNotLike: { "aws:SourceVpc": unknown } }, "unknown"],
  ])("%s: %3$s", (_, condition, expected) => expect(meetsOutsiders(under(condition)).is).toBe(expected));
});

describe("a grant is narrowed by", () => {
  test.each<[string, unknown, string]>([
    ["nothing", undefined, "no"],
    ["TLS", { Bool: { "aws:SecureTransport": "true" } }, "no"],
    ["any principal", { StringLike: { "aws:PrincipalArn": "*" } }, "no"],
    ["a start that is past", { DateGreaterThan: { "aws:CurrentTime": "2020-01-01T00:00:00Z" } }, "no"],
    ["an end that is past", { DateLessThan: { "aws:CurrentTime": "2020-01-01T00:00:00Z" } }, "yes"],
    ["an end to come", { DateLessThan: { "aws:CurrentTime": "2030-01-01T00:00:00Z" } }, "no"],
    ["a region", { StringEquals: { "aws:RequestedRegion": "eu-west-1" } }, "yes"],
    ["a tag that must be there", { StringLike: { "aws:ResourceTag/team": "*" } }, "yes"],
    ["MFA", { Bool: { "aws:MultiFactorAuthPresent": "true" } }, "yes"],
    ["a service that is passed to", { StringEquals: { "iam:PassedToService": "ec2.amazonaws.com" } }, "yes"],
    ["any service", { StringLike: { "iam:PassedToService": "*" } }, "no"],
    ["what is not known", { StringLike: { "iam:PassedToService": unknown } }, "unknown"],
    ["a principal that is known to be there", { Null: { "aws:PrincipalArn": "false" } }, "no"],
    ["a principal that is not there", { Null: { "aws:PrincipalArn": "true" } }, "yes"],
    ["no service of AWS", { Bool: { "aws:PrincipalIsAWSService": "false" } }, "no"],
    ["a service of AWS", { Bool: { "aws:ViaAWSService": "true" } }, "yes"],
    ["direct calls", { Bool: { "aws:ViaAWSService": "false" } }, "no"],
    ["what is not known of services", { Bool: { "aws:ViaAWSService": unknown } }, "unknown"],
    ["the holder's own account", { StringEquals: { "aws:PrincipalAccount": "123456789012" } }, "no"],
    ["the holder's own organisation", { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } }, "no"],
    ["any role", { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/*" } }, "no"],
    ["one role", { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/deploy" } }, "yes"],
    ["any role as these very characters", { StringEquals: { "aws:PrincipalArn": "arn:aws:iam::*:role/*" } }, "yes"],
    ["a boundary", { StringEquals: { "iam:PermissionsBoundary": "arn:aws:iam::123456789012:policy/b" } }, "yes"],
    ["a boundary, where there is one", { StringEqualsIfExists: { "iam:PermissionsBoundary": "arn:aws:iam::123456789012:policy/b" } }, "no"],
    [
      "a boundary that bounds nothing",
      { StringEquals: { "iam:PermissionsBoundary": "arn:aws:iam::aws:policy/AdministratorAccess" } },
      "no",
    ],
    ["any boundary of AWS", { ArnLike: { "iam:PermissionsBoundary": "arn:aws:iam::aws:policy/*" } }, "no"],
    ["a boundary without IAM", { ArnLike: { "iam:PermissionsBoundary": "arn:aws:iam::aws:policy/PowerUserAccess" } }, "yes"],
    ["tags, where there are some", { "ForAllValues:StringEquals": { "aws:TagKeys": ["team"] } }, "yes"],
  ])("%s: %3$s", (_, condition, expected) => expect(narrows(under(condition)).is).toBe(expected));

  test.each<[string, unknown, string]>([
    ["tags, where there are some", { "ForAllValues:StringEquals": { "aws:TagKeys": ["team"] } }, "no"],
    ["a tag, where it is given", { StringEqualsIfExists: { "aws:RequestTag/team": "web" } }, "no"],
    ["a network, where it is told", { StringEqualsIfExists: { "aws:SourceVpc": "vpc-1a2b3c4d" } }, "no"],
    ["a tag", { StringEquals: { "aws:RequestTag/team": "web" } }, "yes"],
    ["some of the tags", { "ForAnyValue:StringEquals": { "aws:TagKeys": ["team"] } }, "yes"],
    ["a region, where there is one", { StringEqualsIfExists: { "aws:RequestedRegion": "eu-west-1" } }, "yes"],
    ["a key of a service, where it is there", { StringEqualsIfExists: { "ec2:InstanceType": "t3.micro" } }, "yes"],
  ])("%s, for all kinds of actions: %3$s", (_, condition, expected) =>
    expect(narrows(under(condition), { broad: true }).is).toBe(expected),
  );
});

describe("a trust demands", () => {
  test.each<[string, unknown, string]>([
    ["an external id", { StringEquals: { "STS:ExternalId": "x" } }, "yes"],
    ["any external id", { StringLike: { "sts:ExternalId": "*" } }, "no"],
    ["one that may be missing", { StringEqualsIfExists: { "sts:ExternalId": "x" } }, "no"],
    ["one that is not known yet", { StringLike: { "sts:ExternalId": unknown } }, "unknown"],
    ["all of no values", { "ForAllValues:StringEquals": { "sts:ExternalId": "x" } }, "no"],
    ["any of the values", { "ForAnyValue:StringEquals": { "sts:ExternalId": "x" } }, "yes"],
    ["a flag", { Bool: { "sts:ExternalId": "true" } }, "no"],
    ["a star that is a character", { StringEquals: { "sts:ExternalId": "*" } }, "yes"],
    ["nothing, as an exact value", { StringEquals: { "sts:ExternalId": "" } }, "no"],
    ["something, by an operator not known yet", { StringEquals: unknown }, "unknown"],
  ])("%s: %3$s", (_, condition, expected) => expect(demands(under(condition), ["sts:externalid"]).is).toBe(expected));

  const source = (value: string): string => demands(under({ ArnLike: { "aws:SourceArn": value } }), ["aws:sourcearn"]).is;
  const anyones = [
    "*",
    "**",
    "o-*",
    "o-*/*",
    "arn:*",
    "arn:*:*",
    "arn:aws:sns:eu-west-1:*:*",
    "arn:aws:iam::*:role/*",
    "arn:aws:iam::?*:role*",
  ];
  test.each(anyones)("no source by %s, which is anybody's", (value) => expect(source(value)).toBe("no"));
  test.each([
    ...[
      "arn:aws:sns:*:123456789012:*",
      "arn:aws:iam::*:role/web",
      "arn:aws:iam::*:role/*x",
      "arn:aws:iam::*:Role/*",
      "xarn:aws:iam::*:role/*",
    ],
    ...["xarn:*", "arn:*x", "arn:aws*", "*x", "x*", "o-a*"],
  ])("a source by %s", (value) => expect(source(value)).toBe("yes"));
});
