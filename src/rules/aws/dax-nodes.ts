import { atLeast } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";

export const daxNodes = {
  "dax-cluster-multi-az": rule("dax.Cluster", {
    title: "DAX clusters must have at least three nodes",
    severity: "medium",
    preset: "all",
    controls: { iso27001: "A.8.14" },
    fix: "Set `replicationFactor` to 3 or more, with `availabilityZones` or a subnet group of several zones.",
    docs: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DAX.concepts.cluster.html",
    require: { replicationFactor: atLeast(3) },
  }),
};
