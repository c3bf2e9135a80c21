import { comprehend } from "../../src/rules/aws/comprehend.js";
import { suite, unknown } from "../suite.js";

const key = "arn:aws:kms:us-east-1:123456789012:key/0a1b";

suite(comprehend, {
  "comprehend-entity-recognizer-model-customer-managed-key": {
    pass: [{ languageCode: "en", modelKmsKeyId: key }],
    fail: [{ languageCode: "en" }, { languageCode: "en", modelKmsKeyId: "alias/aws/service" }],
    unknown: [{ modelKmsKeyId: unknown }],
  },
  "comprehend-entity-recognizer-volume-customer-managed-key": {
    pass: [{ languageCode: "en", volumeKmsKeyId: key }],
    fail: [{ languageCode: "en" }, { languageCode: "en", volumeKmsKeyId: "alias/aws/service" }],
    unknown: [{ volumeKmsKeyId: unknown }],
  },
});
