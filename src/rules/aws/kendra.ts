import { rule } from "../../language/rule.js";
import { customerManagedKey, keyAbout } from "../helpers/keys.js";

export const kendra = {
  "kendra-index-customer-managed-key": rule("kendra.Index", {
    ...keyAbout,
    title: "Kendra indexes must be encrypted with a customer managed key",
    equivalents: ["CKV_AWS_262"],
    fix: "Set `kmsKeyId` in `serverSideEncryptionConfiguration` to the ARN of a `kms.Key`. This replaces the index.",
    docs: "https://docs.aws.amazon.com/kendra/latest/dg/encryption-at-rest.html",
    require: { serverSideEncryptionConfiguration: { kmsKeyId: customerManagedKey } },
  }),
};
