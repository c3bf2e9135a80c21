import { describe, expect, test } from "vitest";
import { tags } from "../../src/rules/tags.js";
import { anyRes, evaluateMock, ref, res, secret, suite, unknown } from "../suite.js";

const owned = { Project: "shop", Environment: "production", Owner: "payments" };
const bucket = (given?: object, options = {}) => res("s3.Bucket", "logs", given === undefined ? {} : { tags: given }, options);
const group = (...list: object[]) => res("autoscaling.Group", "web", { maxSize: 1, minSize: 1, tags: list as never });
const listed = Object.entries(owned).map(([key, value]) => ({ key, value, propagateAtLaunch: true }));
const production = [{ key: "Environment", values: ["production", "staging"] }];
const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`key${i}`, "x"]));
const keys = ["Project", "Environment", "Owner"];
const asked = (...of: ReturnType<typeof anyRes>[]) => ({ of, options: { required: keys } });
const costs = { required: keys, environments: { production: ["CostCenter"] } };

suite(tags, {
  "tags-required": {
    pass: [
      asked(bucket(owned)),
      asked(bucket({ ...owned, Owner: unknown })),
      asked(bucket({ ...owned, Owner: "" })),
      asked(bucket({ ...owned, Owner: secret("payments") })),
      asked(group(...listed)),
      asked(res("ec2.SecurityGroup", "own", { tags: owned }), res("iam.RolePolicy", "takes-none", { role: "r", policy: "{}" })),
      asked(anyRes("kubernetes:core/v1:ConfigMap", "other-provider"), anyRes("azure-native:storage:StorageAccount", "other-cloud")),
      { of: [bucket({ ...owned, Environment: "staging" })], options: { required: production } },
      { of: [bucket({ Owner: "team-payments" })], options: { required: [{ key: "Owner", pattern: "^team-[a-z]+$" }] } },
      { of: [bucket({ Owner: "a" }), group({ key: "Owner", value: "a", propagateAtLaunch: false })], options: { required: ["Owner"] } },
      { of: [bucket(owned)], options: costs },
      { of: [bucket({})], options: { required: keys, exceptTypes: ["s3.Bucket"] } },
      [res("iam.RolePolicy", "takes-none", { role: "r", policy: "{}" })],
      asked(bucket({ Project: "shop" }, { outputs: { tagsAll: owned }, provider: "urn:pulumi:dev::test::pulumi:providers:aws::other" })),
    ],
    fail: [
      { ...asked(bucket()), message: 'tags has no "Project"', fix: 'Add "Project", "Environment" and "Owner" to `tags`' },
      asked(bucket({ Project: "shop", owner: "payments" })),
      { of: [bucket({ ...owned, Owner: "" })], options: { required: [{ key: "Owner", pattern: "." }] } },
      asked(bucket(secret({ Project: "shop", owner: "payments" }))),
      asked(group(...listed.slice(1))),
      asked(res("ec2.DefaultVpc", "adopted", {})),
      { of: [bucket({ ...owned, Environment: "prd", Owner: unknown })], options: { required: [...production, "CostCenter"] } },
      { of: [bucket({ Owner: secret("Someone") })], options: { required: [{ key: "Owner", pattern: "^team-" }] } },
      { of: [bucket({ ...owned, "cost:center": "x" })], options: { required: [{ key: "cost:center", pattern: "^[0-9]{4}$" }] } },
      { of: [bucket(owned)], options: costs, stack: "prod" },
      {
        of: [bucket({ ...owned, Environment: "staging" })],
        options: { required: production, environments: { production: [{ key: "Environment", values: ["production"] }] } },
        stack: "shop-prod",
      },
      [bucket(owned)],
      { of: [bucket({}), res("sqs.Queue", "jobs", {})], options: { required: [], exceptTypes: ["sns.Topic"] } },
    ],
    unknown: [
      asked(bucket(unknown)),
      asked(bucket(secret(unknown))),
      asked(group(unknown)),
      asked(group({ key: unknown, value: "x" })),
      { of: [bucket({ ...owned, Environment: unknown })], options: { required: production } },
      asked(bucket({ Project: "shop" }, { provider: "urn:pulumi:dev::test::pulumi:providers:aws::other" })),
    ],
  },
  "tags-within-limits": {
    pass: [
      [bucket(many(50))],
      [bucket({ ...many(50), "aws:cloudformation:stack-name": "not counted" })],
      [bucket({ ["k".repeat(128)]: "v".repeat(256) })],
      [bucket({ Name: "ü".repeat(256) })],
      [res("s3.BucketObject", "page", { bucket: "b", tags: many(10) })],
      [bucket({ Name: unknown })],
      [bucket(unknown)],
    ],
    fail: [
      [bucket(many(51))],
      [res("s3.BucketObject", "page", { bucket: "b", tags: many(11) })],
      [bucket({ ["k".repeat(129)]: "x" })],
      [bucket({ "": "x" })],
      [bucket({ Note: "v".repeat(257), Name: unknown })],
      [bucket({ Note: secret("v".repeat(257)) })],
    ],
  },
  "tags-allowed-characters": {
    good: [res("s3.Bucket", "logs", { tags: { Note: "a and b" } })],
    pass: [
      [bucket({ "team:owner/a+b=c@d-e_f.g": "Zürich 東京 1" })],
      [res("ec2.Instance", "web", { tags: { Note: "a, b (c) & d" } })],
      [bucket({ Empty: "" })],
      [bucket({ Note: unknown })],
      [bucket(unknown)],
    ],
    fail: [[bucket({ Note: "a, b" })], [bucket({ "key#1": "x" })], [bucket({ Note: secret("a, b") })]],
  },
  "tags-no-reserved-prefix": {
    good: [res("s3.Bucket", "logs", { tags: { "acme:owner": "x" } })],
    pass: [[bucket({ "acme:aws:owner": "x", awsome: "y" })], [bucket()], [bucket(unknown)]],
    fail: [
      { of: [bucket({ "aws:owner": "x" })], message: 'begins with "aws:"' },
      [bucket({ "AWS:Owner": "x" })],
      [group({ key: "aws:a", value: "b", propagateAtLaunch: true })],
    ],
  },
  "tags-consistent-case": {
    bad: [
      res("s3.Bucket", "logs", { tags: { Owner: "a" } }),
      res("sns.Topic", "events", { tags: { Owner: "a" } }),
      res("sqs.Queue", "jobs", { tags: { owner: "b" } }),
    ],
    good: [res("s3.Bucket", "logs", { tags: { Owner: "a" } }), res("sqs.Queue", "jobs", { tags: { Owner: "b" } })],
    pass: [
      [bucket({ Owner: "a" }), res("sqs.Queue", "jobs", { tags: { Owner: "b", Owners: "c" } })],
      [bucket(secret({ owner: "a" })), res("sqs.Queue", "jobs", { tags: { Owner: "b" } })],
      [bucket({ Owner: "a" }), res("sqs.Queue", "jobs", { tags: unknown })],
    ],
    fail: [
      {
        of: [
          bucket({ owner: "a" }),
          res("sqs.Queue", "jobs", { tags: { Owner: "b" } }),
          res("sns.Topic", "events", { tags: { Owner: "c" } }),
          res("sns.Topic", "others", { tags: { owner: "c", OWNER: "d" } }),
          res("sns.Topic", "third", { tags: { Owner: "c" } }),
        ],
        message: "is spelled differently from",
      },
      [bucket({ Name: "a", name: "b" })],
    ],
  },
  "tags-launch-template-propagated": {
    pass: [
      {
        tagSpecifications: [
          { resourceType: "instance", tags: owned },
          { resourceType: "volume", tags: owned },
        ],
      },
    ],
    fail: [
      { of: {}, message: "does not tag both instances and volumes" },
      { tags: owned },
      { tagSpecifications: [{ resourceType: "instance", tags: owned }] },
      { tagSpecifications: [{ resourceType: "instance", tags: owned }, { resourceType: "volume" }] },
    ],
    unknown: [
      { tagSpecifications: unknown },
      {
        tagSpecifications: [
          { resourceType: "instance", tags: owned },
          { resourceType: "volume", tags: unknown },
        ],
      },
    ],
  },
  "tags-auto-scaling-group-propagated": {
    pass: [
      { tags: [{ key: "Owner", value: "a", propagateAtLaunch: true }] },
      {
        tags: [
          { key: "k8s.io/cluster-autoscaler/enabled", value: "true", propagateAtLaunch: false },
          { key: "Owner", value: "a", propagateAtLaunch: true },
        ],
      },
    ],
    fail: [
      { of: {}, message: "has no tag with `propagateAtLaunch: true`" },
      { tags: [] },
      { tags: [{ key: "Owner", value: "a", propagateAtLaunch: false }] },
    ],
    unknown: [{ tags: unknown }, { tags: [{ key: "Owner", value: "a", propagateAtLaunch: unknown }] }],
  },
  "tags-ecs-service-propagated": {
    pass: [{ propagateTags: "SERVICE" }, { propagateTags: "TASK_DEFINITION" }],
    fail: [{}, { propagateTags: "NONE" }],
    unknown: [{ propagateTags: unknown }],
  },
  "tags-instance-volumes-tagged": {
    pass: [
      [res("ec2.Instance", "web", { volumeTags: owned })],
      [
        res("ec2.Instance", "web", { launchTemplate: { id: ref("template"), version: "$Latest" } }),
        res("ec2.LaunchTemplate", "template", {}),
      ],
      [res("ec2.Instance", "web", { rootBlockDevice: { tags: owned }, ebsBlockDevices: [{ deviceName: "/dev/sdf", tags: owned }] })],
    ],
    fail: [
      { of: [res("ec2.Instance", "web", { tags: owned })], message: "is unset, and no other tags reach" },
      [res("ec2.Instance", "web", { volumeTags: {} })],
      [res("ec2.Instance", "web", { rootBlockDevice: { tags: owned }, ebsBlockDevices: [{ deviceName: "/dev/sdf" }] })],
    ],
    unknown: [
      [res("ec2.Instance", "web", { volumeTags: unknown })],
      [res("ec2.Instance", "web", { rootBlockDevice: { tags: owned }, ebsBlockDevices: unknown })],
    ],
  },
});

describe("places of an odd spelling", () => {
  test("one finding for each spelling, at its first place, with the others", () => {
    const found = evaluateMock("tags-consistent-case", tags["tags-consistent-case"], {
      of: ["Owner", "Owner", "Owner", "owner", "owner", "OWNER"].map((key, i) => res("sqs.Queue", `q${i}`, { tags: { [key]: "x" } })),
    });
    expect(found.map((j) => [j.resource.name, j.path, j.places.map((p) => p.urn.split("::").at(-1))])).toEqual([
      ["q3", "tags.owner", ["q4"]],
      ["q5", "tags.OWNER", []],
    ]);
  });
});

describe("where no keys are configured", () => {
  const judged = (of: ReturnType<typeof anyRes>[], options = {}) =>
    evaluateMock("tags-required", tags["tags-required"], { of, options }).map((j) => [j.outcome, j.resource.type]);
  const stackOnly = [["fail", "pulumi:pulumi:Stack"]];
  test("it is reported once, of the stack, whatever it holds", () => {
    expect(judged([bucket({}), res("sqs.Queue", "jobs", {}), bucket(owned)])).toEqual(stackOnly);
    expect(judged([bucket(unknown)])).toEqual(stackOnly);
    expect(judged([bucket({})], { required: [], environments: {} })).toEqual(stackOnly);
    expect(judged([anyRes("pulumi:pulumi:Stack", "shop-dev"), bucket({})])).toEqual(stackOnly);
  });
  test("not where nothing takes tags, and not where some environment has keys", () => {
    expect(judged([])).toEqual([]);
    expect(judged([anyRes("kubernetes:core/v1:Pod", "web")])).toEqual([]);
    expect(judged([res("sqs.Queue", "jobs", {}, { external: true })])).toEqual([]);
    expect(judged([bucket({})], { environments: { production: ["Owner"] } })).toEqual([]);
  });
  test("with keys it is reported for each resource", () => {
    expect(judged([bucket({}), res("sqs.Queue", "jobs", {})], { required: ["Owner"] })).toHaveLength(2);
  });
});
