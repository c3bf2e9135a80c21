import { describe, expect, test } from "vitest";
import { style } from "../../src/rules/style.js";
import { anyRes, ref, res, type Spec, secret, suite, unknown } from "../suite.js";

const database = (password: unknown) => [res("rds.Instance", "db", { instanceClass: "db.t3.micro", password: password as never })];
const generated = "bw9MqLdis87PUHEW";
const version = (secretString: unknown) => [
  res("secretsmanager.SecretVersion", "it", { secretId: "db", secretString: secretString as never }),
];
const configured = (password: unknown, values: Readonly<Record<string, string>>) => ({
  of: database(password),
  config: { values, secretKeys: Object.keys(values) },
});

const bucket = res("s3.Bucket", "logs", {});
const template = res("cloudformation.Stack", "door", { templateBody: "{}" });
const native = anyRes("aws-native:s3:Bucket", "native");
const dynamic = anyRes("pulumi-nodejs:dynamic:Resource", "made");
const typed = (options: Readonly<Record<string, unknown>>, ...of: readonly Spec[]) => ({ of, options });

suite(style, {
  "style-secret-from-configuration": {
    good: {
      of: [res("rds.Instance", "db", { instanceClass: "db.t4g.micro", storageEncrypted: true, password: secret("n7G!p2Qz_dkW") })],
      config: { values: { "test:dbPassword": "n7G!p2Qz_dkW" }, secretKeys: ["test:dbPassword"] },
    },
    ofLiterals: true,
    pass: [
      configured(secret(generated), { "shop:dbPassword": generated }),
      configured(secret(generated), { "shop:db": JSON.stringify({ user: "app", password: generated }) }),
      configured(secret("changeme"), { "shop:dbPassword": "changeme" }),
      database(generated),
      [...database(secret(ref("key", "secret"))), res("iam.AccessKey", "key", { user: "ci" })],
    ],
    fail: [
      { of: database(secret("changeme")), message: "is a placeholder, expected a secret of its own" },
      configured(secret("<password>"), { "shop:dbPassword": generated }),
      version(secret("{todo}")),
    ],
    unknown: [
      version(secret(JSON.stringify({ user: "app", password: generated }))),
      database(secret(generated)),
      database(secret(unknown)),
      configured(secret(generated), { "shop:other": "Zq81kfTTw0aa" }),
    ],
  },
  "style-resource-types-allowed": {
    pass: [
      [template, native],
      typed({ forbid: ["aws-native:*", "aws:cloudcontrol/*", "*dynamic*"] }, bucket),
      typed({ allow: ["aws:s3/*", "random:*"] }, bucket, anyRes("random:index/randomId:RandomId", "suffix", { byteLength: 4 })),
      typed({ allow: ["s3.*"] }, bucket),
      typed({ allow: ["*"] }, native, dynamic),
      // One list does not undo the other, and a name that only begins alike is another one.
      typed({ forbid: ["aws:cloudformation/stack"] }, template),
      typed({ forbid: ["aws:*"] }, native),
      // The spelling of today stands for the older ones.
      typed({ allow: ["aws:s3/bucket:Bucket"] }, anyRes("aws:s3/bucketV2:BucketV2", "logs")),
      typed({ allow: ["s3.Bucket"] }, anyRes("aws:s3/bucketV2:BucketV2", "logs")),
    ],
    fail: [
      { ...typed({ forbid: ["aws:cloudformation/*"] }, template), message: "which the configuration" },
      typed({ forbid: ["cloudformation.*"] }, bucket, template),
      typed({ forbid: ["aws-native:*"] }, native),
      typed({ forbid: ["*:dynamic*:Resource"] }, dynamic),
      typed({ allow: ["aws:*"] }, bucket, dynamic),
      typed({ allow: ["aws:*"], forbid: ["aws:cloudformation/*"] }, template),
      typed({ forbid: ["aws:s3/bucket:Bucket"] }, anyRes("aws:s3/bucketV2:BucketV2", "logs")),
      typed({ forbid: ["aws:s3/bucketV2:BucketV2"] }, anyRes("aws:s3/bucketV2:BucketV2", "logs")),
      typed({ forbid: ["aws:*"] }, res("s3.Bucket", "logs", { bucket: unknown })),
    ],
    skip: [
      typed({ forbid: ["*"] }, anyRes("pulumi:providers:aws-native", "eu"), anyRes("pulumi:pulumi:StackReference", "network")),
      typed({ allow: ["aws:*"] }, anyRes("shop:web:Service", "web", {}, { custom: false })),
      typed({ forbid: ["awsx:*"] }, anyRes("awsx:ec2:Vpc", "net", {}, { custom: false })),
      typed({ forbid: ["*"] }, res("s3.Bucket", "read", {}, { external: true })),
    ],
  },
});

describe("patterns of types that can fit none", () => {
  const problem = (allow: readonly string[], forbid: readonly string[]) =>
    style["style-resource-types-allowed"].checkOptions?.({ allow, forbid });
  test.each([["aws-native"], ["cloudformation/*"], ["Stack"]])("%s is an error", (pattern) => {
    expect(problem([], ["aws:*", pattern])).toBe(
      `forbid[1] "${pattern}" fits no type; write a pattern such as "aws-native:*" or "aws:cloudformation/*"`,
    );
    expect(problem([pattern], [])).toContain("allow[0]");
  });
  test.each([["*"], ["*Stack"], ["aws-native:*"], ["cloudformation.*"], ["aws:cloudformation/stack:Stack"]])("%s is none", (pattern) => {
    expect(problem([pattern], [pattern])).toBeUndefined();
  });
});
