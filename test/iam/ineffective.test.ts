import { describe, expect, test } from "vitest";
import { allowsAllBut, neverDenies } from "../../src/iam/lint/ineffective.js";
import { unknownString as unknown } from "../../src/model/value.js";
import { said, statementOf } from "./statements.js";

const deny = { Effect: "Deny", Action: "s3:GetObject", Resource: "*" };
const denied = (more: object, kind: Parameters<typeof statementOf>[0] = "identity"): string => {
  const { answer, why } = neverDenies(statementOf(kind, { ...deny, ...more }));
  return [said(answer), why].join(" ").trim();
};
const no = undefined;
const mistyped = "yes: resources[0] matches no resource that the actions apply to, so the statement denies nothing";

describe("a Deny never denies", () => {
  test.each<[string, object, string]>([
    ["excepting every action", { Action: no, NotAction: ["s3:*", "*"] }, "yes: notActions[1] excludes every action, so it denies none"],
    ["excepting every resource", { Resource: no, NotResource: "*" }, "yes: notResources[0] excludes every resource, so it denies none"],
    [
      "on a condition",
      { Condition: { Null: { "aws:PrincipalArn": "true" } } },
      "yes: conditions[0] is never true, so the statement denies nothing",
    ],
    ["on a bucket what is done to objects", { Resource: "arn:aws:s3:::b" }, mistyped],
  ])("%s: %3$s", (_, more, expected) => expect(denied(more)).toBe(expected));

  test.each([{ NotPrincipal: "*" }, { NotPrincipal: { AWS: ["123456789012", "*"] } }])("excepting everyone: %j", (more) =>
    expect(denied(more, "resource")).toMatch(/^yes: notPrincipals\[[01]\] excludes everyone, so it denies nobody$/),
  );
  test("not excepting one", () => expect(denied({ NotPrincipal: { AWS: "123456789012" } }, "resource")).toBe("no"));

  test.each<[string, object]>([
    ["denying all", {}],
    ["excepting some actions", { Action: no, NotAction: "s3:*" }],
    ["excepting some resources", { Resource: no, NotResource: "arn:aws:s3:::b/*" }],
    ["an Allow that excepts every action", { Effect: "Allow", Action: no, NotAction: "*" }],
    ["under a condition that some meet", { Condition: { Bool: { "aws:SecureTransport": "false" } } }],
  ])("not %s", (_, more) => expect(denied(more)).toBe("no"));

  test.each<[string, object, string]>([
    ["the effect", { Effect: unknown, Action: no, NotAction: "*" }, "unknown: effect"],
    ["the effect of a plain one", { Effect: unknown }, "no"],
    ["what is excepted", { Action: no, NotAction: [unknown] }, "unknown: notActions[0]"],
    ["what resources are excepted", { Resource: no, NotResource: unknown }, "unknown: notResources"],
    ["the condition", { Condition: unknown }, "unknown: conditions"],
    ["two parts of it", { Resource: no, NotResource: unknown, Condition: unknown }, "unknown: notResources, conditions"],
    [
      "the condition, beside what is settled",
      { Resource: no, NotResource: "*", Condition: unknown },
      "yes: notResources[0] excludes every resource, so it denies none",
    ],
  ])("nobody knows of %s: %3$s", (_, more, expected) => expect(denied(more)).toBe(expected));
});

describe("resources are of no type that the actions work on", () => {
  test.each<[string, string | string[], string | string[]]>([
    ["an object of a bucket's action", "s3:ListBucket", "arn:aws:s3:::b/*"],
    ["a bucket for each of two actions on objects", ["s3:GetObject", "s3:PutObject"], "arn:aws:s3:::b"],
    ["two buckets", "s3:GetObject", ["arn:aws:s3:::b", "arn:aws:s3:::c"]],
    ["what another service has", "sqs:SendMessage", "arn:aws:sns:eu-west-1:123456789012:t"],
    ["a role of any account, for a user", "iam:DeleteUser", "arn:aws:iam::*:role/web"],
    ["an action that knows no resources", "ec2:DescribeInstances", "arn:aws:ec2:eu-west-1:123456789012:instance/i-1"],
    ["a region where there is none", "s3:GetObject", "arn:aws:sqs:eu-west-1:123456789012:b/a"],
    ["an index for what is done to tables", "dynamodb:PutItem", "arn:aws:dynamodb:eu-west-1:123456789012:table/t/index/i"],
    ["nothing", "s3:GetObject", ""],
    ["a pattern of actions on objects", "s3:GetObject*", "arn:aws:s3:::b"],
  ])("%s", (_, Action, Resource) => expect(denied({ Action, Resource })).toBe(mistyped));

  test.each<[string, string | string[], string | string[]]>([
    ["an object", "s3:GetObject", "arn:aws:s3:::b/*"],
    ["any resource of the service", "s3:GetObject", "arn:aws:s3:::*"],
    ["any resource in other letters", "ec2:DescribeInstances", "**"],
    ["any resource of all services", "ec2:DescribeInstances", "arn:aws:*"],
    ["all of one service in a short spelling", "sqs:SendMessage", "arn:aws:sqs:*"],
    ["one of two that fits", "s3:GetObject", ["arn:aws:s3:::b", "arn:aws:s3:::b/*"]],
    ["one of two actions that fits", ["s3:GetObject", "s3:ListBucket"], "arn:aws:s3:::b"],
    ["a variable for bucket and key", "s3:GetObject", `arn:aws:s3:::\${aws:PrincipalTag/place}`],
    ["a variable in a bucket's name", "s3:ListBucket", `arn:aws:s3:::b-\${aws:username}`],
    ["a part with colons", "logs:PutLogEvents", "arn:aws:logs:eu-west-1:123456789012:log-group:web:log-stream:a"],
    ["a table", "dynamodb:PutItem", "arn:aws:dynamodb:*:*:table/*"],
    ["an index", "dynamodb:Query", "arn:aws:dynamodb:eu-west-1:123456789012:table/t/index/i"],
    ["every action", "*", "arn:aws:s3:::b"],
    ["an action that does not exist", ["s3:GetObject", "s3:GetObjet"], "arn:aws:s3:::b"],
    ["what is no ARN", "s3:GetObject", ["arn:aws:s3:::b", "b"]],
    ["no action", [], "arn:aws:s3:::b"],
    ["no resource", "s3:GetObject", []],
  ])("not %s", (_, Action, Resource) => expect(denied({ Action, Resource })).toBe("no"));

  test.each<[string, object, string]>([
    ["exceptions of actions", { Action: no, NotAction: "s3:GetObject", Resource: "arn:aws:s3:::b" }, "no"],
    ["exceptions of resources", { Resource: no, NotResource: "arn:aws:s3:::b" }, "no"],
    ["unknown actions", { Action: unknown, Resource: "arn:aws:s3:::b" }, "unknown: actions"],
    ["one unknown action", { Action: ["s3:GetObject", unknown], Resource: "arn:aws:s3:::b" }, "unknown: actions[1]"],
    ["unknown resources", { Resource: unknown }, "unknown: resources"],
    ["one unknown resource", { Resource: ["arn:aws:s3:::b", unknown] }, "unknown: resources[1]"],
    ["both unknown", { Action: [unknown], Resource: [unknown] }, "unknown: actions[0], resources[0]"],
    ["one unknown resource beside one that fits", { Resource: ["arn:aws:s3:::b/*", unknown] }, "no"],
  ])("%s: %3$s", (_, more, expected) => expect(denied(more)).toBe(expected));

  test("is reported for resources' policies too", () =>
    expect(denied({ Principal: "*", Resource: "arn:aws:s3:::b" }, "resource")).toBe(mistyped));
  test.each(["trust", "ceiling"] as const)("is not reported of a %s", (kind) =>
    expect(denied({ Principal: "*", Resource: "arn:aws:s3:::b" }, kind)).toBe("no"),
  );
});

describe("an Allow of all but something", () => {
  const but = (more: object): string =>
    allowsAllBut(statementOf("identity", { Effect: "Allow", NotAction: "iam:*", Resource: "*", ...more }), "notActions").is;
  test.each<[string, object, string]>([
    ["is one", {}, "yes"],
    ["is one under a condition", { Condition: { StringEquals: { "aws:RequestedRegion": "eu-west-1" } } }, "yes"],
    ["is one under a condition that is not known", { Condition: unknown }, "yes"],
    ["has ended", { Condition: { DateLessThan: { "aws:CurrentTime": "2025-01-01" } } }, "no"],
    ["is a Deny", { Effect: "Deny" }, "no"],
    ["may be a Deny", { Effect: unknown }, "unknown"],
    ["may except nothing", { NotAction: unknown }, "unknown"],
  ])("%s", (_, more, expected) => expect(but(more)).toBe(expected));
});
