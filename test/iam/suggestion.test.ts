import { spawnSync } from "node:child_process";
import { runInNewContext } from "node:vm";
import { describe, expect, test } from "vitest";
import { allow, inline, json } from "../rules/iam/helpers.js";
import { anyRes, ref, res, type Spec } from "../suite.js";
import { codeBehind, fixOf, named, orders, ordersArn, role, trusting, worker, writes } from "./suggesting.js";

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

  test("is TypeScript that states the same", () => {
    const pulumi = { interpolate: (parts: readonly string[], ...values: readonly string[]) => String.raw({ raw: parts }, ...values) };
    const statement = runInNewContext(`(${codeBehind(fix, "In TypeScript")})`, { pulumi, ordersTable: { arn: ordersArn } });
    expect({ ...statement, actions: [...statement.actions], resources: [...statement.resources] }).toEqual({
      actions: ["dynamodb:PutItem", "dynamodb:Query"],
      resources: [ordersArn, `${ordersArn}/index/*`],
    });
  });

  const python = process.env["PYTHON"] ?? "python3";
  test.skipIf(spawnSync(python, ["-c", ""]).status !== 0)("is Python that states the same (skipped without Python)", () => {
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

  test("a state machine by a name that states already what it is", () => {
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
    expect(text).toContain('`ordersTable2` is the dynamodb.Table "ordersTable" and `ordersTable3` is');
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
    expect(text).toMatch(/^Allow dynamodb:PutItem only on what "work" and "second" use; keep other actions in a separate statement\.\n/);
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
    expect(text).toMatch(/^Allow dynamodb:PutItem and dynamodb:DeleteItem only on what "work" uses;/);
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
