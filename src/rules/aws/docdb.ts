import { absent, atLeast, atMost, both, every, except, includes, noneOf, oneOf, present, some, unsetOr } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";
import { customerManagedKey, keyAbout } from "../helpers/keys.js";
import { ended, oldest } from "../helpers/versions.js";

export const docdb = {
  "docdb-cluster-encrypted": rule("docdb.Cluster", {
    title: "DocumentDB clusters must be encrypted at rest",
    severity: "high",
    controls: { fsbp: "DocumentDB.1", pci: ["3.5.1", "8.3.2"], iso27001: "A.8.24" },
    equivalents: ["CKV_AWS_74", "AVD-AWS-0021", "AwsSolutions-DOC1"],
    fix:
      "Set `storageEncrypted: true`. This replaces an existing cluster: " +
      "to keep its data, take a snapshot first and set its id as `snapshotIdentifier`, with a `kmsKeyId`.",
    docs: "https://docs.aws.amazon.com/documentdb/latest/developerguide/encryption-at-rest.html",
    why: "A cluster that is restored, or part of a global one, is encrypted if its source is, which is not known before it exists.",
    settledBy: { storageEncrypted: ["snapshotIdentifier", "restoreToPointInTime", "globalClusterIdentifier"] },
    sourceFix:
      "Restore the cluster from the snapshot with a `kmsKeyId` and `storageEncrypted: true`; members of a global cluster follow the first one.",
    require: { storageEncrypted: true },
  }),
  "docdb-global-cluster-encrypted": rule("docdb.GlobalCluster", {
    title: "DocumentDB global clusters must be encrypted at rest",
    severity: "high",
    equivalents: ["CKV_AWS_292"],
    fix: "Set `storageEncrypted: true`, or create the global cluster from an encrypted cluster with `sourceDbClusterIdentifier`.",
    docs: "https://docs.aws.amazon.com/documentdb/latest/developerguide/global-clusters.html",
    settledBy: { storageEncrypted: ["sourceDbClusterIdentifier"] },
    require: { storageEncrypted: true },
  }),
  "docdb-cluster-supported-version": rule("docdb.Cluster", {
    title: "DocumentDB clusters must run an engine version in standard support",
    severity: "medium",
    fix: 'Set `engineVersion: "5.0.0"` and `allowMajorVersionUpgrade: true`, after a test on a restored snapshot.',
    docs: "https://docs.aws.amazon.com/documentdb/latest/developerguide/extended-support.html",
    options: { oldest: oldest.docdb },
    settledBy: { engineVersion: ["snapshotIdentifier", "restoreToPointInTime", "globalClusterIdentifier"] },
    check: ({ engineVersion }, { at, options, today }) => {
      const wrong = ended(engineVersion, options.oldest, today);
      return wrong !== false && at("engineVersion", wrong);
    },
  }),
  "docdb-cluster-backup-retention": rule("docdb.Cluster", {
    title: "DocumentDB clusters must keep backups for at least 7 days",
    severity: "medium",
    preset: "all",
    controls: { fsbp: "DocumentDB.2", pci: ["10.5.1", "3.2.1"] },
    equivalents: ["CKV_AWS_360", "AwsSolutions-DOC4"],
    fix: "Set `backupRetentionPeriod` to 7 or more, at most 35; unset means one day.",
    docs: "https://docs.aws.amazon.com/documentdb/latest/developerguide/backup_restore.html",
    settledBy: { backupRetentionPeriod: ["snapshotIdentifier", "restoreToPointInTime", "globalClusterIdentifier"] },
    require: { backupRetentionPeriod: both(atLeast(7), unsetOr(atMost(35))) },
  }),
  "docdb-cluster-log-exports": rule("docdb.Cluster", {
    title: "DocumentDB clusters must export their audit logs to CloudWatch",
    severity: "medium",
    preset: "all",
    controls: { fsbp: "DocumentDB.4", pci: ["10.2.1.1", "10.2.1.2"], iso27001: "A.8.15" },
    equivalents: ["CKV_AWS_85", "AVD-AWS-0020", "AwsSolutions-DOC5"],
    fix: 'Set `enabledCloudwatchLogsExports: ["audit", "profiler"]`, and enable `audit_logs` and `profiler` in the parameter group of the cluster.',
    docs: "https://docs.aws.amazon.com/documentdb/latest/developerguide/event-auditing.html",
    require: { enabledCloudwatchLogsExports: includes("audit") },
  }),
  "docdb-parameter-group-tls": rule("docdb.ClusterParameterGroup", {
    title: "DocumentDB parameter groups must not disable TLS",
    severity: "high",
    controls: { fsbp: "DocumentDB.6" },
    equivalents: ["CKV_AWS_90"],
    fix: 'Remove the parameter `tls`, or set its value to "enabled"; clients then have to connect with TLS.',
    docs: "https://docs.aws.amazon.com/documentdb/latest/developerguide/security.encryption.ssl.html",
    require: { parameters: every(except({ name: "tls", value: "disabled" }, "not disable TLS")) },
  }),
  "docdb-parameter-group-audit-logs": rule("docdb.ClusterParameterGroup", {
    title: "DocumentDB parameter groups must switch on audit logs",
    severity: "medium",
    preset: "all",
    controls: { pci: ["10.2.1.1", "10.2.1.2"], iso27001: "A.8.15" },
    equivalents: ["CKV_AWS_104"],
    fix: 'Add `{ name: "audit_logs", value: "enabled" }` to `parameters`.',
    docs: "https://docs.aws.amazon.com/documentdb/latest/developerguide/event-auditing.html",
    require: { parameters: some({ name: "audit_logs", value: oneOf("enabled", "all", "ddl", "dml_read", "dml_write") }) },
  }),
  "docdb-cluster-customer-managed-key": rule("docdb.Cluster", {
    ...keyAbout,
    title: "DocumentDB clusters must be encrypted with a customer managed key",
    equivalents: ["CKV_AWS_182", "AVD-AWS-0022"],
    fix: "Set `kmsKeyId` to the ARN of a `kms.Key`. This replaces the cluster.",
    docs: "https://docs.aws.amazon.com/documentdb/latest/developerguide/encryption-at-rest.html",
    when: { snapshotIdentifier: absent, restoreToPointInTime: absent, globalClusterIdentifier: absent },
    require: { kmsKeyId: customerManagedKey },
  }),
  "docdb-cluster-non-default-port": rule("docdb.Cluster", {
    title: "DocumentDB clusters must not use the default port",
    severity: "low",
    preset: "all",
    equivalents: ["cdk-nag:DocumentDBClusterNonDefaultPort", "AwsSolutions-DOC2"],
    fix: "Set `port` to another port than 27017. It hides the service from the simplest scans alone.",
    docs: "https://docs.aws.amazon.com/documentdb/latest/developerguide/db-cluster-create.html",
    require: { port: both(present, noneOf(27017)) },
    message: "is the default port",
    at: "port",
  }),
};
