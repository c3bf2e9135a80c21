import { fsx } from "../../src/rules/aws/fsx.js";
import { suite, unknown } from "../suite.js";

const key = "arn:aws:kms:us-east-1:123456789012:key/0a1b";

suite(fsx, {
  "fsx-openzfs-customer-managed-key": {
    pass: [{ deploymentType: "SINGLE_AZ_1", throughputCapacity: 64, kmsKeyId: key }],
    fail: [
      { deploymentType: "SINGLE_AZ_1", throughputCapacity: 64 },
      { deploymentType: "SINGLE_AZ_1", throughputCapacity: 64, kmsKeyId: "alias/aws/service" },
    ],
    unknown: [{ kmsKeyId: unknown }],
  },
  "fsx-lustre-customer-managed-key": {
    pass: [{ deploymentType: "PERSISTENT_2", storageCapacity: 1200, kmsKeyId: key }],
    fail: [
      { deploymentType: "PERSISTENT_2", storageCapacity: 1200 },
      { deploymentType: "PERSISTENT_2", storageCapacity: 1200, kmsKeyId: "alias/aws/service" },
    ],
    unknown: [{ kmsKeyId: unknown }],
  },
  "fsx-ontap-customer-managed-key": {
    pass: [{ deploymentType: "MULTI_AZ_1", storageCapacity: 1024, kmsKeyId: key }],
    fail: [
      { deploymentType: "MULTI_AZ_1", storageCapacity: 1024 },
      { deploymentType: "MULTI_AZ_1", storageCapacity: 1024, kmsKeyId: "alias/aws/service" },
    ],
    unknown: [{ kmsKeyId: unknown }],
  },
  "fsx-windows-customer-managed-key": {
    pass: [{ storageCapacity: 300, throughputCapacity: 1024, kmsKeyId: key }],
    fail: [
      { storageCapacity: 300, throughputCapacity: 1024 },
      { storageCapacity: 300, throughputCapacity: 1024, kmsKeyId: "alias/aws/service" },
    ],
    unknown: [{ kmsKeyId: unknown }],
  },
});
