import { kms } from "../../src/rules/aws/kms.js";
import { documentOf, ref, res, suite, unknown } from "../suite.js";

const rootAdmin = { Effect: "Allow", Principal: { AWS: "arn:aws:iam::111122223333:root" }, Action: "kms:*", Resource: "*" };
const user = { Effect: "Allow", Principal: { AWS: "arn:aws:iam::111122223333:role/app" }, Resource: "*" };
const keyPolicy = (...statements: readonly object[]) =>
  res("kms.Key", "key", { policy: documentOf({ Version: "2012-10-17", Statement: statements }) });

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
  "kms-key-custody": {
    pass: [
      [keyPolicy({ ...rootAdmin })],
      [keyPolicy(rootAdmin, { ...user, Action: ["kms:Decrypt", "kms:GenerateDataKey"] })],
      [
        keyPolicy(rootAdmin, {
          ...user,
          Action: ["kms:Decrypt", "kms:CreateGrant"],
          Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } },
        }),
      ],
      [res("sns.Topic", "orders", { kmsMasterKeyId: "alias/orders" })],
      [
        res("s3.Bucket", "data", { region: "eu-west-1" }),
        res("sns.Topic", "t", { kmsMasterKeyId: ref("key", "arn") }),
        res("kms.Key", "key", {}),
      ],
    ],
    fail: [
      { of: [res("sns.Topic", "orders", { kmsMasterKeyId: "alias/aws/sns" })], message: 'is "alias/aws/sns", a key that AWS manages' },
      [res("sns.Topic", "t", { region: "eu-west-1", kmsMasterKeyId: "arn:aws:kms:us-east-1:111122223333:key/1" })],
      [keyPolicy({ ...rootAdmin, Action: "kms:Decrypt" })],
      [keyPolicy(rootAdmin, { ...user, Action: "kms:*" })],
      [keyPolicy(rootAdmin, { ...user, Action: ["kms:Decrypt", "kms:CreateGrant"] })],
    ],
  },
  "kms-key-description": {
    pass: [{ description: "Orders of the shop" }],
    fail: [{ enableKeyRotation: true }, { description: "" }],
    unknown: [{ description: unknown }],
  },
});
