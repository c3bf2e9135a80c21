import { describe, expect, test } from "vitest";
import { isImpossible, neverHolds } from "../../src/iam/conditions/impossible.js";
import { narrows, type Use } from "../../src/iam/conditions/use.js";
import { unknownString as unknown } from "../../src/model/value.js";
import { grantUnder, said, statementOf } from "./statements.js";

const past = "2025-12-31T23:59:59Z";
const narrowed = (condition: unknown, use?: Use): string => said(narrows(grantUnder(condition), use));

describe("a grant is narrowed", () => {
  test.each<[string, unknown, string]>([
    ["by a source", { IpAddress: { "aws:SourceIp": "203.0.113.7" } }, "yes: conditions[0]"],
    ["not by half of the internet", { IpAddress: { "aws:SourceIp": "0.0.0.0/1" } }, "no"],
    ["not by TLS", { Bool: { "AWS:SecureTransport": "true" } }, "no"],
    ["not by a browser's name", { StringEquals: { "aws:UserAgent": "x" } }, "no"],
    ["not by the page before", { StringEquals: { "aws:Referer": "x" } }, "no"],
    ["by an end that is past", { DateLessThanEquals: { "aws:CurrentTime": past } }, "yes: conditions[0]"],
    ["not by another date", { DateLessThan: { "aws:TokenIssueTime": past } }, "no"],
    ["by a single moment", { DateEquals: { "aws:CurrentTime": "2026-06-01" } }, "yes: conditions[0]"],
    ["by an end when the day began", { DateLessThan: { "aws:CurrentTime": "2026-01-01T00:00:00Z" } }, "yes: conditions[0]"],
    ["not by an end within the day", { DateLessThan: { "aws:CurrentTime": "2026-01-01T00:00:01Z" } }, "no"],
    ["by a key that must be missing", { Null: { "aws:TokenIssueTime": "true" } }, "yes: conditions[0]"],
    ["not by whether a service is passed to", { Null: { "iam:PassedToService": "false" } }, "no"],
    ["not by whether a policy is named", { Null: { "iam:PolicyARN": "false" } }, "no"],
    ["not by one service that is kept off", { StringNotEquals: { "iam:PassedToService": "ec2.amazonaws.com" } }, "no"],
    ["not by one policy that is kept off", { ArnNotEquals: { "iam:PolicyARN": "arn:aws:iam::aws:policy/ReadOnlyAccess" } }, "no"],
    ["not by one boundary that is kept off", { ArnNotEquals: { "iam:PermissionsBoundary": "arn:aws:iam::123456789012:policy/b" } }, "no"],
    ["by a boundary", { ArnEquals: { "iam:PermissionsBoundary": "arn:aws:iam::123456789012:policy/b" } }, "yes: conditions[0]"],
    ["by a principal that is kept off", { StringNotLike: { "aws:PrincipalArn": "*" } }, "yes: conditions[0]"],
    ["by a star that is a character", { StringEquals: { "aws:PrincipalArn": "*" } }, "yes: conditions[0]"],
    ["by the second condition", { Bool: { "aws:SecureTransport": "true" }, StringEquals: { "s3:prefix": "a" } }, "yes: conditions[1]"],
    ["nobody knows, of all", unknown, "unknown: conditions"],
    ["nobody knows, of an operator", { StringEquals: unknown }, "unknown: conditions[0]"],
    ["nobody knows, of any key", { StringEquals: { "s3:prefix": unknown } }, "unknown: conditions[0].values"],
    ["nobody knows, of a range", { IpAddress: { "aws:SourceIp": [unknown] } }, "unknown: conditions[0].values"],
    ["nobody knows, of a service", { StringEquals: { "iam:PassedToService": [unknown] } }, "unknown: conditions[0].values[0]"],
  ])("%s: %3$s", (_, condition, expected) => expect(narrowed(condition)).toBe(expected));

  const everywhere = [
    "aws:PrincipalArn",
    "aws:PrincipalAccount",
    "aws:userid",
    "aws:SourceIp",
    "aws:RequestedRegion",
    "iam:PermissionsBoundary",
  ];
  test.each(everywhere)("not by any value of %s, which is always there", (key) =>
    expect(narrowed({ StringLike: { [key]: "*" } })).toBe("no"),
  );
  test.each(["*", "**", "?*", "*?", "arn:*", "arn:*:*:*"])("not by a principal like %s", (value) =>
    expect(narrowed({ ArnLike: { "aws:PrincipalArn": value } })).toBe("no"),
  );
  test.each(["a*", "*a", "???", "arn:aws:*", "xarn:*", "arn:*x"])("by a principal like %s", (value) =>
    expect(narrowed({ ArnLike: { "aws:PrincipalArn": value } })).toBe("yes: conditions[0]"),
  );

  test("by values only where each of them narrows", () => {
    expect(narrowed({ StringLike: { "aws:RequestedRegion": ["eu-*", "us-*"] } })).toBe("yes: conditions[0]");
    expect(narrowed({ StringLike: { "aws:RequestedRegion": ["eu-*", "*"] } })).toBe("no");
  });
});

describe("passing a role is narrowed by its service", () => {
  const to = (operator: string, value: string, ...passedTo: string[]): string =>
    narrowed({ [operator]: { "iam:PassedToService": value } }, passedTo.length === 0 ? {} : { passedTo });
  test.each(["ec2.*", "lambda.amazonaws.com", "s*"])("like %s", (value) => expect(to("StringLike", value)).toBe("yes: conditions[0]"));
  test.each(["*", "*.amazonaws.com", "*.AMAZONAWS.com"])("not like %s", (value) => expect(to("StringLike", value)).toBe("no"));
  test("any service under an exact operator is none", () => expect(to("StringEquals", "*")).toBe("yes: conditions[0]"));

  test.each([
    ["StringEquals", "ec2.amazonaws.com", "no"],
    ["StringEquals", "EC2.amazonaws.com", "yes: conditions[0]"],
    ["StringEquals", "ec2*", "yes: conditions[0]"],
    ["StringLike", "EC2*", "no"],
    ["StringLike", "lambda*", "no"],
    ["StringLike", "glue*", "yes: conditions[0]"],
  ])("where it is used with EC2 or Lambda, %s %s: %s", (operator, value, expected) =>
    expect(to(operator, value, "ec2.amazonaws.com", "lambda.amazonaws.com")).toBe(expected),
  );
});

describe("attaching a policy is narrowed by its ARN", () => {
  const arn = (operator: string, value: string): string => narrowed({ [operator]: { "iam:PolicyARN": value } });
  const administrators = ["AdministratorAccess", "IAMFullAccess", "PowerUserAccess", "job-function/SystemAdministrator"];
  test.each(administrators.map((name) => `arn:aws:iam::aws:policy/${name}`))("not by %s", (value) =>
    expect(arn("ArnEquals", value)).toBe("no"),
  );
  test.each(["aws-cn", "aws-us-gov"])("not by the administrators of %s", (partition) =>
    expect(arn("StringEquals", `arn:${partition}:iam::aws:policy/AdministratorAccess`)).toBe("no"),
  );
  test.each(["*", "arn:aws:iam::aws:policy/*", "arn:aws-cn:iam::aws:policy/Power*", "*/job-function/*"])("not by all like %s", (value) =>
    expect(arn("ArnLike", value)).toBe("no"),
  );
  test.each(["arn:aws:iam::aws:policy/ReadOnlyAccess", "arn:aws:iam::123456789012:policy/*", "*/administratoraccess"])(
    "by all like %s",
    (value) => expect(arn("ArnLike", value)).toBe("yes: conditions[0]"),
  );
  test("a star under an exact operator is a character", () =>
    expect(arn("StringEquals", "arn:aws:iam::aws:policy/*")).toBe("yes: conditions[0]"));
});

describe("a grant has expired", () => {
  test.each<[string, unknown, string]>([
    ["at its end", { DateLessThan: { "aws:CurrentTime": past } }, "yes: conditions[0]"],
    ["not where only its start is past", { DateGreaterThan: { "aws:CurrentTime": past } }, "no"],
    ["not where one of two ends is to come", { DateLessThan: { "aws:CurrentTime": [past, "2027-01-01"] } }, "no"],
    ["not by a number", { NumericLessThan: { "aws:CurrentTime": "1" } }, "no"],
    ["nobody knows, of all", unknown, "unknown: conditions"],
    ["nobody knows, of an operator", { DateLessThan: unknown }, "unknown: conditions[0]"],
    ["nobody knows, of the end", { DateLessThan: { "aws:CurrentTime": unknown } }, "unknown: conditions[0].values"],
  ])("%s: %3$s", (_, condition, expected) => expect(said(neverHolds(grantUnder(condition)))).toBe(expected));
});

describe("no request meets", () => {
  const impossible = (condition: unknown): string => said(isImpossible(grantUnder(condition)));
  test.each<[string, unknown]>([
    ["an end that is past", { DateLessThan: { "aws:CurrentTime": past } }],
    ["the absence of a principal", { Null: { "aws:PrincipalArn": "true" } }],
    ["the absence of an account", { Null: { "aws:PrincipalAccount": "TRUE" } }],
    ["the absence of a user", { Null: { "aws:userid": "true" } }],
    ["the absence of the time", { Null: { "aws:CurrentTime": "true" } }],
    ["the absence of the transport", { Null: { "aws:SecureTransport": "true" } }],
    ["the absence of a region", { Null: { "aws:RequestedRegion": "true" } }],
    ["a principal not like everything", { StringNotLike: { "aws:PrincipalArn": ["a", "*"] } }],
    ["an ARN not like everything", { ArnNotLike: { "aws:PrincipalArn": "?*" } }],
    ["an ARN other than everything", { ArnNotEquals: { "aws:PrincipalArn": "*?" } }],
    ["a principal not like everything, if there", { StringNotLikeIfExists: { "aws:PrincipalArn": "*" } }],
    ["a wildcard under an exact operator", { StringEquals: { "s3:prefix": "a*" } }],
    ["a wildcard that ignores case", { StringEqualsIgnoreCase: { "s3:prefix": "a?" } }],
    ["wildcards behind a variable", { "ForAnyValue:StringEquals": { "s3:prefix": `\${aws:username}/*` } }],
    ["no MFA, by an operator that asks for the key", { Bool: { "aws:MultiFactorAuthPresent": "False" } }],
  ])("%s", (_, condition) => expect(impossible(condition)).toBe("yes: conditions[0]"));

  test.each<[string, unknown]>([
    ["an end to come", { DateLessThan: { "aws:CurrentTime": "2027-01-01" } }],
    ["the presence of a principal", { Null: { "aws:PrincipalArn": "false" } }],
    ["words around true", { Null: { "aws:PrincipalArn": "untrue" } }],
    ["words after true", { Null: { "aws:PrincipalArn": "trueish" } }],
    ["the absence of a key that may be missing", { Null: { "aws:SourceVpc": "true" } }],
    ["a tag not like everything", { StringNotLike: { "aws:PrincipalTag/team": "*" } }],
    ["no value of several like everything", { "ForAllValues:StringNotLike": { "aws:PrincipalArn": "*" } }],
    ["a principal like everything", { StringLike: { "aws:PrincipalArn": "*" } }],
    ["a principal not like something", { StringNotLike: { "aws:PrincipalArn": ["*a", "a*", "???"] } }],
    ["a wildcard that may be met by absence", { StringEqualsIfExists: { "s3:prefix": "a*" } }],
    ["a wildcard that no value meets", { "ForAllValues:StringEquals": { "s3:prefix": "a*" } }],
    ["a pattern", { StringLike: { "s3:prefix": "a*" } }],
    ["a star in a variable", { StringEquals: { "s3:prefix": `\${*}` } }],
    ["two variables with a question between their braces", { StringEquals: { "s3:prefix": `\${a?}b\${?c}` } }],
    ["one value of several without wildcard", { StringEquals: { "s3:prefix": ["a*", "a"] } }],
    ["MFA", { Bool: { "aws:MultiFactorAuthPresent": "true" } }],
    ["words around no MFA", { Bool: { "aws:MultiFactorAuthPresent": "unfalse" } }],
    ["words after no MFA", { Bool: { "aws:MultiFactorAuthPresent": "falsely" } }],
    ["no MFA, if there", { BoolIfExists: { "aws:MultiFactorAuthPresent": "false" } }],
    ["no MFA as a text", { StringLike: { "aws:MultiFactorAuthPresent": "false" } }],
    ["no TLS", { Bool: { "aws:SecureTransport": "false" } }],
  ])("but some meet %s", (_, condition) => expect(impossible(condition)).toBe("no"));

  test.each<[string, unknown, string]>([
    ["all", unknown, "unknown: conditions"],
    ["an operator", { StringEquals: unknown }, "unknown: conditions[0]"],
    ["a value that must be absent", { Null: { "aws:userid": [unknown] } }, "unknown: conditions[0].values[0]"],
    ["the values that must differ", { StringNotLike: { "aws:PrincipalArn": unknown } }, "unknown: conditions[0].values"],
    ["one of the values that must differ", { StringNotLike: { "aws:PrincipalArn": ["a", unknown] } }, "unknown: conditions[0].values[1]"],
  ])("nobody knows of %s: %3$s", (_, condition, expected) => expect(impossible(condition)).toBe(expected));

  test("an anonymous caller of a resource has no principal", () => {
    const door = { Effect: "Deny", Principal: "*", Action: "s3:*", Resource: "*", Condition: { Null: { "aws:PrincipalArn": "true" } } };
    expect(said(isImpossible(statementOf("resource", door)))).toBe("no");
  });
});
