import { kms } from "../../src/rules/aws/kms.js";
import { res, suite, unknown } from "../suite.js";

const _key = "arn:aws:kms:us-east-1:123456789012:key/0a1b";

suite(kms, {
  "kms-key-rotation": {
    pass: [
      { enableKeyRotation: true },
      { keyUsage: "SIGN_VERIFY", customerMasterKeySpec: "RSA_2048" },
      { customerMasterKeySpec: "HMAC_256", keyUsage: "GENERATE_VERIFY_MAC" },
      { customKeyStoreId: "cks-1234567890abcdef0" },
    ],
    fail: [{}, { enableKeyRotation: false, customerMasterKeySpec: "SYMMETRIC_DEFAULT" }],
    unknown: [{ enableKeyRotation: unknown }, { keyUsage: unknown }],
  },
  "kms-key-enabled": {
    pass: [{}, { isEnabled: true }],
    fail: [
      { isEnabled: false },
      [res("kms.ReplicaKey", "copy", { primaryKeyArn: "arn:aws:kms:us-east-1:123456789012:key/0a1b", enabled: false })],
    ],
    unknown: [{ isEnabled: unknown }],
  },
  "kms-key-policy-lockout-check-kept": {
    good: { enableKeyRotation: true, bypassPolicyLockoutSafetyCheck: false },
    pass: [{}],
    fail: [{ bypassPolicyLockoutSafetyCheck: true }],
    unknown: [{ bypassPolicyLockoutSafetyCheck: unknown }],
  },
  "kms-key-description": {
    pass: [{ description: "Orders of the shop" }],
    fail: [{ enableKeyRotation: true }, { description: "" }],
    unknown: [{ description: unknown }],
  },
});
