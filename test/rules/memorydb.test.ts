import { memorydb } from "../../src/rules/aws/memorydb.js";
import { suite, unknown } from "../suite.js";

suite(memorydb, {
  "memorydb-cluster-tls": { pass: [{}, { tlsEnabled: true }], fail: [{ tlsEnabled: false }], unknown: [{ tlsEnabled: unknown }] },
  "memorydb-cluster-acl-not-open": { pass: [{ aclName: "shop" }], fail: [{ aclName: "open-access" }], unknown: [{ aclName: unknown }] },
});
