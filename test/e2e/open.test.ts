/** What the engine is told of what is not known yet, and of what is outside the target of a run. */
import { ComponentResource } from "@pulumi/pulumi";
import { describe, expect, test } from "vitest";
import { openStack, preview, repositoryFolder, resource, up } from "./engine.js";

const only = (...ids: readonly string[]) => ({ all: "disabled", stackwarden: { enable: ids } });
const files = "aws:efs/fileSystem:FileSystem";
const bucket = "aws:s3/bucket:Bucket";
const waiting = async () => {
  const queue = resource("aws:sqs/queue:Queue", "jobs");
  // A document that is unknown as a whole while the queue does not exist.
  resource("aws:sqs/queuePolicy:QueuePolicy", "readers", { queueUrl: "https://sqs.us-east-1.amazonaws.com/1/x", policy: queue.arn });
};

describe("what is open", () => {
  const packConfig = only("iam-resource-policy-not-public");
  test("is one line of advice on the stack at preview, with what it depends on", async () => {
    const run = await preview(waiting, { packs: [repositoryFolder], packConfig });
    expect(run.ok).toBe(true);
    expect(run.diagnostics).toEqual([]);
    expect(run.notes).toEqual(['1 check is unknown until the update: 1 critical. Most depend on sqs.Queue "jobs" (1).']);
  });
  test("gates at preview where the settings say so", async () => {
    const closed = { all: "mandatory", stackwarden: { preset: "essential", unknown: { critical: "mandatory" } } };
    const run = await preview(waiting, { packs: [repositoryFolder], packConfig: closed });
    expect(run.ok).toBe(false);
    expect(
      run.diagnostics.filter(({ level }) => level === "mandatory").map(({ policy, urn }) => [policy, urn.split("::").pop()]),
    ).toContainEqual(["iam-resource-policy-not-public", "readers"]);
  });
  test("is not spoken of where nothing is, nor at the update", async () => {
    const known = async () => void resource(files, "files", { encrypted: true });
    expect((await preview(known, { packs: [repositoryFolder], packConfig: only("efs-file-system-encrypted") })).notes).toEqual([]);
    expect((await up(waiting, { packs: [repositoryFolder], packConfig })).stdout).not.toContain("unknown until the update");
  });
});

describe("a targeted run", () => {
  const packConfig = only("efs-file-system-encrypted", "s3-bucket-public-access-blocked");
  const switches = { blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true };
  const program = async () => {
    resource(files, "in", { encrypted: true });
    resource(files, "out", { encrypted: true });
    const logs = resource(bucket, "logs");
    resource("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", "block", { bucket: logs.id, ...switches });
  };
  const urn = (type: string, name: string) => `urn:pulumi:dev::proj::${type}::${name}`;
  test("reports nothing wrong of what is new and outside the target, and that it is outside", async () => {
    const stack = await openStack({ packs: [repositoryFolder], packConfig });
    try {
      const run = await stack.preview(program, { target: [urn(files, "in"), urn(bucket, "logs")] });
      expect(run.ok).toBe(true);
      expect(run.diagnostics).toEqual([]);
      expect(run.stdout).toContain("are outside the target of this run and were not evaluated.");
      expect(run.summaries.find((s) => s.urn === urn(files, "out"))?.passed ?? []).not.toContain("efs-file-system-encrypted");
      const done = await stack.up(program, { target: [urn(files, "in"), urn(bucket, "logs")] });
      expect(done.ok).toBe(true);
    } finally {
      await stack.close();
    }
  });
  test("evaluates what exists by what it was made with", async () => {
    const stack = await openStack({ packs: [] });
    try {
      const open = async () => {
        resource(files, "in", { encrypted: true });
        resource(files, "out", { encrypted: false });
      };
      await stack.up(open);
      const run = await stack.preview(program, { packs: [repositoryFolder], packConfig, target: [urn(files, "in")] });
      expect(run.diagnostics.map(({ policy, urn: at }) => [policy, at.split("::").pop()])).toContainEqual([
        "efs-file-system-encrypted",
        "out",
      ]);
    } finally {
      await stack.close();
    }
  });
  test("components and other providers, which leave no marks, are what they are", async () => {
    class Plain extends ComponentResource {}
    const run = await preview(
      async () => {
        new Plain("aws:made/up:Component", "plain");
        new Plain("shop:index:Component", "other");
        resource(files, "bare", {});
      },
      { packs: [repositoryFolder], packConfig },
    );
    expect(run.stdout).not.toContain("outside the target");
    expect(run.diagnostics.map(({ policy, urn: at }) => [policy, at.split("::").pop()])).toEqual([["efs-file-system-encrypted", "bare"]]);
  });
});
