import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseEntries, resolveAsEngine } from "../../src/config/config.js";
import { knownOf, readBaselineValue } from "../../src/config/known-findings.js";
import { startSession } from "../../src/doors/pulumi/session.js";
import type { Report } from "../../src/doors/state/check.js";
import { allRules } from "../../src/rules/index.js";
import { folder, resource, run, secret, state } from "./fixture.js";
import { password } from "./inputs.js";

const { path: root, write } = folder();
const baseline = join(root, "baseline.json");
let only: string[] = [];
const found = async (resources: readonly unknown[], ...args: string[]): Promise<{ fail: number; old: number; err: string }> => {
  const file = write("state.json", JSON.stringify(state(resources)));
  const { out, err } = await run(
    ["check", file, "--format", "json", "--preset", "all", "--only", only.join(","), "--baseline", baseline, ...args],
    {
      rules: allRules,
    },
  );
  const { summary } = JSON.parse(out) as Report;
  return { fail: summary.fail, old: summary.baseline, err };
};
/** What is found after a change, when all before it is in the baseline. */
const changed = async (rules: string[], before: readonly unknown[], now: readonly unknown[]) => {
  only = rules;
  writeFileSync(baseline, '{"version": 1, "findings": []}');
  const first = await found(before, "--update-baseline");
  expect(first).toMatchObject({ fail: 0 });
  expect(first.old).toBeGreaterThan(0);
  expect(await found(before)).toMatchObject({ fail: 0, old: first.old });
  return found(now);
};
const isNew = async (rules: string[], before: readonly unknown[], now: readonly unknown[], count = 1) =>
  expect(await changed(rules, before, now)).toMatchObject({ fail: count });
const isOld = async (rules: string[], before: readonly unknown[], now: readonly unknown[]) =>
  expect(await changed(rules, before, now)).toMatchObject({ fail: 0 });

const role = resource("aws:iam/role:Role", "r", {
  assumeRolePolicy: JSON.stringify({
    Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "ec2.amazonaws.com" } }],
  }),
});
const granting = (...statements: object[]) => [
  role,
  resource("aws:iam/rolePolicy:RolePolicy", "p", {
    role: "r-id",
    policy: JSON.stringify({
      Version: "2012-10-17",
      Statement: statements.map((one) => ({ Sid: "A", Effect: "Allow", Resource: "*", ...one })),
    }),
  }),
];
const wide = ["iam-policy-no-wildcard-resource", "iam-policy-no-data-exfiltration"];
const not = ["iam-policy-no-not-action-allow"];
const group = (...ingress: object[]) => [resource("aws:ec2/securityGroup:SecurityGroup", "g", { ingress })];
const open = { protocol: "tcp", cidrBlocks: ["0.0.0.0/0"] };
const ports = ["ec2-security-group-no-open-admin-port", "ec2-security-group-no-open-database-port"];
const env = (variables: object) => [resource("aws:lambda/function:Function", "f", { environment: { variables } })];
const secrets = ["secrets-no-secret-named-literal"];
const publicBucket = (bucket: string, more: Record<string, unknown> = {}) => [
  resource("aws:s3/bucket:Bucket", "a"),
  resource("aws:s3/bucket:Bucket", "b"),
  resource("aws:s3/bucketAcl:BucketAcl", "acl", { bucket, acl: "public-read" }, more),
];
const acl = ["s3-bucket-no-public-read-acl"];

const publicPolicy = (bucket: string, more: object = {}) =>
  resource("aws:s3/bucketPolicy:BucketPolicy", "p", {
    bucket,
    policy: JSON.stringify({ Statement: [{ Sid: "A", Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "*", ...more }] }),
  });
const anyone = ["iam-resource-policy-not-public"];
const condition = (value: string) => ({ Condition: { StringLike: { "aws:UserAgent": value } } });
const rule = (inputs: object) => [
  resource("aws:ec2/securityGroup:SecurityGroup", "g", {}),
  resource("aws:ec2/securityGroupRule:SecurityGroupRule", "one", {
    type: "ingress",
    securityGroupId: "g-id",
    protocol: "tcp",
    fromPort: 22,
    toPort: 22,
    cidrBlocks: ["0.0.0.0/0"],
    ...inputs,
  }),
];
const script = (...lines: string[]) => [resource("aws:ec2/instance:Instance", "i", { userData: ["#!/bin/sh", ...lines].join("\n") })];
const scriptSecrets = ["secrets-no-secret-named-literal", "secrets-no-credential-in-input"];

const engine = (engineVersion: string) => [resource("aws:rds/instance:Instance", "d", { engine: "mysql", engineVersion })];
const bucketAcl = (acl: string) => [resource("aws:s3/bucket:Bucket", "a", { acl })];

describe("what became worse is new", () => {
  test("more actions under the same Sid", () =>
    isNew(wide, granting({ Action: ["s3:GetObject"] }), granting({ Action: ["s3:GetObject", "s3:ListBucket"] })));
  test("a wildcard instead of an action", () => isNew(wide, granting({ Action: "s3:GetObject" }), granting({ Action: "s3:*" })));
  test("another action", () => isNew(wide, granting({ Action: "sqs:SendMessage" }), granting({ Action: "sqs:DeleteQueue" })));
  test("everything but a few actions", () =>
    isNew(not, granting({ NotAction: ["iam:*", "sts:*"] }), granting({ NotAction: ["sts:*", "sqs:*"] })));
  test("fewer actions left out", () => isNew(not, granting({ NotAction: ["iam:*", "s3:*"] }), granting({ NotAction: ["s3:*"] })));
  test("a condition that is gone", () => isNew(anyone, [publicPolicy("b", condition("x*"))], [publicPolicy("b")]));
  test("another condition", () => isNew(anyone, [publicPolicy("b", condition("x*"))], [publicPolicy("b", condition("*"))]));
  test("one literal secret instead of another", () => isNew(secrets, env({ DB_PASSWORD: password }), env({ DB_PASSWORD: `${password}2` })));
  test("a secret in a line of a script", () =>
    isNew(scriptSecrets, script(`export DB_PASSWORD=${password}`), script(`export DB_PASSWORD=${password}2`)));
  test("a second open rule, wherever it is", async () => {
    const [first, second] = [
      { ...open, fromPort: 22, toPort: 22 },
      { ...open, fromPort: 22, toPort: 23 },
    ];
    await isNew(ports, group(first), group(first, second));
    await isNew(ports, group(first), group(second, first));
  });
  test("a rule that lets in more", () =>
    isNew(ports, group({ ...open, fromPort: 22, toPort: 22 }), group({ ...open, fromPort: 22, toPort: 22, ipv6CidrBlocks: ["::/0"] })));
  test("a rule resource with more ports, or for another group", async () => {
    await isNew(ports.slice(0, 1), rule({}), rule({ fromPort: 20, toPort: 30 }));
    await isNew(ports.slice(0, 1), rule({}), rule({ securityGroupId: "h-id" }));
  });
  test("an access list for another bucket, by name or by dependency", async () => {
    await isNew(acl, publicBucket("a-id"), publicBucket("b-id"));
    const by = (name: string) => ({ propertyDependencies: { bucket: [`urn:pulumi:dev::shop::aws:s3/bucket:Bucket::${name}`] } });
    await isNew(acl, publicBucket("x", by("a")), publicBucket("y", by("b")));
  });
  test("a policy for another bucket", () => isNew(anyone, [publicPolicy("a-id")], [publicPolicy("b-id")]));
  test("another access list", () =>
    isNew(
      ["s3-bucket-no-public-read-acl"],
      [resource("aws:s3/bucket:Bucket", "a", { acl: "public-read" })],
      [resource("aws:s3/bucket:Bucket", "a", { acl: "public-read-write" })],
    ));
});

describe("what is not worse is old", () => {
  test("fewer actions", () => isOld(wide, granting({ Action: ["s3:GetObject", "s3:ListBucket"] }), granting({ Action: ["s3:GetObject"] })));
  test("the same actions in another order, and white space in the document", () =>
    isOld(
      wide,
      granting({ Action: ["s3:GetObject", "s3:PutObject"] }),
      granting({ Resource: ["*"], Action: ["s3:PutObject", "s3:GetObject"] }),
    ));
  test("another statement beside it that breaks nothing", () =>
    isOld(
      wide,
      granting({ Action: "s3:GetObject" }),
      granting({ Sid: "B", Action: "s3:GetObject", Resource: "arn:aws:s3:::x/*" }, { Action: "s3:GetObject" }),
    ));
  test("a condition more", () => isOld(anyone, [publicPolicy("b")], [publicPolicy("b", condition("x*"))]));
  test("the same secret elsewhere in the resource's text", () =>
    isOld(secrets, env({ DB_PASSWORD: password }), env({ A: "1", DB_PASSWORD: password, LOG_LEVEL: "debug" })));
  test("another line of a script", () =>
    isOld(scriptSecrets, script(`export DB_PASSWORD=${password}`), script("yum update -y", `export DB_PASSWORD=${password}`)));
  test("a rule with another description, and its neighbours in another order", () => {
    const [first, second] = [
      { ...open, fromPort: 22, toPort: 22 },
      { ...open, fromPort: 3389, toPort: 3389 },
    ];
    return isOld(ports, group(first, second), group(second, { ...first, description: "by ticket 7" }));
  });
  test("one of two equals that is gone, whichever", async () => {
    const [first, second] = [
      { ...open, fromPort: 22, toPort: 22 },
      { ...open, fromPort: 22, toPort: 23 },
    ];
    await isOld(ports, group(first, second), group(first));
    await isOld(ports, group(first, second), group(second));
  });
  test("a bucket that is named once it is known", () => {
    const by = { propertyDependencies: { bucket: ["urn:pulumi:dev::shop::aws:s3/bucket:Bucket::a"] } };
    return isOld(acl, publicBucket("old-name", by), publicBucket("new-name", by));
  });
  test("a container with a new image", () => {
    const task = (image: string) => [
      resource("aws:ecs/taskDefinition:TaskDefinition", "t", {
        containerDefinitions: JSON.stringify([{ name: "w", image, privileged: true }]),
      }),
    ];
    return isOld(["ecs-task-not-privileged"], task("w:1"), task("w:2"));
  });
  test("tags", () => {
    const bucket = (tags: object) => [resource("aws:s3/bucket:Bucket", "a", { acl: "public-read", tags })];
    return isOld(acl, bucket({ a: "1" }), bucket({ a: "2", b: "3" }));
  });
});

const db = (days: unknown) => [resource("aws:rds/instance:Instance", "d", { engine: "postgres", backupRetentionPeriod: days })];
const days = ["rds-instance-backup-retention"];
const logs = (days: unknown) => [resource("aws:cloudwatch/logGroup:LogGroup", "l", { retentionInDays: days })];
const passwords = (inputs: object) => [
  resource("aws:iam/accountPasswordPolicy:AccountPasswordPolicy", "p", {
    minimumPasswordLength: 14,
    passwordReusePrevention: 24,
    ...inputs,
  }),
];
const age = ["iam-password-policy-expires"];
const rotation = (days: number) => [
  resource("aws:secretsmanager/secretRotation:SecretRotation", "s", { secretId: "s", rotationRules: { automaticallyAfterDays: days } }),
];

describe("a number that became worse is new", () => {
  test.each([
    [days, db(3), db(0)],
    [days, db(3), db(undefined)],
    [days, db("3"), db("1")],
    [days, db(undefined), db(0)],
    [["cloudwatch-log-group-retention-minimum"], logs(30), logs(1)],
    [["cloudwatch-log-group-retention-minimum"], logs(90), logs(9)],
    [age, passwords({ maxPasswordAge: 120 }), passwords({ maxPasswordAge: 400 })],
    [age, passwords({ maxPasswordAge: 120 }), passwords({})],
    [["secretsmanager-rotation-interval"], rotation(100), rotation(900)],
    [["rds-supported-engine-version"], engine("5.7"), engine("5.6")],
  ])("%j %j %j", (rules, before, now) => isNew(rules, before, now));
});

describe("a number that became better, if not good, is old", () => {
  test.each([
    [days, db(1), db(3)],
    [days, db(0), db(3)],
    [days, db(undefined), db(3)],
    [days, db(3), db("3")],
    [["cloudwatch-log-group-retention-minimum"], logs(9), logs(30)],
    [age, passwords({ maxPasswordAge: 400 }), passwords({ maxPasswordAge: 120 })],
    [age, passwords({}), passwords({ maxPasswordAge: 120 })],
    [["secretsmanager-rotation-interval"], rotation(900), rotation(100)],
    [["rds-supported-engine-version"], engine("5.5"), engine("5.6")],
  ])("%j %j %j", (rules, before, now) => isOld(rules, before, now));
});

const everyPort = { ...open, fromPort: 0, toPort: 65535 };
const opening = ["ec2-security-group-no-open-all-ports", ...ports, "ec2-security-group-only-web-ports-open"];
const port = (n: number, more: object = {}) => ({ ...open, fromPort: n, toPort: n, ...more });

describe("what narrowed is old, also by a rule that the old one covers", () => {
  test.each([
    ["all ports to one", opening, group(everyPort), group(port(22))],
    ["every protocol to one port", opening, group({ ...open, protocol: "-1", fromPort: 0, toPort: 0 }), group(port(5432))],
    ["all ports to two", opening, group(everyPort), group(port(22), port(3306))],
    ["all ports to one that is no admin port", opening, group(everyPort), group(port(8081))],
    ["a rule resource", opening, rule({ fromPort: 0, toPort: 65535 }), rule({})],
    ["fewer ports, another first one", ports, group({ ...open, fromPort: 20, toPort: 30 }), group(port(22))],
    ["half the internet", ports, group(port(22)), group(port(22, { cidrBlocks: ["128.0.0.0/1"] }))],
    [
      "beside one that stays",
      opening,
      group(everyPort, { ...everyPort, protocol: "udp" }),
      group(port(22), { ...everyPort, protocol: "udp" }),
    ],
    ["a wildcard to an action", wide, granting({ Action: "s3:*" }), granting({ Action: "s3:GetObject" })],
    ["a wildcard to a smaller one", wide, granting({ Action: ["s3:*", "dynamodb:*"] }), granting({ Action: ["s3:Get*", "dynamodb:Scan"] })],
    [
      "everyone writes to everyone reads",
      [...acl, "s3-bucket-no-public-write-acl"],
      bucketAcl("public-read-write"),
      bucketAcl("public-read"),
    ],
  ])("%s", (_, rules, before, now) => isOld(rules, before, now));
});

describe("what is not part of the old finding is new", () => {
  test.each([
    [
      "another port beside all ports that stay",
      opening,
      group(everyPort),
      group(everyPort, port(22, { protocol: "udp", fromPort: 3389, toPort: 3389 })),
    ],
    ["another protocol", opening, group(everyPort), group(port(3389, { protocol: "udp" }))],
    ["IPv6 instead of IPv4", opening, group(everyPort), group({ ...port(22), cidrBlocks: [], ipv6CidrBlocks: ["::/0"] })],
    ["another service", wide, granting({ Action: "s3:*" }), granting({ Action: "sqs:SendMessage" })],
    [
      "wider than the wildcard was",
      wide,
      granting({ Action: "s3:Get*" }),
      granting({ Action: "s3:GetObject" }, { Action: "s3:Put*", Sid: "B" }),
    ],
    ["more ports", ports, group({ ...open, fromPort: 20, toPort: 30 }), group({ ...open, fromPort: 20, toPort: 31 })],
    ["from nothing to everyone reads", acl, bucketAcl("authenticated-read"), bucketAcl("public-read")],
  ])("%s", (_, rules, before, now) => isNew(rules, before, now));
});

describe("a baseline file", () => {
  test("of version 1 uses fingerprints, until it is updated", async () => {
    only = wide;
    writeFileSync(baseline, '{"version": 1, "findings": []}');
    await found(granting({ Action: "s3:GetObject" }), "--update-baseline");
    const second = JSON.parse(readFileSync(baseline, "utf8"));
    const findings = second.findings.map(({ content, ...rest }: { content: unknown }) => rest);
    writeFileSync(baseline, JSON.stringify({ version: 1, findings }));
    expect(await found(granting({ Action: "s3:*" }))).toMatchObject({ fail: 0, old: 1 });
    await found(granting({ Action: "s3:GetObject" }), "--update-baseline");
    expect(await found(granting({ Action: "s3:*" }))).toMatchObject({ fail: 1, old: 0 });
  });
  test("states what is worse, takes it on request, and then a lesser one too", async () => {
    const seen = await changed(wide, granting({ Action: ["s3:GetObject"] }), granting({ Action: ["s3:GetObject", "s3:ListBucket"] }));
    expect(seen.err).toBe(
      'stackwarden: worse than in the baseline: iam-policy-no-data-exfiltration at "p", policy.Statement[0].Action[0]\n',
    );
    const updated = await found(granting({ Action: ["s3:GetObject", "s3:ListBucket"] }), "--update-baseline");
    expect(updated.err).toContain("has 1 finding: 0 new, 0 fixed and removed, 1 worse than before\n");
    expect(await found(granting({ Action: ["s3:ListBucket", "s3:GetObject"] }))).toMatchObject({ fail: 0, old: 1 });
  });
  test("shows three digits of a secret, and nothing that is wrapped", async () => {
    const before = env({ DB_PASSWORD: password, OTHER: secret("wrapped-away") });
    await isOld(secrets, before, before);
    const { findings } = JSON.parse(readFileSync(baseline, "utf8"));
    expect(findings).toHaveLength(1);
    expect(findings[0].content).toEqual([expect.stringMatching(/^[0-9a-f]{3}$/)]);
  });
  test("is the same for the engine", async () => {
    await isOld(acl, publicBucket("a-id"), publicBucket("a-id"));
    const read = readBaselineValue(JSON.parse(readFileSync(baseline, "utf8")));
    expect(typeof read === "string" ? read : knownOf(read).byFingerprint.size).toBe(1);
    const outcomes = (bucket: string) => {
      const session = startSession(allRules, () => "2026-07-01");
      const entries = parseEntries({ stackwarden: { disable: allRules.map(({ id }) => id).filter((id) => !acl.includes(id)), baseline } });
      session.configure(resolveAsEngine(allRules, entries), entries);
      const urn = "urn:pulumi:dev::shop::aws:s3/bucketAcl:BucketAcl::acl";
      return session
        .analyze({ urn, type: "aws:s3/bucketAcl:BucketAcl", inputs: { bucket, acl: "public-read" } })
        .map(({ old }) => old ?? false);
    };
    expect(outcomes("a-id")).toEqual([true]);
    expect(outcomes("b-id")).toEqual([false]);
    // Nothing is known of it at preview: no worse than any.
    expect(outcomes("04da6b54-80e4-46f7-96ec-b56ff0331ba9")).toEqual([true]);
  });
});
