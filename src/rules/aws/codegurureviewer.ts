import { rule } from "../../language/rule.js";
import { customerManagedKey, keyAbout } from "../helpers/keys.js";
export const codegurureviewer = {
  "codegurureviewer-association-customer-managed-key": rule("codegurureviewer.RepositoryAssociation", {
    ...keyAbout,
    title: "CodeGuru Reviewer associations must be encrypted with a customer managed key",
    equivalents: ["CKV_AWS_381"],
    fix: 'Set `kmsKeyDetails: { encryptionOption: "CUSTOMER_MANAGED_CMK", kmsKeyId }`. This replaces the association.',
    docs: "https://docs.aws.amazon.com/codeguru/latest/reviewer-ug/encrypt-repository-association.html",
    require: { kmsKeyDetails: { encryptionOption: "CUSTOMER_MANAGED_CMK", kmsKeyId: customerManagedKey } },
  }),
};
