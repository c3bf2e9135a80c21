/** What the recommended rules find in architectures that are made well: nothing that an experienced engineer would not want to read. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { configure, parseEntries, resolveAsEngine } from "../../src/config/config.js";
import { check } from "../../src/doors/state/check.js";
import { readInputs } from "../../src/doors/state/inputs.js";
import { allRules } from "../../src/rules/index.js";
import { container } from "./container.js";
import { lake } from "./lake.js";
import { serverless } from "./serverless.js";
import { stateOf } from "./state.js";

const architectures = { serverless, container, lake };
const folder = mkdtempSync(join(tmpdir(), "stackwarden-architectures-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** What only the whole preset finds, by rule, with its reason. */
const opinions: Readonly<Record<string, string>> = {
  "athena-workgroup-description": "style",
  "cloudfront-distribution-geo-restriction": "an opinion: the shop sells everywhere",
  "cloudfront-distribution-origin-failover": "an opinion: one region serves this API",
  "cloudwatch-event-target-dead-letter-queue": "right: a failed alarm of a failed job is lost",
  "cognito-user-pool-no-self-registration": "an opinion: customers sign up by themselves",
  "dynamodb-table-in-backup-plan": "right: the table of idempotency keys has point-in-time recovery only",
  "ec2-route-no-unrestricted-internet-gateway": "an opinion: a public subnet is made by this route",
  "ec2-security-group-no-public-http": "an opinion: the port redirects to HTTPS",
  "ec2-vpc-endpoint-policy-restricted": "right: the gateway endpoint has the default policy",
  "ecs-cluster-exec-customer-managed-key": "customer managed key: exec is not used",
  "ecs-task-no-environment-variables": "an opinion: hosts and names are no secrets",
  "elasticache-non-default-port": "an opinion",
  "iam-no-inline-policies": "an opinion: a policy of one role belongs to it",
  "kms-key-description": "style",
  "lambda-function-description": "style",
  "lambda-function-in-vpc": "an opinion: the functions call only APIs of AWS",
  "lb-listener-post-quantum-policy": "ahead of what clients support",
  "lb-load-balancer-internal": "an opinion: the shop is public",
  "lb-target-group-encrypted": "an opinion: TLS ends at the load balancer",
  "rds-cluster-in-backup-plan": "right: the cluster has automated backups only",
  "rds-non-default-port": "an opinion",
  "s3-bucket-access-logged": "right by the control: the bucket takes logs of the load balancer, not of buckets",
  "s3-bucket-event-notifications": "an opinion",
  "s3-bucket-mfa-delete": "only the root user can set it, by no program",
  "s3-bucket-object-lock": "an opinion",
  "s3-bucket-replication": "an opinion: one region",
  "secretsmanager-secret-description": "style",
  "secretsmanager-secret-rotation": "right: the keys of partners and of the cache are rotated by hand",
  "sqs-queue-tls-only": "right: the dead-letter queue has no policy",
};

async function found(name: keyof typeof architectures, known: "deployed" | "preview", preset: "recommended" | "all") {
  const path = join(folder, `${name}.${known}.json`);
  writeFileSync(path, stateOf(architectures[name], known));
  // Without a configuration it asks, once for a stack, which keys the organization wants.
  const entries = parseEntries({ stackwarden: { preset }, "tags-required": "disabled" });
  const configuration = configure(allRules, resolveAsEngine(allRules, entries), entries);
  const inputs = await readInputs([path], () => undefined);
  const { findings } = check(inputs, allRules, configuration, { version: "test", startedAt: 0, today: "2026-07-01" });
  return findings;
}

const each = Object.keys(architectures).flatMap((name) =>
  (["preview", "deployed"] as const).map((known) => ({ name: name as keyof typeof architectures, known })),
);

describe.each(each)("$name, $known", ({ name, known }) => {
  test("the recommended rules find nothing", async () => {
    const failed = (await found(name, known, "recommended")).filter(({ outcome }) => outcome === "fail" || outcome === "crash");
    expect(failed.map(({ rule, urn, path, message }) => `${rule} ${urn.split("::").at(-1)} ${path}: ${message}`)).toEqual([]);
  });
  test("what all rules find is on the list", async () => {
    const failed = (await found(name, known, "all")).filter(({ outcome }) => outcome === "fail" || outcome === "crash");
    expect([...new Set(failed.map(({ rule }) => rule))].filter((rule) => opinions[rule] === undefined)).toEqual([]);
  });
});

test("the list has no rule that finds nothing", async () => {
  const all = await Promise.all(each.map(({ name, known }) => found(name, known, "all")));
  const rules = new Set(all.flat().flatMap(({ rule, outcome }) => (outcome === "fail" ? [rule] : [])));
  expect(Object.keys(opinions).filter((rule) => !rules.has(rule))).toEqual([]);
});
