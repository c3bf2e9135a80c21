import { rds } from "../../src/rules/rds.js";
import { ref, res, suite, unknown } from "../suite.js";

const database = (more: object) => res("rds.Instance", "shop", { parameterGroupName: ref("group", "name"), ...more });
const group = (family: string, name?: string, value = "1") =>
  res("rds.ParameterGroup", "group", { family, parameters: name === undefined ? [] : [{ name, value }] });
const cluster = res("rds.Cluster", "shop", { engine: "aurora-postgresql" });
const member = (name: string) => res("rds.ClusterInstance", name, { clusterIdentifier: ref("shop"), engine: "aurora-postgresql" });
const key = "arn:aws:kms:us-east-1:123456789012:key/0a1b";

suite(rds, {
  "rds-instance-storage-encrypted": {
    pass: [{ storageEncrypted: true }, { replicateSourceDb: "shop" }],
    fail: [{}, { storageEncrypted: false }, { replicateSourceDb: "shop", storageEncrypted: false }],
    unknown: [{ storageEncrypted: unknown }],
  },
  "rds-cluster-storage-encrypted": {
    pass: [{ storageEncrypted: true }, { engineMode: "serverless" }],
    fail: [{}, { storageEncrypted: false, engineMode: "provisioned" }],
    unknown: [{ storageEncrypted: unknown }, { engineMode: unknown }],
  },
  "rds-global-cluster-encrypted": {
    pass: [{ storageEncrypted: true }, { sourceDbClusterIdentifier: "arn:aws:rds:us-east-1:123456789012:cluster:shop" }],
    fail: [{}, { storageEncrypted: false }],
    unknown: [{ storageEncrypted: unknown }],
  },
  "rds-instance-not-public": {
    pass: [{}, { publiclyAccessible: false }],
    fail: [{ publiclyAccessible: true }, [res("rds.ClusterInstance", "reader", { publiclyAccessible: true })]],
    unknown: [{ publiclyAccessible: unknown }],
  },
  "rds-snapshot-not-public": {
    pass: [{}, { sharedAccounts: ["123456789012"] }],
    fail: [{ sharedAccounts: ["123456789012", "all"] }],
    unknown: [{ sharedAccounts: unknown }],
  },
  "rds-instance-backup-retention": {
    pass: [
      { backupRetentionPeriod: 7 },
      { replicateSourceDb: "shop" },
      { of: [database({ backupRetentionPeriod: 3 }), group("mysql8.0")], options: { days: 3 } },
    ],
    fail: [{}, { backupRetentionPeriod: 0 }, { backupRetentionPeriod: 6 }],
    unknown: [{ backupRetentionPeriod: unknown }],
  },
  "rds-cluster-backup-retention": {
    pass: [{ backupRetentionPeriod: 35 }],
    fail: [{}, { backupRetentionPeriod: 1 }],
    unknown: [{ backupRetentionPeriod: unknown }],
  },
  "rds-instance-multi-az": {
    pass: [{ multiAz: true }, { replicateSourceDb: "shop" }],
    fail: [{}, { multiAz: false }],
    unknown: [{ multiAz: unknown }],
  },
  "rds-cluster-multi-az": {
    pass: [[cluster, member("writer"), member("reader")], [cluster]],
    fail: [[cluster, member("writer")]],
    unknown: [[cluster, member("writer"), res("rds.ClusterInstance", "other", { clusterIdentifier: unknown })]],
  },
  "rds-iam-authentication": {
    pass: [{ engine: "postgres", iamDatabaseAuthenticationEnabled: true }, { engine: "oracle-ee" }],
    fail: [{ engine: "mysql" }, [res("rds.Cluster", "shop", { engine: "aurora-mysql", iamDatabaseAuthenticationEnabled: false })]],
    unknown: [{ engine: "mysql", iamDatabaseAuthenticationEnabled: unknown }, { engine: unknown }],
  },
  "rds-minor-upgrades": {
    pass: [{}, { autoMinorVersionUpgrade: true }],
    fail: [{ autoMinorVersionUpgrade: false }],
    unknown: [{ autoMinorVersionUpgrade: unknown }],
  },
  "rds-log-exports": {
    pass: [{ enabledCloudwatchLogsExports: ["postgresql"] }],
    fail: [{}, { enabledCloudwatchLogsExports: [] }],
    unknown: [{ enabledCloudwatchLogsExports: unknown }],
  },
  "rds-instance-tls-required": {
    pass: [
      [database({ engine: "postgres" }), group("postgres13", "rds.force_ssl")],
      [database({ engine: "mysql" }), group("mysql8.0", "require_secure_transport", "ON")],
      [database({ engine: "postgres" }), group("postgres16")],
      [res("rds.Instance", "elsewhere", { engine: "mysql", engineVersion: "8.0.36", parameterGroupName: "made-elsewhere" })],
      { engine: "postgres", engineVersion: "16.3" },
      { engine: "postgres" },
      { engine: "oracle-ee" },
    ],
    fail: [
      [database({ engine: "postgres" }), group("postgres13", "rds.force_ssl", "0")],
      [database({ engine: "postgres" }), group("postgres16", "rds.force_ssl", "0")],
      [database({ engine: "mariadb" }), group("mariadb10.11")],
      { engine: "postgres", engineVersion: "13.7", parameterGroupName: "default.postgres13" },
      { engine: "mysql", engineVersion: "8.0" },
    ],
    unknown: [
      [database({ engine: "postgres" }), group("postgres13", "rds.force_ssl", unknown)],
      { engine: "mysql", engineVersion: unknown },
    ],
  },
  "rds-modern-ca-certificate": {
    pass: [{}, { caCertIdentifier: "rds-ca-rsa4096-g1" }],
    fail: [{ caCertIdentifier: "rds-ca-2019" }],
    unknown: [{ caCertIdentifier: unknown }],
  },
  "rds-copy-tags-to-snapshots": { pass: [{ copyTagsToSnapshot: true }], fail: [{}], unknown: [{ copyTagsToSnapshot: unknown }] },
  "rds-enhanced-monitoring": {
    pass: [{ monitoringInterval: 60 }],
    fail: [{}, { monitoringInterval: 0 }],
    unknown: [{ monitoringInterval: unknown }],
  },
  "rds-cluster-customer-managed-key": {
    pass: [{ kmsKeyId: key }],
    fail: [{}, { kmsKeyId: "alias/aws/rds" }],
    unknown: [{ kmsKeyId: unknown }],
  },
});
