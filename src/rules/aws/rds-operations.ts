import { absent, atLeast, except, matches, noneOf, unsetOr } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";

type Passwords = { readonly [name in (typeof passwords)[number]]?: string };
const passwords = ["password", "masterPassword"] as const;

export const rdsOperations = {
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
    settledBy: { engine: [] },
    when: { engine: matches(/^aurora(-mysql)?$/i, "Aurora MySQL"), engineMode: unsetOr("provisioned"), globalClusterIdentifier: absent },
    require: { backtrackWindow: atLeast(1) },
  }),
  "rds-managed-master-password": rule(["rds.Instance", "rds.Cluster", "docdb.Cluster", "redshift.Cluster"], {
    title: "RDS, DocumentDB and Redshift must keep the master password in Secrets Manager",
    severity: "medium",
    preset: "all",
    equivalents: ["cdk-nag:DocumentDBCredentialsInSecretsManager"],
    fix: "Replace the password by `manageMasterUserPassword: true` (`manageMasterPassword: true` on Redshift).",
    docs: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html",
    check: (database, { at, isSecret, isUnknown }) => {
      // A secret is set, whether this run may see its value or not.
      const given = passwords.find((name) => (isUnknown(name) && isSecret(name)) || (database as Passwords)[name]);
      return given && at(given, "is in the state of the stack, expected a password that Secrets Manager manages");
    },
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
};
