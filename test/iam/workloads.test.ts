import { describe, expect, test } from "vitest";
import { workOf } from "../../src/iam/access/workloads.js";
import { toResource } from "../../src/model/resource.js";
import { toStack } from "../../src/model/stack.js";
import { json, type Part } from "../rules/iam/helpers.js";
import { anyRes, ref, res, type Spec, toRaw, unknown } from "../suite.js";

const account = "123456789012";
const tableArn = `arn:aws:dynamodb:eu-west-1:${account}:table/orders`;
const orders = res("dynamodb.Table", "orders", { name: "orders" }, { outputs: { arn: tableArn } });
const users = res("dynamodb.Table", "users", { name: "users" }, { outputs: { id: "users-1a2b" } });
const jobsUrl = `https://sqs.eu-west-1.amazonaws.com/${account}/jobs`;
const jobs = res("sqs.Queue", "jobs", { name: "jobs" }, { outputs: { url: jobsUrl } });
const uploads = res("s3.Bucket", "uploads", { bucket: "uploads" });

const trusting = (...services: readonly string[]): string =>
  json({ Effect: "Allow", Principal: { Service: services }, Action: "sts:AssumeRole" });
const role = (trust: unknown = trusting("lambda.amazonaws.com"), more: Part = {}): Spec =>
  anyRes(
    "aws:iam/role:Role",
    "worker",
    { name: "worker-role", assumeRolePolicy: trust, ...more },
    { outputs: { arn: `arn:aws:iam::${account}:role/worker-role`, name: "worker-1a2b" } },
  );
const lambda = (variables: unknown, more: Part = {}, name = "work"): Spec =>
  anyRes("aws:lambda/function:Function", name, { name, role: ref("worker", "arn"), environment: { variables }, ...more });
const task = (environment: unknown, more: Part = {}): Spec =>
  anyRes("aws:ecs/taskDefinition:TaskDefinition", "work", {
    taskRoleArn: ref("worker", "arn"),
    containerDefinitions: JSON.stringify([{ name: "table", environment }]),
    ...more,
  });
const machine = (definition: unknown): Spec =>
  anyRes("aws:sfn/stateMachine:StateMachine", "work", { roleArn: ref("worker", "arn"), definition: JSON.stringify(definition) });
const source = (eventSourceArn: unknown, functionName: unknown = ref("work", "arn")): Spec =>
  anyRes("aws:lambda/eventSourceMapping:EventSourceMapping", "source", { functionName, eventSourceArn });

const failing = anyRes("aws:lambda/eventSourceMapping:EventSourceMapping", "failing", {
  functionName: ref("work", "arn"),
  eventSourceArn: tableArn,
  destinationConfig: { onFailure: { destinationArn: ref("jobs", "arn") } },
});

/** The names of what the workloads of the role `worker` work with. */
function resourcesOf(service: string, ...specs: readonly Spec[]): readonly string[] | undefined {
  const stack = toStack(toRaw({ of: specs }).map(toResource), { name: "dev", project: "test", today: "2026-07-01" });
  const worker = stack.resources.find(({ name }) => name === "worker");
  if (worker === undefined) throw new Error("the case has no role of this name");
  return workOf(worker, service, stack)
    ?.resources.map(({ name }) => name)
    .sort();
}

describe("a function works with", () => {
  test.each<[string, string, readonly Spec[], readonly string[]]>([
    ["what a variable depends on", "dynamodb", [orders, lambda({ TABLE: ref("orders", "name") })], ["orders"]],
    ["what a variable depends on, whatever it is called", "dynamodb", [orders, lambda({ THEIRS: ref("orders") })], ["orders"]],
    ["what a variable says by name", "dynamodb", [orders, users, lambda({ TABLE: "users" })], ["users"]],
    ["what a variable says by id", "dynamodb", [users, lambda({ TABLE: "users-1a2b" })], ["users"]],
    ["what a variable that is called so says by ARN", "dynamodb", [orders, lambda({ TABLE: tableArn })], ["orders"]],
    ["nothing of other services", "dynamodb", [orders, jobs, lambda({ TABLE: ref("orders"), QUEUE: ref("jobs") })], ["orders"]],
    ["nothing that is left empty", "dynamodb", [orders, lambda({ TABLE: "orders", AUDIT_TABLE: null })], ["orders"]],
    ["where its event source puts what fails", "sqs", [orders, jobs, lambda({}), failing], ["jobs"]],
    ["what a variable says by URL", "sqs", [jobs, lambda({ QUEUE_URL: jobsUrl })], ["jobs"]],
    ["what a text says by ARN", "dynamodb", [orders, lambda({ ANY: tableArn })], ["orders"]],
    ["what JSON in a text says by ARN", "dynamodb", [orders, lambda({ ANY: JSON.stringify({ deep: [tableArn] }) })], ["orders"]],
    [
      "several of which a text says the ARNs",
      "dynamodb",
      [orders, users, lambda({ ANY: `${tableArn}, "arn:aws:dynamodb:eu-west-1:${account}:table/users"` })],
      ["orders", "users"],
    ],
    ["a bucket of which it says an object", "s3", [uploads, lambda({ ANY: "arn:aws:s3:::uploads/in/today.csv" })], ["uploads"]],
    ["what JSON says by name", "dynamodb", [orders, lambda({ CONFIG: JSON.stringify({ table: "orders" }) })], ["orders"]],
    ["its dead letters", "sqs", [jobs, lambda({}, { deadLetterConfig: { targetArn: ref("jobs", "arn") } })], ["jobs"]],
    ["its event source", "sqs", [jobs, lambda({}), source(ref("jobs", "arn"))], ["jobs"]],
    ["an event source that may be its own", "sqs", [jobs, lambda({}), source(ref("jobs", "arn"), unknown)], ["jobs"]],
    ["everything of these", "dynamodb", [orders, users, lambda({ TABLE: "users" }), source(tableArn)], ["orders", "users"]],
    [
      "what others of the role work with too",
      "dynamodb",
      [orders, users, lambda({ TABLE: "users" }), lambda({ TABLE: "orders" }, {}, "next")],
      ["orders", "users"],
    ],
    [
      "nothing by an empty name",
      "dynamodb",
      [orders, res("dynamodb.Table", "nameless", { name: "" }), lambda({ TABLE: "", AUDIT_TABLE: "orders" })],
      ["orders"],
    ],
    [
      "another function, not itself",
      "lambda",
      [lambda({ SELF: ref("work", "name"), NEXT: ref("next") }), lambda({}, { role: "other" }, "next")],
      ["next"],
    ],
    [
      "one version of a function",
      "lambda",
      [lambda({ ANY: `arn:aws:lambda:eu-west-1:${account}:function:next:7` }), lambda({}, { role: "other" }, "next")],
      ["next"],
    ],
  ])("%s", (_, service, specs, names) => expect(resourcesOf(service, role(), ...specs)).toEqual(names));
});

describe("a task or state machine works with", () => {
  const ofTasks = role(trusting("ecs-tasks.amazonaws.com"));
  const ofMachines = role(trusting("states.amazonaws.com"));
  test.each<[string, readonly Spec[], readonly string[] | undefined]>([
    ["what its containers' environment says", [ofTasks, orders, task([{ name: "TABLE", value: "orders" }])], ["orders"]],
    ["what it says by ARN", [ofTasks, orders, task([{ name: "ANY", value: tableArn }])], ["orders"]],
    // The name of the container itself is "table".
    ["nothing by names of other things", [ofTasks, orders, task([{ name: "LOG_LEVEL", value: "orders" }])], undefined],
    ["nothing of a function's event source", [ofTasks, orders, task([]), source(tableArn, unknown)], undefined],
    ["what its definition says", [ofMachines, orders, machine({ States: { Put: { Parameters: { TableName: "orders" } } } })], ["orders"]],
    ["nothing that it does not say", [ofMachines, orders, machine({ States: {} })], undefined],
  ])("%s", (_, specs, names) => expect(resourcesOf("dynamodb", ...specs)).toEqual(names));

  test("secrets and parameters, which the platform hands in under another role", () => {
    const secret = res("secretsmanager.Secret", "key", { name: "key" });
    const parameter = res("ssm.Parameter", "url", { name: "url" });
    const environment = [
      { name: "SECRET", value: "key" },
      { name: "PARAMETER", value: "url" },
    ];
    for (const service of ["secretsmanager", "ssm"]) {
      expect(resourcesOf(service, ofTasks, secret, parameter, task(environment))).toBeUndefined();
      expect(resourcesOf(service, role(), secret, parameter, lambda({ SECRET: "key", PARAMETER: "url" }))).toHaveLength(1);
    }
  });
});

describe("it is not known what a role is for", () => {
  const named = lambda({ TABLE: "orders" });
  const elsewhere = "arn:aws:dynamodb:eu-west-1:123456789012:table/elsewhere";
  test.each<[string, readonly Spec[]]>([
    ["where nothing works under it", [role()]],
    ["where nothing works under it and nobody may", [role({ Statement: [] })]],
    [
      "where it trusts an account in a second statement",
      [
        role({
          Statement: [
            { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" } },
            { Effect: "Allow", Principal: { AWS: account } },
          ],
        }),
        named,
      ],
    ],
    ["where something else has it by the name that AWS gave", [role(), named, anyRes("aws:glue/job:Job", "job", { role: "worker-1a2b" })]],
    ["where a variable says the name of something else", [role(), lambda({ TABLE: "elsewhere" })]],
    ["where a text says the ARN of something else", [role(), lambda({ TABLE: "orders", ANY: elsewhere })]],
    ["where an ARN only begins like one of the stack", [role(), lambda({ TABLE: `${tableArn}-old` })]],
    ["where one of two functions says nothing", [role(), named, lambda({}, {}, "next")]],
    ["where a second name is unknown", [role(), lambda({ TABLE: ref("orders"), AUDIT_TABLE: unknown })]],
    ["where a value is unknown and comes from nothing of the stack", [role(), lambda({ TABLE: "orders", ANY: unknown })]],
    [
      "where a value comes from another stack",
      [role(), anyRes("pulumi:pulumi:StackReference", "base"), lambda({ TABLE: "orders", ANY: ref("base") })],
    ],
    ["where an event source is of something else", [role(), named, source(`${elsewhere}/stream/1`)]],
    [
      "where something else has it by its ARN",
      [role(), named, anyRes("aws:glue/job:Job", "job", { roleArn: `arn:aws:iam::${account}:role/worker-role` })],
    ],
    ["where something else has it by its name", [role(), named, anyRes("aws:glue/job:Job", "job", { role: "worker-role" })]],
    ["where something else has it by reference", [role(), named, anyRes("aws:glue/job:Job", "job", { anything: ref("worker") })]],
    [
      "where a machine has it by an instance profile",
      [role(), named, anyRes("aws:iam/instanceProfile:InstanceProfile", "profile", { role: ref("worker") })],
    ],
    ["where another role trusts it", [role(), named, anyRes("aws:iam/role:Role", "next", { assumeRolePolicy: ref("worker", "arn") })]],
    [
      "where a task starts with it",
      [role(trusting("ecs-tasks.amazonaws.com")), task([{ name: "TABLE", value: "orders" }], { executionRoleArn: ref("worker") })],
    ],
    ["where it has no trust policy", [role(""), named]],
    ["where the trust policy is unknown", [role(unknown), named]],
    ["where a statement of it is unknown", [role({ Statement: [unknown] }), named]],
    ["where it trusts an unknown service", [role({ Statement: { Effect: "Allow", Principal: { Service: unknown } } }), named]],
    ["where it trusts unknown principals", [role({ Statement: { Effect: "Allow", Principal: unknown } }), named]],
    ["where it trusts whoever is not left out", [role({ Statement: { Effect: "Allow", NotPrincipal: { AWS: account } } }), named]],
    ["where it trusts another service too", [role(trusting("lambda.amazonaws.com", "ec2.amazonaws.com")), named]],
    ["where it trusts the service of other workloads", [role(trusting("states.amazonaws.com")), named]],
    ["where it trusts an account", [role(json({ Effect: "Allow", Principal: { AWS: account }, Action: "sts:AssumeRole" })), named]],
  ])("%s", (_, specs) => expect(resourcesOf("dynamodb", orders, ...specs)).toBeUndefined());
});

describe("it is known", () => {
  const named = lambda({ TABLE: "orders" });
  const iam = (type: string, inputs: Part): Spec =>
    anyRes(`aws:iam/${type.charAt(0).toLowerCase()}${type.slice(1)}:${type}`, "with", inputs);
  test.each<[string, readonly Spec[]]>([
    ["where the role is named by its ARN", [role(), lambda({ TABLE: "orders" }, { role: `arn:aws:iam::${account}:role/worker-role` })]],
    ["where policies are attached to it", [role(), named, iam("RolePolicyAttachment", { role: ref("worker"), policyArn: "p" })]],
    ["where policies are attached to several", [role(), named, iam("PolicyAttachment", { roles: [ref("worker")], policyArn: "p" })]],
    [
      "where all its policies are named",
      [role(), named, iam("RolePolicyAttachmentsExclusive", { roleName: "worker-role", policyArns: [] })],
    ],
    ["where it has inline policies", [role(), named, iam("RolePolicy", { role: ref("worker"), policy: json([]) })]],
    [
      "where a bucket's policy names it",
      [role(), named, uploads, anyRes("aws:s3/bucketPolicy:BucketPolicy", "door", { bucket: "uploads", policy: ref("worker", "arn") })],
    ],
    [
      "where something else has a role of another name",
      [role(), named, anyRes("aws:glue/job:Job", "job", { role: "glue", name: "worker-role", roleArn: "" })],
    ],
    ["where a provider has it", [role(), named, anyRes("pulumi:providers:aws", "aws", { assumeRole: ref("worker") })]],
    ["where functions at the edge may have it", [role(trusting("lambda.amazonaws.com", "edgelambda.amazonaws.com")), named]],
    [
      "whatever its own policies are",
      [role(undefined, { inlinePolicies: [{ policy: json({ Effect: "Allow" }) }, { policy: unknown }] }), named],
    ],
    [
      "where others are denied",
      [
        role({
          Statement: [
            { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" } },
            { Effect: "Deny", Principal: "*" },
          ],
        }),
        named,
      ],
    ],
    [
      "where another function has another source",
      [role(), named, lambda({}, { role: "other" }, "next"), source(`${tableArn}-old/stream/1`, "next")],
    ],
  ])("%s", (_, specs) => expect(resourcesOf("dynamodb", orders, ...specs)).toEqual(["orders"]));
});
