import { rule } from "../../language/rule.js";

export const docdbZones = {
  "docdb-cluster-multi-az": rule("docdb.Cluster", {
    title: "DocumentDB clusters must have instances in several zones",
    severity: "medium",
    preset: "all",
    controls: { iso27001: "A.8.14" },
    fix: "Add a second `docdb.ClusterInstance` with the `clusterIdentifier` of the cluster.",
    docs: "https://docs.aws.amazon.com/documentdb/latest/developerguide/replication.html",
    with: { instances: "docdb.ClusterInstance#clusterIdentifier" },
    check: ({ instances }) => instances.length === 1 && "has one instance, expected at least two",
  }),
};
