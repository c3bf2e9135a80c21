import { describe, expect, test } from "vitest";
import type { Flaw } from "../../src/iam/document/answer.js";
import { typeMismatches, unknownKeys } from "../../src/iam/lint/condition-keys.js";
import { unknownString as unknown } from "../../src/model/value.js";
import { under } from "./helpers.js";

/** Flaws in lines, those that are not sure with a question mark. */
const lines = (flaws: readonly Flaw[]): string[] =>
  flaws.flatMap(({ answer, why }) =>
    answer.is === "yes" ? [`${answer.at} ${why}`] : answer.is === "unknown" ? answer.at.map((at) => `${at}?${why}`) : [],
  );
const keys = (condition: unknown): string[] => lines(unknownKeys(under(condition)));
const mismatches = (condition: unknown): string[] => lines(typeMismatches(under(condition)));

describe("condition keys of AWS", () => {
  test.each([
    ...["aws:SourceIp", "AWS:sourceIP", "s3:prefix", "aws:PrincipalTag/team", "AWS:principaltag/a.b", "kms:EncryptionContext:app"],
    ...["iot:Connection.Thing.IsAttached", "iot:ClientId", "glacier:ResourceTag/LegalHold"],
    ...["token.actions.githubusercontent.com:sub", "oidc.example.com/path:aud", "localhost/path:aud"],
  ])("%s", (key) => expect(keys({ StringEquals: { [key]: "x" } })).toEqual([]));

  test.each([
    ["aws:SourceIPs", "aws:SourceIp"],
    ["s3:prefixes", "s3:prefix"],
    ["aws:PrincipalTag", "aws:PrincipalTag/<name>"],
    ["aws:RequestTag/", "aws:RequestTag/<name>"],
    ["aws:ResourceTags/<name>", "aws:ResourceTag/<name>"],
    ["SourceVpce", "aws:SourceVpce"],
    ["s3:PrincipalOrgID", "aws:PrincipalOrgID"],
    ["S33:prefix", "s3:prefix"],
    ["dynamobd:LeadingKeys", "dynamodb:LeadingKeys"],
  ])("not %s, but %s", (key, near) =>
    expect(keys({ StringEquals: { [key]: "x" } })).toEqual([`conditions[0] is not an AWS condition key. Did you mean "${near}"?`]),
  );
  test.each(["aws:Foo", "prefix", ":", "a.b", "s3:a.b/c", "nobody:knows", "constructor:x"])("not %s", (key) =>
    expect(keys({ StringEquals: { [key]: "x" } })).toEqual(["conditions[0] is not an AWS condition key"]),
  );

  test("each is reported at its place", () =>
    expect(keys({ Bool: { "aws:SecureTransport": "true" }, StringEquals: { "aws:Foo": "x" } })).toEqual([
      "conditions[1] is not an AWS condition key",
    ]));
  test("those that are not known yet may be right", () => {
    expect(keys(unknown)).toEqual(["conditions?"]);
    expect(keys({ Bool: { "aws:SecureTransport": "true" }, StringEquals: unknown })).toEqual(["conditions[1]?"]);
  });
});

const keyOf = {
  String: "aws:username",
  ARN: "aws:SourceArn",
  Bool: "aws:SecureTransport",
  Date: "aws:CurrentTime",
  IPAddress: "aws:SourceIp",
  Numeric: "aws:MultiFactorAuthAge",
};
const types = Object.keys(keyOf);

describe("operators are for keys of certain types", () => {
  test.each<[operator: string, value: unknown, types: readonly string[]]>([
    ["StringEquals", "x", ["String", "ARN", "Bool"]],
    ["StringNotLikeIfExists", "x", ["String", "ARN", "Bool"]],
    ["NumericLessThan", "5", ["Date", "Numeric"]],
    ["DateGreaterThan", "2026-01-01", ["Date"]],
    ["Bool", "true", ["String", "Bool"]],
    ["Null", "true", types],
    ["IpAddress", "203.0.113.0/24", ["IPAddress"]],
    ["NotIpAddress", "203.0.113.0/24", ["IPAddress"]],
    ["ArnLike", "arn:aws:s3:::b", ["String", "ARN"]],
    ["ArnNotEquals", "arn:aws:s3:::b", ["String", "ARN"]],
    ["BinaryEquals", "eA==", types],
  ])("%s %s", (operator, value, expected) => {
    const isRight = ([, key]: [string, string]): boolean => mismatches({ [operator]: { [key]: value } }).length === 0;
    expect(
      Object.entries(keyOf)
        .filter(isRight)
        .map(([type]) => type),
    ).toEqual(expected);
  });

  test.each<[key: string, wrong: string, right: string]>([
    ["aws:username", "NumericEquals", "StringEquals or StringLike"],
    ["aws:SourceArn", "Bool", "ArnEquals or ArnLike"],
    ["aws:SecureTransport", "IpAddress", "Bool"],
    ["aws:CurrentTime", "StringEqualsIfExists", "DateLessThan or DateGreaterThan"],
    ["aws:SourceIp", "StringLike", "IpAddress"],
    ["s3:max-keys", "ForAnyValue:StringEquals", "NumericEquals or NumericLessThan"],
    ["aws:TagKeys", "ForAnyValue:NumericEquals", "StringEquals or StringLike"],
  ])("%s is not compared by %s", (key, wrong, right) =>
    expect(mismatches({ [wrong]: { [key]: "true" } })).toEqual([`conditions[0] is compared with ${wrong}, expected ${right}`]),
  );

  test.each<[string, string, unknown]>([
    ["a tag holds anything", "NumericGreaterThan", { "aws:PrincipalTag/level": "5" }],
    ["services call numbers texts", "NumericEquals", { "s3:signatureversion": "4" }],
    ["a list of texts is compared by text", "ForAnyValue:StringLike", { "aws:TagKeys": ["a", "b"] }],
    ["a list may be missing", "Null", { "aws:TagKeys": "true" }],
    ["services call single texts lists", "StringEquals", { "dynamodb:LeadingKeys": "a" }],
    ["what no table knows is of any type", "IpAddress", { "aws:Foo": "192.0.2.1" }],
  ])("%s", (_, operator, condition) => expect(mismatches({ [operator]: condition })).toEqual([]));

  test.each([
    "Equals",
    "NotStringEquals",
    "AnyNumericEquals",
    "NotDateEquals",
    "NotBool",
    "BoolEquals",
    "NotNull",
    "NullEquals",
    "IpAddressEquals",
    "NotArnLike",
  ])("an operator that AWS does not have is reported elsewhere: %s", (operator) =>
    expect(mismatches({ [operator]: { "aws:SourceIp": "x" } })).toEqual([]),
  );

  test("a key of AWS that has many values is compared by some or all of them", () =>
    expect(mismatches({ StringEquals: { "aws:TagKeys": ["a"] } })).toEqual([
      "conditions[0] has several values, expected an operator with `ForAnyValue:` or `ForAllValues:`",
    ]));
});

describe("values are what their operator compares", () => {
  const claim = "example.com:claim";
  test.each<[operator: string, right: readonly string[], noun: string, wrong: readonly string[]]>([
    ["StringEquals", ["x", "5", "true"], "", []],
    [
      "NumericEquals",
      ["5", "-5", "+5", "5.", "5.25", ".25", "10"],
      "a number",
      ["five", "5x", "x5", "1,000", "--5", "5.x", ".", "0x5", "5 .", ".5x"],
    ],
    [
      "DateLessThan",
      [
        ...["1767225600", "2026", "2026-01", "2026-01-31", "2026-01-31T12:30Z", "2026-01-31t12:30:15z", "2026-01-31T12:30:15"],
        ...["2026-01-31T12:30:15.123Z", "2026-01-31T12:30:15+01:00", "2026-01-31T12:30-01:00", "2026-01-31T12:30+0100"],
      ],
      "a date",
      [
        ...["tomorrow", "2026-13", "2026-01-32", "31.01.2026", "2026/01/31", "26-01-31", "2026-1-1", "x2026", "2026x", "x1767225600"],
        ...["2026-01-31T12", "2026-01-31 12:30", "2026-01-31T12:30:15.Z", "2026-01-31T25:00Z"],
      ],
    ],
    ["Bool", ["true", "false", "TRUE"], "true or false", ["yes", "1", "truely", "untrue", "falsely", "not false"]],
    ["Null", ["true", "false", "False"], "true or false", ["null", "0", "truely", "untrue"]],
    [
      "IpAddress",
      ["192.0.2.1", "192.0.2.0/24", "2001:db8::1", "2001:db8::/32", "0.0.0.0/0"],
      "an address or a range in CIDR notation",
      ["192.0.2", "192.0.2.0/33", "192.0.2.256", "example.com", "*", "10"],
    ],
    ["ArnEquals", ["arn:aws:s3:::b", "*", "?rn:aws:s3:::b", "*:role/r"], "an ARN", ["b", "my-arn:aws:s3:::b", "b*", "arn"]],
  ])("%s", (operator, right, noun, wrong) => {
    expect(mismatches({ [operator]: { [claim]: right } })).toEqual([]);
    expect(mismatches({ [operator]: { [claim]: wrong } })).toEqual(
      wrong.map((value, i) => `conditions[0].values[${i}] is "${value}", expected ${noun} for ${operator}`),
    );
  });

  test("a policy variable may become what it must be, an empty text is reported elsewhere", () =>
    expect(mismatches({ NumericEquals: { [claim]: [`\${aws:PrincipalTag/level}`, "", "x"] } })).toEqual([
      'conditions[0].values[2] is "x", expected a number for NumericEquals',
    ]));
  test.each<[string, unknown, string[]]>([
    ["one of them", { Bool: { [claim]: ["true", unknown] } }, ['conditions[0].values[1]?is "", expected true or false for Bool']],
    ["all of them", { Bool: { [claim]: unknown } }, ['conditions[0].values?is "", expected true or false for Bool']],
    ["texts, which may be any", { StringEquals: { [claim]: unknown } }, []],
    ["their keys", { Bool: unknown }, ["conditions[0]?"]],
    ["the condition", unknown, ["conditions?"]],
  ])("not known yet: %s", (_, condition, expected) => expect(mismatches(condition)).toEqual(expected));
});
