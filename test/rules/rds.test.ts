import { rds } from "../../src/rules/aws/rds.js";
import { ref, res, suite, unknown } from "../suite.js";

const database = (more: object) => res("rds.Instance", "shop", { parameterGroupName: ref("group", "name"), ...more });
const group = (family: string, name?: string, value = "1") =>
  res("rds.ParameterGroup", "group", { family, parameters: name === undefined ? [] : [{ name, value }] });
const cluster = res("rds.Cluster", "shop", { engine: "aurora-postgresql" });
const member = (name: string) => res("rds.ClusterInstance", name, { clusterIdentifier: ref("shop"), engine: "aurora-postgresql" });
const key = "arn:aws:kms:us-east-1:123456789012:key/0a1b";
const source = "arn:aws:rds:us-east-1:123456789012:cluster:shop";
const engine = (name: string, engineVersion: string) => ({ engine: name, engineVersion });

suite(rds, {
  "rds-supported-engine-version": {
    good: { engine: "postgres", engineVersion: "17.4", allowMajorVersionUpgrade: true, storageEncrypted: true },
    pass: [
      engine("mysql", "8.0.39"),
      engine("mysql", "8"),
      engine("postgres", "16.4"),
      engine("postgres", "14"),
      engine("mariadb", "10.11.8"),
      engine("oracle-se2-cdb", "19.0.0.0.ru-2024-07.rur-2024-07.r1"),
      engine("sqlserver-ex", "15.00.4345.5.v1"),
      engine("db2-se", "11.5.9.0.sb00000000.r1"),
      { engine: "postgres" },
      engine("__proto__", "1"),
      engine("constructor", "1"),
      [res("rds.Cluster", "shop", engine("aurora-mysql", "8.0.mysql_aurora.3.05.2"))],
      [res("rds.Cluster", "shop", { engine: "aurora-postgresql" }, { outputs: { engineVersion: "15.4" } })],
      { of: [res("rds.Instance", "old", engine("mysql", "5.7"))], options: { oldest: { mysql: ["5.7"] } } },
    ],
    fail: [
      engine("mysql", "5.7"),
      engine("MySQL", "5.7.44-rds.20240408"),
      engine("postgres", "11.22"),
      engine("postgres", "9.6"),
      engine("postgres", "13"),
      engine("mariadb", "10.3"),
      engine("oracle-ee", "12.1.0.2.v30"),
      engine("oracle-se", "11.2.0.4.v1"),
      engine("oracle-se1", "12.1.0.2.v1"),
      engine("sqlserver-se", "12.00.6449.1.v1"),
      [res("rds.Cluster", "shop", engine("aurora-mysql", "5.7.mysql_aurora.2.11.2"))],
      [res("rds.Cluster", "shop", engine("aurora", "5.6.10a"))],
      [res("rds.Cluster", "shop", engine("aurora-postgresql", "12.9"))],
      [res("rds.Cluster", "shop", { engine: "aurora-postgresql" }, { outputs: { engineVersion: "11.9" } })],
      [res("rds.Instance", "it", { snapshotIdentifier: "x" }, { outputs: engine("postgres", "10.21") })],
    ],
    unknown: [engine("mysql", unknown), { engine: unknown, engineVersion: "5.7" }, { engine: "postgres", snapshotIdentifier: "rds:x" }],
  },
  "rds-instance-storage-encrypted": {
    pass: [
      { storageEncrypted: true },
      { snapshotIdentifier: "rds:x", storageEncrypted: true },
      [res("rds.Instance", "it", { snapshotIdentifier: "rds:x" }, { outputs: { storageEncrypted: true } })],
      [res("rds.Instance", "it", { replicateSourceDb: "shop" }, { outputs: { storageEncrypted: true } })],
      [
        res(
          "rds.Instance",
          "it",
          { restoreToPointInTime: { sourceDbInstanceIdentifier: "x", useLatestRestorableTime: true } },
          { outputs: { storageEncrypted: true } },
        ),
      ],
    ],
    fail: [
      {},
      { storageEncrypted: false },
      { replicateSourceDb: "shop", storageEncrypted: false },
      { snapshotIdentifier: "" },
      { s3Import: { bucketName: "dump", ingestionRole: "r", sourceEngine: "mysql", sourceEngineVersion: "8.0" } },
      [res("rds.Instance", "it", { snapshotIdentifier: "rds:x" }, { outputs: { storageEncrypted: false } })],
      [res("rds.Instance", "it", { replicateSourceDb: "shop" }, { outputs: { storageEncrypted: false } })],
      [
        res(
          "rds.Instance",
          "it",
          { restoreToPointInTime: { sourceDbInstanceIdentifier: "x", useLatestRestorableTime: true } },
          { outputs: { storageEncrypted: false } },
        ),
      ],
    ],
    unknown: [
      { storageEncrypted: unknown },
      { snapshotIdentifier: unknown },
      { snapshotIdentifier: "rds:x" },
      { replicateSourceDb: "shop" },
      { restoreToPointInTime: { sourceDbInstanceIdentifier: "x", useLatestRestorableTime: true } },
    ],
  },
  "rds-cluster-storage-encrypted": {
    pass: [
      { storageEncrypted: true },
      { engineMode: "serverless" },
      [res("rds.Cluster", "it", { snapshotIdentifier: "x" }, { outputs: { storageEncrypted: true } })],
      [
        res(
          "rds.Cluster",
          "it",
          { replicationSourceIdentifier: "arn:aws:rds:us-east-1:123456789012:cluster:x" },
          { outputs: { storageEncrypted: true } },
        ),
      ],
      [res("rds.Cluster", "it", { restoreToPointInTime: { sourceClusterIdentifier: "x" } }, { outputs: { storageEncrypted: true } })],
      [res("rds.Cluster", "it", { globalClusterIdentifier: "world" }, { outputs: { storageEncrypted: true } })],
    ],
    fail: [
      {},
      { storageEncrypted: false, engineMode: "provisioned" },
      { storageEncrypted: false, snapshotIdentifier: "x" },
      [res("rds.Cluster", "it", { snapshotIdentifier: "x" }, { outputs: { storageEncrypted: false } })],
      [
        res(
          "rds.Cluster",
          "it",
          { replicationSourceIdentifier: "arn:aws:rds:us-east-1:123456789012:cluster:x" },
          { outputs: { storageEncrypted: false } },
        ),
      ],
      [res("rds.Cluster", "it", { restoreToPointInTime: { sourceClusterIdentifier: "x" } }, { outputs: { storageEncrypted: false } })],
      [res("rds.Cluster", "it", { globalClusterIdentifier: "world" }, { outputs: { storageEncrypted: false } })],
    ],
    unknown: [
      { storageEncrypted: unknown },
      { engineMode: unknown },
      { snapshotIdentifier: "x" },
      { replicationSourceIdentifier: "arn:aws:rds:us-east-1:123456789012:cluster:x" },
      { restoreToPointInTime: { sourceClusterIdentifier: "x" } },
      { globalClusterIdentifier: "world" },
    ],
  },
  "rds-global-cluster-encrypted": {
    pass: [
      { storageEncrypted: true },
      [res("rds.GlobalCluster", "world", { sourceDbClusterIdentifier: source }, { outputs: { storageEncrypted: true } })],
    ],
    fail: [
      {},
      { storageEncrypted: false },
      [res("rds.GlobalCluster", "world", { sourceDbClusterIdentifier: source }, { outputs: { storageEncrypted: false } })],
    ],
    unknown: [{ storageEncrypted: unknown }, { sourceDbClusterIdentifier: source }],
  },
  "rds-instance-not-public": {
    good: { publiclyAccessible: false, storageEncrypted: true },
    pass: [{}, { publiclyAccessible: false }],
    fail: [
      { publiclyAccessible: true },
      [res("rds.ClusterInstance", "reader", { publiclyAccessible: true })],
      [res("rds.ClusterInstance", "reader", {}, { outputs: { publiclyAccessible: true } })],
    ],
    unknown: [{ publiclyAccessible: unknown }],
  },
  "rds-snapshot-not-public": {
    bad: { sharedAccounts: ["all"] },
    pass: [{}, { sharedAccounts: ["123456789012"] }],
    fail: [{ sharedAccounts: ["123456789012", "all"] }, [res("rds.ClusterSnapshot", "copy", { sharedAccounts: ["all"] })]],
    unknown: [{ sharedAccounts: unknown }],
  },
  "rds-instance-backup-retention": {
    good: { backupRetentionPeriod: 7, storageEncrypted: true },
    pass: [
      { backupRetentionPeriod: 7 },
      { replicateSourceDb: "shop" },
      [res("rds.Instance", "it", { snapshotIdentifier: "x" }, { outputs: { backupRetentionPeriod: 7 } })],
      { of: [database({ backupRetentionPeriod: 3 }), group("mysql8.0")], options: { days: 3 } },
    ],
    fail: [
      {},
      { backupRetentionPeriod: 0 },
      { backupRetentionPeriod: 6 },
      { backupRetentionPeriod: 36 },
      [res("rds.Instance", "it", { snapshotIdentifier: "x" }, { outputs: { backupRetentionPeriod: 1 } })],
    ],
    unknown: [{ backupRetentionPeriod: unknown }, { snapshotIdentifier: "x" }],
  },
  "rds-cluster-backup-retention": {
    good: { engine: "aurora-postgresql", backupRetentionPeriod: 7, storageEncrypted: true },
    pass: [{ backupRetentionPeriod: 35 }],
    fail: [{}, { backupRetentionPeriod: 1 }, { backupRetentionPeriod: 36 }],
    unknown: [{ backupRetentionPeriod: unknown }, { restoreToPointInTime: { sourceClusterIdentifier: "x" } }],
  },
  "rds-instance-multi-az": {
    good: { multiAz: true, storageEncrypted: true },
    pass: [{ multiAz: true }, { replicateSourceDb: "shop" }],
    fail: [{}, { multiAz: false }],
    unknown: [{ multiAz: unknown }],
  },
  "rds-cluster-multi-az": {
    good: [
      res("rds.Cluster", "shop", { engine: "aurora-postgresql", storageEncrypted: true }),
      res("rds.ClusterInstance", "writer", { clusterIdentifier: ref("shop"), engine: "aurora-postgresql" }),
      res("rds.ClusterInstance", "reader", { clusterIdentifier: ref("shop"), engine: "aurora-postgresql" }),
    ],
    pass: [[cluster, member("writer"), member("reader")], [cluster]],
    fail: [
      { of: [cluster, member("writer")], message: "has one instance, expected at least two" },
      [res("rds.Cluster", "one", { engine: "aurora-mysql", availabilityZones: ["eu-west-1a"] })],
    ],
    unknown: [[cluster, member("writer"), res("rds.ClusterInstance", "other", { clusterIdentifier: unknown })]],
  },
  "rds-iam-authentication": {
    bad: { engine: "postgres", storageEncrypted: true },
    good: { engine: "postgres", iamDatabaseAuthenticationEnabled: true, storageEncrypted: true },
    pass: [
      { engine: "postgres", iamDatabaseAuthenticationEnabled: true },
      { engine: "oracle-ee" },
      [res("rds.Cluster", "v1", { engine: "aurora-mysql", engineMode: "serverless" })],
    ],
    fail: [{ engine: "MySQL" }, [res("rds.Cluster", "shop", { engine: "aurora-mysql", iamDatabaseAuthenticationEnabled: false })]],
    unknown: [{ engine: "mysql", iamDatabaseAuthenticationEnabled: unknown }, { engine: unknown }],
  },
  "rds-minor-upgrades": {
    good: { autoMinorVersionUpgrade: true, storageEncrypted: true },
    pass: [{}, { autoMinorVersionUpgrade: true }],
    fail: [{ autoMinorVersionUpgrade: false }],
    unknown: [{ autoMinorVersionUpgrade: unknown }],
  },
  "rds-log-exports": {
    good: { engine: "postgres", enabledCloudwatchLogsExports: ["postgresql"], storageEncrypted: true },
    pass: [
      { enabledCloudwatchLogsExports: ["postgresql"] },
      { engine: "custom-oracle-ee" },
      [res("rds.Cluster", "v1", { engine: "aurora-postgresql", engineMode: "serverless" })],
    ],
    fail: [{}, { enabledCloudwatchLogsExports: [] }],
    unknown: [{ enabledCloudwatchLogsExports: unknown }],
  },
  "rds-cluster-audit-log": {
    good: { engine: "aurora-mysql", enabledCloudwatchLogsExports: ["audit"], storageEncrypted: true },
    pass: [
      { engine: "aurora-mysql", enabledCloudwatchLogsExports: ["audit", "error"] },
      { engine: "aurora-postgresql", enabledCloudwatchLogsExports: ["postgresql"] },
      { engine: "aurora-postgresql", engineMode: "serverless" },
    ],
    fail: [
      { engine: "aurora-mysql", enabledCloudwatchLogsExports: ["error", "slowquery"] },
      { engine: "aurora-postgresql" },
      { engine: "postgres", enabledCloudwatchLogsExports: ["upgrade"] },
    ],
    unknown: [{ engine: "aurora-mysql", enabledCloudwatchLogsExports: unknown }],
  },
  "rds-instance-log-exports-by-engine": {
    good: { engine: "postgres", enabledCloudwatchLogsExports: ["postgresql", "upgrade"], storageEncrypted: true },
    pass: [
      { engine: "mysql", enabledCloudwatchLogsExports: ["audit", "error", "general", "slowquery"] },
      { engine: "sqlserver-se", enabledCloudwatchLogsExports: ["agent", "error"] },
      { engine: "oracle-ee", enabledCloudwatchLogsExports: ["alert", "audit", "listener", "trace", "oemagent"] },
      { engine: "custom-oracle-ee" },
    ],
    fail: [
      { engine: "mysql", enabledCloudwatchLogsExports: ["error"] },
      { engine: "postgres" },
      { engine: "mariadb", enabledCloudwatchLogsExports: ["error", "general", "slowquery"] },
      { engine: "db2-se", enabledCloudwatchLogsExports: ["diag.log"] },
    ],
    unknown: [{ engine: "mysql", enabledCloudwatchLogsExports: unknown }, { engine: unknown }],
  },
  "rds-instance-tls-required": {
    good: [
      res("rds.ParameterGroup", "group", { family: "postgres14", parameters: [{ name: "rds.force_ssl", value: "1" }] }),
      res("rds.Instance", "shop", {
        engine: "postgres",
        engineVersion: "14",
        parameterGroupName: ref("group", "name"),
        storageEncrypted: true,
      }),
    ],
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
      {
        of: [database({ engine: "postgres" }), group("postgres13", "rds.force_ssl", "0")],
        message: "does not name a parameter group that requires TLS",
      },
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
    good: { caCertIdentifier: "rds-ca-rsa2048-g1", storageEncrypted: true },
    pass: [{}, { caCertIdentifier: "rds-ca-rsa4096-g1" }],
    fail: [{ caCertIdentifier: "rds-ca-2019" }],
    unknown: [{ caCertIdentifier: unknown }],
  },
  "rds-copy-tags-to-snapshots": {
    good: { copyTagsToSnapshot: true, storageEncrypted: true },
    pass: [{ copyTagsToSnapshot: true }],
    fail: [{}],
    unknown: [{ copyTagsToSnapshot: unknown }],
  },
  "rds-enhanced-monitoring": {
    good: { monitoringInterval: 60, monitoringRoleArn: "arn:aws:iam::123456789012:role/rds-monitoring", storageEncrypted: true },
    pass: [{ monitoringInterval: 60 }],
    fail: [{}, { monitoringInterval: 0 }],
    unknown: [{ monitoringInterval: unknown }],
  },
  "rds-cluster-customer-managed-key": {
    good: { engine: "aurora-postgresql", storageEncrypted: true, kmsKeyId: "arn:aws:kms:us-east-1:123456789012:key/0a1b" },
    pass: [{ kmsKeyId: key }],
    fail: [{}, { kmsKeyId: "alias/aws/rds" }],
    unknown: [{ kmsKeyId: unknown }],
  },
  "rds-activity-stream-customer-managed-key": {
    pass: [{ mode: "async", kmsKeyId: key }],
    bad: { mode: "async", kmsKeyId: "alias/aws/rds" },
    fail: [{ mode: "async" }, { mode: "async", kmsKeyId: "alias/aws/service" }],
    unknown: [{ kmsKeyId: unknown }],
  },
  "rds-backup-replication-customer-managed-key": {
    pass: [{ retentionPeriod: 14, kmsKeyId: key }],
    fail: [{ retentionPeriod: 14 }, { retentionPeriod: 14, kmsKeyId: "alias/aws/service" }],
    unknown: [{ kmsKeyId: unknown }],
  },
  "rds-snapshot-copy-customer-managed-key": {
    pass: [{ kmsKeyId: key }],
    fail: [{}, { kmsKeyId: "alias/aws/service" }],
    unknown: [{ kmsKeyId: unknown }],
  },
});
