import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { analyze, emptyPack, existing, openStack, preview, probePack, type Run, resource, type State, up } from "./engine.js";

const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const special = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";

interface Seen {
  method: string;
  type: string;
  urn: string;
  name: string;
  properties: Record<string, unknown>;
  protect: boolean;
  propertyDependencies: Record<string, string[]>;
  resources: Seen[];
  stack: string;
  config: Record<string, string>;
  secretKeys: string[];
}

const folder = mkdtempSync(join(tmpdir(), "stackwarden-probe-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const seenIn = (file: string) =>
  readFileSync(file, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Seen);

const shop = async () => {
  const logs = resource("aws:s3/bucket:Bucket", "logs", { acl: "private", tags: { Name: "logs", Remediate: "yes" } }, { protect: true });
  resource("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", "block", { bucket: logs.id, blockPublicAcls: true });
  resource("aws:rds/instance:Instance", "db", { instanceClass: "db.t3.micro", password: pulumi.secret("Winter-Sale-2024!") });
  resource("aws:lambda/function:Function", "worker", { environment: { variables: { PLAIN: "a", WRAPPED: pulumi.secret("b") } } });
  const office = existing("aws:ec2/vpc:Vpc", "office", "vpc-0office");
  resource("aws:ec2/subnet:Subnet", "desk", { vpcId: office.id });
  return { logsArn: logs.arn };
};

describe("what a pack is reported at preview", () => {
  let run: Run;
  let seen: Seen[];
  const told = (method: string, name: string) => {
    const found = seen.find((each) => each.method === method && each.name === name);
    if (found === undefined) throw new Error(`no ${method} of ${name}`);
    return found;
  };
  const resources = () => seen.find((each) => each.method === "analyzeStack")?.resources ?? [];

  beforeAll(async () => {
    const file = join(folder, "preview.jsonl");
    run = await preview(shop, {
      packs: [probePack],
      stack: "prod",
      config: { "aws:defaultTags": JSON.stringify({ tags: { Team: "platform", Name: "default" } }) },
      secrets: { "proj:token": "hush" },
      env: { PROBE_FILE: file },
    });
    seen = seenIn(file);
  });

  test("the run succeeds and creates nothing", () => {
    expect(run.ok).toBe(true);
    expect(run.created).toEqual([]);
    expect(run.received.filter((each) => each.method === "create")).toHaveLength(5);
  });

  test("Remediate shows __defaults at every depth, Analyze not at the top", () => {
    const remediated = told("remediate", "logs").properties;
    expect(remediated.__defaults).toEqual(["bucket", "forceDestroy"]);
    expect(remediated.forceDestroy).toBe(false);
    expect(remediated.tags).toMatchObject({ __defaults: [] });
    expect(told("analyze", "logs").properties).not.toHaveProperty("__defaults");
    expect(told("analyze", "logs").properties.tags).toMatchObject({ __defaults: [] });
  });

  test("absent names are filled in by Check", () => {
    expect(told("analyze", "logs").properties.bucket).toMatch(/^logs-[0-9a-f]{7}$/);
    expect(told("remediate", "db").properties.__defaults).toContain("identifier");
  });

  test("default tags are merged into tags, the resource's own winning", () => {
    expect(told("remediate", "logs").properties.tags).toMatchObject({ Team: "platform", Name: "logs" });
    expect(told("analyze", "worker").properties.tags).toEqual({ __defaults: [], Team: "platform", Name: "default" });
  });

  test("secrets are wrapped on the wire, nested ones too", () => {
    expect(told("analyze", "db").properties.password).toEqual({ [special]: secretSignature, value: "Winter-Sale-2024!" });
    expect(told("analyze", "worker").properties.environment).toMatchObject({
      variables: { PLAIN: "a", WRAPPED: { [special]: secretSignature, value: "b" } },
    });
  });

  test("what depends on a resource not yet made is unknown, and its dependency is reported to AnalyzeStack", () => {
    expect(told("analyze", "block").properties.bucket).toBe(unknown);
    const [logs, block] = ["logs", "block"].map((name) => resources().find((each) => each.name === name));
    expect(block?.propertyDependencies.bucket).toEqual([logs?.urn]);
    expect(logs?.properties.arn).toBe(unknown);
    expect(logs?.properties.versioning).toBe(unknown);
    expect(logs?.protect).toBe(true);
  });

  test("an external resource comes in no call of a live run, only as a dependency of others", () => {
    const office = resources().find((each) => each.name === "desk")?.propertyDependencies.vpcId;
    expect(office).toEqual(["urn:pulumi:prod::proj::aws:ec2/vpc:Vpc::office"]);
    expect([...seen, ...resources()].map((each) => each.name)).not.toContain("office");
  });

  test("the stack's configuration comes decrypted, with the names of its secrets", () => {
    const configured = seen.find((each) => each.method === "configureStack");
    expect(configured).toMatchObject({ stack: "prod", config: { "proj:token": "hush" }, secretKeys: ["proj:token"] });
  });

  test("a remediation changes what the provider receives, and is reported in the run", () => {
    expect(run.remediations).toMatchObject([{ pack: "probe", policy: "add-owner", urn: told("analyze", "logs").urn }]);
    const received = run.received.find((each) => each.urn === told("analyze", "logs").urn);
    expect(received?.inputs.tags).toEqual({ __defaults: [], Team: "platform", Name: "logs", Remediate: "yes", Owner: "probe" });
  });
});

describe("an update", () => {
  test("makes ids and arns, keeps secrets encrypted in the state, and its state can be analysed", async () => {
    const { ok, created, state } = await up(shop);
    expect(ok).toBe(true);
    expect(created.map((each) => each.type).toSorted()).toEqual([
      "aws:ec2/subnet:Subnet",
      "aws:lambda/function:Function",
      "aws:rds/instance:Instance",
      "aws:s3/bucket:Bucket",
      "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
    ]);
    const [logs, block, db, worker, office] = ["logs", "block", "db", "worker", "office"].map((name) => resourceOf(state, name));
    expect(logs?.outputs).toMatchObject({ arn: `arn:aws:s3:::${logs?.id}`, tagsAll: { Name: "logs" }, region: "us-east-1" });
    expect(block?.inputs?.bucket).toBe(logs?.id);
    expect(db?.inputs?.password).toMatchObject({ [special]: secretSignature, ciphertext: expect.any(String) });
    expect(db?.outputs?.password).toMatchObject({ ciphertext: expect.any(String) });
    expect(worker?.inputs?.environment).toMatchObject({ variables: { PLAIN: "a", WRAPPED: { ciphertext: expect.any(String) } } });
    expect(office?.external).toBe(true);
    expect(JSON.stringify(state)).not.toContain("Winter-Sale");

    const [stateFile, probeFile] = [join(folder, "shop.json"), join(folder, "analyze.jsonl")];
    writeFileSync(stateFile, JSON.stringify(state));
    expect((await analyze(stateFile, probePack, undefined, { PROBE_FILE: probeFile })).ok).toBe(true);
    const calls = seenIn(probeFile);
    // Offline the engine shows an external resource like any other, and calls no ConfigureStack.
    expect(calls.filter((each) => each.name === "office").map((each) => each.method)).toEqual(["remediate", "analyze"]);
    expect(calls.map((each) => each.method)).not.toContain("configureStack");
    expect(calls.find((each) => each.name === "db")?.properties.password).toEqual({ [special]: secretSignature, value: "[secret]" });
  });

  test("does not create what breaks a mandatory policy; `policy analyze` finds the same in a state", async () => {
    const program = async () => void resource("aws:sqs/queue:Queue", "orders", { tags: { Forbidden: "yes" } });
    const refused = await up(program, { packs: [probePack] });
    expect(refused.ok).toBe(false);
    expect(refused.created).toEqual([]);
    expect(resourceOf(refused.state, "orders")).toBeUndefined();
    const urn = "urn:pulumi:dev::proj::aws:sqs/queue:Queue::orders";
    expect(refused.diagnostics).toMatchObject([
      { pack: "probe", policy: "no-forbidden-tag", level: "mandatory", urn, message: "carries the tag Forbidden", exceptions: [] },
    ]);

    const file = join(folder, "state.json");
    writeFileSync(file, JSON.stringify((await up(program)).state));
    const found = await analyze(file, probePack);
    expect(found).toMatchObject({ ok: false, diagnostics: refused.diagnostics });
  });

  test("classes of @pulumi/aws wrap a password by themselves; policies given as objects become text; functions are answered", async () => {
    const { ok, state, errors } = await up(async () => {
      new aws.rds.Instance("db", { instanceClass: "db.t3.micro", password: "Winter-Sale-2024!" });
      const trust = await aws.iam.getPolicyDocument({
        statements: [{ actions: ["sts:AssumeRole"], principals: [{ type: "Service", identifiers: ["lambda.amazonaws.com"] }] }],
      });
      const role = new aws.iam.Role("role", { assumeRolePolicy: trust.json });
      new aws.iam.RolePolicy("policy", {
        role: role.id,
        policy: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] },
      });
    });
    expect(errors).toEqual([]);
    expect(ok).toBe(true);
    expect(resourceOf(state, "db")?.inputs?.password).toMatchObject({ ciphertext: expect.any(String) });
    expect(JSON.parse(String(resourceOf(state, "policy")?.inputs?.policy))).toEqual({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
    });
    expect(JSON.parse(String(resourceOf(state, "role")?.inputs?.assumeRolePolicy)).Statement[0].Principal).toEqual({
      Service: "lambda.amazonaws.com",
    });
  });

  test("a second one updates, replaces and deletes", async () => {
    const stack = await openStack();
    try {
      await stack.up(async () => {
        resource("aws:s3/bucket:Bucket", "kept", { acl: "private" });
        resource("aws:s3/bucket:Bucket", "renamed", { bucket: "one" });
        resource("aws:s3/bucket:Bucket", "dropped");
      });
      const before = await stack.exportState();
      const run = await stack.up(async () => {
        resource("aws:s3/bucket:Bucket", "kept", { acl: "public-read" });
        resource("aws:s3/bucket:Bucket", "renamed", { bucket: "two" });
      });
      const done = run.received.filter((each) => !each.preview).map((each) => `${each.method} ${each.urn.split("::").at(-1)}`);
      expect(done.toSorted()).toEqual(["create renamed", "delete dropped", "delete renamed", "update kept"]);
      const after = await stack.exportState();
      expect(resourceOf(after, "kept")?.id).toBe(resourceOf(before, "kept")?.id);
      expect(resourceOf(after, "kept")?.outputs).toMatchObject({ acl: "public-read", arn: resourceOf(before, "kept")?.outputs?.arn });
      expect(resourceOf(after, "renamed")?.id).toBe("two");
      await stack.destroy();
      expect((await stack.exportState()).deployment.resources ?? []).toEqual([]);
    } finally {
      await stack.close();
    }
  });
});

test("the empty pack of @pulumi/policy runs", async () => {
  const run = await preview(shop, { packs: [emptyPack] });
  expect(run.ok).toBe(true);
  expect(run.stdout).toContain("empty@v0.0.1");
});

test("an error of the program is an error of the run, with its words", async () => {
  const run = await preview(async () => {
    throw new Error("no such thing");
  });
  expect(run.ok).toBe(false);
  expect(run.errors.join("\n")).toContain("no such thing");
});

const resourceOf = (state: State, name: string) => state.deployment.resources?.find((each) => each.urn.endsWith(`::${name}`));
