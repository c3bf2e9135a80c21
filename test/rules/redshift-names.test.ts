import { redshiftNames } from "../../src/rules/aws/redshift-names.js";
import { suite, unknown } from "../suite.js";

suite(redshiftNames, {
  "redshift-cluster-non-default-database": {
    pass: [{ clusterIdentifier: "c", nodeType: "ra3.large", databaseName: "orders" }],
    fail: [
      { clusterIdentifier: "c", nodeType: "ra3.large" },
      { clusterIdentifier: "c", nodeType: "ra3.large", databaseName: "dev" },
    ],
    unknown: [{ clusterIdentifier: "c", nodeType: "ra3.large", databaseName: unknown }],
  },
});
