import { redshift } from "../../src/rules/aws/redshift.js";
import { ref, res, suite, unknown } from "../suite.js";

const cluster = res("redshift.Cluster", "warehouse", {});
const providerUrn = "urn:pulumi:dev::test::pulumi:providers:aws::";
const by = (version: string, inputs: object = {}, outputs: Readonly<Record<string, unknown>> = {}) => [
  res("redshift.Cluster", "warehouse", inputs, { provider: `${providerUrn}default_${version.replaceAll(".", "_")}`, outputs }),
];

const key = "arn:aws:kms:us-east-1:123456789012:key/0a1b";

suite(redshift, {
  "redshift-cluster-encrypted": {
    pass: [
      {},
      { encrypted: "true" },
      by("7.20.0"),
      by("6.66.0", { encrypted: "true" }),
      by("6.66.0", { snapshotIdentifier: "x" }, { encrypted: "true" }),
    ],
    fail: [{ encrypted: "false" }, by("6.66.0"), by("6.66.0", { snapshotIdentifier: "x" }, { encrypted: "false" })],
    unknown: [{ encrypted: unknown }, { snapshotIdentifier: "x" }, { snapshotArn: unknown }],
  },
  "redshift-cluster-not-public": {
    pass: [
      {},
      { publiclyAccessible: false },
      by("7.0.0"),
      by("7.20.0"),
      by("10.1.0"),
      by("6.66.0", { publiclyAccessible: false }),
      by("6.66.0", {}, { publiclyAccessible: false }),
      [res("redshift.Cluster", "warehouse", {}, { provider: `${providerUrn}default_7_48_0` })],
      [res("redshift.Cluster", "warehouse", {}, { provider: `${providerUrn}mine` })],
      [res("redshiftserverless.Workgroup", "w", {})],
    ],
    fail: [
      { publiclyAccessible: true },
      by("6.66.0"),
      by("5.42.0"),
      by("7.20.0", {}, { publiclyAccessible: true }),
      [res("redshift.Cluster", "warehouse", {}, { provider: `${providerUrn}default_6_66_0` })],
      [res("redshiftserverless.Workgroup", "w", { publiclyAccessible: true })],
    ],
    unknown: [{ publiclyAccessible: unknown }],
  },
  "redshift-cluster-audit-logging": {
    good: [
      res("redshift.Cluster", "warehouse", {}),
      res("redshift.Logging", "logging", {
        clusterIdentifier: ref("warehouse"),
        logDestinationType: "cloudwatch",
        logExports: ["connectionlog", "userlog"],
      }),
    ],
    pass: [[cluster, res("redshift.Logging", "logging", { clusterIdentifier: ref("warehouse") })]],
    fail: [[cluster]],
    unknown: [[cluster, res("redshift.Logging", "logging", { clusterIdentifier: unknown })]],
  },
  "redshift-cluster-enhanced-vpc-routing": { pass: [{ enhancedVpcRouting: true }], fail: [{}], unknown: [{ enhancedVpcRouting: unknown }] },
  "redshift-cluster-version-upgrade": {
    good: { allowVersionUpgrade: true },
    pass: [{}],
    fail: [{ allowVersionUpgrade: false }],
    unknown: [{ allowVersionUpgrade: unknown }],
  },
  "redshift-cluster-snapshot-retention": {
    pass: [{ automatedSnapshotRetentionPeriod: 7 }, { of: { automatedSnapshotRetentionPeriod: 1 }, options: { days: 1 } }],
    fail: [{}, { automatedSnapshotRetentionPeriod: 0 }, { automatedSnapshotRetentionPeriod: 3 }],
    unknown: [{ automatedSnapshotRetentionPeriod: unknown }],
  },
  "redshift-parameter-group-require-ssl": {
    pass: [{ parameters: [{ name: "require_ssl", value: "true" }] }],
    fail: [{}, { parameters: [{ name: "require_ssl", value: "false" }] }],
    unknown: [{ parameters: unknown }],
  },
  "redshift-cluster-in-vpc": {
    good: { clusterSubnetGroupName: "private" },
    pass: [{ clusterSubnetGroupName: "private" }],
    fail: [{ nodeType: "ra3.large" }],
    unknown: [{ clusterSubnetGroupName: unknown }],
  },
  "redshift-cluster-non-default-username": {
    good: { nodeType: "ra3.large", masterUsername: "warehouse_admin" },
    pass: [{ nodeType: "ra3.large" }],
    fail: [{ nodeType: "ra3.large", masterUsername: "awsuser" }],
    unknown: [{ masterUsername: unknown }],
  },
  "redshift-cluster-user-activity-logging": {
    good: { family: "redshift-2.0", parameters: [{ name: "enable_user_activity_logging", value: "true" }] },
    pass: [{ parameters: [{ name: "enable_user_activity_logging", value: "TRUE" }] }],
    fail: [{ family: "redshift-2.0" }, { parameters: [{ name: "enable_user_activity_logging", value: "false" }] }],
    unknown: [{ parameters: unknown }],
  },
  "redshift-cluster-multi-az": {
    pass: [{ nodeType: "ra3.large", multiAz: true }],
    fail: [{ nodeType: "ra3.large" }, { nodeType: "ra3.large", multiAz: false }],
    unknown: [{ multiAz: unknown }],
  },
  "redshift-snapshot-copy-grant-customer-managed-key": {
    pass: [{ snapshotCopyGrantName: "copies", kmsKeyId: key }],
    fail: [{ snapshotCopyGrantName: "copies" }, { snapshotCopyGrantName: "copies", kmsKeyId: "alias/aws/service" }],
    unknown: [{ kmsKeyId: unknown }],
  },
  "redshift-cluster-non-default-port": {
    pass: [{ port: 15432 }],
    fail: [{ nodeType: "ra3.large" }, { port: 5439 }],
    unknown: [{ port: unknown }],
  },
});
