import { spawnSync } from "node:child_process";
import { runInNewContext } from "node:vm";
import { describe, expect, test } from "vitest";
import { grantRules } from "../../src/rules/iam/grants.js";
import { allow, deny, inline, json, type Part } from "../rules/iam/helpers.js";
import { anyRes, judgeMock, ref, res, type Spec, secret, unknown } from "../suite.js";

const rule = "iam-policy-no-wildcard-resource";
/** What the finding of a rule proposes; `undefined` where it keeps to the rule's own advice. */
const fixBy = (id: keyof typeof grantRules, ...specs: readonly Spec[]): string | undefined => {
  const [found, ...more] = judgeMock(id, grantRules[id], { of: specs }).filter(({ outcome }) => outcome === "fail");
  if (found === undefined || more.length > 0) throw new Error(`${more.length + (found === undefined ? 0 : 1)} findings, not one`);
  return found.fix;
};
const fixOf = (...specs: readonly Spec[]): string | undefined => fixBy(rule, ...specs);

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
    expect(early?.split("\n")[1]).toMatch(/^In TypeScript/);
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

describe("the code of a suggestion calls", () => {
  test.each([
    ["dynamodb.Table", "orders", "ordersTable", "orders_table"],
    ["dynamodb.Table", "ordersTable", "ordersTable", "orders_table"],
    ["dynamodb.Table", "orders-table", "ordersTable", "orders_table"],
    ["dynamodb.Table", "--Orders--", "ordersTable", "orders_table"],
    ["dynamodb.Table", "orders 2024", "orders2024Table", "orders_2024_table"],
    ["dynamodb.Table", "2024-orders", "table2024Orders", "table_2024_orders"],
    ["dynamodb.Table", "2nd-orders", "table2ndOrders", "table_2nd_orders"],
    ["dynamodb.Table", "---", "table", "table"],
    ["dynamodb.Table", "auditLogV2Entries", "auditLogV2EntriesTable", "audit_log_v2_entries_table"],
  ] as const)("a %s %j %s, and in Python %s", (cls, name, camel, snake) => {
    const text = fixOf(
      res(cls, name, { name: "orders" }),
      role(),
      worker({ TABLE: "orders" }),
      inline("Role", "puts", "worker", allow("dynamodb:PutItem")),
    );
    expect(codeBehind(text, "In TypeScript")).toBe(`{ actions: ["dynamodb:PutItem"], resources: [${camel}.arn] }`);
    expect(codeBehind(text, "In Python")).toContain(`resources=[${snake}.arn])`);
    expect(text).toContain(`\nHere \`${camel}\` is the ${cls} "${name}".`);
  });

  test("a state machine by a name that says already what it is", () => {
    const machine = res("sfn.StateMachine", "order-state-machine", { name: "flow" });
    const starts = inline("Role", "starts", "worker", allow("states:StartExecution"));
    expect(fixOf(machine, role(), worker({ WORKFLOW: "flow" }), starts)).toContain("resources: [orderStateMachine.arn]");
  });

  test("parts of a table in Python as well", () =>
    expect(codeBehind(fixOf(orders, role(), named, writes), "In Python")).toContain(
      'resources=[orders_table.arn, pulumi.Output.concat(orders_table.arn, "/index/*")]',
    ));

  test("things of the same name by numbers", () => {
    const tables = ["orders", "ordersTable", "orders-table"].map((name, i) => res("dynamodb.Table", name, { name: `t${i}` }));
    const text = fixOf(
      ...tables,
      role(),
      worker({ TABLE_A: "t0", TABLE_B: "t1", TABLE_C: "t2" }),
      inline("Role", "puts", "worker", allow("dynamodb:PutItem")),
    );
    expect(codeBehind(text, "In TypeScript")).toContain("resources: [ordersTable.arn, ordersTable2.arn, ordersTable3.arn]");
    expect(codeBehind(text, "In Python")).toContain("resources=[orders_table.arn, orders_table_2.arn, orders_table_3.arn]");
    expect(text).toContain('`ordersTable2` is the dynamodb.Table "ordersTable", `ordersTable3` is');
  });
});

describe("a suggestion for several", () => {
  const puts = inline("Role", "puts", "worker", allow("dynamodb:PutItem"));
  const second = anyRes("aws:lambda/function:Function", "second", {
    role: ref("worker", "arn"),
    environment: { variables: { TABLE: "users" } },
  });
  const users = res("dynamodb.Table", "users", { name: "users" });

  test("functions names them and what each works with", () => {
    const text = fixOf(orders, users, role(), named, second, puts);
    expect(text).toMatch(
      /^Allow dynamodb:PutItem only on what "work", "second" works with; other actions stay in a statement of their own\.\n/,
    );
    expect(codeBehind(text, "In TypeScript")).toContain("resources: [ordersTable.arn, usersTable.arn]");
  });
  test("roles that have one policy names what they work with together", () => {
    const policy = res("iam.Policy", "puts", { policy: json(allow("dynamodb:PutItem")) });
    const reader = anyRes("aws:iam/role:Role", "reader", { assumeRolePolicy: trusting("lambda.amazonaws.com") });
    const third = anyRes("aws:lambda/function:Function", "third", {
      role: ref("reader", "arn"),
      environment: { variables: { TABLE: "users" } },
    });
    const has = (name: string): Spec =>
      res("iam.RolePolicyAttachment", `${name}-has`, { role: ref(name, "name"), policyArn: ref("puts", "arn") });
    const both = [orders, users, role(), named, reader, policy, has("worker"), has("reader")];
    expect(fixOf(...both, third)).toContain("resources: [ordersTable.arn, usersTable.arn]");
    // Nothing works under the second.
    expect(fixOf(...both)).toBeUndefined();
  });
  test("statements has the actions of all of them, each once", () => {
    const statements = inline(
      "Role",
      "puts",
      "worker",
      allow(["dynamodb:PutItem", "dynamodb:GetItem"]),
      allow(["dynamodb:PutItem", "dynamodb:DeleteItem"]),
    );
    expect(codeBehind(fixOf(orders, role(), named, statements), "In TypeScript")).toContain(
      'actions: ["dynamodb:PutItem", "dynamodb:GetItem", "dynamodb:DeleteItem"]',
    );
  });
  test("actions lists them, without those that AWS does not know", () => {
    const text = fixOf(
      orders,
      role(),
      named,
      inline("Role", "puts", "worker", allow(["dynamodb:PutItem", "dynamodb:PutItm", "dynamodb:DeleteItem"])),
    );
    expect(text).toMatch(/^Allow dynamodb:PutItem, dynamodb:DeleteItem only on what "work" works with;/);
  });
  test("statements leaves those alone that name their resources", () => {
    const statements = inline("Role", "puts", "worker", allow("dynamodb:PutItem"), allow("dynamodb:GetItem", ordersArn));
    expect(codeBehind(fixOf(orders, role(), named, statements), "In TypeScript")).toContain('actions: ["dynamodb:PutItem"]');
  });
  test("names no resource of another service", () => {
    const queue = res("sqs.Queue", "jobs", { name: "jobs" });
    expect(codeBehind(fixOf(orders, queue, role(), worker({ TABLE: ref("orders"), QUEUE: "jobs" }), puts), "In TypeScript")).toContain(
      "resources: [ordersTable.arn]",
    );
  });
});

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
    expect(judgeMock(rule, grantRules[rule], { of: specs })).toEqual([]);
  });
});
