/** All doors lead to the same findings, but for the differences that are listed in one place. */
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { secret } from "@pulumi/pulumi";
import type { PulumiFn } from "@pulumi/pulumi/automation/index.js";
import { afterAll, describe, expect, test } from "vitest";
import { comparable, differences } from "./differences.js";
import { analyze, existing, preview, repositoryFolder, resource, type State, up } from "./engine.js";
import type { Diagnostic } from "./events.js";

const folder = mkdtempSync(join(tmpdir(), "stackwarden-doors-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const packs = join(import.meta.dirname, "packs");
const policiesPack = join(packs, "policies");
const everyRule = { stackwarden: { preset: "all" } };
const everyPolicy = { POLICIES_ARGUMENTS: JSON.stringify({ preset: "all" }) };
const password = ["Winter", "Sale", "2024!"].join("-");

const exampleStates = readdirSync(join(repositoryFolder, "examples"), { recursive: true, encoding: "utf8" })
  .filter((name) => /\/states\/[^/]+\.json$/.test(name))
  .map((name) => join("examples", name));

const switches = { blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true };
const programs: Record<string, PulumiFn> = {
  "joins by dependency, unknown ids, secrets and what was read": async () => {
    const logs = resource("aws:s3/bucket:Bucket", "logs", { acl: "public-read" });
    resource("aws:s3/bucketVersioning:BucketVersioning", "versions", {
      bucket: logs.id,
      versioningConfiguration: { status: "Suspended" },
    });
    resource("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", "half", { bucket: logs.id, ...switches });
    resource("aws:rds/instance:Instance", "db", { instanceClass: "db.t3.micro", publiclyAccessible: true, password: secret(password) });
    resource("aws:s3/bucketVersioning:BucketVersioning", "theirs", {
      bucket: existing("aws:s3/bucket:Bucket", "theirs", "their-bucket").id,
      versioningConfiguration: { status: "Suspended" },
    });
  },
  "open groups, policies and tags": async () => {
    const role = resource("aws:iam/role:Role", "role", { assumeRolePolicy: policy("Allow", "sts:AssumeRole", undefined, "*") });
    resource("aws:iam/rolePolicy:RolePolicy", "admin", { role: role.id, policy: policy("Allow", "*", "*") });
    resource("aws:ec2/securityGroup:SecurityGroup", "admin", {
      description: "Administration",
      ingress: [{ protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: ["0.0.0.0/0"] }],
      tags: { Project: "shop", "aws:own": "x" },
    });
    resource("aws:dynamodb/table:Table", "orders", { hashKey: "id", attributes: [{ name: "id", type: "S" }] });
    const key = resource("aws:kms/key:Key", "key", { description: "orders" });
    resource("aws:sqs/queue:Queue", "queue", { kmsMasterKeyId: key.arn, tags: { Name: role.arn } });
  },
};
const policy = (effect: string, action: string, on?: string, principal?: string): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: effect, Action: action, ...(on && { Resource: on }), ...(principal && { Principal: principal }) }],
  });

interface Found {
  readonly rule: string;
  readonly urn: string;
  readonly message: string;
}
function check(file: string): Pick<Diagnostic, "policy" | "urn" | "message">[] {
  const args = [join(repositoryFolder, "dist/cli.js"), "check", file, "--preset", "all", "--format", "json", "--fail-on", "none"];
  const printed = execFileSync(process.execPath, args, { encoding: "utf8", maxBuffer: 2 ** 28 });
  return (JSON.parse(printed) as { findings: Found[] }).findings.map(({ rule, urn, message }) => ({ policy: rule, urn, message }));
}
const externalOf = (state: State): ReadonlySet<string> =>
  new Set((state.deployment.resources ?? []).flatMap(({ external, urn }) => (external === true ? [urn] : [])));
const stateIn = (file: string): State => JSON.parse(readFileSync(file, "utf8")) as State;
/** The SDK puts the title above each message. */
const untitled = (found: readonly Diagnostic[]): Diagnostic[] =>
  found.map((each) => ({ ...each, message: each.message.split("\n").slice(1).join("\n") }));

describe("the command line, `pulumi policy analyze` with the pack, and with the policies, find the same", () => {
  const compare = async (file: string): Promise<void> => {
    const external = externalOf(stateIn(file));
    const ours = check(file);
    const pack = (await analyze(file, repositoryFolder, everyRule)).diagnostics;
    const policies = untitled((await analyze(file, policiesPack, undefined, everyPolicy)).diagnostics);
    expect(ours.length).toBeGreaterThan(5);
    expect(comparable(pack, "analyze", external)).toEqual(comparable(ours, "analyze", external));
    expect(comparable(policies, "policies")).toEqual(comparable(pack, "policies"));
  };
  for (const file of exampleStates) test(`in ${file}`, () => compare(join(repositoryFolder, file)));
  for (const [name, program] of Object.entries(programs))
    test(`in the state of an update: ${name}`, async () => {
      const { state } = await up(program, { packs: [] });
      const file = join(folder, `${name.replaceAll(/\W/g, "-")}.json`);
      writeFileSync(file, JSON.stringify(state));
      await compare(file);
    });
});

describe("the pack and the policies find the same in one live run", () => {
  for (const [name, program] of Object.entries(programs))
    test(name, async () => {
      const run = await preview(program, { packs: [repositoryFolder, policiesPack], packConfig: [everyRule, {}], env: everyPolicy });
      const pack = run.diagnostics.filter((each) => each.pack === "stackwarden");
      const policies = untitled(run.diagnostics.filter((each) => each.pack === "policies"));
      expect(pack.length).toBeGreaterThan(5);
      expect(comparable(policies, "policies")).toEqual(comparable(pack, "policies"));
      const levels = (found: readonly Diagnostic[]) => Object.fromEntries(found.map((each) => [each.policy, each.level]));
      expect(levels(pack)).toMatchObject(levels(policies));
      expect(policies.filter((each) => each.policy.startsWith("secrets-"))).toEqual([]);
      expect(run.stdout).not.toContain(password);
    });
});

describe("the policies", () => {
  test("an unknown input does not swallow another's break", async () => {
    const run = await preview(
      async () => {
        const { arn } = resource("aws:kms/key:Key", "key", {});
        resource("aws:ec2/securityGroup:SecurityGroup", "admin", {
          description: arn,
          ingress: [
            { protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: [arn] },
            { protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: ["0.0.0.0/0"] },
          ],
        });
      },
      { packs: [policiesPack], env: everyPolicy },
    );
    const opens = run.diagnostics.filter((each) => each.policy === "ec2-security-group-no-open-admin-port");
    expect(opens).toMatchObject([{ level: "mandatory", message: expect.stringContaining("ingress[1].cidrBlocks[0] opens port 22") }]);
  });
  test("a rule that throws is a finding, and fails neither the call nor another rule", async () => {
    const run = await preview(async () => void resource("aws:s3/bucket:Bucket", "logs", { acl: "public-read" }), {
      packs: [join(packs, "probe-policies")],
    });
    expect(run.ok).toBe(false);
    expect(run.diagnostics.map((each) => each.policy).toSorted()).toEqual([
      "probe-acl-advice",
      "probe-acl-private",
      "probe-crash",
      "probe-owner-tag",
    ]);
    expect(run.stdout).toContain("the rule crashed: Error");
    expect(run.stdout).not.toContain(password);
  });
  test("mend at level `remediate`, one after the other", async () => {
    const run = await up(
      async () => void resource("aws:s3/bucket:Bucket", "logs", { acl: "public-read", tags: { Team: secret(password) } }),
      {
        packs: [join(packs, "probe-policies")],
        packConfig: { all: "disabled", "probe-acl-private": "remediate", "probe-owner-tag": "remediate" },
      },
    );
    expect(run.ok).toBe(true);
    const inputs = run.created.find((each) => each.urn.endsWith("::logs"))?.inputs;
    expect(inputs).toMatchObject({ acl: "private", tags: { Team: password, Owner: "platform" } });
    expect(JSON.stringify(run.state.deployment.resources?.find((each) => each.urn.endsWith("::logs"))?.inputs)).not.toContain(password);
  });
});

describe("examples/organisation-pack", () => {
  test("runs in the real engine: Stackwarden's rules with Acme's settings, and Acme's own", async () => {
    const pack = join(folder, "organisation-pack");
    cpSync(join(repositoryFolder, "examples/organisation-pack"), pack, { recursive: true });
    mkdirSync(join(pack, "node_modules"));
    symlinkSync(repositoryFolder, join(pack, "node_modules/stackwarden"));
    symlinkSync(join(repositoryFolder, "node_modules/@pulumi"), join(pack, "node_modules/@pulumi"));
    const run = await preview(async () => void resource("aws:s3/bucket:Bucket", "logs", { tags: { Project: "shop" } }), { packs: [pack] });
    expect(run.ok).toBe(false);
    const found = run.diagnostics.map(({ policy, level }) => `${policy} ${level}`);
    expect(found).toEqual(
      expect.arrayContaining(["acme-approved-region mandatory", "s3-bucket-versioned mandatory", "tags-required advisory"]),
    );
    expect(found.join()).not.toContain("s3-bucket-lifecycle");
    expect(run.stdout).toContain('tags has no "CostCentre"');
    expect(run.stdout).toContain("region must be one of eu-central-1, eu-west-1, is us-east-1");
  });
});

test("the list of differences is in docs/doors.md too, and is short", () => {
  expect(differences.length).toBeLessThanOrEqual(8);
  const page = readFileSync(join(repositoryFolder, "docs/doors.md"), "utf8");
  for (const { why } of differences) expect(page.replaceAll(/\s+/g, " ")).toContain(why);
});
