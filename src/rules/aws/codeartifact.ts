import { rule } from "../../language/rule.js";
import { customerManagedKey, keyAbout } from "../helpers/keys.js";

export const codeartifact = {
  "codeartifact-domain-customer-managed-key": rule("codeartifact.Domain", {
    ...keyAbout,
    title: "CodeArtifact domains must be encrypted with a customer managed key",
    equivalents: ["CKV_AWS_221"],
    fix: "Set `encryptionKey` to the ARN of a `kms.Key`. This replaces the domain.",
    docs: "https://docs.aws.amazon.com/codeartifact/latest/ug/domain-create.html",
    require: { encryptionKey: customerManagedKey },
  }),
};
