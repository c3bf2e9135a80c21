import { neptuneZones } from "../../src/rules/aws/neptune-zones.js";
import { ref, res, suite, unknown } from "../suite.js";

const member = (name: string) => res("neptune.ClusterInstance", name, { clusterIdentifier: ref("graph"), instanceClass: "db.r6g.large" });
const graph = res("neptune.Cluster", "graph", { engine: "neptune", storageEncrypted: true });

suite(neptuneZones, {
  "neptune-cluster-multi-az": {
    pass: [[graph, member("a"), member("b")], [graph]],
    fail: [[graph, member("a")]],
    unknown: [[graph, member("a"), res("neptune.ClusterInstance", "b", { clusterIdentifier: unknown, instanceClass: "db.r6g.large" })]],
  },
});
