import { absent, nonEmpty, oneOf, present, some } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";

export const kmsPolicies = {
  "kms-key-policy-defined": rule("kms.Key", {
    title: "KMS keys must have a key policy in the program",
    severity: "low",
    preset: "all",
    equivalents: ["CKV2_AWS_64"],
    fix: "Set `policy`, or add a `kms.KeyPolicy` for the key.",
    docs: "https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html",
    with: { policies: "kms.KeyPolicy#keyId" },
    when: { policy: absent },
    require: { policies: present },
  }),
  "kms-grant-constrained": rule("kms.Grant", {
    title: "KMS grants to decrypt must be constrained by encryption context",
    severity: "medium",
    preset: "all",
    fix: "Set `constraints` with `encryptionContextEquals` or `encryptionContextSubset`.",
    docs: "https://docs.aws.amazon.com/kms/latest/developerguide/create-grant-overview.html",
    when: { operations: some(oneOf("Decrypt", "ReEncryptFrom")) },
    require: { constraints: nonEmpty },
  }),
};
