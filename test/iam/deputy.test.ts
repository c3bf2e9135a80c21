import { describe, expect, test } from "vitest";
import { deputies } from "../../src/iam/trust/deputy.js";
import { unknownString as unknown } from "../../src/model/value.js";
import { said, statementOf } from "./statements.js";

const letIn = (Principal: unknown, more: object = {}): unknown => ({
  Effect: "Allow",
  Principal,
  Action: "sns:Publish",
  Resource: "*",
  ...more,
});
const services = (...names: readonly string[]): unknown => ({ Service: names.map((name) => `${name}.amazonaws.com`) });
const onDoor = (principal: unknown, more: object = {}): string[] => deputies(statementOf("resource", letIn(principal, more))).map(said);
const onTrust = (principal: unknown): string[] => deputies(statementOf("trust", letIn(principal, { Action: "sts:AssumeRole" }))).map(said);
const first = ["yes: principals[0]"];

describe("services that act for others", () => {
  test.each([
    ...["apigateway", "budgets", "cloudfront", "cloudtrail", "cloudwatch", "config", "delivery.logs", "events", "logging.s3"],
    ...["s3", "secretsmanager", "ses", "sns"],
  ])("%s at a door", (name) => expect(onDoor(services(name))).toEqual(first));
  test.each(["bedrock", "bedrock-agentcore", "pipes", "scheduler", "transfer", "vpc-flow-logs"])("%s in a trust", (name) =>
    expect(onTrust(services(name))).toEqual(first),
  );
  test.each(["ec2", "lambda", "pipes"])("not %s at a door", (name) => expect(onDoor(services(name))).toEqual([]));
  test.each(["ec2", "lambda", "sns"])("not %s in a trust", (name) => expect(onTrust(services(name))).toEqual([]));

  test.each(["sns.eu-west-1.amazonaws.com", "SNS.amazonaws.com.cn", "sns.us-gov-east-1.amazonaws.com", "sns.cn-north-1.amazonaws.com.cn"])(
    "in a region or another partition: %s",
    (Service) => expect(onDoor({ Service })).toEqual(first),
  );
  test.each([
    "sns.amazonaws.com.example.org",
    "sns.eu-west-1.amazonaws.com.x",
    "sns.eu-west-12.amazonaws.com",
    "sns.eu-west-1.a.amazonaws.com",
  ])("not under another name: %s", (Service) => expect(onDoor({ Service })).toEqual([]));
  test("no user of that name", () => expect(onDoor({ AWS: "Service:sns.amazonaws.com" })).toEqual([]));
  test("each has an answer", () =>
    expect(onDoor(services("ec2", "sns", "s3"))).toEqual(["no", "yes: principals[1]", "yes: principals[2]"]));
});

describe("are kept from the errands of strangers by", () => {
  test.each(["aws:SourceArn", "aws:SourceAccount", "aws:SourceOrgID", "aws:SourceOrgPaths", "aws:SourceOwner"])("%s", (key) =>
    expect(onDoor(services("sns"), { Condition: { StringEquals: { [key]: "123456789012" } } })).toEqual(["no"]),
  );
  test("a Deny of whoever is not of the organisation", () => {
    const deny = { ...(letIn("*") as object), Effect: "Deny", Condition: { StringNotEquals: { "aws:SourceOrgID": "o-a1b2c3d4e5" } } };
    expect(deputies(statementOf("resource", letIn(services("sns")), deny)).map(said)).toEqual(["no"]);
  });
  test.each<[string, object]>([
    ["an end that is past", { Condition: { DateLessThan: { "aws:CurrentTime": "2020-01-01" } } }],
    ["denying them", { Effect: "Deny" }],
  ])("%s", (_, more) => expect(onDoor(services("sns"), more)).toEqual(["no"]));
  test.each<[string, string[]]>([
    ["arn:aws:sns:eu-west-1:*:orders", first],
    ["arn:aws:sns:*:?*:orders", first],
    ["arn:aws:sns:*:123456789012:*", ["no"]],
    ["arn:aws:s3:*:*:acme-uploads", ["no"]],
    ["arn:aws:s3:::acme-uploads", ["no"]],
    ["arn:aws:execute-api:eu-west-1:*:a1b2c3/*", ["no"]],
  ])("the ARN of what they act for, if it shows the account: %s", (arn, expected) =>
    expect(onDoor(services("sns"), { Condition: { ArnLike: { "aws:SourceArn": arn } } })).toEqual(expected),
  );
  test("not by any other condition", () =>
    expect(onDoor(services("sns"), { Condition: { StringEquals: { "aws:PrincipalTag/a": "b" } } })).toEqual(first));
});

describe("what is not known yet", () => {
  test.each<[string, unknown, object, string[]]>([
    ["all principals", unknown, {}, ["unknown: principals"]],
    ["the service", { Service: unknown }, {}, ["unknown: principals[0]"]],
    ["a service beside one", { Service: ["sns.amazonaws.com", unknown] }, {}, ["yes: principals[0]", "unknown: principals[1]"]],
    ["the effect", services("sns"), { Effect: unknown }, ["unknown: effect"]],
    ["the condition", services("sns"), { Condition: unknown }, ["unknown: conditions"]],
    ["a user", { AWS: [unknown] }, {}, []],
  ])("%s", (_, principal, more, expected) => expect(onDoor(principal, more)).toEqual(expected));
  test("nobody is named", () => expect(deputies(statementOf("identity", { Effect: "Allow", Action: "*", Resource: "*" }))).toEqual([]));
});
