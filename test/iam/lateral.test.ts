import { describe, expect, test } from "vitest";
import { grantRules } from "../../src/rules/iam/grants.js";
import { anyRes, evaluateMock, type Spec } from "../suite.js";
import { allow, arnOf, at, attach, byArn, byService, deny, iam, inline, made, start } from "./lab.js";
import { fn, little } from "./stacks/parts.js";

/** Ways to data of the stack that a person's own policies do not let it read. */

const vault = anyRes("aws:s3/bucket:Bucket", "vault", { bucket: "vault" }, { outputs: { arn: "arn:aws:s3:::vault" } });
const secretArn = at("secretsmanager", "secret:key-AbCdEf");
const secret = made("aws:secretsmanager/secret:Secret", "key", secretArn, { name: "key" });
const reader = (resource = "arn:aws:s3:::vault/*", action = "s3:GetObject", trust = byService("lambda")): Spec[] => [
  iam("role", "reader", { assumeRolePolicy: trust }),
  inline("role", "reader", allow(action, resource)),
];
const code = allow("lambda:UpdateFunctionCode", at("lambda", "function:worker"));
const found = (...specs: readonly Spec[]): string[] =>
  evaluateMock("it", grantRules["iam-principal-no-escalation-to-data"], { of: specs }).flatMap(({ outcome, resource, message }) =>
    outcome === "fail" ? [`${resource.name}: ${message}`] : [],
  );
const over = `user "start" can update the code of function "worker", which runs as role "reader"; role "reader" can read`;

describe("data that a person reaches by taking over somebody else", () => {
  test("the code of a function that reads a bucket, a secret", () => {
    expect(found(...start(code), vault, ...reader(), fn("reader"))).toEqual([
      expect.stringContaining(
        `start: can read data that its policies do not let it read: lambda-003 (lambda:UpdateFunctionCode): ${over} bucket "vault"`,
      ),
    ]);
    expect(found(...start(code), secret, ...reader(secretArn, "secretsmanager:GetSecretValue"), fn("reader"))[0]).toContain(
      `${over} secret "key"`,
    );
  });
  test("a role that a user assumes", () => {
    const person = iam("role", "person", { assumeRolePolicy: byArn(arnOf("user", "ann")) });
    expect(found(person, inline("role", "person", code), vault, ...reader(), fn("reader"))[0]).toMatch(/^person: /);
  });
  test("keys of a user who reads it", () => {
    const user = [iam("user", "boss"), inline("user", "boss", allow("s3:GetObject", "arn:aws:s3:::vault/*"))];
    expect(found(...start(allow("iam:CreateAccessKey", arnOf("user", "boss"))), vault, ...user)[0]).toContain(
      `user "start" can create an access key for user "boss"; user "boss" can read bucket "vault"`,
    );
  });
  test.each([
    ["transfer", ["transfer:CreateUser"]],
    ["batchoperations.s3", ["s3:CreateJob"]],
    ["datasync", ["datasync:CreateLocationS3", "datasync:CreateTask", "datasync:StartTaskExecution"]],
    ["lambda", ["lambda:CreateFunction", "lambda:InvokeFunction"]],
  ])("a role that is passed to %s", (service, actions) => {
    const pass = allow("iam:PassRole", arnOf("role", "reader"));
    const role = reader(undefined, undefined, byService(service));
    expect(found(...start(pass, allow(actions, "*")), vault, ...role)[0]).toContain(`role "reader"; role "reader" can read bucket "vault"`);
    expect(found(...start(pass, allow(actions, "*")), vault, ...reader(undefined, undefined, byService("ec2")))).toEqual([]);
    expect(found(...start(pass, allow(actions, "*"), deny("iam:PassRole", "*")), vault, ...role)).toEqual([]);
  });
  test("silent: data that it may read itself, data of others, no data", () => {
    expect(found(...start(code, allow("s3:GetObject", "arn:aws:s3:::vault/*")), vault, ...reader(), fn("reader"))).toEqual([]);
    expect(found(...start(code), vault, ...reader("arn:aws:s3:::other/*"), fn("reader"))).toEqual([]);
    expect(found(...start(code), ...reader(), fn("reader"))).toEqual([]);
    expect(found(...start(code), vault, iam("role", "reader", { assumeRolePolicy: byService("lambda") }), fn("reader"))).toEqual([]);
  });
  test("silent: another function, a Deny, a boundary", () => {
    const other = allow("lambda:UpdateFunctionCode", at("lambda", "function:other"));
    expect(found(...start(other), vault, ...reader(), fn("reader"))).toEqual([]);
    expect(found(...start(code, deny("lambda:*", "*")), vault, ...reader(), fn("reader"))).toEqual([]);
    const bound = iam("user", "start", { permissionsBoundary: "arn:aws:iam::aws:policy/ReadOnlyAccess" });
    expect(found(bound, inline("user", "start", code), vault, ...reader(), fn("reader"))).toEqual([]);
  });
  test("silent: a role that the user is meant to assume, a pipeline, an administrator, a path to everything", () => {
    const trusting = reader(undefined, undefined, byArn(arnOf("user", "start")));
    expect(found(...start(allow("sts:AssumeRole", arnOf("role", "reader"))), vault, ...trusting)).toEqual([]);
    const pipeline = iam("role", "pipeline", { assumeRolePolicy: byService("codebuild") });
    expect(found(pipeline, inline("role", "pipeline", code), vault, ...reader(), fn("reader"))).toEqual([]);
    expect(found(...start(code), attach("user", "start"), vault, ...reader(), fn("reader"))).toEqual([]);
    expect(found(...start(code, allow("iam:PutUserPolicy", "*")), vault, ...reader(), fn("reader"))).toEqual([]);
    expect(found(...start(little), vault, ...reader(), fn("reader"))).toEqual([]);
  });
});
