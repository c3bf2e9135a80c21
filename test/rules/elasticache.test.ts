import { elasticache } from "../../src/rules/aws/elasticache.js";
import { res, secret, suite, unknown } from "../suite.js";

const second = (outputs: Readonly<Record<string, unknown>>) => [
  res("elasticache.ReplicationGroup", "second", { globalReplicationGroupId: "world" }, { outputs }),
];

const key = "arn:aws:kms:us-east-1:123456789012:key/0a1b";

suite(elasticache, {
  "elasticache-replication-group-encrypted-in-transit": {
    good: { transitEncryptionEnabled: true, atRestEncryptionEnabled: true },
    pass: [{ transitEncryptionEnabled: true }, second({ transitEncryptionEnabled: true })],
    fail: [{}, { transitEncryptionEnabled: false }, { snapshotName: "x" }, second({ transitEncryptionEnabled: false })],
    unknown: [{ transitEncryptionEnabled: unknown }, { globalReplicationGroupId: "world" }, { globalReplicationGroupId: unknown }],
  },
  "elasticache-cluster-encrypted-in-transit": {
    bad: { engine: "memcached", engineVersion: "1.6.22", nodeType: "cache.t4g.micro" },
    good: { engine: "memcached", engineVersion: "1.6.22", nodeType: "cache.t4g.micro", transitEncryptionEnabled: true },
    pass: [
      { engine: "memcached", transitEncryptionEnabled: true },
      { replicationGroupId: "sessions" },
      { replicationGroupId: unknown },
      [res("elasticache.Cluster", "c", { engine: "memcached" }, { outputs: { transitEncryptionEnabled: true } })],
    ],
    fail: [
      { of: { engine: "redis", nodeType: "cache.t3.micro" }, message: "outside of a replication group, which encrypts nothing" },
      { engine: "valkey" },
      { engine: "redis", transitEncryptionEnabled: false },
      { engine: "memcached" },
      { engine: "memcached", transitEncryptionEnabled: false },
    ],
    unknown: [{ engine: unknown }, { engine: "memcached", transitEncryptionEnabled: unknown }],
  },
  "elasticache-supported-engine-version": {
    pass: [
      { engine: "redis", engineVersion: "7.1" },
      { engine: "redis", engineVersion: "6.x" },
      { engine: "redis" },
      { engine: "memcached", engineVersion: "1.6.22" },
      { replicationGroupId: "sessions" },
      [res("elasticache.ReplicationGroup", "r", { engine: "valkey", engineVersion: "7.2" })],
    ],
    fail: [
      { engine: "redis", engineVersion: "5.0.6" },
      { engine: "redis", engineVersion: "3.2.10" },
      [res("elasticache.ReplicationGroup", "r", { engineVersion: "4.0.10" })],
      [res("elasticache.ReplicationGroup", "r", { engine: "Redis", engineVersion: "5.0.0" })],
      [res("elasticache.ReplicationGroup", "r", { engine: "redis" }, { outputs: { engineVersion: "5.0.6" } })],
    ],
    unknown: [
      { engine: "redis", engineVersion: unknown },
      [res("elasticache.ReplicationGroup", "r", { globalReplicationGroupId: "world" })],
    ],
  },
  "elasticache-replication-group-encrypted-at-rest": {
    pass: [{ atRestEncryptionEnabled: true }, { engine: "valkey" }, second({ atRestEncryptionEnabled: true })],
    fail: [
      { of: {}, message: "is not true" },
      { atRestEncryptionEnabled: false, engine: "valkey" },
      { snapshotName: "x" },
      second({ atRestEncryptionEnabled: false }),
    ],
    unknown: [{ atRestEncryptionEnabled: unknown }, { globalReplicationGroupId: "world" }],
  },
  "elasticache-replication-group-auth": {
    good: { userGroupIds: ["shop"], transitEncryptionEnabled: true, atRestEncryptionEnabled: true },
    pass: [{ userGroupIds: ["shop"] }, { authToken: "a-secret-from-configuration" }, { globalReplicationGroupId: "world" }],
    fail: [{ of: {}, message: "and `authToken` are both unset" }, { userGroupIds: [] }],
    unknown: [{ authToken: unknown }],
  },
  "elasticache-automatic-backup": {
    good: { snapshotRetentionLimit: 5, atRestEncryptionEnabled: true, transitEncryptionEnabled: true },
    pass: [
      { snapshotRetentionLimit: 5 },
      [res("elasticache.Cluster", "sessions", { engine: "memcached" })],
      [res("elasticache.Cluster", "member", { replicationGroupId: "sessions" })],
    ],
    fail: [{}, { snapshotRetentionLimit: 0 }],
    unknown: [{ snapshotRetentionLimit: unknown }],
  },
  "elasticache-auto-minor-upgrades": {
    good: { engine: "memcached", autoMinorVersionUpgrade: "true" },
    pass: [{}, { autoMinorVersionUpgrade: "true" }],
    fail: [{ autoMinorVersionUpgrade: "false" }, [res("elasticache.ReplicationGroup", "cache", { autoMinorVersionUpgrade: false })]],
    unknown: [{ autoMinorVersionUpgrade: unknown }],
  },
  "elasticache-replication-group-failover": {
    good: { description: "cache", numCacheClusters: 2, automaticFailoverEnabled: true, atRestEncryptionEnabled: true },
    pass: [{ automaticFailoverEnabled: true }, { globalReplicationGroupId: "g-1" }],
    fail: [{ description: "cache" }, { automaticFailoverEnabled: false }],
    unknown: [{ automaticFailoverEnabled: unknown }],
  },
  "elasticache-replication-group-multi-az": {
    good: {
      description: "cache",
      numCacheClusters: 2,
      automaticFailoverEnabled: true,
      multiAzEnabled: true,
      atRestEncryptionEnabled: true,
    },
    pass: [{ multiAzEnabled: true }],
    fail: [{ description: "cache" }, { multiAzEnabled: false }],
    unknown: [{ multiAzEnabled: unknown }],
  },
  "elasticache-custom-subnet-group": {
    good: { engine: "memcached", subnetGroupName: "private" },
    pass: [{ replicationGroupId: "main" }, { subnetGroupName: "private" }],
    fail: [{ engine: "memcached" }, { subnetGroupName: "default" }],
    unknown: [{ subnetGroupName: unknown }],
  },
  "elasticache-user-no-password-required-off": {
    good: { userId: "app", userName: "app", engine: "valkey", accessString: "on ~app::* +@read", authenticationMode: { type: "iam" } },
    pass: [{ userId: "app", authenticationMode: { type: "password", passwords: [secret("a-long-password")] } }],
    fail: [
      { userId: "app", userName: "app", engine: "valkey", accessString: "on ~* +@all", noPasswordRequired: true },
      { userId: "app", authenticationMode: { type: "no-password-required" } },
    ],
    unknown: [{ noPasswordRequired: unknown }],
  },
  "elasticache-replication-group-customer-managed-key": {
    pass: [{ description: "shop", kmsKeyId: key, atRestEncryptionEnabled: true }, { globalReplicationGroupId: "g" }],
    fail: [{ description: "shop" }, { description: "shop", kmsKeyId: "alias/aws/service" }],
    unknown: [{ kmsKeyId: unknown }],
  },
  "elasticache-non-default-port": {
    pass: [{ port: 6380, atRestEncryptionEnabled: true }],
    fail: [{ description: "sessions" }, { port: 6379 }],
    unknown: [{ port: unknown }],
  },
  "elasticache-replication-group-auth-before-6": {
    good: {
      ...{ engineVersion: "5.0.6", authToken: secret("sixteen-or-more-characters") },
      ...{ transitEncryptionEnabled: true, atRestEncryptionEnabled: true },
    },
    pass: [{ engineVersion: "7.1" }, {}, { engineVersion: "5.0.6", authToken: secret("sixteen-or-more-characters") }],
    fail: [{ engineVersion: "5.0.6" }, { engineVersion: "5.0.6", userGroupIds: ["u"] }],
    unknown: [{ engineVersion: unknown }],
  },
});
