import { docdb } from "../../src/rules/aws/docdb.js";
import { res, suite, unknown } from "../suite.js";

const tls = (value: string) => ({
  family: "docdb5.0",
  parameters: [
    { name: "audit_logs", value: "disabled" },
    { name: "tls", value },
  ],
});

const key = "arn:aws:kms:us-east-1:123456789012:key/0a1b";

suite(docdb, {
  "docdb-cluster-encrypted": {
    pass: [
      { storageEncrypted: true },
      [res("docdb.Cluster", "it", { snapshotIdentifier: "x" }, { outputs: { storageEncrypted: true } })],
      [res("docdb.Cluster", "it", { restoreToPointInTime: { sourceClusterIdentifier: "x" } }, { outputs: { storageEncrypted: true } })],
      [res("docdb.Cluster", "it", { globalClusterIdentifier: "world" }, { outputs: { storageEncrypted: true } })],
    ],
    fail: [
      {},
      { storageEncrypted: false, snapshotIdentifier: "x" },
      [res("docdb.Cluster", "it", { snapshotIdentifier: "x" }, { outputs: { storageEncrypted: false } })],
      [res("docdb.Cluster", "it", { restoreToPointInTime: { sourceClusterIdentifier: "x" } }, { outputs: { storageEncrypted: false } })],
      [res("docdb.Cluster", "it", { globalClusterIdentifier: "world" }, { outputs: { storageEncrypted: false } })],
    ],
    unknown: [
      { storageEncrypted: unknown },
      { snapshotIdentifier: "x" },
      { restoreToPointInTime: { sourceClusterIdentifier: "x" } },
      { globalClusterIdentifier: "world" },
    ],
  },
  "docdb-global-cluster-encrypted": {
    pass: [
      { storageEncrypted: true },
      [res("docdb.GlobalCluster", "world", { sourceDbClusterIdentifier: "x" }, { outputs: { storageEncrypted: true } })],
    ],
    fail: [{}, { storageEncrypted: false }],
    unknown: [{ sourceDbClusterIdentifier: "x" }],
  },
  "docdb-cluster-supported-version": {
    good: { engineVersion: "5.0.0", allowMajorVersionUpgrade: true, storageEncrypted: true },
    pass: [
      {},
      { engineVersion: "5.0.0" },
      { engineVersion: "4.0" },
      [res("docdb.Cluster", "it", {}, { outputs: { engineVersion: "5.0.0" } })],
    ],
    fail: [{ engineVersion: "3.6.0" }, { engineVersion: "3.6" }, [res("docdb.Cluster", "it", {}, { outputs: { engineVersion: "3.6.0" } })]],
    unknown: [{ engineVersion: unknown }, { snapshotIdentifier: "x" }],
  },
  "docdb-cluster-backup-retention": {
    good: { backupRetentionPeriod: 7, storageEncrypted: true },
    pass: [{ backupRetentionPeriod: 7 }],
    fail: [{ backupRetentionPeriod: 1 }, { backupRetentionPeriod: 36 }, {}, { backupRetentionPeriod: 1 }],
    unknown: [{ backupRetentionPeriod: unknown }, { snapshotIdentifier: "x" }],
  },
  "docdb-cluster-log-exports": {
    good: { enabledCloudwatchLogsExports: ["audit", "profiler"], storageEncrypted: true },
    pass: [{ enabledCloudwatchLogsExports: ["audit"] }],
    fail: [{}, { enabledCloudwatchLogsExports: ["profiler"] }],
    unknown: [{ enabledCloudwatchLogsExports: unknown }],
  },
  "docdb-parameter-group-tls": {
    bad: { family: "docdb5.0", parameters: [{ name: "tls", value: "disabled" }] },
    good: { family: "docdb5.0", parameters: [{ name: "tls", value: "enabled" }] },
    pass: [{ family: "docdb5.0" }, tls("enabled")],
    fail: [tls("disabled")],
    unknown: [tls(unknown)],
  },
  "docdb-parameter-group-audit-logs": {
    good: { family: "docdb5.0", parameters: [{ name: "audit_logs", value: "enabled" }] },
    pass: [{ family: "docdb5.0", parameters: [{ name: "audit_logs", value: "ddl" }] }],
    fail: [{ family: "docdb5.0" }, { family: "docdb5.0", parameters: [{ name: "audit_logs", value: "disabled" }] }],
    unknown: [{ family: "docdb5.0", parameters: unknown }],
  },
  "docdb-cluster-customer-managed-key": {
    pass: [{ storageEncrypted: true, kmsKeyId: key }, { snapshotIdentifier: "s" }],
    fail: [{ storageEncrypted: true }, { storageEncrypted: true, kmsKeyId: "alias/aws/service" }],
    unknown: [{ kmsKeyId: unknown }],
  },
  "docdb-cluster-non-default-port": {
    pass: [{ port: 15432, storageEncrypted: true }],
    fail: [{ storageEncrypted: true }, { port: 27017 }],
    unknown: [{ port: unknown }],
  },
});
