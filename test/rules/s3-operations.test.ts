import { s3Operations } from "../../src/rules/aws/s3-operations.js";
import { anyRes, ref, res, suite, unknown } from "../suite.js";

const arn = "arn:aws:kms:us-east-1:123456789012:key/0a1b";
const replicated = (status: string) =>
  res("s3.BucketReplicationConfig", "copies", {
    bucket: ref("orders"),
    role: "arn:aws:iam::123456789012:role/replication",
    rules: [{ status, destination: { bucket: "arn:aws:s3:::orders-copy" } }],
  });

const _key = "arn:aws:kms:us-east-1:123456789012:key/0a1b";

const bucketPolicy = (statement: object) => [
  anyRes("aws:s3/bucketPolicy:BucketPolicy", "door", {
    bucket: "orders",
    policy: { Version: "2012-10-17", Statement: [{ Effect: "Deny", Principal: "*", Action: "s3:*", Resource: "*", ...statement }] },
  }),
];

const acl = (canned: string) => res("s3.BucketAcl", "acl", { bucket: ref("images"), acl: canned });
const granting = (permission: string) =>
  res("s3.BucketAcl", "acl", {
    bucket: ref("images"),
    accessControlPolicy: {
      owner: { id: "o" },
      grants: [{ permission, grantee: { type: "Group", uri: "http://acs.amazonaws.com/groups/global/AllUsers" } }],
    },
  });

const encrypted = (kmsMasterKeyId: string) =>
  res("s3.BucketServerSideEncryptionConfiguration", "keys", {
    bucket: ref("images"),
    rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId } }],
  });

suite(s3Operations, {
  "s3-object-customer-managed-key": {
    pass: [{ bucket: "archive", key: "report", kmsKeyId: arn }],
    fail: [
      { bucket: "archive", key: "report" },
      { bucket: "archive", kmsKeyId: "alias/aws/s3" },
    ],
    unknown: [{ kmsKeyId: unknown }],
  },
  "s3-object-copy-customer-managed-key": {
    pass: [{ bucket: "archive", source: "inbox/report", kmsKeyId: arn }],
    fail: [{ bucket: "archive", source: "inbox/report" }, { kmsKeyId: "alias/aws/s3" }],
    unknown: [{ kmsKeyId: unknown }],
  },
  "s3-bucket-event-notifications": {
    pass: [[res("s3.Bucket", "inbox", {}), res("s3.BucketNotification", "events", { bucket: ref("inbox"), eventbridge: true })]],
    fail: [[res("s3.Bucket", "inbox", {})]],
    unknown: [[res("s3.Bucket", "inbox", {}), res("s3.BucketNotification", "events", { bucket: unknown })]],
  },
  "s3-bucket-replication": {
    pass: [
      [res("s3.Bucket", "orders", {}), replicated("Enabled")],
      { replicationConfiguration: { role: "r", rules: [{ status: "Enabled", destination: { bucket: "b" } }] } },
    ],
    fail: [
      [res("s3.Bucket", "orders", {})],
      [res("s3.Bucket", "orders", {}), replicated("Disabled")],
      { replicationConfiguration: { role: "r", rules: [{ status: "Disabled", destination: { bucket: "b" } }] } },
    ],
    unknown: [[res("s3.Bucket", "orders", {}), replicated(unknown)]],
  },
  "s3-bucket-name-without-dots": {
    pass: [{ bucket: "shop-images" }, {}],
    fail: [{ bucket: "images.shop.example" }, { bucketPrefix: "images.shop." }],
    unknown: [{ bucket: unknown }],
  },
  "s3-bucket-policy-no-lockout": {
    bad: bucketPolicy({ Resource: ["arn:aws:s3:::orders", "arn:aws:s3:::orders/*"] }),
    good: bucketPolicy({
      Resource: ["arn:aws:s3:::orders", "arn:aws:s3:::orders/*"],
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    }),
    pass: [
      bucketPolicy({ Condition: { Bool: { "aws:SecureTransport": "false" } } }),
      bucketPolicy({ Action: ["s3:DeleteObject", "s3:DeleteObjectVersion"], Resource: "arn:aws:s3:::orders/*" }),
      bucketPolicy({ Resource: "arn:aws:s3:::orders/*" }),
      bucketPolicy({ Effect: "Allow" }),
      bucketPolicy({ Principal: { AWS: "arn:aws:iam::123456789012:role/app" } }),
    ],
    fail: [
      bucketPolicy({ Principal: { AWS: ["*"] } }),
      bucketPolicy({ Action: ["s3:PutBucketPolicy", "s3:DeleteBucketPolicy"], Resource: "arn:aws:s3:::orders" }),
      [anyRes("aws:s3/bucket:Bucket", "orders", { policy: '{"Statement":[{"Principal":"*","Effect":"Deny","Action":"s3:*"}]}' })],
    ],
    unknown: [bucketPolicy({ Principal: unknown }), bucketPolicy({ Condition: unknown })],
  },
  "s3-bucket-acl-not-public-read": {
    good: [res("s3.Bucket", "images", {}), acl("private")],
    pass: [
      [res("s3.Bucket", "images", {})],
      [res("s3.Bucket", "images", {}), acl("private")],
      [res("s3.Bucket", "images", {}), granting("WRITE")],
    ],
    fail: [
      [res("s3.Bucket", "images", {}), acl("public-read")],
      [res("s3.Bucket", "images", {}), acl("authenticated-read")],
      [res("s3.Bucket", "images", {}), granting("READ")],
    ],
    unknown: [[res("s3.Bucket", "images", {}), acl(unknown)]],
  },
  "s3-bucket-acl-not-public-write": {
    good: [res("s3.Bucket", "images", {}), acl("private")],
    pass: [
      [res("s3.Bucket", "images", {}), acl("public-read")],
      [res("s3.Bucket", "images", {}), granting("READ")],
    ],
    fail: [
      [res("s3.Bucket", "images", {}), acl("public-read-write")],
      [res("s3.Bucket", "images", {}), granting("FULL_CONTROL")],
    ],
    unknown: [[res("s3.Bucket", "images", {}), acl(unknown)]],
  },
  "s3-bucket-encryption-customer-managed-key": {
    pass: [
      [res("s3.Bucket", "images", {}), encrypted(arn)],
      {
        serverSideEncryptionConfiguration: {
          rule: { applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: arn } },
        },
      },
      [res("s3.Bucket", "logs", {}), res("elb.LoadBalancer", "web", { listeners: [], accessLogs: { bucket: ref("logs") } })],
    ],
    fail: [[res("s3.Bucket", "images", {})], [res("s3.Bucket", "images", {}), encrypted("alias/aws/s3")]],
    unknown: [[res("s3.Bucket", "images", {}), encrypted(unknown)]],
  },
});
