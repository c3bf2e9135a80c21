import { rule } from "../../language/rule.js";

export const neptuneZones = {
  "neptune-cluster-multi-az": rule("neptune.Cluster", {
    title: "Neptune clusters must have instances in several zones",
    severity: "medium",
    preset: "all",
    controls: { fsbp: "Neptune.9", iso27001: "A.8.14" },
    equivalents: ["cdk-nag:NeptuneClusterMultiAZ"],
    fix: "Add a second `neptune.ClusterInstance` with the `clusterIdentifier` of the cluster.",
    docs: "https://docs.aws.amazon.com/neptune/latest/userguide/feature-overview-db-clusters.html",
    with: { instances: "neptune.ClusterInstance#clusterIdentifier" },
    check: ({ instances }) => instances.length === 1 && "has one instance, expected at least two",
  }),
};
