import { fsxOperations } from "../../src/rules/aws/fsx-operations.js";
import { suite, unknown } from "../suite.js";

const zones = {
  pass: [{ deploymentType: "MULTI_AZ_1" }],
  fail: [{ deploymentType: "SINGLE_AZ_1" }, {}],
  unknown: [{ deploymentType: unknown }],
} as const;

suite(fsxOperations, {
  "fsx-openzfs-multi-az": zones,
  "fsx-ontap-multi-az": zones,
  "fsx-windows-multi-az": zones,
  "fsx-openzfs-copy-tags": {
    pass: [{ copyTagsToBackups: true, copyTagsToVolumes: true }],
    fail: [{}, { copyTagsToBackups: true }],
    unknown: [{ copyTagsToBackups: unknown, copyTagsToVolumes: true }],
  },
  "fsx-lustre-copy-tags": { pass: [{ copyTagsToBackups: true }], fail: [{}], unknown: [{ copyTagsToBackups: unknown }] },
});
