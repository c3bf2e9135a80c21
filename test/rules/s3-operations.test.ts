import { s3Operations } from "../../src/rules/aws/s3-operations.js";
import { ref, res, suite, unknown } from "../suite.js";

const arn = "arn:aws:kms:us-east-1:123456789012:key/0a1b";
const replicated = (status: string) =>
  res("s3.BucketReplicationConfig", "copies", {
    bucket: ref("orders"),
    role: "arn:aws:iam::123456789012:role/replication",
    rules: [{ status, destination: { bucket: "arn:aws:s3:::orders-copy" } }],
  });

const _key = "arn:aws:kms:us-east-1:123456789012:key/0a1b";

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
});
