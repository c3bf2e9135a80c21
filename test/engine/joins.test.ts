import { describe, expect, test } from "vitest";
import { absent, atLeast, either, except, present, unsetOr } from "../../src/language/pattern.js";
import { type Rule, rule } from "../../src/language/rule.js";
import { evaluateMock, ref, res, type Spec, secret, unknown } from "../suite.js";

const about = { title: "Something holds", severity: "high", fix: "Do it.", docs: "https://docs.aws.amazon.com/x" } as const;
const judged = (given: Rule, ...of: Spec[]): string[] =>
  evaluateMock("x", given, { of }).map((j) => `${j.outcome} ${j.path || "-"}: ${j.message}`);
const bucket = res("s3.Bucket", "b", { bucket: "b-1" });
const block = (name: string, target: string, inputs: object = {}): Spec =>
  res("s3.BucketPublicAccessBlock", name, { bucket: target, ...inputs });
const all = { blockPublicAcls: true, blockPublicPolicy: true } as const;

describe("resources that point here", () => {
  const blocked = rule("s3.Bucket", { ...about, with: { block: "s3.BucketPublicAccessBlock#bucket" }, require: { block: all } });
  test("one that fits is enough", () => {
    expect(judged(blocked, bucket, block("a", "b-1"), block("c", ref("b"), all))).toEqual([]);
  });
  test("none is one break, not one for each property", () => {
    expect(judged(blocked, bucket)).toEqual(["fail -: has no s3.BucketPublicAccessBlock"]);
  });
  test("the nearest of several is reported, with the places in it", () => {
    const [seen] = evaluateMock("x", blocked, {
      of: [bucket, block("far", "b-1"), block("near", "b-1", { blockPublicAcls: true, blockPublicPolicy: false })],
    });
    expect(seen?.message).toBe('s3.BucketPublicAccessBlock "near": blockPublicPolicy is false, expected true');
    expect(seen?.places).toEqual([{ urn: expect.stringContaining("::near"), path: "blockPublicPolicy" }]);
  });
  test("a secret of the partner is not shown", () => {
    expect(judged(blocked, bucket, block("p", "b-1", { blockPublicAcls: secret("hunter2hunter2"), blockPublicPolicy: true }))).toEqual([
      'fail -: s3.BucketPublicAccessBlock "p": blockPublicAcls is [secret], expected true',
    ]);
  });
  test("an unknown in one keeps it open, unless another fits", () => {
    expect(judged(blocked, bucket, block("a", "b-1", { ...all, blockPublicAcls: unknown }))).toEqual([
      "unknown -: blockPublicAcls of the s3.BucketPublicAccessBlock is not known yet",
    ]);
    expect(judged(blocked, bucket, block("a", "b-1", { ...all, blockPublicAcls: unknown }), block("c", "b-1", all))).toEqual([]);
  });
  test("one that may point here keeps it open where it would fit, and only there", () => {
    expect(judged(blocked, bucket, block("a", unknown, all))).toEqual([
      "unknown -: which s3.BucketPublicAccessBlock refers to this resource is not known yet",
    ]);
    expect(judged(blocked, bucket, block("a", unknown))).toEqual(["fail -: has no s3.BucketPublicAccessBlock"]);
  });

  const some = (pattern: unknown): Rule =>
    rule("s3.Bucket", { ...about, with: { block: "s3.BucketPublicAccessBlock#bucket" }, require: { block: pattern as never } });
  test("that there is one", () => {
    expect(judged(some(present), bucket, block("a", "b-1"))).toEqual([]);
    expect(judged(some(present), bucket)).toHaveLength(1);
    expect(judged(some(present), bucket, block("a", unknown))[0]).toMatch(/^unknown/);
  });
  test.each([
    ["absent", absent],
    ["undefined", undefined],
    ["null", null],
  ])("that there is none: %s", (_, none) => {
    expect(judged(some(none), bucket)).toEqual([]);
    expect(judged(some(none), bucket, block("a", "b-1"), block("c", "b-1"))).toEqual([
      'fail -: has s3.BucketPublicAccessBlock "a" and "c"',
    ]);
    expect(judged(some(none), bucket, block("a", unknown))[0]).toMatch(/^unknown/);
  });
});

describe("resources that this one points at", () => {
  const queue = rule("sns.TopicSubscription", {
    ...about,
    with: { topic: "topic -> sns.Topic" },
    require: { topic: { kmsMasterKeyId: present } },
  });
  const subscription = (topic: string): Spec => res("sns.TopicSubscription", "s", { topic, protocol: "sqs", endpoint: "arn:x" });
  test("are joined by dependency or by value", () => {
    expect(judged(queue, subscription(ref("t", "arn")), res("sns.Topic", "t", { kmsMasterKeyId: "k" }))).toEqual([]);
    expect(judged(queue, subscription("t-1"), res("sns.Topic", "t", { name: "t-1" }))).toEqual([
      'fail -: sns.Topic "t": kmsMasterKeyId is not set',
    ]);
  });
  test("none of the stack", () => {
    expect(judged(queue, subscription("elsewhere"))).toEqual(["fail -: topic does not refer to an sns.Topic of this stack"]);
    expect(judged(queue, subscription(unknown), res("sns.Topic", "t", { kmsMasterKeyId: "k" }))).toEqual([
      "unknown topic: which sns.Topic `topic` refers to is not known yet",
    ]);
  });
  test("forbidden, whole or by what they are like", () => {
    const none = rule("sns.TopicSubscription", { ...about, with: { to: "topic -> sns.Topic" }, forbid: { to: present, protocol: "sqs" } });
    expect(judged(none, subscription("t-1"), res("sns.Topic", "t", { name: "t-1" }))).toEqual([
      'fail -: topic refers to sns.Topic "t" while protocol is "sqs"',
    ]);
    const fifo = rule("sns.TopicSubscription", { ...about, with: { to: "topic -> sns.Topic" }, forbid: { to: { fifoTopic: true } } });
    expect(judged(fifo, subscription("t-1"), res("sns.Topic", "t", { name: "t-1", fifoTopic: true }))).toEqual([
      'fail -: topic refers to sns.Topic "t" whose fifoTopic is true',
    ]);
  });
});

describe("other words behind a join", () => {
  const optional = rule("s3.Bucket", {
    ...about,
    with: { block: "s3.BucketPublicAccessBlock#bucket" },
    require: { block: unsetOr({ blockPublicAcls: true }) },
  });
  test("`unsetOr`: none, or one that fits", () => {
    expect(judged(optional, bucket)).toEqual([]);
    expect(judged(optional, bucket, block("a", "b-1", all))).toEqual([]);
    expect(judged(optional, bucket, block("a", "b-1"))).toHaveLength(1);
    expect(judged(optional, bucket, block("a", unknown, all))).toEqual([]);
    expect(judged(optional, bucket, block("a", unknown))[0]).toMatch(/^unknown/);
  });
  test("`except`: one that is not like this", () => {
    const other = rule("s3.Bucket", {
      ...about,
      with: { block: "s3.BucketPublicAccessBlock#bucket" },
      forbid: { block: except({ blockPublicAcls: true }) },
    });
    expect(judged(other, bucket, block("a", "b-1", all))).toEqual([]);
    expect(judged(other, bucket, block("a", "b-1"))).toEqual([
      'fail -: has s3.BucketPublicAccessBlock "a" which does not have blockPublicAcls true',
    ]);
  });
});

describe("several joins", () => {
  const both = rule("rds.Cluster", {
    ...about,
    with: { instances: "rds.ClusterInstance#clusterIdentifier", key: "kmsKeyId -> kms.Key" },
    when: { instances: present },
    require: { key: either({ enableKeyRotation: true }, { deletionWindowInDays: atLeast(30) }), instances: { publiclyAccessible: false } },
  });
  const cluster = res("rds.Cluster", "c", { engine: "aurora-mysql", kmsKeyId: ref("k", "arn") });
  const instance = (publiclyAccessible: boolean): Spec =>
    res("rds.ClusterInstance", "i", {
      clusterIdentifier: ref("c"),
      instanceClass: "db.r6g.large",
      engine: "aurora-mysql",
      publiclyAccessible,
    });
  test("are evaluated each, and `when` may ask for one", () => {
    expect(judged(both, cluster, res("kms.Key", "k", {}))).toEqual([]);
    expect(judged(both, cluster, res("kms.Key", "k", { enableKeyRotation: true }), instance(false))).toEqual([]);
    expect(judged(both, cluster, res("kms.Key", "k", { enableKeyRotation: true }), instance(true))).toEqual([
      'fail -: rds.ClusterInstance "i": publiclyAccessible is true, expected false',
    ]);
  });
});
