import { absent, atLeast, except, includes, matches, nonEmpty, noneOf, present, unless, unsetOr } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";
import { customerManagedKey, keyAbout } from "../helpers/keys.js";
import { missingLogs } from "../helpers/logs.js";
import { list, number, text } from "../helpers/read.js";
import { ended, enginesSchema, floorsOf, oldest } from "../helpers/versions.js";

interface Group {
  readonly family: string;
  readonly parameters?: readonly { readonly name: string; readonly value: string }[] | undefined;
}
const demandsTls = (group: Group): boolean => {
  const setting = list(group.parameters).find((one) => /^(rds\.force_ssl|require_secure_transport|db2comm)$/.test(text(one?.name)));
  if (setting !== undefined) return /^(1|on|ssl)$/i.test(text(setting.value));
  return /^postgres(1[5-9]|[2-9]\d)/.test(text(group.family)) || !/(postgres|mysql|mariadb|sqlserver|db2)/.test(text(group.family));
};
const plainByDefault = (engine: string): boolean => /^(mysql[58]\.[07]|mariadb10|postgres(9|1[0-4])\b)/.test(engine);
const open = matches(/^(mysql|mariadb|postgres|aurora)/i, "MySQL, MariaDB or PostgreSQL");

export const rds = {
  "rds-instance-storage-encrypted": rule("rds.Instance", {
    title: "RDS instances must be encrypted at rest",
    severity: "high",
    controls: { fsbp: "RDS.3", cis: "2.3.1", nist: ["SC-28(1)", "SC-8(3)", "SC-13"], pci: ["3.5.1", "8.3.2"], iso27001: "A.8.11" },
    equivalents: [
      "CKV_AWS_16",
      "AVD-AWS-0080",
      "AwsSolutions-RDS2",
      "awsguard:rds-storage-encrypted",
      "compliance-policies:aws-rds-instance-disallow-unencrypted-storage",
    ],
    fix:
      "Set `storageEncrypted: true`. This replaces an existing instance: " +
      "to keep its data, copy a snapshot with a `kmsKeyId` (`rds.SnapshotCopy`) " +
      "and set the copy's id as `snapshotIdentifier`.",
    docs: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.Encryption.html",
    why: "A replica, and an instance that is restored, is encrypted if its source is, which is not known before it exists.",
    settledBy: { storageEncrypted: ["snapshotIdentifier", "replicateSourceDb", "restoreToPointInTime"] },
    sourceFix: "Copy the snapshot (or a snapshot of the source) with a `kmsKeyId`, and make the database from the encrypted copy.",
    require: { storageEncrypted: true },
  }),
  "rds-cluster-storage-encrypted": rule("rds.Cluster", {
    title: "RDS clusters must be encrypted at rest",
    severity: "high",
    controls: { fsbp: "RDS.27", nist: ["SC-28(1)", "SC-8(3)", "SC-13"], pci: ["3.5.1", "8.3.2"], iso27001: "A.8.11" },
    equivalents: ["CKV_AWS_96", "AVD-AWS-0079", "AwsSolutions-RDS2", "compliance-policies:aws-rds-cluster-disallow-unencrypted-storage"],
    fix:
      "Set `storageEncrypted: true`. This replaces an existing cluster: " +
      "to keep its data, take a snapshot first and set its id as `snapshotIdentifier`, with a `kmsKeyId`.",
    docs: "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Overview.Encryption.html",
    why: "Serverless v1 always encrypts. A cluster that is restored, replicated or part of a global one is encrypted as its source is.",
    settledBy: {
      storageEncrypted: ["snapshotIdentifier", "replicationSourceIdentifier", "restoreToPointInTime", "globalClusterIdentifier"],
    },
    sourceFix: "Copy the snapshot (or a snapshot of the source) with a `kmsKeyId`, and make the database from the encrypted copy.",
    require: unless({ engineMode: "serverless" }, { storageEncrypted: true }),
  }),
  "rds-global-cluster-encrypted": rule("rds.GlobalCluster", {
    title: "RDS global clusters must be encrypted at rest",
    severity: "high",
    equivalents: ["CKV_AWS_140"],
    fix: "Set `storageEncrypted: true`, or create the global cluster from an encrypted cluster with `sourceDbClusterIdentifier`.",
    docs: "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database.html",
    settledBy: { storageEncrypted: ["sourceDbClusterIdentifier"] },
    sourceFix: "Make the global cluster from an encrypted cluster: restore the source from a snapshot with a `kmsKeyId`.",
    require: { storageEncrypted: true },
  }),
  "rds-supported-engine-version": rule(["rds.Instance", "rds.Cluster"], {
    title: "RDS databases must run an engine version in standard support",
    severity: "medium",
    fix: "Set `engineVersion` to a supported major version and `allowMajorVersionUpgrade: true`, after a test on a restored snapshot.",
    why: "Past its end of standard support an engine gets fixes only in paid extended support, and then none.",
    docs: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/extended-support.html",
    options: { oldest: oldest.rds },
    optionsSchema: { oldest: enginesSchema },
    settledBy: {
      engine: [],
      engineVersion: ["snapshotIdentifier", "replicateSourceDb", "replicationSourceIdentifier", "restoreToPointInTime"],
    },
    check: ({ engine, engineVersion }, { at, options, today }) => {
      const wrong = ended(engineVersion, floorsOf(options.oldest, text(engine).toLowerCase().replace(/-cdb$/, "")), today);
      return wrong !== false && at("engineVersion", wrong);
    },
  }),
  "rds-instance-not-public": rule(["rds.Instance", "rds.ClusterInstance"], {
    title: "RDS databases must not be publicly accessible",
    severity: "critical",
    controls: { fsbp: "RDS.2", cis: "2.3.3", nist: ["AC-3", "AC-6", "SC-7"], pci: ["1.2.8", "1.3.1"], iso27001: "A.8.1" },
    equivalents: [
      "CKV_AWS_17",
      "AVD-AWS-0180",
      "cdk-nag:RDSInstancePublicAccess",
      "awsguard:rds-instance-public-access",
      "compliance-policies:aws-rds-instance-disallow-public-access",
      "compliance-policies:aws-rds-clusterinstance-disallow-public-access",
    ],
    fix: "Remove `publiclyAccessible` or set it to false, and reach the database from inside the VPC.",
    docs: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html",
    settledBy: { publiclyAccessible: [] },
    require: { publiclyAccessible: noneOf(true) },
    remediate: () => ({ publiclyAccessible: false }),
  }),
  "rds-snapshot-not-public": rule(["rds.Snapshot", "rds.SnapshotCopy", "rds.ClusterSnapshot", "rds.ClusterSnapshotCopy"], {
    title: "RDS snapshots must not be shared with all accounts",
    severity: "critical",
    controls: { fsbp: "RDS.1", nist: ["AC-3", "AC-6", "SC-7(2)"], pci: ["10.3.2", "3.5.1.3"], iso27001: "A.8.1" },
    equivalents: ["CKV_AWS_302"],
    fix: 'Remove "all" from `sharedAccounts`, and name the accounts that need the snapshot.',
    docs: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ShareSnapshot.html",
    require: { sharedAccounts: except(includes("all")) },
  }),
  "rds-instance-backup-retention": rule("rds.Instance", {
    title: "RDS instances must keep backups for at least 7 days",
    severity: "medium",
    controls: { fsbp: "RDS.11", nist: ["CP-9", "CP-10", "CP-6"], pci: "10.3.3", hipaa: "164.308(a)(7)(i)", soc2: "CC7.4" },
    equivalents: [
      "CKV_AWS_133",
      "AVD-AWS-0077",
      "AwsSolutions-RDS13",
      "awsguard:rds-instance-backup-enabled",
      "compliance-policies:aws-rds-instance-enable-backup-retention",
      "compliance-policies:aws-rds-instance-configure-backup-retention",
    ],
    fix: "Set `backupRetentionPeriod` to 7 or more, at most 35; unset means 0, and no backups.",
    docs: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithAutomatedBackups.BackupRetention.html",
    options: { days: 7 },
    settledBy: { backupRetentionPeriod: ["snapshotIdentifier", "restoreToPointInTime"] },
    when: { replicateSourceDb: except(present) },
    check: ({ backupRetentionPeriod }, { at, options }) => {
      const days = number(backupRetentionPeriod, 0);
      if (days > 35) return at("backupRetentionPeriod", `is ${days}, expected at most 35, which is all that RDS accepts`);
      return days < options.days && at("backupRetentionPeriod", `is ${days}, expected at least ${options.days}`, "least");
    },
  }),
  "rds-cluster-backup-retention": rule("rds.Cluster", {
    title: "RDS clusters must keep backups for at least 7 days",
    severity: "medium",
    preset: "all",
    controls: { fsbp: ["RDS.11", "RDS.50"] },
    equivalents: [
      "CKV_AWS_133",
      "AVD-AWS-0077",
      "compliance-policies:aws-rds-cluster-enable-backup-retention",
      "compliance-policies:aws-rds-cluster-configure-backup-retention",
    ],
    fix: "Set `backupRetentionPeriod` to 7 or more, at most 35; unset means one day.",
    docs: "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Managing.Backups.html",
    options: { days: 7 },
    settledBy: {
      backupRetentionPeriod: ["snapshotIdentifier", "replicationSourceIdentifier", "restoreToPointInTime", "globalClusterIdentifier"],
    },
    check: ({ backupRetentionPeriod }, { at, options }) => {
      const days = number(backupRetentionPeriod, 1);
      if (days > 35) return at("backupRetentionPeriod", `is ${days}, expected at most 35, which is all that RDS accepts`);
      return days < options.days && at("backupRetentionPeriod", `is ${days}, expected at least ${options.days}`, "least");
    },
  }),
  "rds-instance-multi-az": rule("rds.Instance", {
    title: "RDS instances must have a standby in another Availability Zone",
    severity: "medium",
    preset: "all",
    controls: { fsbp: "RDS.5", nist: ["CP-10", "CP-6(2)", "SC-5(2)"], hipaa: "164.308(a)(7)(i)", iso27001: "A.8.14" },
    equivalents: ["CKV_AWS_157", "AwsSolutions-RDS3", "awsguard:rds-instance-multi-az-enabled"],
    fix: "Set `multiAz: true`.",
    docs: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.MultiAZ.html",
    when: { replicateSourceDb: except(present) },
    settledBy: { multiAz: [] },
    require: { multiAz: true },
  }),
  "rds-cluster-multi-az": rule("rds.Cluster", {
    title: "Aurora clusters must have at least two instances",
    severity: "medium",
    preset: "all",
    controls: { fsbp: "RDS.15", iso27001: "A.8.14" },
    equivalents: ["compliance-policies:aws-rds-cluster-disallow-single-availability-zone"],
    fix: "Add a second `rds.ClusterInstance` with the `clusterIdentifier` of the cluster.",
    docs: "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.AuroraHighAvailability.html",
    with: { instances: "rds.ClusterInstance#clusterIdentifier" },
    check: ({ instances, availabilityZones }, { at }) =>
      instances.length === 1
        ? "has one instance, expected at least two"
        : list(availabilityZones).length === 1 && at("availabilityZones", "has one zone, expected at least two"),
  }),
  "rds-iam-authentication": rule(["rds.Instance", "rds.Cluster"], {
    title: "RDS databases must accept IAM authentication",
    severity: "medium",
    preset: "all",
    controls: { fsbp: ["RDS.10", "RDS.12"], pci: ["7.2.1", "7.2.2"] },
    equivalents: ["CKV_AWS_161", "CKV_AWS_162", "AVD-AWS-0176", "AwsSolutions-RDS6"],
    fix: "Set `iamDatabaseAuthenticationEnabled: true` and let the application connect with a token instead of a password.",
    docs: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.html",
    settledBy: { engine: [] },
    when: { engine: open, engineMode: noneOf("serverless") },
    require: { iamDatabaseAuthenticationEnabled: true },
  }),
  "rds-minor-upgrades": rule(["rds.Instance", "rds.ClusterInstance"], {
    title: "RDS databases must install minor version upgrades automatically",
    severity: "medium",
    controls: { fsbp: "RDS.13", cis: "2.3.2", pci: "6.3.3", hipaa: "164.308(a)(5)(ii)(A)" },
    equivalents: ["CKV_AWS_226", "cdk-nag:RDSAutomaticMinorVersionUpgradeEnabled"],
    fix: "Remove `autoMinorVersionUpgrade`, or set it to true.",
    docs: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_UpgradeDBInstance.Upgrading.html",
    require: { autoMinorVersionUpgrade: noneOf(false) },
    remediate: () => ({ autoMinorVersionUpgrade: true }),
  }),
  "rds-log-exports": rule(["rds.Instance", "rds.Cluster"], {
    title: "RDS databases must export their logs to CloudWatch",
    severity: "medium",
    preset: "all",
    controls: {
      fsbp: ["RDS.9", "RDS.34", "RDS.37"],
      ...{ nist: ["AC-3(1)", "AC-6(9)", "SC-7(9)"], pci: ["10.2.1.1", "10.2.1.2"] },
    },
    equivalents: ["CKV_AWS_129", "CKV_AWS_324"],
    covers: ["rds-cluster-audit-log", "rds-instance-log-exports-by-engine"],
    fix: 'Set `enabledCloudwatchLogsExports`, for example to `["postgresql"]`, or to `["error", "slowquery"]` for MySQL and MariaDB.',
    docs: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_LogAccess.Procedural.UploadtoCloudWatch.html",
    when: { engine: unsetOr(except(matches(/^custom-/i))), engineMode: noneOf("serverless") },
    require: { enabledCloudwatchLogsExports: nonEmpty },
  }),
  "rds-cluster-audit-log": rule("rds.Cluster", {
    title: "RDS clusters must export their audit or query log to CloudWatch",
    severity: "medium",
    preset: "all",
    controls: { fsbp: ["RDS.34", "RDS.37"], nist: ["AC-3(1)", "AC-6(9)", "SC-7(9)"], pci: ["10.2.1.1", "10.2.1.2"], iso27001: "A.8.15" },
    equivalents: ["CKV_AWS_325", "AwsSolutions-RDS16"],
    fix: 'Set `enabledCloudwatchLogsExports` with "audit" for MySQL, or with "postgresql" for PostgreSQL.',
    why: "The log of errors or of slow queries alone does not show who did what. For MySQL the parameter group has to switch the audit log on too.",
    docs: "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraMySQL.Integrating.CloudWatch.html",
    settledBy: { engine: [] },
    when: { engine: matches(/(mysql|postgres)/i), engineMode: noneOf("serverless") },
    check: ({ engine, enabledCloudwatchLogsExports: exported }, { at }) => {
      const log = /mysql/i.test(text(engine)) ? "audit" : "postgresql";
      return !list(exported).includes(log) && at("enabledCloudwatchLogsExports", `does not include "${log}"`);
    },
  }),
  "rds-instance-log-exports-by-engine": rule("rds.Instance", {
    title: "RDS instances must export every log of their engine to CloudWatch",
    severity: "medium",
    preset: "all",
    controls: {
      fsbp: "RDS.9",
      nist: ["AC-3(1)", "AC-6(9)", "SC-7(9)"],
      pci: "10.2.1.1",
      iso27001: "A.8.15",
    },
    equivalents: ["cdk-nag:RDSLoggingEnabled"],
    fix:
      'Set `enabledCloudwatchLogsExports`: `["audit", "error", "general", "slowquery"]` for MySQL and MariaDB, `["postgresql", "upgrade"]` ' +
      'for PostgreSQL, `["agent", "error"]` for SQL Server, `["alert", "audit", "listener", "trace"]` for Oracle, ' +
      '`["diag.log", "notify.log"]` for Db2.',
    docs: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_LogAccess.Procedural.UploadtoCloudWatch.html",
    settledBy: { engine: [] },
    check: ({ engine, enabledCloudwatchLogsExports: exported }, { at }) => {
      const missing = missingLogs(text(engine), list(exported)).map((log) => `"${log}"`);
      return missing.length > 0 && at("enabledCloudwatchLogsExports", `does not include ${missing.join(", ")}`);
    },
  }),
  "rds-instance-tls-required": rule("rds.Instance", {
    title: "RDS instances must require TLS",
    severity: "medium",
    preset: "all",
    controls: { fsbp: ["RDS.38", "RDS.39", "RDS.41", "RDS.44"], iso27001: "A.8.24" },
    equivalents: ["CKV2_AWS_69"],
    fix:
      "Set `parameterGroupName` to an `rds.ParameterGroup` that sets `rds.force_ssl` " +
      "(PostgreSQL, SQL Server) or `require_secure_transport` (MySQL, MariaDB) to 1.",
    why: "PostgreSQL 15 and newer demand TLS in their default parameter group; the others leave it to the client.",
    docs: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.SSL.html",
    with: { groups: "parameterGroupName -> rds.ParameterGroup" },
    settledBy: { engine: [], engineVersion: [] },
    check: (instance, { at }) => {
      const [group] = instance.groups;
      const elsewhere = group === undefined && !/^(default\.|$)/.test(text(instance.parameterGroupName));
      const engine = (text(instance.engine) + text(instance.engineVersion)).toLowerCase();
      const plain = group === undefined ? plainByDefault(engine) : !demandsTls(group);
      return !elsewhere && plain && at("parameterGroupName", "does not name a parameter group that requires TLS");
    },
  }),
  "rds-modern-ca-certificate": rule(["rds.Instance", "rds.ClusterInstance", "docdb.ClusterInstance"], {
    title: "RDS and DocumentDB instances must use a certificate authority that has not expired",
    severity: "medium",
    equivalents: ["CKV_AWS_211"],
    fix: 'Set `caCertIdentifier: "rds-ca-rsa2048-g1"`.',
    docs: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.SSL-certificate-rotation.html",
    settledBy: { caCertIdentifier: [] },
    require: { caCertIdentifier: noneOf("rds-ca-2015", "rds-ca-2019") },
  }),
  "rds-copy-tags-to-snapshots": rule(["rds.Instance", "rds.Cluster"], {
    title: "RDS databases must copy their tags to snapshots",
    severity: "low",
    preset: "all",
    controls: { fsbp: ["RDS.17", "RDS.16"], soc2: "CC7.5", iso27001: "A.5.13" },
    equivalents: ["CKV2_AWS_60", "CKV_AWS_313"],
    fix: "Set `copyTagsToSnapshot: true`.",
    docs: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Tagging.html",
    when: { replicateSourceDb: absent },
    require: { copyTagsToSnapshot: true },
    remediate: true,
  }),
  "rds-enhanced-monitoring": rule("rds.Instance", {
    title: "RDS instances must have enhanced monitoring enabled",
    severity: "low",
    preset: "all",
    controls: { fsbp: "RDS.6", nist: ["AU-12(3)", "SI-2", "CA-7"], hipaa: "164.312(b)" },
    equivalents: ["CKV_AWS_118", "cdk-nag:RDSEnhancedMonitoringEnabled"],
    fix: "Set `monitoringInterval: 60`, and `monitoringRoleArn` to a role with `AmazonRDSEnhancedMonitoringRole`.",
    docs: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Monitoring.OS.html",
    require: { monitoringInterval: atLeast(1) },
  }),
  "rds-cluster-customer-managed-key": rule(["rds.Cluster", "rds.Instance"], {
    title: "RDS databases must be encrypted with a customer managed key",
    severity: "low",
    preset: "all",
    equivalents: [
      "CKV_AWS_327",
      "awsguard:rds-storage-encrypted",
      "compliance-policies:aws-rds-cluster-configure-customer-managed-key",
      "compliance-policies:aws-rds-instance-configure-customer-managed-key",
    ],
    fix: "Set `storageEncrypted: true`, and `kmsKeyId` to the ARN of a `kms.Key`. This replaces an existing database, so restore it from a snapshot.",
    docs: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.Encryption.Keys.html",
    when: {
      ...{ snapshotIdentifier: absent, replicateSourceDb: absent, replicationSourceIdentifier: absent },
      ...{ restoreToPointInTime: absent, globalClusterIdentifier: absent },
    },
    require: { kmsKeyId: customerManagedKey },
  }),
  "rds-activity-stream-customer-managed-key": rule("rds.ClusterActivityStream", {
    ...keyAbout,
    title: "Aurora activity streams must be encrypted with a customer managed key",
    equivalents: ["CKV_AWS_246"],
    fix: "Set `kmsKeyId` to the ARN of a `kms.Key`. This replaces the stream.",
    docs: "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/DBActivityStreams.html",
    require: { kmsKeyId: customerManagedKey },
  }),
  "rds-backup-replication-customer-managed-key": rule("rds.InstanceAutomatedBackupsReplication", {
    ...keyAbout,
    title: "RDS backups that are replicated must be encrypted with a customer managed key",
    equivalents: ["CKV_AWS_245"],
    fix: "Set `kmsKeyId` to the ARN of a `kms.Key`. This replaces the replication.",
    docs: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReplicateBackups.html",
    require: { kmsKeyId: customerManagedKey },
  }),
  "rds-snapshot-copy-customer-managed-key": rule(["rds.SnapshotCopy", "rds.ClusterSnapshotCopy"], {
    ...keyAbout,
    title: "RDS snapshot copies must be encrypted with a customer managed key",
    equivalents: ["CKV_AWS_266"],
    fix: "Set `kmsKeyId` to the ARN of a `kms.Key`. This replaces the copy.",
    docs: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_CopySnapshot.html",
    require: { kmsKeyId: customerManagedKey },
  }),
};
