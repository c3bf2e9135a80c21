import { describe, expect, test } from "vitest";
import { evaluateStack, indexRules } from "../../src/engine/evaluate.js";
import { toResource } from "../../src/model/resource.js";
import { toStack } from "../../src/model/stack.js";
import { s3 } from "../../src/rules/aws/s3.js";
import { documentOf, ref, res, type Spec, suite, toRaw, unknown } from "../suite.js";

const bucket = res("s3.Bucket", "logs", {});
const all = { blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true };
const block = (to: string, more = {}) => res("s3.BucketPublicAccessBlock", "block", { bucket: to, ...all, ...more });
const document = (...statements: readonly object[]) => documentOf({ Version: "2012-10-17", Statement: statements });
const plain = { Bool: { "aws:SecureTransport": "false" } };
const tls = { Effect: "Deny", Principal: "*", Action: "s3:*", Resource: ["arn:aws:s3:::logs", "arn:aws:s3:::logs/*"], Condition: plain };
const policy = (text: string) => res("s3.BucketPolicy", "policy", { bucket: ref("logs"), policy: text });
const versioning = (status: string) => res("s3.BucketVersioning", "versions", { bucket: ref("logs"), versioningConfiguration: { status } });
const everyone = "http://acs.amazonaws.com/groups/global/AllUsers";
const logDelivery = "http://acs.amazonaws.com/groups/s3/LogDelivery";
const grant = (permission: string, uri = everyone) => [
  res("s3.BucketAcl", "acl", { bucket: "logs", accessControlPolicy: { grants: [{ permission, grantee: { type: "Group", uri } }] } }),
];
const kms = (sseAlgorithm: string) =>
  res("s3.BucketServerSideEncryptionConfiguration", "sse", {
    bucket: ref("logs"),
    rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm } }],
  });
const loggedTo = (target: string) => res("s3.BucketLogging", "log", { bucket: ref("logs"), targetBucket: target, targetPrefix: "s3/" });
const abort = (more: object) => ({ id: "abort", status: "Enabled", abortIncompleteMultipartUpload: { daysAfterInitiation: 7 }, ...more });

suite(s3, {
  "s3-bucket-public-access-blocked": {
    pass: [
      [bucket, block(ref("logs"))],
      [res("s3.Bucket", "logs", { bucket: "logs" }), block("logs")],
    ],
    fail: [[bucket], [bucket, block("other")], [bucket, block(ref("logs"), { blockPublicAcls: false })]],
    unknown: [
      [bucket, block(unknown)],
      [bucket, block(ref("logs"), { ignorePublicAcls: unknown })],
    ],
  },
  "s3-public-access-block-complete": {
    bad: [
      res("s3.Bucket", "logs", {}),
      res("s3.BucketPublicAccessBlock", "block", { bucket: ref("logs"), blockPublicAcls: true, blockPublicPolicy: true }),
    ],
    good: [
      res("s3.Bucket", "logs", {}),
      res("s3.BucketPublicAccessBlock", "block", {
        bucket: ref("logs"),
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      }),
    ],
    pass: [[block("elsewhere")], [bucket, block(ref("logs"))], [bucket]],
    fail: [
      { of: [bucket, block(ref("logs"), { ignorePublicAcls: false })], message: "does not enable all four settings" },
      [block("elsewhere", { restrictPublicBuckets: false })],
      [res("s3.BucketPublicAccessBlock", "block", { bucket: "elsewhere" })],
    ],
    unknown: [[block("elsewhere", { ignorePublicAcls: unknown })]],
  },
  "s3-account-public-access-block-complete": {
    pass: [all],
    fail: [{}, { ...all, blockPublicPolicy: false }],
    unknown: [{ ...all, blockPublicPolicy: unknown }],
  },
  "s3-bucket-no-public-read-acl": {
    bad: [res("s3.BucketAcl", "acl", { bucket: "logs", acl: "public-read" })],
    good: [res("s3.BucketAcl", "acl", { bucket: "logs", acl: "private" })],
    pass: [
      [res("s3.BucketObject", "page", { bucket: "b", key: "k" })],
      [res("s3.BucketObjectv2", "page", { bucket: "b", key: "k", acl: "private" })],
      [res("s3.ObjectCopy", "page", { bucket: "b", key: "k", source: "b/a", acl: "bucket-owner-full-control" })],
      {},
      { acl: "private" },
      { acl: "log-delivery-write" },
      { grants: [{ type: "Group", uri: logDelivery, permissions: ["READ_ACP"] }] },
      { grants: [{ type: "Group", uri: everyone, permissions: ["WRITE"] }] },
      grant("WRITE"),
      grant("READ", logDelivery),
    ],
    fail: [
      [res("s3.BucketObject", "page", { bucket: "b", key: "k", acl: "public-read" })],
      [res("s3.BucketObjectv2", "page", { bucket: "b", key: "k", acl: "public-read-write" })],
      [res("s3.ObjectCopy", "page", { bucket: "b", key: "k", source: "b/a", acl: "authenticated-read" })],
      { acl: "public-read" },
      { acl: "authenticated-read" },
      [res("s3.BucketAcl", "acl", { bucket: "logs", acl: "public-read-write" })],
      { grants: [{ type: "Group", uri: everyone, permissions: ["WRITE", "READ"] }] },
      grant("FULL_CONTROL"),
      [...grant("READ"), ...grant("WRITE")],
    ],
    unknown: [{ acl: unknown }, { grants: unknown }, { grants: [{ uri: unknown, permissions: ["READ"] }] }, grant(unknown)],
  },
  "s3-bucket-no-public-write-acl": {
    bad: [res("s3.BucketAcl", "acl", { bucket: "uploads", acl: "public-read-write" })],
    good: [res("s3.BucketAcl", "acl", { bucket: "uploads", acl: "private" })],
    pass: [{}, { acl: "public-read" }, { grants: [{ type: "Group", uri: logDelivery, permissions: ["WRITE"] }] }, grant("READ")],
    fail: [{ acl: "public-read-write" }, { grants: [{ type: "Group", uri: everyone, permissions: ["WRITE_ACP"] }] }, grant("WRITE")],
    unknown: [{ acl: unknown }, grant("WRITE", unknown)],
  },
  "s3-bucket-acls-disabled": {
    pass: [{ rule: { objectOwnership: "BucketOwnerEnforced" } }],
    fail: [{ rule: { objectOwnership: "BucketOwnerPreferred" } }],
    unknown: [{ rule: { objectOwnership: unknown } }],
  },
  "s3-bucket-tls-only": {
    good: [
      res("s3.Bucket", "logs", { bucket: "logs" }),
      res("s3.BucketPolicy", "policy", {
        bucket: ref("logs"),
        policy: documentOf({
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Deny",
              Principal: "*",
              Action: "s3:*",
              Resource: ["arn:aws:s3:::logs", "arn:aws:s3:::logs/*"],
              Condition: { Bool: { "aws:SecureTransport": "false" } },
            },
          ],
        }),
      }),
    ],
    pass: [
      [bucket, policy(document({ Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "*" }, tls))],
      [
        bucket,
        policy(
          JSON.stringify({
            Statement: { ...tls, Principal: { AWS: ["*"] }, Condition: { BoolIfExists: { "aws:securetransport": false } } },
          }),
        ),
      ],
      [res("s3.Bucket", "logs", { policy: document(tls) })],
    ],
    fail: [
      [bucket],
      [bucket, policy(document({ ...tls, Effect: "Allow", Condition: { Bool: { "aws:SecureTransport": "true" } } }))],
      [bucket, policy(document({ ...tls, Condition: { ...plain, StringEquals: { "aws:PrincipalAccount": "123456789012" } } }))],
      [bucket, policy(document({ ...tls, Resource: "arn:aws:s3:::logs" }))],
      [bucket, policy(document({ ...tls, Action: "s3:PutObject" }))],
      [bucket, policy(document({ ...tls, Principal: { AWS: "arn:aws:iam::123456789012:root" } }))],
      [bucket, policy("not a policy")],
    ],
    unknown: [
      [bucket, policy(unknown)],
      [bucket, policy(document({ ...tls, Condition: unknown }))],
      [res("s3.Bucket", "logs", { policy: unknown })],
    ],
  },
  "s3-bucket-versioned": {
    pass: [[bucket, versioning("Enabled")], { versioning: { enabled: true } }],
    fail: [[bucket], [bucket, versioning("Suspended")], { versioning: { enabled: false } }, { versioning: { mfaDelete: true } }],
    unknown: [[bucket, versioning(unknown)], { versioning: unknown }],
  },
  "s3-bucket-access-logged": {
    good: [
      res("s3.Bucket", "uploads", {}),
      res("s3.Bucket", "audit", {}),
      res("s3.BucketLogging", "logging", { bucket: ref("uploads"), targetBucket: ref("audit"), targetPrefix: "uploads/" }),
    ],
    pass: [
      { logging: { targetBucket: "audit" } },
      [bucket, loggedTo("audit")],
      [bucket, res("s3.Bucket", "audit", {}), loggedTo(ref("audit"))],
      { acl: "log-delivery-write" },
    ],
    fail: [[bucket], { logging: {} }],
    unknown: [[bucket, res("s3.BucketLogging", "log", { bucket: unknown, targetBucket: "audit" })], { logging: { targetBucket: unknown } }],
  },
  "s3-bucket-lifecycle": {
    good: [
      res("s3.Bucket", "logs", {}),
      res("s3.BucketLifecycleConfiguration", "lifecycle", {
        bucket: ref("logs"),
        rules: [{ id: "expire", status: "Enabled", filter: {}, expiration: { days: 365 } }],
      }),
    ],
    pass: [{ lifecycleRules: [{ enabled: true }] }, [bucket, res("s3.BucketLifecycleConfiguration", "old", { bucket: ref("logs") })]],
    fail: [[bucket], { lifecycleRules: [] }],
    unknown: [{ lifecycleRules: unknown }],
  },
  "s3-lifecycle-aborts-uploads": {
    bad: { rules: [{ id: "expire", status: "Enabled", filter: {}, expiration: { days: 365 } }] },
    good: { rules: [{ id: "abort-uploads", status: "Enabled", filter: {}, abortIncompleteMultipartUpload: { daysAfterInitiation: 7 } }] },
    pass: [
      { rules: [{ status: "Disabled" }, abort({})] },
      { rules: [abort({ prefix: "" })] },
      { rules: [abort({ filter: {} })] },
      { rules: [abort({ filter: { prefix: "" } })] },
      { rules: [abort({ filter: { prefix: "tmp/" } }), abort({ filter: {} })] },
    ],
    fail: [
      { of: {}, message: "has no enabled rule for the whole bucket that aborts incomplete multipart uploads" },
      { rules: [abort({ status: "Disabled" })] },
      { rules: [abort({ prefix: "tmp/" })] },
      { rules: [abort({ filter: { prefix: "tmp/" } })] },
      { rules: [abort({ filter: { and: { prefix: "tmp/", objectSizeGreaterThan: 1 } } })] },
      { rules: [abort({ filter: { objectSizeGreaterThan: 1024 } })] },
      { rules: [abort({ filter: { tag: { key: "a", value: "b" } } })] },
    ],
    unknown: [
      { rules: unknown },
      { rules: [{ status: "Enabled", abortIncompleteMultipartUpload: unknown }] },
      { rules: [abort({ filter: { prefix: unknown } })] },
    ],
  },
  "s3-bucket-kms-encrypted": {
    good: [
      res("s3.Bucket", "logs", {}),
      res("s3.BucketServerSideEncryptionConfiguration", "sse", {
        bucket: ref("logs"),
        rules: [
          {
            applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: "arn:aws:kms:us-east-1:123456789012:key/0a1b" },
            bucketKeyEnabled: true,
          },
        ],
      }),
    ],
    pass: [
      [bucket, kms("aws:kms")],
      { serverSideEncryptionConfiguration: { rule: { applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms:dsse" } } } },
      [bucket, kms("AES256"), res("s3.BucketLogging", "log", { bucket: "data", targetBucket: ref(bucket.name), targetPrefix: "data/" })],
      [bucket, kms("AES256"), res("lb.LoadBalancer", "web", { accessLogs: { enabled: true, bucket: ref(bucket.name, "bucket") } })],
    ],
    fail: [
      [bucket],
      [bucket, kms("AES256")],
      [
        bucket,
        kms("AES256"),
        res("s3.Bucket", "of-others", {}),
        res("lb.LoadBalancer", "web", { accessLogs: { bucket: ref("of-others") } }),
      ],
    ],
    unknown: [[bucket, kms(unknown)]],
  },
  "s3-access-point-public-access-blocked": {
    pass: [{}, { publicAccessBlockConfiguration: all }, { publicAccessBlockConfiguration: { blockPublicAcls: true } }],
    fail: [{ publicAccessBlockConfiguration: { ...all, blockPublicPolicy: false } }],
    unknown: [{ publicAccessBlockConfiguration: unknown }],
  },
  "s3-bucket-encryption-enabled": {
    good: { bucket: "acme-data", rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }] },
    pass: [
      [res("s3.Bucket", "data", {})],
      [
        res("s3.Bucket", "data", {
          serverSideEncryptionConfiguration: { rule: { applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms" } } },
        }),
      ],
    ],
    fail: [{ bucket: "acme-data", rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "none" } }] }],
    unknown: [{ rules: unknown }],
  },
  "s3-bucket-cors-restricted": {
    good: { bucket: "acme-uploads", corsRules: [{ allowedOrigins: ["https://www.example.com"], allowedMethods: ["PUT"] }] },
    pass: [{ corsRules: [{ allowedOrigins: ["*"], allowedMethods: ["GET", "HEAD"] }] }, [res("s3.Bucket", "data", {})]],
    fail: [{ bucket: "acme-uploads", corsRules: [{ allowedOrigins: ["*"], allowedMethods: ["GET", "PUT"] }] }],
    unknown: [{ corsRules: [{ allowedOrigins: unknown, allowedMethods: ["PUT"] }] }],
  },
  "s3-bucket-object-lock": {
    good: [
      res("s3.Bucket", "audit", { objectLockEnabled: true }),
      res("s3.BucketObjectLockConfiguration", "audit", {
        bucket: ref("audit"),
        rule: { defaultRetention: { mode: "GOVERNANCE", days: 30 } },
      }),
    ],
    pass: [[res("s3.Bucket", "audit", { objectLockEnabled: true })]],
    fail: [[res("s3.Bucket", "audit", {})]],
    unknown: [[res("s3.Bucket", "audit", { objectLockEnabled: unknown })]],
  },
});

describe("one open ACL is reported once", () => {
  const rules = Object.entries(s3).map(([id, rule]) => ({ id, rule, options: rule.options }));
  const told = (of: readonly Spec[]): string[] => {
    const stack = toStack(toRaw({ of }).map(toResource), { name: "dev", project: "test", today: "2026-07-01" });
    return evaluateStack(indexRules(rules), stack, new Set()).flatMap(({ rule, outcome, path }) =>
      outcome === "fail" && rule.endsWith("-acl") ? [`${rule.replace("s3-bucket-no-public-", "")} ${path}`] : [],
    );
  };
  const grants = (...permissions: readonly string[]): Spec[] => [
    res("s3.Bucket", "b", { grants: permissions.map((permission) => ({ type: "Group", uri: everyone, permissions: [permission] })) }),
  ];
  test.each<[string, readonly Spec[], readonly string[]]>([
    ["read and write", [res("s3.BucketAcl", "a", { bucket: "b", acl: "public-read-write" })], ["write-acl acl"]],
    ["read and write on the bucket", [res("s3.Bucket", "b", { acl: "public-read-write" })], ["write-acl acl"]],
    ["read", [res("s3.BucketAcl", "a", { bucket: "b", acl: "public-read" })], ["read-acl acl"]],
    ["full control in one grant", grants("FULL_CONTROL"), ["write-acl grants[0]"]],
    ["an object that everyone may write", [res("s3.BucketObject", "o", { bucket: "b", acl: "public-read-write" })], ["read-acl acl"]],
  ])("%s", (_, of, expected) => expect(told(of)).toEqual(expected));
  test("two grants are two causes", () => expect(told(grants("READ", "WRITE"))).toHaveLength(2));
});
