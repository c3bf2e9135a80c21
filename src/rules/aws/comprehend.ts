import { rule } from "../../language/rule.js";
import { customerManagedKey, keyAbout } from "../helpers/keys.js";

export const comprehend = {
  "comprehend-entity-recognizer-model-customer-managed-key": rule("comprehend.EntityRecognizer", {
    ...keyAbout,
    title: "Comprehend entity recognizer models must be encrypted with a customer managed key",
    equivalents: ["CKV_AWS_267"],
    fix: "Set `modelKmsKeyId` to the ARN of a `kms.Key`.",
    docs: "https://docs.aws.amazon.com/comprehend/latest/dg/kms-in-comprehend.html",
    require: { modelKmsKeyId: customerManagedKey },
  }),
  "comprehend-entity-recognizer-volume-customer-managed-key": rule("comprehend.EntityRecognizer", {
    ...keyAbout,
    title: "Comprehend entity recognizer volumes must be encrypted with a customer managed key",
    equivalents: ["CKV_AWS_268"],
    fix: "Set `volumeKmsKeyId` to the ARN of a `kms.Key`.",
    docs: "https://docs.aws.amazon.com/comprehend/latest/dg/kms-in-comprehend.html",
    require: { volumeKmsKeyId: customerManagedKey },
  }),
};
