import { includes, noneOf } from "../pattern.js";
import { rule } from "../rule.js";

export const neptune = {
  "neptune-cluster-encrypted": rule("neptune.Cluster", {
    title: "Neptune clusters are encrypted at rest",
    severity: "high",
    controls: { fsbp: "Neptune.1", pci: ["3.5.1", "8.3.2"], iso27001: "A.8.24" },
    equivalents: ["CKV_AWS_44", "AVD-AWS-0076", "AwsSolutions-N4"],
    fix: "Set `storageEncrypted: true`; an existing cluster is replaced, so restore it from a snapshot with a key.",
    docs: "https://docs.aws.amazon.com/neptune/latest/userguide/encrypt.html",
    require: { storageEncrypted: true },
  }),
  "neptune-cluster-iam-authentication": rule("neptune.Cluster", {
    title: "Neptune clusters ask for IAM authentication",
    severity: "medium",
    controls: { fsbp: "Neptune.7", pci: ["7.2.1", "7.2.2"] },
    equivalents: ["CKV_AWS_359", "AwsSolutions-N5"],
    fix: "Set `iamDatabaseAuthenticationEnabled: true`; without it whoever reaches the port may read.",
    docs: "https://docs.aws.amazon.com/neptune/latest/userguide/iam-auth.html",
    require: { iamDatabaseAuthenticationEnabled: true },
  }),
  "neptune-cluster-audit-logs": rule("neptune.Cluster", {
    title: "Neptune clusters send audit logs to CloudWatch",
    severity: "medium",
    controls: { fsbp: "Neptune.2", pci: ["10.2.1.1", "10.2.1.2"], iso27001: "A.8.15" },
    equivalents: ["CKV_AWS_101", "AVD-AWS-0075"],
    fix: 'Set `enableCloudwatchLogsExports: ["audit"]`.',
    docs: "https://docs.aws.amazon.com/neptune/latest/userguide/cloudwatch-logs.html",
    require: { enableCloudwatchLogsExports: includes("audit") },
  }),
  "neptune-instance-not-public": rule("neptune.ClusterInstance", {
    title: "Neptune instances have no public address",
    severity: "high",
    equivalents: ["CKV_AWS_102"],
    fix: "Leave `publiclyAccessible` unset or set it to false.",
    docs: "https://docs.aws.amazon.com/neptune/latest/userguide/security-vpc.html",
    require: { publiclyAccessible: noneOf(true) },
  }),
};
