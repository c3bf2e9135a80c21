import { absent, noneOf, oneOf, present, unsetOr } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";

export const kms = {
  "kms-key-rotation": rule("kms.Key", {
    title: "KMS keys must have automatic rotation enabled",
    severity: "medium",
    controls: { cis: "3.6", nist: "SC-12", pci: ["3.7.4", "3.7.5"], hipaa: "164.312(a)(2)(iv)", soc2: "PI1.5", iso27001: "A.8.5" },
    equivalents: [
      "CKV_AWS_7",
      "AVD-AWS-0065",
      "AwsSolutions-KMS5",
      "awsguard:cmk-backing-key-rotation-enabled",
      "compliance-policies:aws-kms-key-enable-key-rotation",
    ],
    fix: "Set `enableKeyRotation: true`.",
    docs: "https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html",
    when: {
      keyUsage: unsetOr("ENCRYPT_DECRYPT"),
      customerMasterKeySpec: unsetOr(oneOf("SYMMETRIC_DEFAULT")),
      customKeyStoreId: absent,
    },
    require: { enableKeyRotation: true },
    remediate: true,
  }),
  "kms-key-enabled": rule(["kms.Key", "kms.ReplicaKey", "kms.ExternalKey"], {
    title: "KMS keys must be enabled",
    severity: "medium",
    equivalents: ["CKV_AWS_227"],
    fix: "Remove `isEnabled` (`enabled` of replica and external keys), or delete the key with a waiting period.",
    docs: "https://docs.aws.amazon.com/kms/latest/developerguide/enabling-keys.html",
    require: { isEnabled: noneOf(false), enabled: noneOf(false) },
  }),
  "kms-key-policy-lockout-check-kept": rule(["kms.Key", "kms.KeyPolicy", "kms.ReplicaKey", "kms.ExternalKey"], {
    title: "KMS keys must keep the safety check against locking everybody out",
    severity: "high",
    equivalents: ["compliance-policies:aws-kms-key-disallow-bypass-policy-lockout-safety-check"],
    fix: "Remove `bypassPolicyLockoutSafetyCheck`.",
    why: "A key whose policy lets nobody change it is lost, with all that it encrypts.",
    docs: "https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html",
    require: { bypassPolicyLockoutSafetyCheck: noneOf(true) },
  }),
  "kms-key-description": rule("kms.Key", {
    title: "KMS keys must have a description",
    severity: "low",
    preset: "all",
    equivalents: ["compliance-policies:aws-kms-key-missing-description"],
    fix: "Set `description` to what it is for.",
    docs: "https://docs.aws.amazon.com/kms/latest/developerguide/create-keys.html",
    require: { description: present },
  }),
};
