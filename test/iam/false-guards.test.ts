import { describe, expect, test } from "vitest";
import { falseGuards } from "../../src/iam/lint/false-guards.js";
import { unknownString as unknown } from "../../src/model/value.js";
import { said, statementOf } from "./statements.js";

const words: Readonly<Record<string, string>> = {
  "": "",
  "matches every value, so it restricts nobody": " (takes everything)",
  "covers at least half of the internet, so it restricts nothing": " (takes the internet)",
  "accepts both true and false, so it restricts nothing": " (takes both)",
  "is true for every request without the key, so it restricts nobody": " (spares the absent)",
  "excludes only what it names and allows everything else": " (keeps off some)",
};
const flaws = (kind: "identity" | "resource" | "trust", Condition: unknown, more: object = {}): string[] => {
  const who = kind === "identity" ? {} : { Principal: "*" };
  const statement = statementOf(kind, { Effect: "Allow", ...who, Action: "s3:GetObject", Resource: "*", Condition, ...more });
  return falseGuards(statement).map(({ answer, why }) => said(answer) + (answer.is === "no" ? "" : words[why]));
};
/** What is said of a condition that stands alone on a door open to everyone. */
const ofDoor = (condition: unknown, more?: object): string => flaws("resource", condition, more).join("; ");
const ofGrant = (condition: unknown): string => flaws("identity", condition).join("; ");
const everything = "yes: conditions[0] (takes everything)";
const internet = "yes: conditions[0] (takes the internet)";
const both = "yes: conditions[0] (takes both)";
const absent = "yes: conditions[0] (spares the absent)";
const some = "yes: conditions[0] (keeps off some)";
const one = { AWS: "arn:aws:iam::123456789012:role/web" };

describe("a pattern takes everything", () => {
  test.each([
    "*",
    "**",
    "?*",
    "*/*",
    "o-*",
    "o-*/*",
    "vpc-*",
    "vpce-*",
    "arn:*",
    "arn:*:*",
    "arn:aws:sns:*:*:*",
    "arn:aws:iam::*:role/*",
    "arn:aws:iam:::*",
    "arn:aws:sns:*:?*:*",
  ])("of owners: %s", (value) => expect(ofDoor({ StringLike: { "aws:SourceArn": value } })).toBe(everything));
  test.each([
    "a*",
    "*a",
    "o-a*",
    "xo-*",
    "???",
    "arn:aws:*",
    "arn:*x",
    "xarn:*",
    "arn:aws:sns:*:*:a-1*",
    "arn:aws:iam::*:role/*x",
    "xarn:aws:iam::*:role/*",
    "arn:aws:iam::*:Role/*",
    "arn:aws:iam::1*:role/*",
  ])("not of owners: %s", (value) => expect(ofDoor({ StringLike: { "aws:SourceArn": value } })).toBe("no"));
  test.each(["*", "**", "?*", "*?"])("of callers who hold the grant: %s", (value) =>
    expect(ofGrant({ ArnLike: { "aws:PrincipalArn": value } })).toBe(everything),
  );
  test.each(["a*", "*a", "*a*", "???", "o-*"])("not of callers who hold the grant: %s", (value) =>
    expect(ofGrant({ ArnLike: { "aws:PrincipalArn": value } })).toBe("no"),
  );

  test.each<[string, unknown, string]>([
    ["one of several values is enough", { StringLike: { "aws:SourceVpc": ["vpc-0a1b2c3d", "vpc-*"] } }, everything],
    ["a star under an exact operator is a character", { StringEquals: { "aws:SourceVpc": "*" } }, "no"],
    ["a tag must be there at all", { StringLike: { "aws:PrincipalTag/team": "*" } }, "no"],
    ["a tag need not be there", { StringLikeIfExists: { "s3:prefix": "*" } }, everything],
    ["none of the tags need be there", { "ForAllValues:StringLike": { "aws:TagKeys": "*" } }, everything],
    ["one of the tags must be there", { "ForAnyValue:StringLike": { "aws:TagKeys": "*" } }, "no"],
    ["the owner of a resource says nothing of the caller", { StringLike: { "aws:ResourceOrgID": "*" } }, "no"],
    ["the values are not known", { StringLike: { "aws:SourceVpc": unknown } }, "unknown: conditions[0].values (takes everything)"],
    ["a value is not known", { StringLike: { "aws:SourceVpc": ["a*", unknown] } }, "unknown: conditions[0].values[1] (takes everything)"],
  ])("%s: %3$s", (_, condition, expected) => expect(ofDoor(condition)).toBe(expected));
  test("an identity's own organisation need be there", () => expect(ofGrant({ StringLike: { "aws:PrincipalOrgID": "*" } })).toBe("no"));
});

describe("a range or a flag is not a guard", () => {
  test.each<[string, unknown, string]>([
    ["half of the internet", { IpAddress: { "aws:SourceIp": "0.0.0.0/1" } }, internet],
    ["half of the internet in a VPC", { IpAddress: { "aws:VpcSourceIp": "0.0.0.0/0" } }, internet],
    ["an office", { IpAddress: { "aws:SourceIp": "203.0.113.0/24" } }, "no"],
    ["true and false", { Bool: { "aws:SecureTransport": ["True", "False"] } }, both],
    ["true", { Bool: { "aws:SecureTransport": "true" } }, "no"],
    ["false", { Bool: { "aws:SecureTransport": "false" } }, "no"],
    ["true and what begins like false", { Bool: { "aws:SecureTransport": ["true", "falsely"] } }, "no"],
    ["true and what ends like false", { Bool: { "aws:SecureTransport": ["true", "unfalse"] } }, "no"],
    ["false and what begins like true", { Bool: { "aws:SecureTransport": ["false", "trueish"] } }, "no"],
    ["false and what ends like true", { Bool: { "aws:SecureTransport": ["false", "untrue"] } }, "no"],
    ["texts of that name", { StringEquals: { "aws:SecureTransport": ["true", "false"] } }, "no"],
    ["a range that is not known", { IpAddress: { "aws:SourceIp": unknown } }, "unknown: conditions[0].values (takes the internet)"],
  ])("%s: %3$s", (_, condition, expected) => expect(ofDoor(condition)).toBe(expected));
});

describe("a condition spares requests without the key", () => {
  const sources = [
    "aws:SourceArn",
    "aws:SourceAccount",
    "aws:SourceOwner",
    "aws:SourceOrgID",
    "aws:SourceVpc",
    "aws:SourceVpce",
    "aws:VpceAccount",
  ];
  const tokens = ["sts:ExternalId", "gitlab.com:sub", "gitlab.com:aud", "accounts.google.com:oaud", "www.amazon.com:app_id"];
  test.each([...sources, ...tokens])("of %s, whoever the caller is", (key) =>
    expect(ofDoor({ StringEqualsIfExists: { [key]: "x" } }, { Principal: one })).toBe(absent),
  );
  test.each(["aws:PrincipalArn", "aws:PrincipalOrgID", "aws:userid", "kms:CallerAccount"])("of %s, where everyone is let in", (key) => {
    expect(ofDoor({ StringEqualsIfExists: { [key]: "x" } })).toBe(absent);
    expect(ofDoor({ StringEqualsIfExists: { [key]: "x" } }, { Principal: one })).toBe("no");
  });
  test.each([
    "s3:prefix",
    "aws:useridentity",
    "kms:CallerAccounts",
    "my:aws:PrincipalArn",
    "my:aws:SourceArn",
    "sts:ExternalIds",
    "gitlab.com:subject",
  ])("not of %s, which distinguishes nobody", (key) => expect(ofDoor({ StringEqualsIfExists: { [key]: "x" } })).toBe("no"));

  test.each<[string, unknown, string]>([
    ["by all of no values", { "ForAllValues:StringEquals": { "aws:SourceVpc": "vpc-0a1b2c3d" } }, absent],
    ["not by any value", { "ForAnyValue:StringEquals": { "aws:SourceVpc": "vpc-0a1b2c3d" } }, "no"],
    ["not by asking for it", { StringEquals: { "aws:SourceVpc": "vpc-0a1b2c3d" } }, "no"],
    ["not by a date", { DateLessThanIfExists: { "aws:SourceVpc": "2020-01-01" } }, "no"],
    ["not where it must be there", { StringEqualsIfExists: { "aws:SourceVpc": "x" }, Null: { "AWS:SourceVpc": "False" } }, "no; no"],
    ["but where it must not", { StringEqualsIfExists: { "aws:SourceVpc": "x" }, Null: { "aws:SourceVpc": "true" } }, `${absent}; no`],
    [
      "and where words stand after false",
      { StringEqualsIfExists: { "aws:SourceVpc": "x" }, Null: { "aws:SourceVpc": "falsely" } },
      `${absent}; no`,
    ],
    [
      "and where words stand before it",
      { StringEqualsIfExists: { "aws:SourceVpc": "x" }, Null: { "aws:SourceVpc": "unfalse" } },
      `${absent}; no`,
    ],
    [
      "and where another must be there",
      { StringEqualsIfExists: { "aws:SourceVpc": "x" }, Null: { "aws:SourceArn": "false" } },
      `${absent}; no`,
    ],
    [
      "and where it is a number",
      { StringEqualsIfExists: { "aws:SourceVpc": "x" }, NumericEquals: { "aws:SourceVpc": "false" } },
      `${absent}; no`,
    ],
    [
      "nobody knows whether it must be there",
      { StringEqualsIfExists: { "aws:SourceVpc": "x" }, Null: { "aws:SourceVpc": unknown } },
      "unknown: conditions[1].values (spares the absent); no",
    ],
  ])("%s: %3$s", (_, condition, expected) => expect(ofDoor(condition)).toBe(expected));

  test.each<[string, unknown, string]>([
    ["everyone and others", { AWS: ["123456789012", "*"] }, absent],
    ["a caller who is not known", { AWS: [unknown] }, "unknown: principals[0] (spares the absent)"],
    ["callers who are not known", unknown, "unknown: principals (spares the absent)"],
    ["nobody named", undefined, "no"],
  ])("of the caller, with %s: %3$s", (_, Principal, expected) =>
    expect(ofDoor({ StringEqualsIfExists: { "aws:PrincipalOrgID": "x" } }, { Principal })).toBe(expected),
  );
});

describe("a negation keeps off some", () => {
  test.each<[string, unknown, string]>([
    ["sources", { StringNotEquals: { "aws:SourceVpc": "vpc-0a1b2c3d" } }, some],
    ["a caller", { ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::123456789012:role/web" } }, some],
    ["addresses", { NotIpAddress: { "aws:SourceIp": "203.0.113.0/24" } }, some],
    ["half of the internet, and lets in the other", { NotIpAddress: { "aws:SourceIp": "0.0.0.0/1" } }, "no"],
    ["addresses in a VPC", { NotIpAddress: { "aws:VpcSourceIp": "10.0.0.0/8" } }, "no"],
    ["prefixes, which tell nobody apart", { StringNotEquals: { "s3:prefix": "private" } }, "no"],
    ["owners of the resource", { StringNotEquals: { "aws:ResourceAccount": "123456789012" } }, "no"],
    ["by no negation", { StringEquals: { "aws:SourceVpc": "vpc-0a1b2c3d" } }, "no"],
  ])("%s: %3$s", (_, condition, expected) => expect(ofDoor(condition)).toBe(expected));
  test.each<[string, unknown]>([
    ["a caller", { ArnNotLike: { "aws:PrincipalArn": "a" } }],
    ["addresses", { NotIpAddress: { "aws:SourceIp": "203.0.113.0/24" } }],
  ])("%s, which is a guard where not everyone is let in", (_, condition) => expect(ofDoor(condition, { Principal: one })).toBe("no"));
});

describe("what looks like a guard is none", () => {
  const open = { StringLike: { "aws:SourceVpc": "*" } };
  test.each<[string, unknown, string]>([
    ["unless another guards", { ...open, StringEquals: { "aws:SourceAccount": "123456789012" } }, "no; no"],
    ["unless an office does", { ...open, IpAddress: { "aws:SourceIp": "203.0.113.7" } }, "no; no"],
    ["unless another does before it", { StringEquals: { "aws:SourceAccount": "123456789012" }, ...open }, "no; no"],
    ["though the office may be told by nobody", { ...open, IpAddressIfExists: { "aws:SourceIp": "203.0.113.7" } }, `${everything}; no`],
    ["though a text is an address", { ...open, StringEquals: { "aws:SourceIp": "203.0.113.7" } }, `${everything}; no`],
    ["though an office in a VPC is one", { ...open, IpAddress: { "aws:VpcSourceIp": "10.0.0.0/8" } }, `${everything}; no`],
    ["though a prefix is asked for", { ...open, StringEquals: { "s3:prefix": "a" } }, `${everything}; no`],
    ["though one caller is kept off a tag", { ...open, StringNotEquals: { "aws:ResourceAccount": "1" } }, `${everything}; no`],
    [
      "though another spares the absent",
      { ...open, StringEqualsIfExists: { "aws:SourceAccount": "1" } },
      `${everything}; yes: conditions[1] (spares the absent)`,
    ],
    [
      "though another takes everything too",
      { ...open, ArnLike: { "aws:SourceArn": "*" } },
      `${everything}; yes: conditions[1] (takes everything)`,
    ],
    ["of all that is unknown", unknown, "unknown: conditions"],
    ["of an operator that is unknown", { StringLike: unknown }, "unknown: conditions[0]"],
    ["beside an operator that is unknown", { ...open, Bool: unknown }, "unknown: conditions[1] (takes everything); unknown: conditions[1]"],
    [
      "beside a guard that is unknown",
      { ...open, StringEquals: { "aws:SourceAccount": unknown } },
      "unknown: conditions[1].values (takes everything); no",
    ],
  ])("%s: %3$s", (_, condition, expected) => expect(ofDoor(condition)).toBe(expected));

  test("but a Deny is not a door", () => expect(ofDoor(open, { Effect: "Deny" })).toBe("no"));
  test("of a statement that may be a Deny", () => expect(ofDoor(open, { Effect: unknown })).toBe("unknown: effect (takes everything)"));
  test("of an unknown Deny", () => expect(ofDoor(unknown, { Effect: "Deny" })).toBe("no"));
  test("of a caller who holds the grant is guarded by whatever narrows it", () => {
    const taking = { StringLike: { "aws:PrincipalArn": "*" } };
    expect(ofGrant({ ...taking, StringEquals: { "s3:prefix": "a" } })).toBe("no; no");
    expect(ofGrant({ ...taking, Bool: { "aws:SecureTransport": "true" } })).toBe(`${everything}; no`);
    expect(ofGrant({ ...taking, StringEquals: { "s3:prefix": unknown } })).toBe("unknown: conditions[1].values (takes everything); no");
  });
});
