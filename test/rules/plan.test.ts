import { plan } from "../../src/rules/plan.js";
import { created, deleted, documentOf, replaced, res, secret, suite, unchanged, unknown, updated } from "../suite.js";

type Database = Parameters<typeof res<"rds.Instance">>[2];
const encrypted = { instanceClass: "db.t4g.micro", storageEncrypted: true };
const database = (inputs: Database = {}, options: Parameters<typeof res>[3] = {}) =>
  res("rds.Instance", "orders", { ...encrypted, ...inputs }, options);
const guarded = { protect: true };
const queue = (name: string) => res("sqs.Queue", name, {});
const topics = (count: number) => Array.from({ length: count }, (_, i) => deleted(res("sns.Topic", `topic-${i}`, {})));
const group = (...cidrBlocks: string[]) =>
  res("ec2.SecurityGroup", "web", {
    description: "web",
    ingress: cidrBlocks.map((cidr) => ({ protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: [cidr] })),
  });
const allowing = (Action: string | string[]) =>
  res("sns.TopicPolicy", "all", {
    arn: "arn:aws:sns:us-east-1:123456789012:all",
    policy: documentOf({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: { AWS: "123456789012" }, Action, Resource: "*" }],
    }),
  });
const role = (service = "lambda.amazonaws.com") =>
  res("iam.Role", "app", {
    name: "app",
    assumeRolePolicy: documentOf({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: service } }],
    }),
  });
const rights = (Action: string, Resource: string, Effect = "Allow", name = "rights") =>
  res("iam.RolePolicy", name, { role: "app", policy: documentOf({ Version: "2012-10-17", Statement: [{ Effect, Action, Resource }] }) });
const domain = (policies: string) => res("opensearch.Domain", "search", { accessPolicies: secret(policies) });

suite(plan, {
  "plan-stateful-kept": {
    pass: [
      [updated(database({ identifier: "a" }, guarded), database({ identifier: "b" }, guarded))],
      [database()],
      [unchanged(database())],
      [created(database())],
      [deleted(res("sns.Topic", "events", {})), unchanged(database())],
      [deleted(database({ replicateSourceDb: "orders" }))],
      [deleted(database({}, { retainOnDelete: true }))],
      [deleted(res("cloudwatch.LogGroup", "logs", {}))],
      { of: [deleted(database())], options: { environments: ["production"] } },
      { of: [deleted(database())], options: { except: ["rds.Instance"] } },
    ],
    fail: [
      { of: [deleted(database())], message: "is deleted, which loses a database" },
      {
        of: [replaced(database({ identifier: "a" }), database({ identifier: "b" }), "identifier")],
        message: "is replaced because identifier changes, which loses a database",
      },
      { of: [replaced(database(), database())], message: "is replaced, which loses" },
      { of: [deleted(res("cloudwatch.LogGroup", "logs", {}))], options: { also: ["cloudwatch.LogGroup"] } },
      { of: [deleted(database())], options: { environments: ["production"] }, stack: "prod" },
    ],
  },
  "plan-protected-kept": {
    pass: [
      [updated(database({ identifier: "a" }, guarded), database({ identifier: "b" }, guarded))],
      [deleted(queue("jobs"))],
      [updated(database(), database({}, guarded))],
      [created(database({}, guarded))],
      [database({}, guarded)],
      [unchanged(database({}, guarded))],
    ],
    fail: [
      { of: [deleted(database({}, guarded))], message: "is deleted although it is protected" },
      { of: [replaced(database({}, guarded), database({ identifier: "b" }, guarded))], message: "is replaced although it is protected" },
      { of: [updated(database({}, guarded), database())], message: "loses its `protect: true`" },
    ],
  },
  "plan-security-inputs-kept": {
    good: [updated(database({ allocatedStorage: 20 }, guarded), database({ allocatedStorage: 40 }, guarded))],
    pass: [
      [updated(database({ allocatedStorage: 20 }), database({ allocatedStorage: 40 }))],
      [created(database({ publiclyAccessible: true }))],
      [database({ publiclyAccessible: true })],
      [unchanged(database({ publiclyAccessible: true }))],
      [deleted(database({ publiclyAccessible: true }))],
      { of: [updated(database(), database({ publiclyAccessible: true }))], options: { except: ["publiclyAccessible"] } },
    ],
    fail: [
      {
        of: [updated(database({ publiclyAccessible: false }), database({ publiclyAccessible: true }))],
        message: "publiclyAccessible changes from false to true",
      },
      { of: [updated(database(), database({ publiclyAccessible: true }))], message: "publiclyAccessible changes from unset to true" },
      { of: [updated(database({ kmsKeyId: "a" }), database())], message: 'kmsKeyId changes from "a" to unset' },
      { of: [replaced(database({ kmsKeyId: "a" }), database({ kmsKeyId: "b" }))], message: 'kmsKeyId changes from "a" to "b"' },
      {
        of: [updated(group("10.0.0.0/8"), group("10.0.0.0/8", "0.0.0.0/0"))],
        message:
          'ingress changes: [1].protocol from unset to "tcp", [1].fromPort from unset to 443, [1].toPort from unset to 443 and 1 more',
      },
      { of: [updated(group("10.0.0.0/8"), group("0.0.0.0/0"))], message: '[0].cidrBlocks from ["10.0.0.0/8"] to ["0.0.0.0/0"]' },
      { of: [updated(allowing("sns:Publish"), allowing("*"))], message: 'policy changes: Statement[0].Action from "sns:Publish" to "*"' },
      { of: [updated(domain("a"), domain("b"))], message: "accessPolicies changes from [secret] to [secret]" },
      {
        of: [updated(database(), database({ availabilityZone: "x" }))],
        options: { also: ["availabilityZone"] },
        message: 'availabilityZone changes from unset to "x"',
      },
    ],
    unknown: [
      [updated(database({ publiclyAccessible: false }), database({ publiclyAccessible: unknown }))],
      [updated(database({ vpcSecurityGroupIds: ["sg-1"] }), database({ vpcSecurityGroupIds: ["sg-1", unknown] }))],
    ],
  },
  "plan-access-not-widened": {
    pass: [
      [allowing("sns:Publish")],
      [unchanged(allowing("sns:Publish"))],
      [updated(allowing(["sns:Publish", "sns:Subscribe"]), allowing(["sns:Subscribe", "sns:Publish"]))],
      [updated(allowing(["sns:Publish", "sns:Subscribe"]), allowing("sns:Publish"))],
      [updated(allowing("sns:*"), allowing("sns:Publish"))],
      [created(allowing("sns:Publish"))],
      [deleted(allowing("sns:Publish"))],
      [created(role()), created(rights("s3:GetObject", "arn:aws:s3:::files/*"))],
      [unchanged(role()), updated(rights("s3:*", "arn:aws:s3:::files/*"), rights("s3:GetObject", "arn:aws:s3:::files/a/*"))],
      [unchanged(role()), deleted(rights("s3:*", "*"))],
    ],
    fail: [
      {
        of: [updated(allowing("sns:Publish"), allowing(["sns:Publish", "sns:Subscribe"]))],
        message: 'adds access: TopicPolicy "all": 123456789012: sns:Subscribe on *',
      },
      {
        of: [unchanged(role()), updated(rights("s3:GetObject", "arn:aws:s3:::files/*"), rights("s3:GetObject", "*"))],
        message: 'adds access: role "app": s3:GetObject on *',
      },
      {
        of: [unchanged(role()), created(rights("s3:GetObject", "arn:aws:s3:::files/*"))],
        message: 'adds access: role "app": s3:GetObject on',
      },
      { of: [updated(role(), role("ec2.amazonaws.com"))], message: "adds access: Role" },
      {
        of: [unchanged(role()), unchanged(rights("s3:*", "*")), deleted(rights("s3:DeleteObject", "*", "Deny", "denied"))],
        message: 'adds access: role "app"',
      },
    ],
    unknown: [
      [updated(allowing("sns:Publish"), res("sns.TopicPolicy", "all", { arn: "arn:aws:sns:us-east-1:123456789012:all", policy: unknown }))],
    ],
  },
  "plan-few-deletions": {
    pass: [[...topics(2), unchanged(queue("jobs"))], topics(10), [queue("jobs")]],
    fail: [
      { of: topics(11), message: "11 resources are deleted, expected at most 10" },
      {
        of: [...topics(1), replaced(queue("a"), queue("a"))],
        options: { most: 1 },
        message: "2 resources are deleted, 1 of them by replacement, expected at most 1",
      },
      { of: topics(1), options: { most: 0 } },
    ],
  },
});
