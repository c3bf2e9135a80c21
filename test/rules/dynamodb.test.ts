import { dynamodb } from "../../src/rules/aws/dynamodb.js";
import { suite, unknown } from "../suite.js";

const key = "arn:aws:kms:us-east-1:123456789012:key/0a1b";

suite(dynamodb, {
  "dynamodb-table-point-in-time-recovery": {
    pass: [{ pointInTimeRecovery: { enabled: true } }],
    fail: [{}, { pointInTimeRecovery: { enabled: false } }],
    unknown: [{ pointInTimeRecovery: unknown }],
  },
  "dynamodb-table-customer-managed-key": {
    pass: [{ serverSideEncryption: { enabled: true, kmsKeyArn: key } }],
    fail: [{}, { serverSideEncryption: { enabled: true } }, { serverSideEncryption: { enabled: true, kmsKeyArn: "alias/aws/dynamodb" } }],
    unknown: [{ serverSideEncryption: { enabled: true, kmsKeyArn: unknown } }],
  },
});
