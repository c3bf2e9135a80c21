import { keyspaces } from "../../src/rules/aws/keyspaces.js";
import { suite, unknown } from "../suite.js";

const key = "arn:aws:kms:us-east-1:123456789012:key/0a1b";

suite(keyspaces, {
  "keyspaces-table-customer-managed-key": {
    pass: [{ encryptionSpecification: { type: "CUSTOMER_MANAGED_KMS_KEY", kmsKeyIdentifier: key } }],
    fail: [
      { keyspaceName: "shop", tableName: "orders" },
      { encryptionSpecification: { type: "AWS_OWNED_KMS_KEY", kmsKeyIdentifier: key } },
      { encryptionSpecification: { type: "CUSTOMER_MANAGED_KMS_KEY" } },
    ],
    unknown: [{ encryptionSpecification: unknown }],
  },
});
