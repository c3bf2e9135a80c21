import { ecr } from "../../src/rules/aws/ecr.js";
import { ref, res, suite, unknown } from "../suite.js";

const repository = (inputs: object) => [res("ecr.Repository", "images", inputs)];
/** A repository in a registry that scans. */
const scanned = (rule: object, region = "eu-west-1") => [
  res("ecr.Repository", "images", { region: "eu-west-1" }),
  res("ecr.RegistryScanningConfiguration", "scanning", {
    ...{ region, scanType: "ENHANCED" },
    rules: [{ scanFrequency: "SCAN_ON_PUSH", repositoryFilters: [{ filter: "*", filterType: "WILDCARD" }], ...rule }],
  }),
];

const moving = (filter: string) => ({
  imageTagMutability: "IMMUTABLE_WITH_EXCLUSION",
  imageTagMutabilityExclusionFilters: [{ filter, filterType: "WILDCARD" }],
});

const key = "arn:aws:kms:us-east-1:123456789012:key/0a1b";

suite(ecr, {
  "ecr-repository-immutable-tags": {
    pass: [{ imageTagMutability: "IMMUTABLE" }, moving("latest*")],
    fail: [{}, { imageTagMutability: "MUTABLE" }, moving("*")],
    unknown: [{ imageTagMutability: unknown }, moving(unknown)],
  },
  "ecr-repository-scan-on-push": {
    pass: [repository({ imageScanningConfiguration: { scanOnPush: true } }), scanned({ scanFrequency: "CONTINUOUS_SCAN" })],
    fail: [
      repository({}),
      repository({ imageScanningConfiguration: { scanOnPush: false } }),
      scanned({ scanFrequency: "MANUAL" }),
      scanned({ repositoryFilters: [{ filter: "prod-*", filterType: "WILDCARD" }] }),
      scanned({}, "us-east-1"),
    ],
    unknown: [repository({ imageScanningConfiguration: unknown }), scanned({ scanFrequency: unknown })],
  },
  "ecr-repository-kms-encrypted": {
    good: { encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: "arn:aws:kms:us-east-1:123456789012:key/0a1b" }] },
    pass: [{ encryptionConfigurations: [{ encryptionType: "KMS" }] }],
    fail: [{}, { encryptionConfigurations: [{ encryptionType: "AES256" }] }],
    unknown: [{ encryptionConfigurations: unknown }],
  },
  "ecr-repository-lifecycle-policy": {
    good: [
      res("ecr.Repository", "web", { imageTagMutability: "IMMUTABLE" }),
      res("ecr.LifecyclePolicy", "web", {
        repository: ref("web", "name"),
        policy: JSON.stringify({
          rules: [
            {
              rulePriority: 1,
              selection: { tagStatus: "any", countType: "imageCountMoreThan", countNumber: 50 },
              action: { type: "expire" },
            },
          ],
        }),
      }),
    ],
    pass: [[res("ecr.Repository", "web", {}), res("ecr.LifecyclePolicy", "web", { repository: ref("web", "name"), policy: "{}" })]],
    fail: [[res("ecr.Repository", "web", { imageTagMutability: "IMMUTABLE" })]],
    unknown: [[res("ecr.Repository", "web", {}), res("ecr.LifecyclePolicy", "web", { repository: unknown, policy: "{}" })]],
  },
  "ecr-repository-customer-managed-key": {
    pass: [{ encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: key }] }],
    fail: [{ name: "shop" }, { encryptionConfigurations: [{ encryptionType: "KMS" }] }],
    unknown: [{ encryptionConfigurations: unknown }],
  },
});
