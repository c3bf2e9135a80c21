import { rule } from "../../language/rule.js";
import { customerManagedKey, keyAbout } from "../helpers/keys.js";

export const timestreamwrite = {
  "timestreamwrite-database-customer-managed-key": rule("timestreamwrite.Database", {
    ...keyAbout,
    title: "Timestream databases must be encrypted with a customer managed key",
    equivalents: ["CKV_AWS_160", "cdk-nag:TimestreamDatabaseCustomerManagedKey"],
    fix: "Set `kmsKeyId` to the ARN of a `kms.Key`.",
    docs: "https://docs.aws.amazon.com/timestream/latest/developerguide/EncryptionAtRest.html",
    require: { kmsKeyId: customerManagedKey },
  }),
};
