import { rule } from "../../language/rule.js";
import { customerManagedKey, keyAbout } from "../helpers/keys.js";
export const keyspaces = {
  "keyspaces-table-customer-managed-key": rule("keyspaces.Table", {
    ...keyAbout,
    title: "Keyspaces tables must be encrypted with a customer managed key",
    equivalents: ["CKV_AWS_265"],
    fix: 'Set `encryptionSpecification: { type: "CUSTOMER_MANAGED_KMS_KEY", kmsKeyIdentifier }`.',
    docs: "https://docs.aws.amazon.com/keyspaces/latest/devguide/EncryptionAtRest.html",
    require: { encryptionSpecification: { type: "CUSTOMER_MANAGED_KMS_KEY", kmsKeyIdentifier: customerManagedKey } },
  }),
};
