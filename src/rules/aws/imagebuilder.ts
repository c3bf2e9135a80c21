import { every, unsetOr } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";
import { customerManagedKey, keyAbout } from "../helpers/keys.js";

const encryptedVolume = { encrypted: "true", kmsKeyId: customerManagedKey };

export const imagebuilder = {
  "imagebuilder-component-customer-managed-key": rule("imagebuilder.Component", {
    ...keyAbout,
    title: "Image Builder components must be encrypted with a customer managed key",
    equivalents: ["CKV_AWS_180"],
    fix: "Set `kmsKeyId` to the ARN of a `kms.Key`. This replaces the component.",
    docs: "https://docs.aws.amazon.com/imagebuilder/latest/userguide/data-protection.html",
    require: { kmsKeyId: customerManagedKey },
  }),
  "imagebuilder-distribution-customer-managed-key": rule("imagebuilder.DistributionConfiguration", {
    ...keyAbout,
    title: "Image Builder distributions must encrypt images with a customer managed key",
    equivalents: ["CKV_AWS_199"],
    fix: "Set `kmsKeyId` in the `amiDistributionConfiguration` of each distribution to the ARN of a `kms.Key`.",
    docs: "https://docs.aws.amazon.com/imagebuilder/latest/userguide/data-protection.html",
    require: { distributions: every({ amiDistributionConfiguration: unsetOr({ kmsKeyId: customerManagedKey }) }) },
  }),
  "imagebuilder-recipe-volumes-encrypted": rule(["imagebuilder.ImageRecipe", "imagebuilder.ContainerRecipe"], {
    title: "Image Builder recipes must encrypt their volumes with a customer managed key",
    severity: "medium",
    preset: "all",
    equivalents: ["CKV_AWS_200"],
    fix: 'Set `encrypted: "true"` and `kmsKeyId` in `ebs` of each block device mapping. This replaces the recipe.',
    docs: "https://docs.aws.amazon.com/imagebuilder/latest/userguide/data-protection.html",
    require: {
      blockDeviceMappings: every({ ebs: unsetOr(encryptedVolume) }),
      instanceConfiguration: { blockDeviceMappings: every({ ebs: unsetOr(encryptedVolume) }) },
    },
  }),
};
