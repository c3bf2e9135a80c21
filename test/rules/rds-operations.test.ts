import { rdsOperations } from "../../src/rules/aws/rds-operations.js";
import { ref, res, secret, suite, unknown } from "../suite.js";

suite(rdsOperations, {
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
    fail: [{ engine: "aurora-mysql" }, { engine: "aurora-mysql", backtrackWindow: 0 }],
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
});
