import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ComponentResource, secret } from "@pulumi/pulumi";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { existing, openStack, preview, repositoryFolder, resource, up } from "./engine.js";

const probePack = join(import.meta.dirname, "packs/rules");
const all = (level: string) => ({ all: level });
/** Switches off every rule but some, so that a test sees only its own. */
const only = (...ids: readonly string[]) => ({ all: "disabled", stackwarden: { enable: ids } });
const password = "Winter-Sale-2024!";

const openBucket = async () => {
  resource("aws:efs/fileSystem:FileSystem", "files", { encrypted: true });
  resource("aws:efs/fileSystem:FileSystem", "open", { encrypted: false });
};

describe("gating", () => {
  test("a mandatory violation fails the preview, and states what is wrong and how to fix it", async () => {
    const run = await preview(openBucket, { packs: [repositoryFolder], packConfig: only("efs-file-system-encrypted") });
    expect(run.ok).toBe(false);
    expect(run.diagnostics).toMatchObject([
      { policy: "efs-file-system-encrypted", level: "mandatory", urn: expect.stringContaining("::open") },
    ]);
    expect(run.stdout).toContain("encrypted is false, expected true");
    expect(run.stdout).toContain("Set `encrypted: true`");
  });
  test("in an update the violating resource is not created", async () => {
    const run = await up(openBucket, { packs: [repositoryFolder], packConfig: only("efs-file-system-encrypted") });
    expect(run.ok).toBe(false);
    expect(run.created.map((c) => c.urn.split("::").pop())).not.toContain("open");
  });
  test("an advisory violation does not fail", async () => {
    const run = await preview(openBucket, {
      packs: [repositoryFolder],
      packConfig: { ...only(), "efs-file-system-encrypted": "advisory" },
    });
    expect(run.ok).toBe(true);
    expect(run.diagnostics).toMatchObject([{ policy: "efs-file-system-encrypted", level: "advisory" }]);
  });
  test("`all: advisory` turns every gate into advice, and switches nothing on", async () => {
    const run = await preview(openBucket, { packs: [repositoryFolder], packConfig: all("advisory") });
    expect(run.ok).toBe(true);
    expect(run.diagnostics.map((d) => d.policy)).toContain("efs-file-system-encrypted");
    expect(run.diagnostics.every((d) => d.level === "advisory")).toBe(true);
  });
  test("the object form of `all` is read too", async () => {
    const run = await preview(openBucket, { packs: [repositoryFolder], packConfig: { all: { enforcementLevel: "advisory" } } });
    expect(run.ok).toBe(true);
    expect(run.diagnostics.map((d) => d.policy)).toContain("efs-file-system-encrypted");
  });
  test("an unknown rule in the configuration is one clear line with a suggestion", async () => {
    const run = await preview(openBucket, { packs: [repositoryFolder], packConfig: { "efs-file-system-encryptd": "mandatory" } });
    expect(run.ok).toBe(false);
    expect(run.errors).toEqual([
      expect.stringContaining('"efs-file-system-encryptd" is not a rule. Did you mean "efs-file-system-encrypted"?'),
    ]);
  });
});

describe("secrets on the wire", () => {
  const program = async () => {
    resource("aws:rds/instance:Instance", "plain", { instanceClass: "db.t3.micro", password });
    resource("aws:rds/instance:Instance", "wrapped", { instanceClass: "db.t3.micro", password: secret(password) });
  };
  for (const level of ["mandatory", "advisory"])
    test(`a wrapped password is told from a plaintext one at level ${level}`, async () => {
      const run = await preview(program, { packs: [probePack], packConfig: { all: "disabled", "probe-password-secret": level } });
      expect(run.ok).toBe(level === "advisory");
      expect(run.diagnostics.map((d) => [d.policy, d.level, d.urn.split("::").pop()])).toEqual([["probe-password-secret", level, "plain"]]);
      expect(run.stdout).not.toContain(password);
    });
  test("the shipped rule shows them too, and never prints the password", async () => {
    const run = await preview(program, { packs: [repositoryFolder], packConfig: only("secrets-input-wrapped") });
    expect(run.diagnostics.map((d) => [d.policy, d.urn.split("::").pop()])).toEqual([["secrets-input-wrapped", "plain"]]);
    expect(run.stdout).not.toContain(password);
  });
});

describe("what is unknown at preview", () => {
  const program = async () => {
    const files = resource("aws:efs/fileSystem:FileSystem", "files", { encrypted: true });
    resource("aws:ec2/securityGroup:SecurityGroup", "group", { description: files.arn });
  };
  test("neither passes nor fails at preview, and fails at the update before the resource is created", async () => {
    const stack = await openStack({ packs: [probePack], packConfig: { all: "disabled", "probe-description": "mandatory" } });
    try {
      const previewed = await stack.preview(program);
      expect(previewed.ok).toBe(true);
      expect(previewed.diagnostics).toEqual([]);
      const summary = previewed.summaries.find((s) => s.call === "analyze" && s.urn?.endsWith("::group"));
      expect(summary).toBeDefined();
      expect(summary?.passed).not.toContain("probe-description");
      expect(summary?.failed).not.toContain("probe-description");
      const updated = await stack.up(program);
      expect(updated.ok).toBe(false);
      expect(updated.diagnostics.map((d) => [d.policy, d.urn.split("::").pop()])).toEqual([["probe-description", "group"]]);
      expect(updated.created.map((c) => c.urn.split("::").pop())).not.toContain("group");
    } finally {
      await stack.close();
    }
  });
});

test("a resource passes only rules that evaluate its type", async () => {
  const run = await preview(openBucket, { packs: [repositoryFolder], packConfig: { all: "advisory" } });
  const passed = run.summaries.find((s) => s.call === "analyze" && s.urn?.endsWith("::files"))?.passed ?? [];
  expect(passed).toContain("efs-file-system-encrypted");
  expect(passed.filter((rule) => rule.startsWith("rds-"))).toEqual([]);
});

describe("joins", () => {
  const switches = { blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true };
  const block = (name: string, bucket: unknown, more = {}) =>
    resource("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", name, { bucket, ...switches, ...more } as never);
  test("a stack rule joins by dependency while the id is unknown", async () => {
    const run = await preview(
      async () => {
        block("blockGuarded", resource("aws:s3/bucket:Bucket", "guarded").id);
        block("blockHalf", resource("aws:s3/bucket:Bucket", "half").id, { blockPublicAcls: false });
        resource("aws:s3/bucket:Bucket", "bare");
      },
      { packs: [repositoryFolder], packConfig: only("s3-bucket-public-access-blocked") },
    );
    expect(run.diagnostics.map((d) => d.urn.split("::").pop()).toSorted()).toEqual(["bare", "half"]);
    expect(run.stdout).toContain("has no s3.BucketPublicAccessBlock");
  });
  test("an external resource is a join partner and never a subject", async () => {
    const run = await up(
      async () => {
        const read = existing("aws:s3/bucket:Bucket", "theirs", "their-bucket");
        block("blockTheirs", read.id);
      },
      { packs: [repositoryFolder], packConfig: only("s3-bucket-public-access-blocked") },
    );
    expect(run.ok).toBe(true);
    expect(run.diagnostics).toEqual([]);
  });
});

describe("remediation", () => {
  test("two remediations on one resource change what the provider receives; secrets and internal keys stay", async () => {
    const run = await up(
      async () => {
        resource("aws:s3/bucket:Bucket", "logs", { acl: "public-read", tags: { Team: "web", Token: secret(password) } });
      },
      { packs: [probePack], packConfig: { all: "disabled", "probe-acl-private": "remediate", "probe-owner-tag": "remediate" } },
    );
    expect(run.ok).toBe(true);
    expect(run.remediations.map((r) => r.policy).toSorted()).toEqual(["probe-acl-private", "probe-owner-tag"]);
    const inputs = run.created.find((c) => c.urn.endsWith("::logs"))?.inputs;
    expect(inputs).toMatchObject({ acl: "private", tags: { Team: "web", Owner: "platform" } });
    expect(JSON.stringify(run.state.deployment.resources?.find((r) => r.urn.endsWith("::logs"))?.inputs)).not.toContain(password);
    expect(run.stdout).not.toContain(password);
  });
  test("a rule that can mend does not at another level", async () => {
    const run = await preview(async () => void resource("aws:s3/bucket:Bucket", "logs", { acl: "public-read" }), {
      packs: [probePack],
      packConfig: { all: "disabled", "probe-acl-private": "advisory" },
    });
    expect(run.remediations).toEqual([]);
    expect(run.diagnostics).toMatchObject([{ policy: "probe-acl-private", level: "advisory" }]);
  });
  test("auto-tagging adds the missing tags and keeps those that are there", async () => {
    const run = await up(async () => void resource("aws:s3/bucket:Bucket", "logs", { tags: { Project: "shop", Environment: "dev" } }), {
      packs: [repositoryFolder],
      packConfig: {
        all: "disabled",
        "tags-required": { enforcementLevel: "remediate", required: ["Project", "Environment", "Owner"], defaults: { Owner: "platform" } },
      },
    });
    expect(run.ok).toBe(true);
    expect(run.created.find((c) => c.urn.endsWith("::logs"))?.inputs.tags).toMatchObject({
      Project: "shop",
      Environment: "dev",
      Owner: "platform",
    });
  });
});

describe("a rule that throws", () => {
  test("is a finding of its own, gates, stops no other, and its message is not reported", async () => {
    const run = await preview(async () => void resource("aws:s3/bucket:Bucket", "logs", { acl: "public-read" }), { packs: [probePack] });
    expect(run.ok).toBe(false);
    const found = run.diagnostics.map((d) => d.policy).toSorted();
    expect(found).toEqual(["probe-acl-advice", "probe-acl-private", "probe-crash", "probe-owner-tag"]);
    expect(run.diagnostics.find((d) => d.policy === "probe-crash")?.level).toBe("mandatory");
    expect(run.stdout).toContain("the rule crashed: Error");
    expect(run.stdout).not.toContain(password);
  });
});

describe("starting", () => {
  const here = process.cwd();
  beforeAll(() => process.chdir(mkdtempSync(join(tmpdir(), "stackwarden-elsewhere-"))));
  afterAll(() => process.chdir(here));
  test("the pack starts from any directory", async () => {
    const run = await preview(openBucket, { packs: [repositoryFolder], packConfig: only("efs-file-system-encrypted") });
    expect(run.diagnostics).toHaveLength(1);
  });
});

describe("types that the configuration forbids", () => {
  test("a resource of one is stopped before it is created; a component of such a type is none", async () => {
    const program = async () => {
      new ComponentResource("aws:cloudformation:Door", "component");
      resource("aws:cloudformation/stack:Stack", "template", { templateBody: "{}" });
      resource("aws:efs/fileSystem:FileSystem", "files", { encrypted: true });
    };
    const lists = { enforcementLevel: "mandatory", allow: ["aws:efs/*", "s3.*"], forbid: ["aws:cloudformation*"] };
    const config = { "style-resource-types-allowed": lists };
    const doors = [
      { packs: [repositoryFolder], packConfig: { ...only(), ...config } },
      {
        packs: [join(import.meta.dirname, "packs/policies")],
        env: { POLICIES_ARGUMENTS: JSON.stringify({ config: { all: "disabled", ...config } }) },
      },
    ];
    for (const door of doors) {
      const run = await up(program, door);
      expect(run.ok).toBe(false);
      expect(run.diagnostics).toMatchObject([{ policy: "style-resource-types-allowed", urn: expect.stringContaining("::template") }]);
      expect(run.created.map(({ type }) => type)).not.toContain("aws:cloudformation/stack:Stack");
    }
  });
});
