import { expect, test } from "vitest";
import { grantRules } from "../../src/rules/iam/grants.js";
import { anyRes, evaluateMock } from "../suite.js";

/** A condition that lists every value that a key can have narrows nothing. */

const isFound = (Condition: object): boolean => {
  const policy = JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*", Condition }] });
  const of = [anyRes("aws:iam/policy:Policy", "it", { name: "it", policy })];
  return evaluateMock("it", grantRules["iam-policy-no-admin"], { of }).some(({ outcome }) => outcome === "fail");
};
const all = ["Account", "User", "FederatedUser", "AssumedRole"];

test.each<[object, boolean]>([
  [{ StringEquals: { "aws:PrincipalType": all } }, true],
  [{ StringEquals: { "aws:PrincipalType": [...all, "Anonymous"] } }, true],
  [{ StringLike: { "aws:PrincipalType": ["*User", "A*"] } }, true],
  [{ Bool: { "aws:SecureTransport": ["true", "false"] } }, true],
  [{ Bool: { "aws:PrincipalIsAWSService": ["true", "false"] } }, true],
  [{ Bool: { "aws:ViaAWSService": ["false", "true"] } }, true],
  [{ StringEquals: { "aws:PrincipalType": "AssumedRole" } }, false],
  [{ StringEquals: { "aws:PrincipalType": ["User", "FederatedUser"] } }, false],
  [{ StringEquals: { "aws:PrincipalType": "Anonymous" } }, false],
  [{ Bool: { "aws:PrincipalIsAWSService": "true" } }, false],
])("%j", (condition, isWide) => expect(isFound(condition)).toBe(isWide));
