import { noneOf } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";
import { customerManagedKey, keyAbout } from "../helpers/keys.js";

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
  "memorydb-cluster-customer-managed-key": rule("memorydb.Cluster", {
    ...keyAbout,
    title: "MemoryDB clusters must be encrypted with a customer managed key",
    equivalents: ["CKV_AWS_201"],
    fix: "Set `kmsKeyArn` to the ARN of a `kms.Key`. This replaces the cluster.",
    docs: "https://docs.aws.amazon.com/memorydb/latest/devguide/at-rest-encryption.html",
    require: { kmsKeyArn: customerManagedKey },
  }),
  "memorydb-snapshot-customer-managed-key": rule("memorydb.Snapshot", {
    ...keyAbout,
    title: "MemoryDB snapshots must be encrypted with a customer managed key",
    equivalents: ["CKV_AWS_278"],
    fix: "Set `kmsKeyArn` to the ARN of a `kms.Key`. This replaces the snapshot.",
    docs: "https://docs.aws.amazon.com/memorydb/latest/devguide/at-rest-encryption.html",
    require: { kmsKeyArn: customerManagedKey },
  }),
};
