import { kinesis } from "../../src/rules/aws/kinesis.js";
import { suite, unknown } from "../suite.js";

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
});
