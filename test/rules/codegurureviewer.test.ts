import { codegurureviewer } from "../../src/rules/aws/codegurureviewer.js";
import { suite, unknown } from "../suite.js";

const key = "arn:aws:kms:us-east-1:123456789012:key/0a1b";

suite(codegurureviewer, {
  "codegurureviewer-association-customer-managed-key": {
    pass: [{ kmsKeyDetails: { encryptionOption: "CUSTOMER_MANAGED_CMK", kmsKeyId: key } }],
    fail: [
      { repository: { codecommit: { name: "shop" } } },
      { kmsKeyDetails: { kmsKeyId: key } },
      { kmsKeyDetails: { encryptionOption: "AWS_OWNED_CMK", kmsKeyId: key } },
      { kmsKeyDetails: { encryptionOption: "CUSTOMER_MANAGED_CMK" } },
    ],
    unknown: [{ kmsKeyDetails: unknown }],
  },
});
