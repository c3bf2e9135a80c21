import { atLeast, every, except, nonEmpty } from "../pattern.js";
import { rule } from "../rule.js";

export const docdb = {
  "docdb-cluster-encrypted": rule("docdb.Cluster", {
    title: "DocumentDB clusters are encrypted at rest",
    severity: "high",
    controls: { fsbp: "DocumentDB.1", pci: ["3.5.1", "8.3.2"], iso27001: "A.8.24" },
    equivalents: ["CKV_AWS_74", "AVD-AWS-0021", "AwsSolutions-DOC1"],
    fix: "Set `storageEncrypted: true`; an existing cluster is replaced, so restore it from a snapshot with a key.",
    docs: "https://docs.aws.amazon.com/documentdb/latest/developerguide/encryption-at-rest.html",
    require: { storageEncrypted: true },
  }),
  "docdb-cluster-backup-retention": rule("docdb.Cluster", {
    title: "DocumentDB clusters keep backups for a week",
    severity: "medium",
    controls: { fsbp: "DocumentDB.2", pci: ["10.5.1", "3.2.1"] },
    equivalents: ["CKV_AWS_360", "AwsSolutions-DOC4"],
    fix: "Set `backupRetentionPeriod: 7` or more; unset means one day.",
    docs: "https://docs.aws.amazon.com/documentdb/latest/developerguide/backup_restore.html",
    require: { backupRetentionPeriod: atLeast(7) },
  }),
  "docdb-cluster-log-exports": rule("docdb.Cluster", {
    title: "DocumentDB clusters send their logs to CloudWatch",
    severity: "medium",
    controls: { fsbp: "DocumentDB.4", pci: ["10.2.1.1", "10.2.1.2"], iso27001: "A.8.15" },
    equivalents: ["CKV_AWS_85", "AVD-AWS-0020", "AwsSolutions-DOC5"],
    fix: 'Set `enabledCloudwatchLogsExports: ["audit", "profiler"]`.',
    docs: "https://docs.aws.amazon.com/documentdb/latest/developerguide/event-auditing.html",
    require: { enabledCloudwatchLogsExports: nonEmpty },
  }),
  "docdb-parameter-group-tls": rule("docdb.ClusterParameterGroup", {
    title: "DocumentDB parameter groups do not switch TLS off",
    severity: "high",
    controls: { fsbp: "DocumentDB.6" },
    equivalents: ["CKV_AWS_90"],
    fix: "Remove the parameter `tls`, or set its value to `enabled`.",
    docs: "https://docs.aws.amazon.com/documentdb/latest/developerguide/security.encryption.ssl.html",
    require: { parameters: every(except({ name: "tls", value: "disabled" }, "not switch TLS off")) },
  }),
};
