import { sfn } from "../../src/rules/aws/sfn.js";
import { suite, unknown } from "../suite.js";

suite(sfn, {
  "sfn-state-machine-logging": {
    good: { loggingConfiguration: { level: "ERROR", logDestination: "arn:aws:logs:eu-west-1:123456789012:log-group:orders:*" } },
    pass: [{ loggingConfiguration: { level: "ALL", logDestination: "arn:aws:logs:eu-west-1:123456789012:log-group:orders:*" } }],
    fail: [{ name: "orders" }, { loggingConfiguration: { level: "OFF" } }, { loggingConfiguration: { level: "ALL" } }],
    unknown: [{ loggingConfiguration: unknown }],
  },
  "sfn-state-machine-xray-tracing": {
    pass: [{ tracingConfiguration: { enabled: true } }],
    fail: [{ name: "orders" }],
    unknown: [{ tracingConfiguration: unknown }],
  },
  "sfn-state-machine-customer-managed-key": {
    good: { encryptionConfiguration: { type: "CUSTOMER_MANAGED_KMS_KEY", kmsKeyId: "arn:aws:kms:us-east-1:123456789012:key/0a1b" } },
    pass: [{ encryptionConfiguration: { kmsKeyId: "arn:aws:kms:us-east-1:123456789012:key/0a1b" } }],
    fail: [{ name: "orders" }, { encryptionConfiguration: { type: "AWS_OWNED_KEY" } }],
    unknown: [{ encryptionConfiguration: unknown }],
  },
});
