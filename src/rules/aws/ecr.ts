import { every, noneOf, oneOf, present, some } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";
import { repositoryScanning } from "../../views/account-settings.js";
import { customerManagedKey, keyAbout } from "../helpers/keys.js";

export const ecr = {
  "ecr-repository-immutable-tags": rule("ecr.Repository", {
    title: "ECR repositories must have immutable image tags",
    severity: "medium",
    preset: "all",
    controls: { fsbp: "ECR.2" },
    equivalents: ["CKV_AWS_51", "AVD-AWS-0031", "compliance-policies:aws-ecr-repository-disallow-mutable-image"],
    fix: 'Set `imageTagMutability: "IMMUTABLE"`, or "IMMUTABLE_WITH_EXCLUSION" with `imageTagMutabilityExclusionFilters` for the tags that have to move.',
    docs: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html",
    require: {
      imageTagMutability: oneOf("IMMUTABLE", "IMMUTABLE_WITH_EXCLUSION"),
      imageTagMutabilityExclusionFilters: every({ filter: noneOf("*") }),
    },
  }),
  "ecr-repository-scan-on-push": rule(repositoryScanning, {
    title: "ECR repositories must scan images on push",
    severity: "medium",
    preset: "all",
    controls: { fsbp: "ECR.1", pci: ["11.3.1.2", "11.3.1.3"] },
    equivalents: [
      "CKV_AWS_163",
      "AVD-AWS-0030",
      "compliance-policies:aws-ecr-repository-enable-image-scan",
      "compliance-policies:aws-ecr-repository-configure-image-scan",
    ],
    fix: "Set `imageScanningConfiguration: { scanOnPush: true }`, or scan all by an `ecr.RegistryScanningConfiguration`.",
    why: "An `ecr.RegistryScanningConfiguration` of the stack that scans every repository of the region counts.",
    docs: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning.html",
    require: { imageScanningConfiguration: { scanOnPush: true } },
    remediate: true,
  }),
  "ecr-repository-kms-encrypted": rule("ecr.Repository", {
    title: "ECR repositories must be encrypted with a KMS key",
    severity: "low",
    preset: "all",
    equivalents: ["CKV_AWS_136", "compliance-policies:aws-ecr-repository-disallow-unencrypted-repository"],
    fix: 'Set `encryptionConfigurations: [{ encryptionType: "KMS", kmsKey }]`. This replaces an existing repository, so copy its images first.',
    docs: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/encryption-at-rest.html",
    require: { encryptionConfigurations: some({ encryptionType: oneOf("KMS", "KMS_DSSE") }) },
  }),
  "ecr-repository-lifecycle-policy": rule("ecr.Repository", {
    title: "ECR repositories must have a lifecycle policy",
    severity: "low",
    preset: "all",
    controls: { fsbp: "ECR.3", pci: ["10.5.1", "3.2.1"] },
    fix: "Add an `ecr.LifecyclePolicy` with the name of the repository as `repository`.",
    docs: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html",
    with: { lifecycle: "ecr.LifecyclePolicy#repository" },
    require: { lifecycle: present },
  }),
  "ecr-repository-customer-managed-key": rule("ecr.Repository", {
    ...keyAbout,
    title: "ECR repositories must be encrypted with a customer managed key",
    equivalents: ["AVD-AWS-0033", "compliance-policies:aws-ecr-repository-configure-customer-managed-key"],
    fix: 'Set `encryptionConfigurations: [{ encryptionType: "KMS", kmsKey }]` with the ARN of a `kms.Key`. This replaces the repository.',
    docs: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/encryption-at-rest.html",
    require: { encryptionConfigurations: some({ encryptionType: oneOf("KMS", "KMS_DSSE"), kmsKey: customerManagedKey }) },
    message: "has no customer managed key",
    at: "encryptionConfigurations",
  }),
};
