import { absent, atLeast, except, includes, includesAll, matches, noneOf, present, unsetOr } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";
import { backedUpResources } from "../../views/backups.js";
import { defaultPort, logsQueries } from "../helpers/databases.js";
import { customerManagedKey, keyAbout } from "../helpers/keys.js";
import { hasLogFdwFlaw } from "../helpers/log-fdw.js";
import { ownPassword } from "../helpers/passwords.js";
import { number, text } from "../helpers/read.js";

const queryLogging = {
  severity: "low",
  preset: "all",
  fix: 'Add `log_statement` ("ddl", "mod" or "all") and `log_min_duration_statement` (milliseconds) to the parameters of its parameter group.',
  docs: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_LogAccess.Concepts.PostgreSQL.Query_Logging.html",
  message: "has no parameter group that sets `log_statement` and `log_min_duration_statement`",
} as const;

const engineLogs = {
  severity: "medium",
  preset: "all",
  why: "Other logs of the engine are `rds-instance-log-exports-by-engine`.",
  docs: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_LogAccess.Procedural.UploadtoCloudWatch.html",
} as const;

export const rdsOperations = {
  "rds-cluster-minor-upgrades": rule("rds.Cluster", {
    title: "RDS Multi-AZ clusters must install minor version upgrades automatically",
    severity: "high",
    preset: "all",
    controls: { fsbp: "RDS.35" },
    fix: "Remove `autoMinorVersionUpgrade` from the Multi-AZ cluster, or set it to true.",
    docs: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_UpgradeDBInstance.Upgrading.html",
    when: { dbClusterInstanceClass: present },
    require: { autoMinorVersionUpgrade: noneOf(false) },
  }),
  "rds-instance-performance-insights": rule("rds.Instance", {
    title: "RDS instances must have Performance Insights enabled",
    severity: "low",
    preset: "all",
    equivalents: ["CKV_AWS_353", "compliance-policies:aws-rds-instance-enable-performance-insights"],
    fix: "Set `performanceInsightsEnabled: true`.",
    docs: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PerfInsights.html",
    require: { performanceInsightsEnabled: true },
  }),
  "rds-cluster-instance-performance-insights": rule("rds.ClusterInstance", {
    title: "RDS cluster instances must have Performance Insights enabled",
    severity: "low",
    preset: "all",
    equivalents: ["CKV_AWS_353", "AVD-AWS-0133", "compliance-policies:aws-rds-clusterinstance-enable-performance-insights"],
    fix: "Set `performanceInsightsEnabled: true`, here or on the cluster.",
    docs: "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_PerfInsights.html",
    with: { clusters: "clusterIdentifier -> rds.Cluster" },
    when: { clusters: except({ performanceInsightsEnabled: true }) },
    require: { performanceInsightsEnabled: true },
  }),
  "rds-cluster-instance-enhanced-monitoring": rule("rds.ClusterInstance", {
    formerly: ["rds-enhanced-monitoring"],
    title: "RDS cluster instances must have enhanced monitoring enabled",
    severity: "low",
    preset: "all",
    controls: { fsbp: "RDS.6", nist: ["AU-12(3)", "SI-2", "CA-7"], hipaa: "164.312(b)" },
    equivalents: ["CKV_AWS_118", "cdk-nag:RDSEnhancedMonitoringEnabled"],
    fix: "Set `monitoringInterval: 60` and a `monitoringRoleArn`, here or on the cluster.",
    docs: "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_Monitoring.OS.html",
    with: { clusters: "clusterIdentifier -> rds.Cluster" },
    when: { clusters: except({ monitoringInterval: atLeast(1) }) },
    require: { monitoringInterval: atLeast(1) },
  }),
  "rds-cluster-backtrack": rule("rds.Cluster", {
    title: "Aurora MySQL clusters must have Backtrack enabled",
    severity: "low",
    preset: "all",
    controls: { fsbp: "RDS.14" },
    equivalents: ["CKV_AWS_326", "cdk-nag:AuroraMySQLBacktrack"],
    fix: "Set `backtrackWindow: 86400` (seconds). An existing cluster has to be restored with it.",
    docs: "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraMySQL.Managing.Backtrack.html",
    why: "A cluster of an old provider that names no engine is one of Aurora MySQL.",
    settledBy: { engine: ["snapshotIdentifier", "restoreToPointInTime", "replicationSourceIdentifier"] },
    when: {
      engine: unsetOr(matches(/^aurora(-mysql)?$/i, "Aurora MySQL")),
      engineMode: unsetOr("provisioned"),
      globalClusterIdentifier: absent,
    },
    require: { backtrackWindow: atLeast(1) },
  }),
  "rds-managed-master-password": rule(["rds.Instance", "rds.Cluster", "docdb.Cluster", "redshift.Cluster"], {
    title: "RDS, DocumentDB and Redshift must keep the master password in Secrets Manager",
    severity: "medium",
    preset: "all",
    equivalents: ["cdk-nag:DocumentDBCredentialsInSecretsManager"],
    fix: "Replace the password by `manageMasterUserPassword: true` (`manageMasterPassword: true` on Redshift).",
    docs: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html",
    check: ownPassword,
  }),
  "rds-proxy-tls": rule("rds.Proxy", {
    title: "RDS proxies must require TLS",
    severity: "medium",
    controls: { fsbp: "RDS.43" },
    fix: "Set `requireTls: true`.",
    docs: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy-setup.html",
    require: { requireTls: true },
    remediate: true,
  }),
  "rds-custom-admin-username": rule(["rds.Instance", "rds.Cluster"], {
    title: "RDS databases must not use the default admin username",
    severity: "low",
    preset: "all",
    controls: { fsbp: ["RDS.24", "RDS.25"] },
    fix: "Set `username` (`masterUsername` of a cluster) to another name. This replaces an existing database.",
    docs: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.MasterAccounts.html",
    require: { username: unsetOr(noneOf("admin", "postgres")), masterUsername: unsetOr(noneOf("admin", "postgres")) },
  }),
  "rds-cluster-in-backup-plan": rule(backedUpResources("rds.Cluster"), {
    title: "RDS clusters must be covered by a backup plan",
    severity: "low",
    preset: "all",
    controls: { nist: ["CP-9", "CP-10"], hipaa: "164.308(a)(7)(i)", iso27001: "A.8.14" },
    equivalents: ["CKV2_AWS_8"],
    fix: "Add a `backup.Selection` whose `resources` name it, or whose `selectionTags` it has.",
    docs: "https://docs.aws.amazon.com/aws-backup/latest/devguide/assigning-resources.html",
    check: ({ covered }) => covered === "no" && "is covered by no backup.Selection",
  }),
  "rds-instance-in-backup-plan": rule(backedUpResources("rds.Instance"), {
    title: "RDS instances must be covered by a backup plan",
    severity: "low",
    preset: "all",
    controls: { fsbp: "RDS.26", nist: ["CP-9", "CP-10"], hipaa: "164.308(a)(7)(i)", iso27001: "A.8.14" },
    equivalents: ["cdk-nag:RDSInBackupPlan"],
    fix: "Add a `backup.Selection` whose `resources` name it, or whose `selectionTags` it has.",
    docs: "https://docs.aws.amazon.com/aws-backup/latest/devguide/assigning-resources.html",
    check: ({ covered }) => covered === "no" && "is covered by no backup.Selection",
  }),
  "rds-postgres-cluster-query-logging": rule("rds.Cluster", {
    ...queryLogging,
    title: "Aurora PostgreSQL clusters must log queries and their duration",
    equivalents: ["CKV2_AWS_27"],
    with: { groups: "dbClusterParameterGroupName -> rds.ClusterParameterGroup" },
    when: { engine: "aurora-postgresql" },
    require: { groups: { parameters: logsQueries } },
  }),
  "rds-postgres-instance-query-logging": rule("rds.Instance", {
    ...queryLogging,
    title: "RDS PostgreSQL instances must log queries and their duration",
    equivalents: ["CKV2_AWS_30"],
    with: { groups: "parameterGroupName -> rds.ParameterGroup" },
    when: { engine: "postgres" },
    require: { groups: { parameters: logsQueries } },
  }),
  "rds-postgres-no-vulnerable-log-fdw": rule(["rds.Instance", "rds.Cluster"], {
    title: "RDS PostgreSQL must run a version without the flaw of log_fdw",
    severity: "high",
    equivalents: ["CKV_AWS_250", "CKV_AWS_388"],
    fix: "Set `engineVersion` to a newer minor version: 13.3, 12.7, 11.12, 10.17 or 9.6.22 and later (Aurora 11.9 or 10.14).",
    why: "AWS-2022-004: a user with rds_superuser rights could read files of the host, credentials of the service among them.",
    docs: "https://aws.amazon.com/security/security-bulletins/AWS-2022-004/",
    check: ({ engine, engineVersion }, { at }) =>
      hasLogFdwFlaw(text(engine), text(engineVersion)) &&
      at("engineVersion", `is ${text(engineVersion)}, whose log_fdw reads files of the host`),
  }),
  "rds-performance-insights-customer-managed-key": rule(["rds.Instance", "rds.ClusterInstance", "rds.Cluster"], {
    ...keyAbout,
    title: "RDS Performance Insights must be encrypted with a customer managed key",
    equivalents: [
      "CKV_AWS_354",
      "AVD-AWS-0078",
      "compliance-policies:aws-rds-instance-disallow-unencrypted-performance-insights",
      "compliance-policies:aws-rds-clusterinstance-disallow-unencrypted-performance-insights",
    ],
    fix: "Set `performanceInsightsKmsKeyId` to the ARN of a `kms.Key`, before Performance Insights is enabled: the key cannot be changed.",
    docs: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PerfInsights.html",
    when: { performanceInsightsEnabled: true },
    require: { performanceInsightsKmsKeyId: customerManagedKey },
  }),
  "rds-non-default-port": rule(["rds.Instance", "rds.Cluster"], {
    title: "RDS databases must not use the default port of their engine",
    severity: "low",
    preset: "all",
    controls: { fsbp: "RDS.23" },
    equivalents: ["cdk-nag:RDSNonDefaultPort", "AwsSolutions-RDS11"],
    fix: "Set `port` to another port. It hides the database from the simplest scans alone.",
    docs: "https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html",
    check: ({ engine, port }, { at }) => {
      const usual = defaultPort(text(engine));
      return usual !== undefined && number(port, usual) === usual && at("port", `is ${usual}, the default port of the engine`);
    },
  }),
  "rds-postgres-instance-log-exports": rule("rds.Instance", {
    ...engineLogs,
    title: "RDS for PostgreSQL instances must export the PostgreSQL log to CloudWatch",
    controls: { fsbp: "RDS.36" },
    fix: 'Add "postgresql" to `enabledCloudwatchLogsExports`.',
    when: { engine: "postgres" },
    require: { enabledCloudwatchLogsExports: includes("postgresql") },
  }),
  "rds-sqlserver-instance-log-exports": rule("rds.Instance", {
    ...engineLogs,
    title: "RDS for SQL Server instances must export the error and agent logs to CloudWatch",
    controls: { fsbp: "RDS.40" },
    fix: 'Set `enabledCloudwatchLogsExports: ["agent", "error"]`.',
    when: { engine: matches(/^sqlserver/i, "SQL Server") },
    require: { enabledCloudwatchLogsExports: includesAll("agent", "error") },
  }),
  "rds-mariadb-instance-log-exports": rule("rds.Instance", {
    ...engineLogs,
    title: "RDS for MariaDB instances must export every log to CloudWatch",
    controls: { fsbp: "RDS.42" },
    fix: 'Set `enabledCloudwatchLogsExports: ["audit", "error", "general", "slowquery"]`.',
    when: { engine: "mariadb" },
    require: { enabledCloudwatchLogsExports: includesAll("audit", "error", "general", "slowquery") },
  }),
};
