import { both, every, nonEmpty } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";
import { customerManagedKey, keyAbout } from "../helpers/keys.js";
export const codepipeline = {
  "codepipeline-artifact-store-customer-managed-key": rule("codepipeline.Pipeline", {
    ...keyAbout,
    title: "CodePipeline artifacts must be encrypted with a customer managed key",
    equivalents: ["CKV_AWS_219"],
    fix: 'Set `encryptionKey: { type: "KMS", id }` in each of `artifactStores`, with the ARN of a `kms.Key`.',
    docs: "https://docs.aws.amazon.com/codepipeline/latest/userguide/S3-artifact-encryption.html",
    require: { artifactStores: both(nonEmpty, every({ encryptionKey: { id: customerManagedKey } })) },
    message: "has a store that is not encrypted with a customer managed key",
    at: "artifactStores",
  }),
};
