import { expect, test } from "vitest";
import { allow, arnOf, byService, iam, said, start } from "./lab.js";

const arn = arnOf("role", "elsewhere");
const create = allow(["lambda:CreateFunction", "lambda:InvokeFunction"], "*");
const unknowns = (...specs: Parameters<typeof said>[0]): readonly string[] => said(specs, "unknown");

test("a role outside the stack that can be passed leaves the verdict open, with its name", () => {
  const specs = start(allow("iam:PassRole", arn), create);
  expect(unknowns(...specs)).toContain(`start-inline: policy.Statement[0].Resource is "${arn}", whose content is not known here`);
  expect(said(specs)).toEqual([]);
});
test("silent: a role of the stack without power, a service that runs nothing, nothing to run, a role of a service, a condition", () => {
  const own = iam("role", "elsewhere", { assumeRolePolicy: byService("lambda") });
  expect(unknowns(...start(allow("iam:PassRole", arn), create), own)).toEqual([]);
  expect(unknowns(...start(allow("iam:PassRole", arn), allow("lambda:GetFunction", "*")))).toEqual([]);
  const service = arnOf("role", "aws-service-role/lambda.amazonaws.com/AWSServiceRoleForLambda");
  expect(unknowns(...start(allow("iam:PassRole", service), create))).toEqual([]);
  const passed = { StringEquals: { "iam:PassedToService": "rds.amazonaws.com" } };
  expect(unknowns(...start(allow("iam:PassRole", arn, passed), create))).toEqual([]);
});
