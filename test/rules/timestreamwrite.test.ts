import { timestreamwrite } from "../../src/rules/aws/timestreamwrite.js";
import { suite, unknown } from "../suite.js";

const key = "arn:aws:kms:us-east-1:123456789012:key/0a1b";

suite(timestreamwrite, {
  "timestreamwrite-database-customer-managed-key": {
    pass: [{ databaseName: "sensors", kmsKeyId: key }],
    fail: [{ databaseName: "sensors" }, { databaseName: "sensors", kmsKeyId: "alias/aws/service" }],
    unknown: [{ kmsKeyId: unknown }],
  },
});
