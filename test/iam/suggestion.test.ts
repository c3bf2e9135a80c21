import { spawnSync } from "node:child_process";
import { runInNewContext } from "node:vm";
import { describe, expect, test } from "vitest";
import { grantRules } from "../../src/rules/iam/grants.js";
import { allow, deny, inline, json, type Part } from "../rules/iam/helpers.js";
import { anyRes, judgeMock, ref, res, type Spec, secret, unknown } from "../suite.js";

const rule = "iam-policy-no-wildcard-resource";
/** What the finding of a stack proposes; `undefined` where it keeps to the rule's own advice. */
const fixOf = (...specs: readonly Spec[]): string | undefined => {
  const [found, ...more] = judgeMock(rule, grantRules[rule], { of: specs }).filter(({ outcome }) => outcome === "fail");
  if (found === undefined || more.length > 0) throw new Error(`${more.length + (found === undefined ? 0 : 1)} findings, not one`);
  return found.fix;
};

const ordersArn = "arn:aws:dynamodb:eu-west-1:123456789012:table/orders-1a2b";
const orders = res("dynamodb.Table", "orders", {}, { outputs: { arn: ordersArn, name: "orders-1a2b" } });
const trusting = (service: string, more: Part = {}): string =>
  json({ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole", ...more });
const role = (more: Part = {}): Spec =>
  anyRes("aws:iam/role:Role", "worker", { assumeRolePolicy: trusting("lambda.amazonaws.com"), ...more });
const worker = (variables: Part, more: Part = {}): Spec =>
  anyRes("aws:lambda/function:Function", "work", { role: ref("worker", "arn"), environment: { variables }, ...more });
const writes = inline("Role", "writes", "worker", allow(["dynamodb:PutItem", "dynamodb:Query"]));
const named = worker({ TABLE: ref("orders", "name"), LOG_LEVEL: "info" });

/** The line of code behind a line of the suggestion. */
const codeBehind = (fix: string | undefined, start: string): string => {
  const lines = fix?.split("\n") ?? [];
  return (lines[lines.findIndex((line) => line.startsWith(start)) + 1] ?? "").trim();
};

describe("a suggestion", () => {
  const fix = fixOf(orders, role(), named, writes);

  test("names what the environment of the function names, in JSON", () => {
    expect(JSON.parse(codeBehind(fix, "As JSON"))).toEqual({
      Effect: "Allow",
      Action: ["dynamodb:PutItem", "dynamodb:Query"],
      Resource: [ordersArn, `${ordersArn}/index/*`],
    });
    expect(fix).toContain('`ordersTable` is the dynamodb.Table "orders"');
  });

  test("is TypeScript that says the same", () => {
    const pulumi = { interpolate: (parts: readonly string[], ...values: readonly string[]) => String.raw({ raw: parts }, ...values) };
    const statement = runInNewContext(`(${codeBehind(fix, "In TypeScript")})`, { pulumi, ordersTable: { arn: ordersArn } });
    expect({ ...statement, actions: [...statement.actions], resources: [...statement.resources] }).toEqual({
      actions: ["dynamodb:PutItem", "dynamodb:Query"],
      resources: [ordersArn, `${ordersArn}/index/*`],
    });
  });

  const python = process.env["PYTHON"] ?? "python3";
  test.skipIf(spawnSync(python, ["-c", ""]).status !== 0)("is Python that says the same (skipped without Python)", () => {
    const program = `
import json, types
space = types.SimpleNamespace
aws = space(iam=space(GetPolicyDocumentStatementArgs=lambda actions, resources: [actions, resources]))
pulumi = space(Output=space(concat=lambda *parts: "".join(parts)))
orders_table = space(arn="${ordersArn}")
print(json.dumps(${codeBehind(fix, "In Python")}))`;
    const { stdout, stderr } = spawnSync(python, ["-c", program], { encoding: "utf8" });
    expect(stderr).toBe("");
    expect(JSON.parse(stdout)).toEqual([
      ["dynamodb:PutItem", "dynamodb:Query"],
      [ordersArn, `${ordersArn}/index/*`],
    ]);
  });

  test("has no JSON while neither ARN nor name are known, and the code all the same", () => {
    const early = fixOf(res("dynamodb.Table", "orders", {}), role(), named, writes);
    expect(early).not.toContain("As JSON");
    expect(early).toContain("resources: [ordersTable.arn");
  });

  test("leaves region and account open where only the name is known", () => {
    const early = fixOf(res("dynamodb.Table", "orders", { name: "orders" }), role(), named, writes);
    expect(JSON.parse(codeBehind(early, "As JSON")).Resource[0]).toBe("arn:*:dynamodb:*:*:table/orders");
  });

  test("leaves out actions that take no resource, and other services", () => {
    const mixed = inline("Role", "writes", "worker", allow(["dynamodb:PutItem", "dynamodb:ListTables", "ec2:DescribeVpcs"]));
    expect(codeBehind(fixOf(orders, role(), named, mixed), "In TypeScript")).toMatch(/^\{ actions: \["dynamodb:PutItem"\]/);
  });

  test("follows event sources, destinations and tasks", () => {
    const queue = res("sqs.Queue", "jobs", { name: "jobs" });
    const receives = inline("Role", "receives", "worker", allow(["sqs:ReceiveMessage", "sqs:DeleteMessage"]));
    const source = anyRes("aws:lambda/eventSourceMapping:EventSourceMapping", "source", {
      functionName: ref("work", "arn"),
      eventSourceArn: ref("jobs", "arn"),
    });
    expect(fixOf(queue, role(), worker({}), receives, source)).toContain("resources: [jobsQueue.arn]");
    const destination = anyRes("aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig", "after", {
      functionName: ref("work", "name"),
      destinationConfig: { onFailure: { destination: ref("jobs", "arn") } },
    });
    const sends = inline("Role", "sends", "worker", allow("sqs:SendMessage"));
    expect(fixOf(queue, role(), worker({}), sends, destination)).toContain("resources: [jobsQueue.arn]");
    const task = anyRes("aws:ecs/taskDefinition:TaskDefinition", "work", {
      taskRoleArn: ref("worker", "arn"),
      containerDefinitions: JSON.stringify([{ name: "app", environment: [{ name: "QUEUE_URL", value: "jobs" }] }]),
    });
    const tasks = role({ assumeRolePolicy: trusting("ecs-tasks.amazonaws.com") });
    expect(fixOf(queue, tasks, task, sends)).toContain("resources: [jobsQueue.arn]");
  });

  test("names buckets and their objects, each action's own kind", () => {
    const bucket = res("s3.Bucket", "2024-uploads", { bucket: "uploads" });
    const puts = inline("Role", "puts", "worker", allow("s3:PutObject"));
    const text = fixOf(bucket, role(), worker({ BUCKET: "uploads" }), puts);
    expect(JSON.parse(codeBehind(text, "As JSON")).Resource).toEqual(["arn:*:s3:::uploads/*"]);
    expect(codeBehind(text, "In TypeScript")).toContain(`pulumi.interpolate\`\${bucket2024Uploads.arn}/*\``);
  });

  test("knows a table by its ARN, and by the ARN of a part of it", () => {
    const source = anyRes("aws:lambda/eventSourceMapping:EventSourceMapping", "source", {
      functionName: ref("work", "arn"),
      eventSourceArn: `${ordersArn}/stream/2026-01-01T00:00:00.000`,
    });
    expect(fixOf(orders, role(), worker({}), writes, source)).toContain("resources: [ordersTable.arn");
    expect(fixOf(orders, role(), worker({ ANY: ordersArn }), writes)).toContain("resources: [ordersTable.arn");
  });

  test("is of a managed policy that the role alone has", () => {
    const managed = res("iam.Policy", "writes", { policy: json(allow("dynamodb:PutItem")) });
    const attached = res("iam.RolePolicyAttachment", "has", { role: ref("worker", "name"), policyArn: ref("writes", "arn") });
    expect(fixOf(orders, role(), named, managed, attached)).toContain("resources: [ordersTable.arn]");
    expect(fixOf(orders, role(), named, managed)).toBeUndefined();
  });
});

describe("there is no suggestion", () => {
  const more = (action: unknown, statement: Part = {}): Spec => inline("Role", "writes", "worker", allow(action, "*", statement));
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
    expect(judgeMock(rule, grantRules[rule], { of: specs })).toEqual([]);
  });
});
