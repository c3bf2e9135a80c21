import { backup } from "../../src/rules/aws/backup.js";
import { suite, unknown } from "../suite.js";

const key = "arn:aws:kms:us-east-1:123456789012:key/0a1b";

suite(backup, {
  "backup-vault-customer-managed-key": {
    pass: [{ name: "nightly", kmsKeyArn: key }],
    fail: [{ name: "nightly" }, { name: "nightly", kmsKeyArn: "alias/aws/service" }],
    unknown: [{ kmsKeyArn: unknown }],
  },
});
