import { noneOf } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";

export const memorydb = {
  "memorydb-cluster-tls": rule("memorydb.Cluster", {
    title: "MemoryDB clusters must encrypt connections with TLS",
    severity: "high",
    equivalents: ["CKV_AWS_202"],
    fix: "Remove `tlsEnabled`, or set it to true. This replaces an existing cluster.",
    docs: "https://docs.aws.amazon.com/memorydb/latest/devguide/in-transit-encryption.html",
    require: { tlsEnabled: noneOf(false) },
  }),
  "memorydb-cluster-acl-not-open": rule("memorydb.Cluster", {
    title: "MemoryDB clusters must not use the open-access ACL",
    severity: "medium",

    fix: "Set `aclName` to the name of a `memorydb.Acl` with users of your own.",
    docs: "https://docs.aws.amazon.com/memorydb/latest/devguide/clusters.acls.html",
    require: { aclName: noneOf("open-access") },
  }),
};
