import { rule } from "../../language/rule.js";
import { customerManagedKey, keyAbout } from "../helpers/keys.js";

export const backup = {
  "backup-vault-customer-managed-key": rule("backup.Vault", {
    ...keyAbout,
    title: "Backup vaults must be encrypted with a customer managed key",
    equivalents: ["CKV_AWS_166"],
    fix: "Set `kmsKeyArn` to the ARN of a `kms.Key`. This replaces the vault.",
    docs: "https://docs.aws.amazon.com/aws-backup/latest/devguide/encryption.html",
    require: { kmsKeyArn: customerManagedKey },
  }),
};
