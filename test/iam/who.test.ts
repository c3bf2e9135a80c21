import { describe, expect, test } from "vitest";
import { operatorOf } from "../../src/iam/conditions/operators.js";
import { meetsOutsiders, restrictsWho } from "../../src/iam/conditions/who.js";
import { unknownString as unknown } from "../../src/model/value.js";
import { under } from "./helpers.js";
import { said } from "./statements.js";

describe("an operator in its parts", () => {
  test.each<[string, string | undefined, string, boolean]>([
    ["StringEquals", undefined, "stringequals", false],
    ["StringLikeIfExists", undefined, "stringlike", true],
    ["ForAnyValue:ArnLike", "any", "arnlike", false],
    ["ForAllValues:StringEqualsIfExists", "all", "stringequals", true],
    ["FORANYVALUE:STRINGLIKE", "any", "stringlike", false],
    ["forallvalue:bool", "all", "bool", false],
    ["NotForAnyValue:Bool", undefined, "notforanyvalue:bool", false],
    ["IfExistsBool", undefined, "ifexistsbool", false],
    ["", undefined, "", false],
  ])("%s", (written, quantifier, base, ifExists) => expect(operatorOf(written)).toEqual({ quantifier, base, ifExists }));
});

describe("one value of a key names one owner", () => {
  test.each([
    ["aws:PrincipalOrgID", "o-a1b2c3d4e5"],
    ["aws:PrincipalOrgPaths", "o-a1b2c3d4e5/r-ab12/*"],
    ["aws:SourceOrgID", "o-a1b2c3*"],
    ["aws:SourceOrgPaths", "o-a1b2/*"],
    ["aws:PrincipalAccount", "123456789012"],
    ["aws:SourceAccount", "123456789012"],
    ["aws:SourceOwner", "123456789012"],
    ["aws:PrincipalArn", "arn:aws:iam::123456789012:role/*"],
    ["aws:PrincipalArn", "arn:aws-cn:sts:*:123456789012:assumed-role/web/*"],
    ["aws:PrincipalArn", "arn:aws:iam::cloudfront:user/CloudFront*"],
    ["aws:SourceArn", "arn:aws:sns:*:123456789012:*"],
    ["aws:SourceArn", "arn:aws:sns:eu-west-1:123456789012:*"],
    ["aws:SourceArn", "arn:aws:*:*:123456789012:*"],
    ["aws:SourceArn", "arn:aws:iam::cloudfront:user/*"],
    ["aws:SourceArn", "arn:aws:s3:::web*"],
    ["aws:SourceArn", "arn:aws:s3:*:*:web"],
    ["aws:SourceVpc", "vpc-0a1b*"],
    ["aws:SourceVpce", "vpce-0a1b*"],
    ["aws:SourceVpce", "vpce-svc-0a1b*"],
    ["aws:SourceVpcArn", "arn:aws:ec2:*:123456789012:vpc/*"],
    ["aws:VpceAccount", "123456789012"],
    ["aws:VpceOrgID", "o-a1b2c3d4e5"],
    ["aws:VpceOrgPaths", "o-a1b2c3d4e5/*"],
    ["aws:userid", "AROAEXAMPLE1:*"],
    ["aws:userid", "AIDAEXAMPLE1*"],
    ["aws:userid", "ASIAEXAMPLE1*"],
    ["kms:CallerAccount", "123456789012"],
    ["s3:DataAccessPointAccount", "123456789012"],
    ["s3:DataAccessPointArn", "arn:aws:s3:*:123456789012:accesspoint/*"],
    ["aws:PrincipalOrgID", `\${aws:ResourceOrgID}`],
    ["aws:ResourceOrgID", `\${aws:PrincipalOrgID}`],
    ["aws:ResourceAccount", `\${aws:PrincipalAccount}`],
  ])("%s is like %s", (key, value) => expect(said(restrictsWho(under({ StringLike: { [key]: value } })))).toBe("yes: conditions[0]"));

  test.each([
    ["aws:PrincipalOrgID", "o-abc*"],
    ["aws:PrincipalOrgID", "o-*a1b2c3d4"],
    ["aws:PrincipalOrgID", "*o-a1b2c3d4"],
    ["aws:PrincipalAccount", "12345678901?"],
    ["aws:PrincipalAccount", "123456789012*"],
    ["aws:PrincipalAccount", "*123456789012"],
    ["aws:PrincipalAccount", "????????????"],
    ["aws:PrincipalArn", "arn:aws:iam::*:role/web"],
    ["aws:PrincipalArn", "arn:aws:iam::12345678901?:role/web"],
    ["aws:PrincipalArn", "arn:aws:iam::*:role/arn:aws:iam::123456789012:role/web"],
    ["aws:PrincipalArn", "arn:aws:iam::*:role/arn:aws:iam::cloudfront:user/web"],
    ["aws:PrincipalArn", "arn:aws:s3::123456789012:web/*"],
    ["aws:PrincipalArn", "arn:*:iam::123456789012:role/web"],
    ["aws:PrincipalArn", "arn:*:iam::cloudfront:user/web"],
    ["aws:SourceArn", "arn:aws:sns:*:*:web"],
    ["aws:SourceArn", "arn:*:sns:*:123456789012:web"],
    ["aws:SourceArn", "*arn:aws:sns:eu-west-1:123456789012:web"],
    ["aws:SourceArn", "arn:aws:s3:::we*"],
    ["aws:SourceArn", "arn:*:s3:::web"],
    ["aws:SourceArn", "*arn:aws:s3:::web"],
    ["aws:SourceArn", "arn:aws:s3:::???/web"],
    ["s3:DataAccessPointArn", "arn:aws:s3:*:*:accesspoint/*"],
    ["aws:SourceVpc", "vpc-*"],
    ["aws:SourceVpc", "vpc-0a1*"],
    ["aws:SourceVpc", "*vpc-0a1b"],
    ["aws:SourceVpc", "vpc-wxyz*"],
    ["aws:SourceVpce", "vpce-svc-0a1*"],
    ["aws:SourceVpce", "*vpce-0a1b"],
    ["aws:userid", "AROA*"],
    ["aws:userid", "AROAEXAMPLE*"],
    ["aws:userid", "AROAexample1*"],
    ["aws:userid", "*AROAEXAMPLE1"],
    ["aws:userid", "*:123456789012"],
    ["aws:PrincipalOrgID", `o-a1b2c3\${aws:username}`],
    ["aws:PrincipalOrgID", `x\${aws:ResourceOrgID}`],
    ["aws:ResourceOrgID", `\${aws:PrincipalOrgID}x*`],
    ["aws:ResourceOrgID", `x\${aws:PrincipalOrgID}`],
    ["aws:ResourceAccount", `\${aws:PrincipalAccount}*`],
    ["aws:ResourceAccount", `*\${aws:PrincipalAccount}`],
  ])("not %s like %s", (key, value) => expect(said(restrictsWho(under({ StringLike: { [key]: value } })))).toBe("no"));

  test.each([
    ["aws:ResourceOrgID", "o-a1b2c3d4e5"],
    ["aws:ResourceAccount", "123456789012"],
    ["aws:ResourceAccount", `\${aws:ResourceAccount}`],
  ])("not %s, which is the resource's own, equal to %s", (key, value) =>
    expect(said(restrictsWho(under({ StringEquals: { [key]: value } })))).toBe("no"),
  );

  test.each(["StringEquals", "StringEqualsIgnoreCase", "StringLike", "ArnEquals", "ArnLike", "ForAnyValue:StringEquals"])(
    "by the operator %s",
    (operator) => expect(said(restrictsWho(under({ [operator]: { "aws:SourceArn": "arn:aws:s3:::web" } })))).toBe("yes: conditions[0]"),
  );
  test.each(["StringNotEquals", "ArnLikeIfExists", "ForAllValues:StringLike", "Bool", "IpAddress", "Null", "NumericEquals"])(
    "not by the operator %s",
    (operator) => expect(said(restrictsWho(under({ [operator]: { "aws:SourceArn": "arn:aws:s3:::web" } })))).toBe("no"),
  );
  test.each(["ArnEquals", "ArnLike", "StringLike"])("%s takes a star for a wildcard", (operator) =>
    expect(said(restrictsWho(under({ [operator]: { "aws:SourceArn": "arn:aws:sns:*:*:web" } })))).toBe("no"),
  );
  test.each(["StringEquals", "StringEqualsIgnoreCase"])("%s takes it for a character", (operator) =>
    expect(said(restrictsWho(under({ [operator]: { "aws:SourceArn": "arn:aws:sns:*:*:web" } })))).toBe("yes: conditions[0]"),
  );
});

describe("a network is a circle of its own", () => {
  test.each<[string, unknown, string]>([
    ["a mount target", { Bool: { "elasticfilesystem:AccessedViaMountTarget": "TRUE" } }, "yes: conditions[0]"],
    ["no mount target", { Bool: { "elasticfilesystem:AccessedViaMountTarget": "false" } }, "no"],
    ["what only looks true", { Bool: { "elasticfilesystem:AccessedViaMountTarget": "untrue" } }, "no"],
    ["what only begins true", { Bool: { "elasticfilesystem:AccessedViaMountTarget": "trueish" } }, "no"],
    ["a mount target as a text", { StringEquals: { "elasticfilesystem:AccessedViaMountTarget": "true" } }, "no"],
    ["a range", { IpAddress: { "aws:SourceIp": "203.0.113.0/24" } }, "yes: conditions[0]"],
    ["a range as a text", { StringEquals: { "aws:SourceIp": "203.0.113.0/24" } }, "no"],
    ["a quarter of the internet", { IpAddress: { "aws:SourceIp": "0.0.0.0/2" } }, "yes: conditions[0]"],
    ["two quarters", { IpAddress: { "aws:SourceIp": ["0.0.0.0/2", "64.0.0.0/2"] } }, "no"],
    ["a half", { IpAddress: { "aws:SourceIp": "128.0.0.0/1" } }, "no"],
    ["a quarter of each internet", { IpAddress: { "aws:SourceIp": ["0.0.0.0/2", "2000::/5"] } }, "yes: conditions[0]"],
    ["two quarters of IPv6", { IpAddress: { "aws:SourceIp": ["::/2", "4000::/2"] } }, "no"],
    ["single addresses", { IpAddress: { "aws:SourceIp": ["203.0.113.7", "2001:db8::1"] } }, "yes: conditions[0]"],
    ["what is no address", { IpAddress: { "aws:SourceIp": "office" } }, "yes: conditions[0]"],
    ["a range that is not known yet", { IpAddress: { "aws:SourceIp": ["203.0.113.7", unknown] } }, "unknown: conditions[0].values"],
    ["ranges that are not known yet", { IpAddress: { "aws:SourceIp": unknown } }, "unknown: conditions[0].values"],
  ])("%s: %3$s", (_, condition, expected) => expect(said(restrictsWho(under(condition)))).toBe(expected));
});

describe("where the answer is", () => {
  test.each<[string, unknown, string]>([
    [
      "the condition that restricts",
      { Null: { "aws:TokenIssueTime": "false" }, StringEquals: { "aws:SourceVpc": "vpc-0a1b2c3d" } },
      "yes: conditions[1]",
    ],
    ["all of it is unknown", unknown, "unknown: conditions"],
    ["an operator is unknown", { Bool: unknown, StringEquals: unknown }, "unknown: conditions[0], conditions[1]"],
    ["the values are unknown", { StringEquals: { "aws:SourceVpc": unknown } }, "unknown: conditions[0].values"],
    ["a value is unknown", { StringEquals: { "aws:SourceVpc": ["vpc-0a1b2c3d", unknown] } }, "unknown: conditions[0].values[1]"],
    ["a list without a value, which nothing fits", { StringEquals: { "aws:SourceVpc": [] } }, "yes: conditions[0]"],
  ])("%s: %3$s", (_, condition, expected) => expect(said(restrictsWho(under(condition)))).toBe(expected));
});

describe("a Deny meets outsiders", () => {
  const outside = { "aws:SourceArn": "arn:aws:s3:::web" };
  test.each(["StringNotEquals", "StringNotEqualsIgnoreCase", "StringNotLike", "ArnNotEquals", "ArnNotLike"])("by %s", (operator) =>
    expect(said(meetsOutsiders(under({ [operator]: outside })))).toBe("yes: effect"),
  );
  test.each(["StringNotEqualsIfExists", "ForAllValues:StringNotEquals"])("by %s, which a missing key meets", (operator) =>
    expect(said(meetsOutsiders(under({ [operator]: outside })))).toBe("yes: effect"),
  );
  test.each(["StringEquals", "ForAnyValue:StringNotEquals", "NotIpAddress", "Bool", "Null"])("not by %s", (operator) =>
    expect(said(meetsOutsiders(under({ [operator]: outside })))).toBe("no"),
  );
  test.each(["ArnNotEquals", "ArnNotLike", "StringNotLike"])("%s takes a star for a wildcard", (operator) =>
    expect(said(meetsOutsiders(under({ [operator]: { "aws:SourceArn": "arn:aws:sns:*:*:web" } })))).toBe("no"),
  );

  test.each<[string, unknown, string]>([
    ["off a network", { NotIpAddress: { "aws:SourceIp": "203.0.113.0/24" } }, "yes: effect"],
    ["off half of the internet", { NotIpAddress: { "aws:SourceIp": "0.0.0.0/1" } }, "no"],
    ["unless they are a service", { Bool: { "aws:PrincipalIsAWSService": "false" } }, "yes: effect"],
    ["unless a service calls for them", { BoolIfExists: { "aws:ViaAWSService": "FALSE" } }, "yes: effect"],
    ["off the mount targets", { Bool: { "elasticfilesystem:AccessedViaMountTarget": "false" } }, "yes: effect"],
    ["only services", { Bool: { "aws:PrincipalIsAWSService": "true" } }, "no"],
    ["only calls of services", { Bool: { "aws:ViaAWSService": "true" } }, "no"],
    ["only at mount targets", { Bool: { "elasticfilesystem:AccessedViaMountTarget": "true" } }, "no"],
    ["a service, as a text", { StringEquals: { "aws:PrincipalIsAWSService": "false" } }, "no"],
    ["any value of a single one", { "ForAnyValue:Bool": { "aws:ViaAWSService": "false" } }, "no"],
    ["words around false", { Bool: { "aws:PrincipalIsAWSService": "falsely" } }, "no"],
    ["other words around false", { Bool: { "aws:ViaAWSService": "unfalse" } }, "no"],
    ["words around no mount target", { Bool: { "elasticfilesystem:AccessedViaMountTarget": "falsely" } }, "no"],
    ["all that is unknown", unknown, "unknown: conditions"],
    ["an operator that is unknown", { StringNotEquals: unknown }, "unknown: conditions[0]"],
    ["a value that is unknown", { StringNotEquals: { "aws:SourceVpc": [unknown] } }, "unknown: conditions[0].values[0]"],
  ])("%s: %3$s", (_, condition, expected) => expect(said(meetsOutsiders(under(condition)))).toBe(expected));
});

describe("ArnLike compares the parts of an ARN one by one", () => {
  const like = (operator: string, key: string, value: string): string => restrictsWho(under({ [operator]: { [key]: value } })).is;
  const [caller, source] = ["aws:PrincipalArn", "aws:SourceArn"];
  const both = ["ArnLike", "ArnEquals"];
  test.each<[string, string]>([
    [caller, "arn:*:iam::222222222222:role/deploy"],
    [caller, "arn:aws*:iam::222222222222:role/*"],
    [caller, "arn:a?s:iam::222222222222:*"],
    [source, "arn:*:sns:*:222222222222:*"],
    [source, "arn:*:s3:::uploads"],
    ...["aws", "aws-cn", "aws-us-gov", "aws-eusc", "aws-iso", "aws-iso-b", "aws-iso-e", "aws-iso-f"].map((partition): [string, string] => [
      caller,
      `arn:${partition}:iam::222222222222:role/deploy`,
    ]),
  ])("%s of any partition is one account's: %s", (key, value) =>
    expect(both.map((operator) => like(operator, key, value))).toEqual(["yes", "yes"]),
  );

  test.each<[string, string]>([
    [caller, "arn:*:iam::*:role/deploy"],
    [caller, "arn:*:iam::2222222222??:role/deploy"],
    [caller, "arn:*:iam::22222222222*:role/deploy"],
    [caller, "arn:*:*"],
    [source, "arn:*:sns:*:*:*"],
    [source, "arn:*:s3:::up*"],
  ])("%s of any account is not: %s", (key, value) => expect(both.map((operator) => like(operator, key, value))).toEqual(["no", "no"]));

  test("StringLike reaches over colons, so that anything may stand before the account", () => {
    expect(like("StringLike", caller, "arn:*:iam::222222222222:role/deploy")).toBe("no");
    expect(like("StringLike", caller, "arn:aws:iam::222222222222:role/*")).toBe("yes");
  });

  test("a Deny of all others too", () => {
    const others = { ArnNotLike: { [caller]: "arn:*:iam::222222222222:*" } };
    expect(meetsOutsiders(under(others)).is).toBe("yes");
    expect(meetsOutsiders(under({ StringNotLike: others.ArnNotLike })).is).toBe("no");
  });
});
