import { describe, expect, test } from "vitest";
import { unknownActions } from "../../src/iam/lint/unknown-actions.js";
import { unknownString } from "../../src/model/value.js";
import { bucketPolicy } from "./helpers.js";

/** What is said of a statement's actions: one entry each, `false` where the action is known. */
const said = (parts: Readonly<Record<string, unknown>>): readonly unknown[] =>
  bucketPolicy({ Effect: "Allow", Resource: "*", ...parts })
    .statements.flatMap((statement) => unknownActions(statement))
    .map(({ answer, why }) => {
      const suggestion = /Did you mean "(.*)"/.exec(why)?.[1];
      return answer.is === "no" ? false : [answer.is, answer.at, suggestion].filter((part) => part !== undefined);
    });
const isKnown = (action: string): boolean => said({ Action: action })[0] === false;

describe("AWS knows", () => {
  test.each([
    "s3:GetObject",
    "S3:getobject",
    "s3:Get*",
    "s3:Get?bject",
    "s3:*",
    "s3:**",
    "execute-api:Invoke",
    "*:GetObject",
    "*",
    "iot:AssumeRoleWithCertificate",
  ])("%s", (action) => expect(isKnown(action)).toBe(true));
  test.each(["s3:GetObjet", "s3:Got*", "s4:*", "s4:**", "s4:GetObject", "execute-api:Invoked", "s3:Get-Object"])("not %s", (action) =>
    expect(isKnown(action)).toBe(false),
  );
});

test.each(["foo", "s3:", ":GetObjet", "s3:Get Objet", "s3 :GetObjet", "s3:Get:Objet", "s3:GetObjet!", "!s3:GetObjet", ""])(
  "%j is malformed, which is reported elsewhere",
  (action) => expect(isKnown(action)).toBe(true),
);

describe("instead of an action that AWS does not know", () => {
  test.each([
    ["s3:GetObjet", "s3:GetObject"],
    ["s3:Frobnicate", undefined],
    ["SQS:SendMesage", "sqs:SendMessage"],
    // A wrong prefix of an action that is right, and of one that is not.
    ["sqss:SendMessage", "sqs:SendMessage"],
    ["dynamo:PutItem", "dynamodb:PutItem"],
    ["cloudwatchlogs:PutLogEvents", "logs:PutLogEvents"],
    ["vpc:CreateVpc", "ec2:CreateVpc"],
    ["db:InjectError", "dynamodb:InjectError"],
    ["lamda:Foo", "lambda:Foo"],
    ["lamda:*", "lambda:*"],
    // Too short to tell.
    ["s4:*", undefined],
    ["sq5:*", undefined],
    ["frobnicator:Foo", undefined],
  ])("%s: %s", (action, suggestion) => {
    const told = ["yes", "actions[0]", ...(suggestion === undefined ? [] : [suggestion])];
    expect(said({ Action: action })).toEqual([told]);
    expect(said({ Action: action })).toEqual([told]);
  });
});

describe("it is said where the action is", () => {
  test.each([
    ["each of several", { Action: ["s3:GetObject", "sqs:SendMesage", "foo"] }, [false, ["yes", "actions[1]", "sqs:SendMessage"], false]],
    ["what is left out", { NotAction: ["sqs:SendMesage"] }, [["yes", "notActions[0]", "sqs:SendMessage"]]],
    ["an unknown one", { Action: ["s3:GetObject", unknownString] }, [false, ["unknown", ["actions[1]"]]]],
    ["unknown ones", { NotAction: unknownString }, [["unknown", ["notActions"]]]],
    ["none", {}, []],
  ])("%s", (_, parts, answers) => expect(said(parts)).toEqual(answers));
});
