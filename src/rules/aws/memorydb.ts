import { noneOf } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";

export const memorydb = {
  "memorydb-cluster-tls": rule("memorydb.Cluster", {
    title: "MemoryDB clusters are reached by TLS",
    severity: "high",
    equivalents: ["CKV_AWS_202"],
    fix: "Leave `tlsEnabled` unset or set it to true; an existing cluster is replaced.",
    docs: "https://docs.aws.amazon.com/memorydb/latest/devguide/in-transit-encryption.html",
    require: { tlsEnabled: noneOf(false) },
  }),
  "memorydb-cluster-acl-not-open": rule("memorydb.Cluster", {
    title: "MemoryDB clusters ask who connects",
    severity: "medium",

    fix: "Set `aclName` to a `memorydb.Acl` with users of your own instead of `open-access`.",
    docs: "https://docs.aws.amazon.com/memorydb/latest/devguide/clusters.acls.html",
    require: { aclName: noneOf("open-access") },
  }),
};
