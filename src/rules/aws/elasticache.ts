import { absent, atLeast, both, either, except, matches, nonEmpty, noneOf, present } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";
import { customerManagedKey, keyAbout } from "../helpers/keys.js";
import { text } from "../helpers/read.js";
import { ended, enginesSchema, floorsOf, oldest } from "../helpers/versions.js";

export const elasticache = {
  "elasticache-replication-group-encrypted-in-transit": rule("elasticache.ReplicationGroup", {
    title: "ElastiCache replication groups must encrypt connections with TLS",
    severity: "medium",
    controls: { fsbp: "ElastiCache.5", pci: ["2.2.7", "4.2.1.1"], soc2: "CC6.7", iso27001: "A.8.11" },
    equivalents: ["CKV_AWS_30", "CKV_AWS_31", "AVD-AWS-0051", "AwsSolutions-AEC3"],
    fix: "Set `transitEncryptionEnabled: true`; clients then have to connect with TLS.",
    docs: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/in-transit-encryption.html",
    settledBy: { transitEncryptionEnabled: ["globalReplicationGroupId"] },
    require: { transitEncryptionEnabled: true },
  }),
  "elasticache-cluster-encrypted-in-transit": rule("elasticache.Cluster", {
    title: "ElastiCache clusters must encrypt connections with TLS",
    severity: "medium",
    fix:
      "Set `transitEncryptionEnabled: true` for Memcached 1.6.12 or newer. " +
      "Replace a cluster of Redis or Valkey by an `elasticache.ReplicationGroup` of one node " +
      "with `transitEncryptionEnabled` and `atRestEncryptionEnabled`.",
    why: "A cluster of Redis or Valkey that belongs to no replication group encrypts nothing, neither on the wire nor at rest, and asks for no password.",
    docs: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/in-transit-encryption.html",
    settledBy: { transitEncryptionEnabled: [] },
    when: { replicationGroupId: absent },
    check: ({ engine, transitEncryptionEnabled }, { at }) => {
      if (text(engine) === "" || text(transitEncryptionEnabled) === "true") return false;
      if (/^(redis|valkey)$/i.test(text(engine)))
        return at("engine", `is "${text(engine)}" outside of a replication group, which encrypts nothing`);
      return at("transitEncryptionEnabled", "is not true");
    },
  }),
  "elasticache-replication-group-encrypted-at-rest": rule("elasticache.ReplicationGroup", {
    title: "ElastiCache replication groups must be encrypted at rest",
    severity: "high",
    controls: { fsbp: "ElastiCache.4", pci: ["3.5.1", "8.3.2"], iso27001: "A.8.11" },
    equivalents: ["CKV_AWS_29", "AVD-AWS-0045", "AwsSolutions-AEC3"],
    fix: "Set `atRestEncryptionEnabled: true`. This replaces an existing group, so restore it from a snapshot.",
    docs: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/at-rest-encryption.html",
    settledBy: { atRestEncryptionEnabled: ["globalReplicationGroupId"], engine: ["globalReplicationGroupId"] },
    require: either({ atRestEncryptionEnabled: true }, { engine: matches(/^valkey$/i), atRestEncryptionEnabled: noneOf(false) }),
    message: "is not true",
    at: "atRestEncryptionEnabled",
  }),
  "elasticache-replication-group-auth": rule("elasticache.ReplicationGroup", {
    title: "ElastiCache replication groups must require authentication",
    severity: "medium",
    equivalents: ["CKV_AWS_31", "AwsSolutions-AEC6"],
    fix: "Set `userGroupIds`, or an `authToken` that is a Pulumi secret; both need `transitEncryptionEnabled: true`.",
    docs: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html",
    when: { globalReplicationGroupId: absent },
    require: either({ authToken: present }, { authTokenWo: present }, { userGroupIds: nonEmpty }),
    message: "and `authToken` are both unset",
    at: "userGroupIds",
  }),
  "elasticache-automatic-backup": rule(["elasticache.ReplicationGroup", "elasticache.Cluster"], {
    title: "ElastiCache caches of Redis and Valkey must have automatic backups",
    severity: "medium",
    preset: "all",
    controls: { fsbp: "ElastiCache.1", nist: ["CP-9", "CP-10", "CP-6"], pci: "10.3.3", hipaa: "164.308(a)(7)(i)" },
    equivalents: ["CKV_AWS_134", "AVD-AWS-0050", "cdk-nag:ElastiCacheRedisClusterAutomaticBackup"],
    fix: "Set `snapshotRetentionLimit: 1` or more.",
    docs: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-automatic.html",
    when: { engine: except(matches(/^memcached$/i)), replicationGroupId: absent },
    require: { snapshotRetentionLimit: atLeast(1) },
  }),
  "elasticache-auto-minor-upgrades": rule(["elasticache.Cluster", "elasticache.ReplicationGroup"], {
    title: "ElastiCache caches must install minor version upgrades automatically",
    severity: "medium",
    controls: { fsbp: "ElastiCache.2", pci: "6.3.3" },
    equivalents: ["CKV_AWS_322"],
    fix: "Remove `autoMinorVersionUpgrade`: upgrades are on by default.",
    docs: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/VersionManagement.html",
    when: { replicationGroupId: absent },
    require: { autoMinorVersionUpgrade: noneOf("false") },
  }),
  "elasticache-supported-engine-version": rule(["elasticache.Cluster", "elasticache.ReplicationGroup"], {
    title: "ElastiCache caches must run an engine version in standard support",
    severity: "medium",
    fix: "Raise `engineVersion`, or move to Valkey, which takes over the data of Redis.",
    docs: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/extended-support-versions.html",
    options: { oldest: oldest.elasticache },
    optionsSchema: { oldest: enginesSchema },
    settledBy: { engineVersion: ["globalReplicationGroupId"] },
    when: { replicationGroupId: absent },
    check: ({ engine, engineVersion }, { at, options, today }) => {
      const wrong = ended(engineVersion, floorsOf(options.oldest, text(engine).toLowerCase() || "redis"), today);
      return wrong !== false && at("engineVersion", wrong);
    },
  }),
  "elasticache-replication-group-failover": rule("elasticache.ReplicationGroup", {
    title: "ElastiCache replication groups must fail over automatically",
    severity: "medium",
    preset: "all",
    controls: { fsbp: "ElastiCache.3", iso27001: "A.8.14" },
    equivalents: ["CKV2_AWS_50"],
    fix: "Set `automaticFailoverEnabled: true`, with at least one replica.",
    docs: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoFailover.html",
    when: { globalReplicationGroupId: absent },
    require: { automaticFailoverEnabled: true },
  }),
  "elasticache-replication-group-multi-az": rule("elasticache.ReplicationGroup", {
    title: "ElastiCache replication groups must span several Availability Zones",
    severity: "medium",
    preset: "all",
    controls: { iso27001: "A.8.14" },
    equivalents: ["cdk-nag:ElastiCacheRedisClusterMultiAZ", "CKV2_AWS_50"],
    fix: "Set `multiAzEnabled: true` and `automaticFailoverEnabled: true`.",
    docs: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoFailover.html",
    when: { globalReplicationGroupId: absent },
    require: { multiAzEnabled: true },
  }),
  "elasticache-custom-subnet-group": rule(["elasticache.Cluster", "elasticache.ReplicationGroup"], {
    title: "ElastiCache caches must use a subnet group of their own",
    severity: "medium",
    preset: "all",
    controls: { fsbp: "ElastiCache.7" },
    equivalents: ["CKV_AWS_323", "cdk-nag:ElastiCacheClusterInVPC"],
    fix: "Set `subnetGroupName` to the name of an `elasticache.SubnetGroup`. This replaces an existing cache.",
    docs: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/SubnetGroups.html",
    when: { replicationGroupId: absent, globalReplicationGroupId: absent },
    require: { subnetGroupName: both(present, noneOf("default")) },
  }),
  "elasticache-user-no-password-required-off": rule("elasticache.User", {
    title: "ElastiCache users must authenticate",
    severity: "high",
    fix: 'Set `authenticationMode: { type: "iam" }`, or "password" with `passwords` that are Pulumi secrets.',
    docs: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html",
    require: { noPasswordRequired: noneOf(true), authenticationMode: { type: noneOf("no-password-required") } },
  }),
  "elasticache-replication-group-customer-managed-key": rule("elasticache.ReplicationGroup", {
    ...keyAbout,
    title: "ElastiCache replication groups must be encrypted with a customer managed key",
    equivalents: ["CKV_AWS_191"],
    fix: "Set `kmsKeyId` to the ARN of a `kms.Key`. This replaces the group.",
    docs: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/at-rest-encryption.html",
    when: { globalReplicationGroupId: absent },
    require: { kmsKeyId: customerManagedKey },
  }),
  "elasticache-non-default-port": rule(["elasticache.ReplicationGroup", "elasticache.Cluster"], {
    title: "ElastiCache must not use the default port of its engine",
    severity: "low",
    preset: "all",
    equivalents: ["cdk-nag:ElastiCacheClusterNonDefaultPort", "AwsSolutions-AEC5"],
    fix: "Set `port` to another port than 6379 and 11211. It hides the cache from the simplest scans alone.",
    docs: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/accessing-elasticache.html",
    require: { port: both(present, noneOf(6379, 11_211)) },
    message: "is the default port",
    at: "port",
  }),
  "elasticache-replication-group-auth-before-6": rule("elasticache.ReplicationGroup", {
    title: "ElastiCache replication groups of Redis before 6.0 must have an AUTH token",
    severity: "medium",
    controls: { fsbp: "ElastiCache.6" },
    equivalents: ["CKV_AWS_31", "AwsSolutions-AEC6"],
    covers: ["elasticache-replication-group-auth"],
    fix: "Set an `authToken` that is a Pulumi secret, with `transitEncryptionEnabled: true`; newer versions have users and groups.",
    docs: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth.html",
    when: { globalReplicationGroupId: absent, engineVersion: matches(/^[2-5]\./, "a version before 6.0") },
    require: either({ authToken: present }, { authTokenWo: present }),
    message: "is unset",
    at: "authToken",
  }),
};
