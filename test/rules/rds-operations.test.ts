import { rdsOperations } from "../../src/rules/aws/rds-operations.js";
import { anyRes, ref, res, secret, suite, unknown } from "../suite.js";

const daily = { type: "STRINGEQUALS", key: "backup", value: "daily" };
const selection = (inputs: object) =>
  anyRes("aws:backup/selection:Selection", "daily", { iamRoleArn: "r", planId: "p", name: "daily", ...inputs });
const logged = [
  { name: "log_statement", value: "all" },
  { name: "log_min_duration_statement", value: "250" },
];

const key = "arn:aws:kms:us-east-1:123456789012:key/0a1b";

suite(rdsOperations, {
  "rds-cluster-minor-upgrades": {
    pass: [{ engine: "postgres", dbClusterInstanceClass: "db.m6gd.large", storageEncrypted: true }, { engine: "aurora-postgresql" }],
    fail: [{ engine: "postgres", dbClusterInstanceClass: "db.m6gd.large", autoMinorVersionUpgrade: false } as never],
    unknown: [{ engine: "postgres", dbClusterInstanceClass: "db.m6gd.large", autoMinorVersionUpgrade: unknown } as never],
  },
  "rds-instance-performance-insights": {
    good: { engine: "postgres", performanceInsightsEnabled: true, storageEncrypted: true },
    pass: [{ performanceInsightsEnabled: true }],
    fail: [{ engine: "postgres" }],
    unknown: [{ performanceInsightsEnabled: unknown }],
  },
  "rds-cluster-instance-performance-insights": {
    good: [
      res("rds.Cluster", "main", { engine: "aurora-postgresql", storageEncrypted: true }),
      res("rds.ClusterInstance", "main-1", {
        clusterIdentifier: ref("main"),
        engine: "aurora-postgresql",
        instanceClass: "db.r6g.large",
        performanceInsightsEnabled: true,
      }),
    ],
    pass: [
      [
        res("rds.Cluster", "main", { performanceInsightsEnabled: true }),
        res("rds.ClusterInstance", "main-1", { clusterIdentifier: ref("main") }),
      ],
      [res("rds.ClusterInstance", "main-1", { clusterIdentifier: "main", performanceInsightsEnabled: true })],
    ],
    fail: [
      [
        res("rds.Cluster", "main", { engine: "aurora-postgresql" }),
        res("rds.ClusterInstance", "main-1", {
          clusterIdentifier: ref("main"),
          engine: "aurora-postgresql",
          instanceClass: "db.r6g.large",
        }),
      ],
      [
        res("rds.Cluster", "main", {}),
        res("rds.ClusterInstance", "main-1", { clusterIdentifier: ref("main"), performanceInsightsEnabled: false }),
      ],
    ],
    unknown: [
      [
        res("rds.Cluster", "main", { performanceInsightsEnabled: unknown }),
        res("rds.ClusterInstance", "main-1", { clusterIdentifier: ref("main") }),
      ],
    ],
  },
  "rds-cluster-instance-enhanced-monitoring": {
    good: [
      res("rds.Cluster", "main", { engine: "aurora-postgresql", storageEncrypted: true }),
      res("rds.ClusterInstance", "main-1", {
        clusterIdentifier: ref("main"),
        engine: "aurora-postgresql",
        instanceClass: "db.r6g.large",
        monitoringInterval: 60,
      }),
    ],
    pass: [
      [res("rds.Cluster", "main", { monitoringInterval: 60 }), res("rds.ClusterInstance", "main-1", { clusterIdentifier: ref("main") })],
      [res("rds.ClusterInstance", "main-1", { clusterIdentifier: "main", monitoringInterval: 60 })],
    ],
    fail: [
      [
        res("rds.Cluster", "main", { engine: "aurora-postgresql" }),
        res("rds.ClusterInstance", "main-1", {
          clusterIdentifier: ref("main"),
          engine: "aurora-postgresql",
          instanceClass: "db.r6g.large",
        }),
      ],
      [res("rds.Cluster", "main", {}), res("rds.ClusterInstance", "main-1", { clusterIdentifier: ref("main"), monitoringInterval: 0 })],
    ],
    unknown: [
      [
        res("rds.Cluster", "main", { monitoringInterval: unknown }),
        res("rds.ClusterInstance", "main-1", { clusterIdentifier: ref("main") }),
      ],
    ],
  },
  "rds-cluster-backtrack": {
    good: { engine: "aurora-mysql", backtrackWindow: 86400, storageEncrypted: true },
    pass: [{ engine: "aurora-postgresql" }, { engine: "aurora-mysql", backtrackWindow: 3600 }],
    fail: [{ engine: "aurora-mysql" }, { engine: "aurora-mysql", backtrackWindow: 0 }, { backtrackWindow: 0 } as never],
    unknown: [{ engine: "aurora-mysql", backtrackWindow: unknown }],
  },
  "rds-managed-master-password": {
    good: { engine: "postgres", manageMasterUserPassword: true, storageEncrypted: true },
    pass: [{ replicateSourceDb: "main" }, [res("redshift.Cluster", "warehouse", { manageMasterPassword: true })]],
    fail: [
      { engine: "postgres", password: secret("correct-horse") },
      { engine: "postgres", password: secret(unknown) },
      [res("rds.Cluster", "main", { masterPassword: secret("correct-horse") })],
      [res("docdb.Cluster", "main", { masterPassword: secret("correct-horse") })],
    ],
    unknown: [{ password: unknown }],
  },
  "rds-proxy-tls": {
    pass: [{ engineFamily: "POSTGRESQL", requireTls: true }],
    fail: [{ engineFamily: "POSTGRESQL" }, { engineFamily: "POSTGRESQL", requireTls: false }],
    unknown: [{ requireTls: unknown }],
  },
  "rds-custom-admin-username": {
    good: { engine: "postgres", username: "shop_admin", storageEncrypted: true },
    pass: [{ replicateSourceDb: "main" }],
    fail: [{ engine: "postgres", username: "postgres" }, [res("rds.Cluster", "main", { masterUsername: "admin" })]],
    unknown: [{ username: unknown }],
  },
  "rds-cluster-in-backup-plan": {
    pass: [
      [
        res("rds.Cluster", "orders", { engine: "aurora-mysql", storageEncrypted: true }),
        selection({ resources: [ref("orders", "arn") as unknown as string] }),
      ],
      [res("rds.Cluster", "orders", { engine: "aurora-mysql", tags: { backup: "daily" } }), selection({ selectionTags: [daily] })],
    ],
    fail: [
      [res("rds.Cluster", "orders", { engine: "aurora-mysql" })],
      [res("rds.Cluster", "orders", { engine: "aurora-mysql" }), selection({ selectionTags: [daily] })],
    ],
    unknown: [[res("rds.Cluster", "orders", { engine: "aurora-mysql" }), selection({ resources: unknown })]],
  },
  "rds-instance-in-backup-plan": {
    pass: [
      [
        res("rds.Instance", "orders", { instanceClass: "db.t4g.micro", storageEncrypted: true }),
        selection({ resources: [ref("orders", "arn") as unknown as string] }),
      ],
      [res("rds.Instance", "orders", { instanceClass: "db.t4g.micro", tags: { backup: "daily" } }), selection({ selectionTags: [daily] })],
    ],
    fail: [
      [res("rds.Instance", "orders", { instanceClass: "db.t4g.micro" })],
      [res("rds.Instance", "orders", { instanceClass: "db.t4g.micro" }), selection({ selectionTags: [daily] })],
    ],
    unknown: [[res("rds.Instance", "orders", { instanceClass: "db.t4g.micro" }), selection({ resources: unknown })]],
  },
  "rds-postgres-cluster-query-logging": {
    pass: [
      [
        res("rds.Cluster", "orders", {
          engine: "aurora-postgresql",
          dbClusterParameterGroupName: ref("logged", "name"),
          storageEncrypted: true,
        }),
        res("rds.ClusterParameterGroup", "logged", { family: "aurora-postgresql16", parameters: logged }),
      ],
      [res("rds.Cluster", "orders", { engine: "aurora-mysql" })],
    ],
    fail: [
      [res("rds.Cluster", "orders", { engine: "aurora-postgresql" })],
      [
        res("rds.Cluster", "orders", { engine: "aurora-postgresql", dbClusterParameterGroupName: ref("logged", "name") }),
        res("rds.ClusterParameterGroup", "logged", { family: "aurora-postgresql16", parameters: logged.slice(1) }),
      ],
    ],
    unknown: [
      [
        res("rds.Cluster", "orders", { engine: "aurora-postgresql", dbClusterParameterGroupName: ref("logged", "name") }),
        res("rds.ClusterParameterGroup", "logged", { family: "aurora-postgresql16", parameters: unknown }),
      ],
    ],
  },
  "rds-postgres-instance-query-logging": {
    pass: [
      [
        res("rds.Instance", "orders", {
          instanceClass: "db.t4g.micro",
          engine: "postgres",
          parameterGroupName: ref("logged", "name"),
          storageEncrypted: true,
        }),
        res("rds.ParameterGroup", "logged", { family: "postgres16", parameters: logged }),
      ],
      [res("rds.Instance", "orders", { instanceClass: "db.t4g.micro", engine: "mysql" })],
    ],
    fail: [
      [res("rds.Instance", "orders", { instanceClass: "db.t4g.micro", engine: "postgres" })],
      [
        res("rds.Instance", "orders", { instanceClass: "db.t4g.micro", engine: "postgres", parameterGroupName: ref("logged", "name") }),
        res("rds.ParameterGroup", "logged", {
          family: "postgres16",
          parameters: [{ name: "log_statement", value: "none" }, ...logged.slice(1)],
        }),
      ],
    ],
    unknown: [
      [
        res("rds.Instance", "orders", { instanceClass: "db.t4g.micro", engine: "postgres", parameterGroupName: ref("logged", "name") }),
        res("rds.ParameterGroup", "logged", { family: "postgres16", parameters: unknown }),
      ],
    ],
  },
  "rds-postgres-no-vulnerable-log-fdw": {
    good: { engine: "postgres", engineVersion: "17.4", instanceClass: "db.t4g.micro", storageEncrypted: true },
    pass: [
      { engine: "postgres", engineVersion: "13.3" },
      { engine: "postgres", engineVersion: "13" },
      { engine: "postgres", engineVersion: "9.6" },
      { engine: "aurora-postgresql", engineVersion: "11.9" },
      { engine: "mysql", engineVersion: "5.7.44" },
      [res("rds.Cluster", "orders", { engine: "aurora-postgresql", engineVersion: "13.2" })],
    ],
    fail: [
      { engine: "postgres", engineVersion: "13.2", instanceClass: "db.t4g.micro" },
      { engine: "postgres", engineVersion: "9.6.21" },
      [res("rds.Cluster", "orders", { engine: "aurora-postgresql", engineVersion: "11.8" })],
    ],
    unknown: [{ engine: "postgres", engineVersion: unknown }],
  },
  "rds-performance-insights-customer-managed-key": {
    pass: [
      { performanceInsightsEnabled: true, performanceInsightsKmsKeyId: key, storageEncrypted: true },
      { performanceInsightsEnabled: false },
      { instanceClass: "db.t4g.micro" },
    ],
    fail: [
      { instanceClass: "db.t4g.micro", performanceInsightsEnabled: true },
      { performanceInsightsEnabled: true, performanceInsightsKmsKeyId: "alias/aws/rds" },
    ],
    unknown: [{ performanceInsightsEnabled: true, performanceInsightsKmsKeyId: unknown }],
  },
  "rds-non-default-port": {
    good: { engine: "postgres", port: 6543, instanceClass: "db.t4g.micro", storageEncrypted: true },
    pass: [{ engine: "postgres", port: 3306 }, { port: 3306 }],
    fail: [
      { engine: "postgres", instanceClass: "db.t4g.micro" },
      { engine: "mysql", port: 3306 },
      [res("rds.Cluster", "orders", { engine: "aurora-postgresql", port: 5432 })],
    ],
    unknown: [{ engine: "postgres", port: unknown }],
  },
  "rds-postgres-instance-log-exports": {
    good: { engine: "postgres", enabledCloudwatchLogsExports: ["postgresql"], storageEncrypted: true },
    pass: [{ engine: "postgres", enabledCloudwatchLogsExports: ["postgresql"] }, { engine: "mysql" }],
    fail: [{ engine: "postgres" }, { engine: "postgres", enabledCloudwatchLogsExports: ["upgrade"] }],
    unknown: [{ engine: "postgres", enabledCloudwatchLogsExports: unknown }],
  },
  "rds-sqlserver-instance-log-exports": {
    good: { engine: "sqlserver-se", enabledCloudwatchLogsExports: ["agent", "error"], storageEncrypted: true },
    pass: [{ engine: "sqlserver-se", enabledCloudwatchLogsExports: ["agent", "error"] }, { engine: "mysql" }],
    fail: [{ engine: "sqlserver-se", enabledCloudwatchLogsExports: ["error"] }],
    unknown: [{ engine: "sqlserver-se", enabledCloudwatchLogsExports: unknown }],
  },
  "rds-mariadb-instance-log-exports": {
    good: { engine: "mariadb", enabledCloudwatchLogsExports: ["audit", "error", "general", "slowquery"], storageEncrypted: true },
    pass: [{ engine: "mariadb", enabledCloudwatchLogsExports: ["audit", "error", "general", "slowquery"] }, { engine: "mysql" }],
    fail: [{ engine: "mariadb", enabledCloudwatchLogsExports: ["error", "slowquery"] }],
    unknown: [{ engine: "mariadb", enabledCloudwatchLogsExports: unknown }],
  },
});
