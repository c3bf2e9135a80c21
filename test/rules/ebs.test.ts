import { ebs } from "../../src/rules/ebs.js";
import { ref, res, suite, unknown } from "../suite.js";

suite(ebs, {
  "ebs-volume-encrypted": { pass: [{ encrypted: true }], fail: [{}, { encrypted: false }], unknown: [{ encrypted: unknown }] },
  "ebs-volume-customer-managed-key": {
    pass: [{ kmsKeyId: "arn:aws:kms:us-east-1:123456789012:key/0a1b" }],
    fail: [{}, { kmsKeyId: "alias/aws/ebs" }, { kmsKeyId: "arn:aws:kms:us-east-1:123456789012:alias/aws/ebs" }],
    unknown: [[res("ebs.Volume", "data", { kmsKeyId: ref("key", "arn") }), res("kms.Key", "key", {})]],
  },
  "ebs-encryption-by-default": { pass: [{}, { enabled: true }], fail: [{ enabled: false }], unknown: [{ enabled: unknown }] },
});
