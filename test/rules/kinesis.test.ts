import { kinesis } from "../../src/rules/aws/kinesis.js";
import { suite, unknown } from "../suite.js";

const key = "arn:aws:kms:us-east-1:123456789012:key/0a1b";

suite(kinesis, {
  "kinesis-stream-encrypted": {
    pass: [{ encryptionType: "KMS", kmsKeyId: "alias/aws/kinesis" }],
    fail: [{}, { encryptionType: "NONE" }],
    unknown: [{ encryptionType: unknown }],
  },
  "kinesis-firehose-encrypted": {
    pass: [{ serverSideEncryption: { enabled: true } }, { kinesisSourceConfiguration: { kinesisStreamArn: "arn", roleArn: "arn" } }],
    fail: [{ of: {}, message: "is not true" }, { serverSideEncryption: { enabled: false } }],
    unknown: [{ serverSideEncryption: unknown }],
  },
  "kinesis-stream-retention": {
    good: { shardCount: 1, retentionPeriod: 168, encryptionType: "KMS", kmsKeyId: "alias/aws/kinesis" },
    pass: [{ retentionPeriod: 168 }, { of: { retentionPeriod: 24 }, options: { hours: 24 } }],
    fail: [{ shardCount: 1 }, { retentionPeriod: 48 }],
    unknown: [{ retentionPeriod: unknown }],
  },
  "kinesis-video-stream-customer-managed-key": {
    pass: [{ name: "door", kmsKeyId: key }],
    fail: [{ name: "door" }, { name: "door", kmsKeyId: "alias/aws/service" }],
    unknown: [{ kmsKeyId: unknown }],
  },
  "kinesis-stream-customer-managed-key": {
    pass: [{ shardCount: 1, kmsKeyId: key }],
    fail: [{ shardCount: 1 }, { shardCount: 1, kmsKeyId: "alias/aws/service" }],
    unknown: [{ kmsKeyId: unknown }],
  },
  "kinesis-firehose-customer-managed-key": {
    pass: [
      { serverSideEncryption: { enabled: true, keyType: "CUSTOMER_MANAGED_CMK", keyArn: key } },
      { kinesisSourceConfiguration: { kinesisStreamArn: "arn:aws:kinesis:us-east-1:123456789012:stream/orders", roleArn: "r" } },
    ],
    fail: [{ name: "orders" }, { serverSideEncryption: { enabled: true } }, { serverSideEncryption: { enabled: false, keyArn: key } }],
    unknown: [{ serverSideEncryption: unknown }],
  },
});
