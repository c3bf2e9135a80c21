/** What the pack says of a stack beside its findings: how much is open, and what is outside the target of the run. */
import { describe, expect, test } from "vitest";
import { startSession } from "../../../src/doors/pulumi/session.js";
import type { RawResource } from "../../../src/model/resource.js";
import { unknownString } from "../../../src/model/value.js";
import { allRules } from "../../../src/rules/index.js";
import { urn } from "./requests.js";

const provider = "urn:pulumi:dev::shop::pulumi:providers:aws::default";
const files = "aws:efs/fileSystem:FileSystem";
const queue = "aws:sqs/queue:Queue";
const bucket = "aws:s3/bucket:Bucket";
const block = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock";
const raw = (type: string, name: string, inputs: Record<string, unknown>, more: Partial<RawResource> = {}): RawResource => ({
  urn: urn(type, name),
  type,
  name,
  inputs,
  provider,
  providerInputs: { region: "us-east-1" },
  ...more,
});

function run(
  resources: readonly RawResource[],
  isUpdate: boolean,
  dependencies: Record<string, Record<string, string[]>> = {},
  preset = "recommended",
) {
  const session = startSession(allRules, () => "2026-01-01");
  session.configureStack({ name: "dev", project: "shop", config: undefined, isUpdate });
  session.configure(new Map(), { stackwarden: { level: undefined, options: { preset } } });
  const each = resources.flatMap((given) => {
    expect(session.remediate(given)).toEqual([]);
    return session.analyze(given);
  });
  const whole = session.analyzeStack(
    resources.map(({ inputs = {}, ...rest }) => ({ ...rest, outputs: inputs, propertyDependencies: dependencies[rest.name ?? ""] })),
  );
  const said = [...each, ...whole].map((j) => `${j.outcome} ${j.rule} ${j.resource.name}${j.spared === undefined ? "" : " spared"}`);
  return { said, notes: session.notes() };
}

describe("what is open", () => {
  const open = [
    raw(queue, "jobs", { __defaults: [] }),
    raw(files, "one", { __defaults: [], encrypted: unknownString, kmsKeyId: "x" }),
    raw(files, "two", { __defaults: [], encrypted: unknownString, kmsKeyId: "x" }),
  ];
  const dependencies = { one: { encrypted: [urn(queue, "jobs")] }, two: { encrypted: [urn(queue, "jobs"), urn(files, "one")] } };
  test("is counted by severity, with what it depends on most", () => {
    const { notes } = run(open, false, dependencies);
    expect(notes).toEqual([
      expect.stringMatching(
        /^\d+ checks are unknown until the update: [^.]*2 high[^.]*\. Most depend on sqs\.Queue "jobs" \(\d+\), efs\.FileSystem "one" \(\d+\)\.$/,
      ),
    ]);
  });
  test("has no names where the engine shows none", () => {
    expect(run(open, false).notes).toEqual([expect.stringMatching(/^\d+ checks are unknown until the update: [^.]*\.$/)]);
  });
  test("is not spoken of at the update, nor where nothing is open", () => {
    expect(run(open, true, dependencies).notes).toEqual([]);
    expect(run([raw(files, "known", { __defaults: [], encrypted: true })], false).notes).toEqual([]);
  });
});

describe("what is outside the target of the run", () => {
  const on = { blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true };
  test.each([true, false])("is not evaluated, and said to be outside (update: %s)", (isUpdate) => {
    const { said, notes } = run([raw(files, "in", { __defaults: [], encrypted: true }), raw(files, "out", {})], isUpdate);
    expect(said.filter((each) => each.startsWith("fail efs"))).toEqual([]);
    expect(said).toContain("unknown efs-file-system-encrypted out spared");
    expect(notes.at(-1)).toBe('efs.FileSystem "out" is outside the target of this run and was not evaluated.');
    expect(notes.length).toBe(1);
  });
  test("may be what a resource inside waits for", () => {
    const inside = raw(bucket, "logs", { __defaults: [], bucket: "logs" });
    expect(run([inside], false, {}, "all").said).toContain("fail s3-bucket-public-access-blocked logs");
    const { said } = run([inside, raw(block, "block", {})], false, {}, "all");
    expect(said).toContain("unknown s3-bucket-public-access-blocked logs spared");
    expect(run([inside, raw(block, "block", { __defaults: [], bucket: "logs", ...on })], false, {}, "all").said.join()).not.toContain(
      "s3-bucket-public-access-blocked",
    );
  });
  test("takes back no finding that it has nothing to do with", () => {
    const { said } = run([raw(bucket, "logs", { __defaults: [], bucket: "logs" }), raw(files, "out", {})], false, {}, "all");
    expect(said).toContain("fail s3-bucket-public-access-blocked logs");
  });
  test.each<[string, RawResource]>([
    ["a resource that the provider has checked", raw(files, "bare", { __defaults: [] })],
    ["one with old inputs", raw(files, "bare", { encrypted: false })],
    ["a component", raw(files, "bare", {}, { provider: undefined })],
    [
      "a resource of another provider",
      raw(files, "bare", {}, { provider: "urn:pulumi:dev::shop::pulumi:providers:pulumi-nodejs::default" }),
    ],
  ])("does not hold of %s", (_, given) => {
    const { said, notes } = run([given], true);
    expect(said).toContain("fail efs-file-system-encrypted bare");
    expect(notes).toEqual([]);
  });
  test("does not hold without Remediate, as in `pulumi policy analyze`", () => {
    const session = startSession(allRules, () => "2026-01-01");
    expect(session.analyze(raw(files, "bare", {})).map((j) => `${j.outcome} ${j.rule}`)).toContain("fail efs-file-system-encrypted");
  });
});
