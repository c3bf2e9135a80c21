import { ecr } from "../../src/rules/aws/ecr.js";
import { suite, unknown } from "../suite.js";

const moving = (filter: string) => ({
  imageTagMutability: "IMMUTABLE_WITH_EXCLUSION",
  imageTagMutabilityExclusionFilters: [{ filter, filterType: "WILDCARD" }],
});

suite(ecr, {
  "ecr-repository-immutable-tags": {
    pass: [{ imageTagMutability: "IMMUTABLE" }, moving("latest*")],
    fail: [{}, { imageTagMutability: "MUTABLE" }, moving("*")],
    unknown: [{ imageTagMutability: unknown }, moving(unknown)],
  },
  "ecr-repository-scan-on-push": {
    pass: [{ imageScanningConfiguration: { scanOnPush: true } }],
    fail: [{}, { imageScanningConfiguration: { scanOnPush: false } }],
    unknown: [{ imageScanningConfiguration: unknown }],
  },
  "ecr-repository-kms-encrypted": {
    good: { encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: "arn:aws:kms:us-east-1:123456789012:key/0a1b" }] },
    pass: [{ encryptionConfigurations: [{ encryptionType: "KMS" }] }],
    fail: [{}, { encryptionConfigurations: [{ encryptionType: "AES256" }] }],
    unknown: [{ encryptionConfigurations: unknown }],
  },
});
