import { elasticache } from "../../src/rules/elasticache.js";
import { res, suite, unknown } from "../suite.js";

suite(elasticache, {
  "elasticache-replication-group-encrypted-in-transit": {
    pass: [{ transitEncryptionEnabled: true }],
    fail: [{}, { transitEncryptionEnabled: false }],
    unknown: [{ transitEncryptionEnabled: unknown }],
  },
  "elasticache-replication-group-encrypted-at-rest": {
    pass: [{ atRestEncryptionEnabled: true }, { engine: "valkey" }],
    fail: [{}, { atRestEncryptionEnabled: false, engine: "valkey" }],
    unknown: [{ atRestEncryptionEnabled: unknown }],
  },
  "elasticache-replication-group-auth": {
    pass: [{ userGroupIds: ["shop"] }, { authToken: "a-secret-from-configuration" }],
    fail: [{}, { userGroupIds: [] }],
    unknown: [{ authToken: unknown }],
  },
  "elasticache-automatic-backup": {
    pass: [{ snapshotRetentionLimit: 5 }, [res("elasticache.Cluster", "sessions", { engine: "memcached" })]],
    fail: [{}, { snapshotRetentionLimit: 0 }],
    unknown: [{ snapshotRetentionLimit: unknown }],
  },
  "elasticache-auto-minor-upgrades": {
    pass: [{}, { autoMinorVersionUpgrade: "true" }],
    fail: [{ autoMinorVersionUpgrade: "false" }, [res("elasticache.ReplicationGroup", "cache", { autoMinorVersionUpgrade: false })]],
    unknown: [{ autoMinorVersionUpgrade: unknown }],
  },
});
