import { memorydb } from "../../src/rules/aws/memorydb.js";
import { suite, unknown } from "../suite.js";

const key = "arn:aws:kms:us-east-1:123456789012:key/0a1b";

suite(memorydb, {
  "memorydb-cluster-tls": { pass: [{}, { tlsEnabled: true }], fail: [{ tlsEnabled: false }], unknown: [{ tlsEnabled: unknown }] },
  "memorydb-cluster-acl-not-open": { pass: [{ aclName: "shop" }], fail: [{ aclName: "open-access" }], unknown: [{ aclName: unknown }] },
  "memorydb-cluster-customer-managed-key": {
    pass: [{ aclName: "shop", nodeType: "db.t4g.small", kmsKeyArn: key }],
    fail: [
      { aclName: "shop", nodeType: "db.t4g.small" },
      { aclName: "shop", nodeType: "db.t4g.small", kmsKeyArn: "alias/aws/service" },
    ],
    unknown: [{ kmsKeyArn: unknown }],
  },
  "memorydb-snapshot-customer-managed-key": {
    pass: [{ clusterName: "shop", kmsKeyArn: key }],
    fail: [{ clusterName: "shop" }, { clusterName: "shop", kmsKeyArn: "alias/aws/service" }],
    unknown: [{ kmsKeyArn: unknown }],
  },
});
