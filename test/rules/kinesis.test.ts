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
});
