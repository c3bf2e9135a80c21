import { absent, noneOf, oneOf, present, unsetOr } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";
import { keyCustody } from "../../views/key-custody.js";

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
  "kms-key-custody": rule(keyCustody, {
    title: "KMS keys must be of the own account and region, with administrators apart from users",
    severity: "medium",
    preset: "all",
    ignoresUnknown: true,
    controls: { nist: ["SC-12", "AC-5"], pci: ["3.6.1", "3.7.6"], iso27001: "A.8.24" },
    fix:
      "Name a `kms.Key` of the same account and region. In key policies let administrators change the policy but not decrypt, " +
      "and condition `kms:CreateGrant` of users on `kms:GrantIsForAWSResource`.",
    why:
      "A value in an input for keys is not yet a key of your own: it can be the alias of an AWS managed key, or a key of another account or region. " +
      "A key policy that nobody can change loses the key; one that lets its users administer it or delegate it gives it away.",
    docs: "https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html",
    check: (custody) => {
      if (custody.kind === "policy") {
        if (!custody.hasAdministrator) return "lets nobody change the key policy (kms:PutKeyPolicy)";
        if (custody.mixes) return "lets the same principal administer the key and decrypt with it";
        return custody.delegates && "lets users of the key delegate it by kms:CreateGrant, with no condition";
      }
      const { key, account, region } = custody;
      const [, at = "", owner = ""] = /^arn:[^:]+:kms:([^:]*):(\d{12}):/.exec(key) ?? [];
      if (/(^|:)alias\/aws\//.test(key)) return `is "${key}", a key that AWS manages`;
      if (owner !== "" && account !== undefined && owner !== account) return `is a key of account ${owner}`;
      return at !== "" && region !== undefined && at !== region && `is a key in ${at}, and the resource is in ${region}`;
    },
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
