import { docdbZones } from "../../src/rules/aws/docdb-zones.js";
import { ref, res, suite } from "../suite.js";

const member = (name: string) => res("docdb.ClusterInstance", name, { clusterIdentifier: ref("orders"), instanceClass: "db.r6g.large" });
const orders = res("docdb.Cluster", "orders", {});

suite(docdbZones, {
  "docdb-cluster-multi-az": {
    pass: [[orders, member("a"), member("b")], [orders]],
    fail: [[orders, member("a")]],
  },
});
