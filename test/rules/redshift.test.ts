import { redshift } from "../../src/rules/redshift.js";
import { ref, res, suite, unknown } from "../suite.js";

const cluster = res("redshift.Cluster", "warehouse", {});

suite(redshift, {
  "redshift-cluster-encrypted": { pass: [{}, { encrypted: "true" }], fail: [{ encrypted: "false" }], unknown: [{ encrypted: unknown }] },
  "redshift-cluster-not-public": {
    pass: [{}, { publiclyAccessible: false }],
    fail: [{ publiclyAccessible: true }],
    unknown: [{ publiclyAccessible: unknown }],
  },
  "redshift-cluster-audit-logging": {
    pass: [[cluster, res("redshift.Logging", "logging", { clusterIdentifier: ref("warehouse") })]],
    fail: [[cluster]],
    unknown: [[cluster, res("redshift.Logging", "logging", { clusterIdentifier: unknown })]],
  },
  "redshift-cluster-enhanced-vpc-routing": { pass: [{ enhancedVpcRouting: true }], fail: [{}], unknown: [{ enhancedVpcRouting: unknown }] },
  "redshift-cluster-version-upgrade": { pass: [{}], fail: [{ allowVersionUpgrade: false }], unknown: [{ allowVersionUpgrade: unknown }] },
  "redshift-cluster-snapshot-retention": {
    pass: [{}, { automatedSnapshotRetentionPeriod: 7 }],
    fail: [{ automatedSnapshotRetentionPeriod: 0 }],
    unknown: [{ automatedSnapshotRetentionPeriod: unknown }],
  },
  "redshift-parameter-group-require-ssl": {
    pass: [{ parameters: [{ name: "require_ssl", value: "true" }] }],
    fail: [{}, { parameters: [{ name: "require_ssl", value: "false" }] }],
    unknown: [{ parameters: unknown }],
  },
});
