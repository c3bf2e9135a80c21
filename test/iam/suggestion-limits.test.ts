import { describe, expect, test } from "vitest";
import { grantRules } from "../../src/rules/iam/grants.js";
import { allow, deny, inline, json, type Part } from "../rules/iam/helpers.js";
import { anyRes, evaluateMock, ref, res, type Spec, secret, unknown } from "../suite.js";
import { fixBy, fixOf, named, orders, ordersArn, role, rule, trusting, worker, writes } from "./suggesting.js";

describe("a suggestion is for actions on what is there", () => {
  const bucket = res("s3.Bucket", "uploads", { bucket: "uploads" });
  const secretKey = res("secretsmanager.Secret", "key", { name: "key" });
  const parameter = res("ssm.Parameter", "url", { name: "url" });
  const stream = res("kinesis.Stream", "clicks", { name: "clicks" });
  const works = worker({ TABLE: ref("orders"), BUCKET: "uploads", SECRET: "key", PARAMETER: "url", STREAM: "clicks" });
  const fixFor = (action: string): string | undefined =>
    fixOf(orders, bucket, secretKey, parameter, stream, role(), works, inline("Role", "does", "worker", allow(action)));

  test.each([
    "s3:DeleteObject",
    "s3:PutObject",
    "secretsmanager:PutSecretValue",
    "ssm:DeleteParameter",
    "kinesis:PutRecord",
    "dynamodb:UpdateTable",
  ])("%s", (action) => expect(fixFor(action)).toContain(`actions: ["${action}"]`));
  test.each([
    "s3:CreateBucket",
    "s3:RestoreObject",
    "s3:ReplicateObject",
    "secretsmanager:CreateSecret",
    "secretsmanager:RestoreSecret",
    "ssm:PutParameter",
    "kinesis:RegisterStreamConsumer",
    "dynamodb:ImportTable",
    // A global table is none of the stack.
    "dynamodb:UpdateGlobalTable",
    // An access point is none of the stack.
    "s3:PutAccessPointPolicy",
  ])("not %s", (action) => expect(fixFor(action)).toBeUndefined());

  test("nor on every action of a service, as some take no resource", () => {
    const reads = inline("Role", "reads", "worker", allow(["secretsmanager:GetSecretValue"]));
    const readsAll = inline("Role", "reads", "worker", allow(["secretsmanager:*"]));
    const id = "iam-policy-no-data-exfiltration";
    expect(fixBy(id, secretKey, role(), worker({ SECRET: "key" }), reads)).toContain("resources: [keySecret.arn]");
    expect(fixBy(id, secretKey, role(), worker({ SECRET: "key" }), readsAll)).toBeUndefined();
  });
});

describe("there is no suggestion", () => {
  const more = (action: unknown, statement: Part = {}): Spec => inline("Role", "writes", "worker", allow(action, "*", statement));
  const open = (action: unknown, resource: unknown): Spec =>
    anyRes("aws:iam/rolePolicy:RolePolicy", "writes", { role: ref("worker"), policy: { Statement: [allow(action, resource)] } });
  const cases: Readonly<Record<string, readonly Spec[]>> = {
    "where nothing works under the role": [orders, role(), writes],
    "where the function names no table": [orders, role(), worker({ LOG_LEVEL: "info" }), writes],
    "where a variable is called a table and names none of the stack": [
      orders,
      role(),
      worker({ TABLE: ref("orders", "name"), AUDIT_TABLE: "elsewhere" }),
      writes,
    ],
    "where two tables are unknown and one is of the stack": [
      orders,
      role(),
      worker({ TABLE: ref("orders"), OTHER_TABLE: unknown }),
      writes,
    ],
    "where the environment is unknown": [orders, role(), worker({ TABLE: unknown }), writes],
    "where a text holds the ARN of another table": [
      orders,
      role(),
      worker({ TABLE: ref("orders"), CONFIG: "arn:aws:dynamodb:eu-west-1:123456789012:table/legacy" }),
      writes,
    ],
    "where a table is called what only another variable says": [
      res("dynamodb.Table", "info", { name: "info" }),
      role(),
      worker({ LOG_LEVEL: "info" }),
      writes,
    ],
    "where the ARN is of another account's table": [
      orders,
      role(),
      worker({ TABLE: ordersArn.replace("123456789012", "999988887777") }),
      writes,
    ],
    "where a value comes from another stack": [
      orders,
      anyRes("pulumi:pulumi:StackReference", "base", {}),
      role(),
      worker({ TABLE: ref("orders"), THEIRS: ref("base") }),
      writes,
    ],
    "where somebody else may assume the role": [
      orders,
      role({ assumeRolePolicy: json({ Effect: "Allow", Principal: { AWS: "arn:aws:iam::123456789012:root" }, Action: "sts:AssumeRole" }) }),
      named,
      writes,
    ],
    "where the trust is unknown": [orders, role({ assumeRolePolicy: unknown }), named, writes],
    "where another service may use the role": [orders, role({ assumeRolePolicy: trusting("ec2.amazonaws.com") }), named, writes],
    "where something uses the role that is not read": [
      orders,
      role(),
      named,
      writes,
      anyRes("aws:codebuild/project:Project", "build", { serviceRole: ref("worker", "arn") }),
    ],
    "where one of two functions under the role names none": [
      orders,
      role(),
      named,
      anyRes("aws:lambda/function:Function", "second", { role: ref("worker", "arn"), environment: { variables: { LOG_LEVEL: "info" } } }),
      writes,
    ],
    "where an action makes tables": [orders, role(), named, more(["dynamodb:PutItem", "dynamodb:CreateTable"])],
    "where a pattern holds actions that take no table": [orders, role(), named, more(["dynamodb:U*"])],
    "where a condition stands with it": [
      orders,
      role(),
      named,
      more("dynamodb:PutItem", { Condition: { Bool: { "aws:SecureTransport": "true" } } }),
    ],
    "where a resource is named beside every resource": [
      orders,
      role(),
      named,
      inline("Role", "writes", "worker", allow("dynamodb:PutItem", ["*", ordersArn])),
    ],
    "where a resource is unknown beside every resource": [orders, role(), named, open("dynamodb:PutItem", ["*", unknown])],
    "where a condition stands with one of two statements": [
      orders,
      role(),
      named,
      inline(
        "Role",
        "writes",
        "worker",
        allow("dynamodb:PutItem"),
        allow("dynamodb:DeleteItem", "*", { Condition: { Bool: { "aws:SecureTransport": "true" } } }),
      ),
    ],
    "where another role may have it": [
      orders,
      role(),
      named,
      anyRes("aws:iam/role:Role", "reader", { name: unknown, assumeRolePolicy: trusting("lambda.amazonaws.com") }),
      anyRes("aws:lambda/function:Function", "reads", { role: ref("reader", "arn"), environment: { variables: { TABLE: ref("orders") } } }),
      res("iam.Policy", "writes", { policy: json(allow("dynamodb:PutItem")) }),
      res("iam.RolePolicyAttachment", "has", { role: ref("worker", "name"), policyArn: ref("writes", "arn") }),
      res("iam.RolePolicyAttachment", "may-have", { role: unknown, policyArn: ref("writes", "arn") }),
    ],
    "where an action is unknown": [orders, role(), named, open(["dynamodb:PutItem", unknown], "*")],
    "where it is not known who else has it": [
      orders,
      role(),
      named,
      res("iam.Policy", "writes", { policy: json(allow("dynamodb:PutItem")) }),
      res("iam.RolePolicyAttachment", "has", { role: ref("worker", "name"), policyArn: ref("writes", "arn") }),
      res("iam.UserPolicyAttachment", "too", { user: "ann", policyArn: ref("writes", "arn") }),
    ],
    "where a pattern holds actions of several services": [
      res("sqs.Queue", "jobs", { name: "jobs" }),
      role(),
      worker({ QUEUE: "jobs" }),
      more(["sqs:DeleteMessage", "s?s:SendMessage"]),
    ],
    "for a user": [orders, anyRes("aws:iam/user:User", "ann", { name: "ann" }), inline("User", "writes", "ann", allow("dynamodb:PutItem"))],
    "for a document that is secret": [
      orders,
      role(),
      named,
      anyRes("aws:iam/rolePolicy:RolePolicy", "writes", { role: ref("worker"), policy: secret(json(allow("dynamodb:PutItem"))) }),
    ],
    "for a service whose resources nothing names": [orders, role(), named, more("kms:Decrypt")],
  };
  test.each(Object.entries(cases))("%s", (_, specs) => expect(fixOf(...specs)).toBeUndefined());

  test("nor a finding where a Deny takes the rest away", () => {
    const specs = [orders, role(), named, inline("Role", "writes", "worker", allow("dynamodb:PutItem"), deny("dynamodb:*"))];
    expect(evaluateMock(rule, grantRules[rule], { of: specs })).toEqual([]);
  });
});
