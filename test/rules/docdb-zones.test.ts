import { docdbZones } from "../../src/rules/aws/docdb-zones.js";
import { ref, res, suite, unknown } from "../suite.js";

const member = (name: string) => res("docdb.ClusterInstance", name, { clusterIdentifier: ref("orders"), instanceClass: "db.r6g.large" });
const orders = res("docdb.Cluster", "orders", { storageEncrypted: true });

suite(docdbZones, {
  "docdb-cluster-multi-az": {
    pass: [[orders, member("a"), member("b")], [orders]],
    fail: [[orders, member("a")]],
    unknown: [[orders, member("a"), res("docdb.ClusterInstance", "b", { clusterIdentifier: unknown, instanceClass: "db.r6g.large" })]],
  },
});
