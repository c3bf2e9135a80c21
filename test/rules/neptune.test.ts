import { neptune } from "../../src/rules/aws/neptune.js";
import { res, suite, unknown } from "../suite.js";

const key = "arn:aws:kms:us-east-1:123456789012:key/0a1b";

suite(neptune, {
  "neptune-cluster-encrypted": {
    pass: [
      { storageEncrypted: true },
      [res("neptune.Cluster", "it", { snapshotIdentifier: "x" }, { outputs: { storageEncrypted: true } })],
      [res("neptune.Cluster", "it", { replicationSourceIdentifier: "x" }, { outputs: { storageEncrypted: true } })],
      [res("neptune.Cluster", "it", { globalClusterIdentifier: "world" }, { outputs: { storageEncrypted: true } })],
    ],
    fail: [
      {},
      { storageEncrypted: false, snapshotIdentifier: "x" },
      [res("neptune.Cluster", "it", { snapshotIdentifier: "x" }, { outputs: { storageEncrypted: false } })],
      [res("neptune.Cluster", "it", { replicationSourceIdentifier: "x" }, { outputs: { storageEncrypted: false } })],
      [res("neptune.Cluster", "it", { globalClusterIdentifier: "world" }, { outputs: { storageEncrypted: false } })],
    ],
    unknown: [
      { storageEncrypted: unknown },
      { snapshotIdentifier: "x" },
      { replicationSourceIdentifier: "x" },
      { globalClusterIdentifier: "world" },
    ],
  },
  "neptune-global-cluster-encrypted": {
    pass: [
      { storageEncrypted: true },
      [res("neptune.GlobalCluster", "world", { sourceDbClusterIdentifier: "x" }, { outputs: { storageEncrypted: true } })],
    ],
    fail: [{}, { storageEncrypted: false }],
    unknown: [{ sourceDbClusterIdentifier: "x" }],
  },
  "neptune-cluster-supported-version": {
    good: { engineVersion: "1.3.2.1", allowMajorVersionUpgrade: true, storageEncrypted: true },
    pass: [
      {},
      { engineVersion: "1.3.2.1" },
      { engineVersion: "1.2.1.0" },
      [res("neptune.Cluster", "it", {}, { outputs: { engineVersion: "1.3.2.1" } })],
    ],
    fail: [
      { engineVersion: "1.1.1.0" },
      { engineVersion: "1.0.5.1" },
      [res("neptune.Cluster", "it", {}, { outputs: { engineVersion: "1.1.1.0" } })],
    ],
    unknown: [{ engineVersion: unknown }, { snapshotIdentifier: "x" }],
  },
  "neptune-cluster-iam-authentication": {
    good: { iamDatabaseAuthenticationEnabled: true, storageEncrypted: true },
    pass: [{ iamDatabaseAuthenticationEnabled: true }],
    fail: [{}],
    unknown: [{ iamDatabaseAuthenticationEnabled: unknown }],
  },
  "neptune-cluster-audit-logs": {
    good: { enableCloudwatchLogsExports: ["audit"], storageEncrypted: true },
    pass: [{ enableCloudwatchLogsExports: ["audit"] }],
    fail: [{}, { enableCloudwatchLogsExports: ["slowquery"] }],
    unknown: [{ enableCloudwatchLogsExports: unknown }],
  },
  "neptune-instance-not-public": {
    pass: [{}, { publiclyAccessible: false }],
    fail: [{ publiclyAccessible: true }],
    unknown: [{ publiclyAccessible: unknown }],
  },
  "neptune-cluster-backup-retention": {
    good: { storageEncrypted: true, backupRetentionPeriod: 7 },
    pass: [{ backupRetentionPeriod: 7 }],
    fail: [{ backupRetentionPeriod: 1 }, { backupRetentionPeriod: 36 }, {}, { backupRetentionPeriod: 3 }],
    unknown: [{ backupRetentionPeriod: unknown }],
  },
  "neptune-cluster-copy-tags-to-snapshots": {
    pass: [{ storageEncrypted: true, copyTagsToSnapshot: true }],
    fail: [{ storageEncrypted: true }, { storageEncrypted: true, copyTagsToSnapshot: false }],
    unknown: [{ copyTagsToSnapshot: unknown }],
  },
  "neptune-instance-minor-upgrades": {
    good: { instanceClass: "db.r6g.large", autoMinorVersionUpgrade: true },
    pass: [{ instanceClass: "db.r6g.large" }],
    fail: [{ instanceClass: "db.r6g.large", autoMinorVersionUpgrade: false }],
    unknown: [{ autoMinorVersionUpgrade: unknown }],
  },
  "neptune-cluster-customer-managed-key": {
    pass: [{ storageEncrypted: true, kmsKeyArn: key }, { snapshotIdentifier: "s" }],
    fail: [{ storageEncrypted: true }, { storageEncrypted: true, kmsKeyArn: "alias/aws/service" }],
    unknown: [{ kmsKeyArn: unknown }],
  },
});
