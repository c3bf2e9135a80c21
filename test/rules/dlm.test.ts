import { dlm } from "../../src/rules/aws/dlm.js";
import { suite, unknown } from "../suite.js";

const key = "arn:aws:kms:us-east-1:123456789012:key/0a1b";

suite(dlm, {
  "dlm-policy-cross-region-copy-encrypted": {
    pass: [
      { policyDetails: { schedules: [{ name: "daily", crossRegionCopyRules: [{ target: "eu-west-1", encrypted: true }] }] } },
      { policyDetails: { schedules: [{ name: "daily" }] } },
      { policyDetails: { action: { crossRegionCopies: [{ target: "eu-west-1", encryptionConfiguration: { encrypted: true } }] } } },
    ],
    fail: [
      { policyDetails: { schedules: [{ name: "daily", crossRegionCopyRules: [{ target: "eu-west-1", encrypted: false }] }] } },
      { policyDetails: { action: { crossRegionCopies: [{ target: "eu-west-1", encryptionConfiguration: {} }] } } },
    ],
    unknown: [{ policyDetails: unknown }],
  },
  "dlm-policy-cross-region-copy-customer-managed-key": {
    pass: [
      { policyDetails: { schedules: [{ name: "daily", crossRegionCopyRules: [{ target: "eu-west-1", encrypted: true, cmkArn: key }] }] } },
      { policyDetails: { action: { crossRegionCopies: [{ encryptionConfiguration: { encrypted: true, cmkArn: key } }] } } },
      { policyDetails: { schedules: [{ name: "daily" }] } },
    ],
    fail: [
      { policyDetails: { schedules: [{ name: "daily", crossRegionCopyRules: [{ target: "eu-west-1", encrypted: true }] }] } },
      { policyDetails: { action: { crossRegionCopies: [{ target: "eu-west-1", encryptionConfiguration: {} }] } } },
    ],
    unknown: [{ policyDetails: { schedules: unknown } }],
  },
});
