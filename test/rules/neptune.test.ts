import { neptune } from "../../src/rules/neptune.js";
import { suite, unknown } from "../suite.js";

suite(neptune, {
  "neptune-cluster-encrypted": { pass: [{ storageEncrypted: true }], fail: [{}], unknown: [{ storageEncrypted: unknown }] },
  "neptune-cluster-iam-authentication": {
    pass: [{ iamDatabaseAuthenticationEnabled: true }],
    fail: [{}],
    unknown: [{ iamDatabaseAuthenticationEnabled: unknown }],
  },
  "neptune-cluster-audit-logs": {
    pass: [{ enableCloudwatchLogsExports: ["audit"] }],
    fail: [{}, { enableCloudwatchLogsExports: ["slowquery"] }],
    unknown: [{ enableCloudwatchLogsExports: unknown }],
  },
  "neptune-instance-not-public": {
    pass: [{}, { publiclyAccessible: false }],
    fail: [{ publiclyAccessible: true }],
    unknown: [{ publiclyAccessible: unknown }],
  },
});
