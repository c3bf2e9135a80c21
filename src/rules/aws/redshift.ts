import { matches, noneOf, present, some } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";
import { number } from "../helpers/read.js";

export const redshift = {
  "redshift-cluster-encrypted": rule("redshift.Cluster", {
    title: "Redshift clusters must be encrypted at rest",
    severity: "high",
    controls: { fsbp: "Redshift.10", nist: ["SC-28(1)", "SC-8(3)", "SC-13"], pci: ["3.5.1", "8.3.2"], iso27001: "A.8.24" },
    equivalents: [
      "CKV_AWS_64",
      "AVD-AWS-0084",
      "AwsSolutions-RS6",
      "cdk-nag:RedshiftClusterConfiguration",
      "awsguard:redshift-cluster-configuration",
    ],
    fix: 'Set `encrypted: "true"`.',
    why: "Since 2025 new clusters are encrypted by default; version 6 of the provider and older ones switch that off where it is unset.",
    docs: "https://docs.aws.amazon.com/redshift/latest/mgmt/working-with-db-encryption.html",
    settledBy: { encrypted: ["snapshotIdentifier", "snapshotArn", "snapshotClusterIdentifier"] },
    sourceFix: 'Set `encrypted: "true"` with a `kmsKeyId`: the restored cluster is then encrypted, whatever its snapshot is.',
    require: { encrypted: noneOf("false") },
  }),
  "redshift-cluster-not-public": rule(["redshift.Cluster", "redshiftserverless.Workgroup"], {
    title: "Redshift clusters and workgroups must not be publicly accessible",
    severity: "critical",
    controls: { fsbp: "Redshift.1", nist: ["AC-3", "AC-6", "SC-7"], pci: ["1.2.8", "1.3.1"], iso27001: "A.8.1" },
    equivalents: ["CKV_AWS_87", "AwsSolutions-RS8", "awsguard:redshift-cluster-public-access"],
    fix: "Set `publiclyAccessible: false`, and reach the cluster from inside the VPC.",
    docs: "https://docs.aws.amazon.com/redshift/latest/mgmt/managing-clusters-vpc.html",
    why: "Unset is true in version 6 of the provider and in older ones.",
    settledBy: { publiclyAccessible: [] },
    require: { publiclyAccessible: noneOf(true) },
    remediate: () => ({ publiclyAccessible: false }),
  }),
  "redshift-cluster-audit-logging": rule("redshift.Cluster", {
    title: "Redshift clusters must have audit logging enabled",
    severity: "medium",
    preset: "all",
    controls: { fsbp: "Redshift.4", nist: ["SC-28(1)", "SC-8(3)", "SC-13"], pci: ["10.2.1.1", "10.2.1.2"], iso27001: "A.8.15" },
    equivalents: ["CKV_AWS_71", "AwsSolutions-RS5", "cdk-nag:RedshiftClusterConfiguration", "awsguard:redshift-cluster-configuration"],
    fix:
      "Add a `redshift.Logging` with the `clusterIdentifier` of the cluster, " +
      '`logDestinationType: "cloudwatch"` and `logExports: ["connectionlog", "userlog"]`.',
    docs: "https://docs.aws.amazon.com/redshift/latest/mgmt/db-auditing.html",
    with: { logging: "redshift.Logging#clusterIdentifier" },
    require: { logging: present },
  }),
  "redshift-cluster-enhanced-vpc-routing": rule("redshift.Cluster", {
    title: "Redshift clusters must use enhanced VPC routing",
    severity: "medium",
    preset: "all",
    controls: { fsbp: "Redshift.7", nist: ["SC-7", "AC-4(21)"], pci: ["1.3.1", "1.3.2"], hipaa: "164.312(e)(1)", iso27001: "A.8.20" },
    equivalents: ["CKV_AWS_321", "cdk-nag:RedshiftEnhancedVPCRoutingEnabled"],
    fix: "Set `enhancedVpcRouting: true`.",
    docs: "https://docs.aws.amazon.com/redshift/latest/mgmt/enhanced-vpc-routing.html",
    require: { enhancedVpcRouting: true },
  }),
  "redshift-cluster-version-upgrade": rule("redshift.Cluster", {
    title: "Redshift clusters must install version upgrades automatically",
    severity: "medium",
    controls: { fsbp: "Redshift.6", nist: ["CP-9", "SI-2", "CM-3(3)"], hipaa: "164.308(a)(5)(ii)(A)" },
    equivalents: [
      "CKV_AWS_141",
      "cdk-nag:RedshiftClusterVersionUpgrade",
      "cdk-nag:RedshiftClusterMaintenanceSettings",
      "awsguard:redshift-cluster-maintenance-settings",
    ],
    fix: "Remove `allowVersionUpgrade`, or set it to true.",
    docs: "https://docs.aws.amazon.com/redshift/latest/mgmt/working-with-clusters.html",
    require: { allowVersionUpgrade: noneOf(false) },
    remediate: () => ({ allowVersionUpgrade: true }),
  }),
  "redshift-cluster-snapshot-retention": rule("redshift.Cluster", {
    title: "Redshift clusters must keep automated snapshots for at least 7 days",
    severity: "medium",
    controls: { fsbp: "Redshift.3", nist: ["CP-9", "CP-10", "CP-6"], pci: "10.3.3", hipaa: "164.308(a)(7)(i)", soc2: "CC7.4" },
    equivalents: [
      "CKV_AWS_343",
      "AwsSolutions-RS10",
      "cdk-nag:RedshiftClusterMaintenanceSettings",
      "awsguard:redshift-cluster-maintenance-settings",
    ],
    fix: "Set `automatedSnapshotRetentionPeriod: 7` or more; unset means one day.",
    docs: "https://docs.aws.amazon.com/redshift/latest/mgmt/managing-snapshots-console.html",
    options: { days: 7 },
    settledBy: { automatedSnapshotRetentionPeriod: ["snapshotIdentifier", "snapshotArn", "snapshotClusterIdentifier"] },
    check: ({ automatedSnapshotRetentionPeriod }, { at, options }) => {
      const days = number(automatedSnapshotRetentionPeriod, 1);
      return days < options.days && at("automatedSnapshotRetentionPeriod", `is ${days}, expected at least ${options.days}`, "least");
    },
  }),
  "redshift-parameter-group-require-ssl": rule("redshift.ParameterGroup", {
    title: "Redshift parameter groups must require TLS",
    severity: "medium",
    controls: { fsbp: "Redshift.2", nist: ["SC-8", "SC-13", "SC-7(4)"], pci: ["1.2.5", "2.2.5"], iso27001: "A.8.12" },
    equivalents: ["CKV_AWS_105", "AwsSolutions-RS1"],
    fix: 'Add `{ name: "require_ssl", value: "true" }` to `parameters`.',
    docs: "https://docs.aws.amazon.com/redshift/latest/mgmt/connecting-ssl-support.html",
    require: { parameters: some({ name: "require_ssl", value: matches(/^true$/i, '"true"') }) },
  }),
};
