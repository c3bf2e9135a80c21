import { imagebuilder } from "../../src/rules/aws/imagebuilder.js";
import { suite, unknown } from "../suite.js";

const key = "arn:aws:kms:us-east-1:123456789012:key/0a1b";

suite(imagebuilder, {
  "imagebuilder-component-customer-managed-key": {
    pass: [{ platform: "Linux", version: "1.0.0", kmsKeyId: key }],
    fail: [
      { platform: "Linux", version: "1.0.0" },
      { platform: "Linux", version: "1.0.0", kmsKeyId: "alias/aws/service" },
    ],
    unknown: [{ kmsKeyId: unknown }],
  },
  "imagebuilder-distribution-customer-managed-key": {
    pass: [
      { distributions: [{ region: "us-east-1", amiDistributionConfiguration: { kmsKeyId: key } }] },
      { distributions: [{ region: "us-east-1", containerDistributionConfiguration: { targetRepository: { repositoryName: "shop" } } }] },
    ],
    fail: [
      { distributions: [{ region: "us-east-1", amiDistributionConfiguration: { name: "shop-{{ imagebuilder:buildDate }}" } }] },
      { distributions: [{ amiDistributionConfiguration: { kmsKeyId: "alias/aws/ebs" } }] },
    ],
    unknown: [{ distributions: unknown }],
  },
  "imagebuilder-recipe-volumes-encrypted": {
    pass: [
      { blockDeviceMappings: [{ deviceName: "/dev/xvdb", ebs: { encrypted: "true", kmsKeyId: key } }] },
      { blockDeviceMappings: [{ deviceName: "/dev/xvdb", noDevice: true }] },
      { name: "base" },
    ],
    fail: [
      { blockDeviceMappings: [{ deviceName: "/dev/xvdb", ebs: { volumeSize: 100 } }] },
      { blockDeviceMappings: [{ deviceName: "/dev/xvdb", ebs: { encrypted: "true" } }] },
      { blockDeviceMappings: [{ deviceName: "/dev/xvdb", ebs: { kmsKeyId: key } }] },
    ],
    unknown: [{ blockDeviceMappings: unknown }],
  },
});
