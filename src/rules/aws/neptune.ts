import { absent, atLeast, atMost, both, includes, noneOf, unsetOr } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";
import { customerManagedKey, keyAbout } from "../helpers/keys.js";
import { ended, oldest } from "../helpers/versions.js";

export const neptune = {
  "neptune-cluster-encrypted": rule("neptune.Cluster", {
    title: "Neptune clusters must be encrypted at rest",
    severity: "high",
    controls: { fsbp: "Neptune.1", pci: ["3.5.1", "8.3.2"], iso27001: "A.8.24" },
    equivalents: ["CKV_AWS_44", "AVD-AWS-0076", "AwsSolutions-N4"],
    fix:
      "Set `storageEncrypted: true`. This replaces an existing cluster: " +
      "to keep its data, take a snapshot first and set its id as `snapshotIdentifier`, with a `kmsKeyArn`.",
    docs: "https://docs.aws.amazon.com/neptune/latest/userguide/encrypt.html",
    why: "A cluster that is restored, or part of a global one, is encrypted if its source is, which is not known before it exists.",
    settledBy: { storageEncrypted: ["snapshotIdentifier", "replicationSourceIdentifier", "globalClusterIdentifier"] },
    sourceFix:
      "Restore the cluster from the snapshot with a `kmsKeyArn` and `storageEncrypted: true`; members of a global cluster follow the first one.",
    require: { storageEncrypted: true },
  }),
  "neptune-global-cluster-encrypted": rule("neptune.GlobalCluster", {
    title: "Neptune global clusters must be encrypted at rest",
    severity: "high",
    fix: "Set `storageEncrypted: true`, or create the global cluster from an encrypted cluster with `sourceDbClusterIdentifier`.",
    docs: "https://docs.aws.amazon.com/neptune/latest/userguide/neptune-global-database.html",
    settledBy: { storageEncrypted: ["sourceDbClusterIdentifier"] },
    require: { storageEncrypted: true },
  }),
  "neptune-cluster-supported-version": rule("neptune.Cluster", {
    title: "Neptune clusters must run a supported engine version",
    severity: "medium",
    fix: "Raise `engineVersion`, with `allowMajorVersionUpgrade: true`, after a test on a restored snapshot.",
    docs: "https://docs.aws.amazon.com/neptune/latest/userguide/engine-releases.html",
    options: { oldest: oldest.neptune },
    settledBy: { engineVersion: ["snapshotIdentifier", "replicationSourceIdentifier", "globalClusterIdentifier"] },
    check: ({ engineVersion }, { at, options, today }) => {
      const wrong = ended(engineVersion, options.oldest, today);
      return wrong !== false && at("engineVersion", wrong);
    },
  }),
  "neptune-cluster-iam-authentication": rule("neptune.Cluster", {
    title: "Neptune clusters must require IAM authentication",
    severity: "medium",
    controls: { fsbp: "Neptune.7", pci: ["7.2.1", "7.2.2"] },
    equivalents: ["CKV_AWS_359", "AwsSolutions-N5"],
    fix: "Set `iamDatabaseAuthenticationEnabled: true`, and let clients sign their requests; without it everyone who reaches the port may read and write.",
    docs: "https://docs.aws.amazon.com/neptune/latest/userguide/iam-auth.html",
    require: { iamDatabaseAuthenticationEnabled: true },
  }),
  "neptune-cluster-audit-logs": rule("neptune.Cluster", {
    title: "Neptune clusters must export their audit logs to CloudWatch",
    severity: "medium",
    preset: "all",
    controls: { fsbp: "Neptune.2", pci: ["10.2.1.1", "10.2.1.2"], iso27001: "A.8.15" },
    equivalents: ["CKV_AWS_101", "AVD-AWS-0075"],
    fix: 'Set `enableCloudwatchLogsExports: ["audit"]`, and `neptune_enable_audit_log` to 1 in the cluster parameter group.',
    docs: "https://docs.aws.amazon.com/neptune/latest/userguide/cloudwatch-logs.html",
    require: { enableCloudwatchLogsExports: includes("audit") },
  }),
  "neptune-instance-not-public": rule("neptune.ClusterInstance", {
    title: "Neptune instances must not be publicly accessible",
    severity: "high",
    equivalents: ["CKV_AWS_102"],
    fix: "Remove `publiclyAccessible`, or set it to false.",
    docs: "https://docs.aws.amazon.com/neptune/latest/userguide/security-vpc.html",
    settledBy: { publiclyAccessible: [] },
    require: { publiclyAccessible: noneOf(true) },
  }),
  "neptune-cluster-backup-retention": rule("neptune.Cluster", {
    title: "Neptune clusters must keep backups for at least 7 days",
    severity: "medium",
    preset: "all",
    controls: { fsbp: "Neptune.5", pci: "10.3.3" },
    equivalents: ["CKV_AWS_361", "cdk-nag:NeptuneClusterBackupRetentionPeriod"],
    fix: "Set `backupRetentionPeriod` to 7 or more, at most 35; unset means one day.",
    docs: "https://docs.aws.amazon.com/neptune/latest/userguide/backup-restore-overview.html",
    settledBy: { backupRetentionPeriod: ["snapshotIdentifier", "replicationSourceIdentifier", "globalClusterIdentifier"] },
    require: { backupRetentionPeriod: both(atLeast(7), unsetOr(atMost(35))) },
  }),
  "neptune-cluster-copy-tags-to-snapshots": rule("neptune.Cluster", {
    title: "Neptune clusters must copy their tags to snapshots",
    severity: "low",
    preset: "all",
    controls: { fsbp: "Neptune.8", soc2: "CC7.5", iso27001: "A.5.13" },
    equivalents: ["CKV_AWS_362"],
    fix: "Set `copyTagsToSnapshot: true`.",
    docs: "https://docs.aws.amazon.com/neptune/latest/userguide/tagging.html",
    require: { copyTagsToSnapshot: true },
  }),
  "neptune-instance-minor-upgrades": rule("neptune.ClusterInstance", {
    title: "Neptune instances must install minor version upgrades automatically",
    severity: "low",
    equivalents: ["cdk-nag:NeptuneClusterAutomaticMinorVersionUpgrade"],
    fix: "Remove `autoMinorVersionUpgrade`, or set it to true.",
    docs: "https://docs.aws.amazon.com/neptune/latest/userguide/engine-maintenance-management.html",
    require: { autoMinorVersionUpgrade: noneOf(false) },
  }),
  "neptune-cluster-customer-managed-key": rule("neptune.Cluster", {
    ...keyAbout,
    title: "Neptune clusters must be encrypted with a customer managed key",
    equivalents: ["CKV_AWS_347", "AVD-AWS-0128"],
    fix: "Set `kmsKeyArn` to the ARN of a `kms.Key`. This replaces the cluster.",
    docs: "https://docs.aws.amazon.com/neptune/latest/userguide/encrypt.html",
    when: { snapshotIdentifier: absent, replicationSourceIdentifier: absent, globalClusterIdentifier: absent },
    require: { kmsKeyArn: customerManagedKey },
  }),
};
