import type { ResourceClass } from "../../src/model/classes.js";
import { typeOfClass } from "../../src/model/classes.js";
import { protect } from "../../src/rules/protect.js";
import type { Spec } from "../suite.js";
import { anyRes, ref, res, secret, suite, unknown } from "../suite.js";

const prod = (...of: Spec[]) => ({ of, stack: "prod" });
const guarded = { protect: true };
const database = (inputs: Parameters<typeof res<"rds.Instance">>[2] = {}, options: Spec["options"] = {}) =>
  res("rds.Instance", "orders", { instanceClass: "db.t4g.micro", ...inputs }, options);
const table = (inputs: Parameters<typeof res<"dynamodb.Table">>[2] = {}, options: Spec["options"] = {}) =>
  res("dynamodb.Table", "carts", inputs, options);
const bucket = (inputs: Parameters<typeof res<"s3.Bucket">>[2] = {}, options: Spec["options"] = {}) =>
  res("s3.Bucket", "uploads", inputs, options);
const kept = { skipFinalSnapshot: false, finalSnapshotIdentifier: "orders-last" };
const lost = { skipFinalSnapshot: true, deletionProtection: false };
const logs = res("cloudwatch.LogGroup", "logs", {});
const selection = (inputs: object) => res("backup.Selection", "plan", { iamRoleArn: "r", planId: "p", name: "all", ...inputs });
const ignoring = (...ignoreChanges: string[]) => res("ec2.SecurityGroup", "web", {}, { ignoreChanges });
const ignoresOf = (name: ResourceClass, ...ignoreChanges: string[]) => anyRes(typeOfClass(name), "it", {}, { ignoreChanges });
const groupRule = (type: string) => res("ec2.SecurityGroupRule", "rule", { type, securityGroupId: ref("web"), protocol: "tcp" });

suite(protect, {
  "protect-stateful": {
    good: {
      of: [res("rds.Instance", "orders", { instanceClass: "db.t4g.micro", storageEncrypted: true }, { protect: true })],
      stack: "prod",
    },
    pass: [
      prod(database({}, guarded)),
      [database()],
      { of: [database()], stack: "preprod" },
      prod(database({ replicateSourceDb: "orders" })),
      prod(res("lambda.Function", "stateless", { role: "r" }), logs, anyRes("kubernetes:core/v1:PersistentVolumeClaim", "other-provider")),
      prod(res("acm.Certificate", "issued", { domainName: "example.com" })),
      prod(res("sqs.Queue", "jobs", {}), res("ec2.Eip", "nat", {}), res("ssm.Parameter", "host", { type: "String", value: "h" })),
      prod(res("elasticache.ReplicationGroup", "sessions", { description: "d" }), res("elasticache.Cluster", "pages", {})),
      { ...prod(bucket()), options: { except: ["s3.Bucket"] } },
      { of: [bucket()], stack: "prod", options: { environments: ["staging"] } },
    ],
    fail: [
      { ...prod(database()), message: "has no `protect: true`: its deletion loses" },
      { of: [database({}, { protect: false })], stack: "shop-prod" },
      prod(bucket({}, { retainOnDelete: true })),
      prod(res("acm.Certificate", "imported", { certificateBody: "b", privateKey: secret("k") })),
      prod(res("cognito.UserPool", "users", {}), res("kms.Key", "key", {})),
      { ...prod(logs), options: { also: ["cloudwatch.LogGroup"] } },
      { ...prod(res("sqs.Queue", "jobs", {})), options: { also: ["sqs.Queue"] } },
      { of: [database()], options: { environments: ["*"] } },
    ],
  },
  "protect-deletion-protection": {
    good: {
      of: [
        res(
          "rds.Instance",
          "orders",
          { instanceClass: "db.t4g.micro", storageEncrypted: true, deletionProtection: true },
          { protect: true },
        ),
      ],
      stack: "prod",
    },
    pass: [
      prod(database({ deletionProtection: true })),
      prod(database({ replicateSourceDb: "orders" })),
      prod(res("cognito.UserPool", "users", { deletionProtection: "ACTIVE" })),
      prod(res("qldb.Ledger", "default-is-on", { permissionsMode: "STANDARD" })),
      prod(table({ deletionProtectionEnabled: true, replicas: [{ regionName: "eu-west-1", deletionProtectionEnabled: true }] })),
      prod(bucket(), logs),
      [database()],
    ],
    fail: [
      { ...prod(database()), message: "expected" },
      prod(res("cognito.UserPool", "users", { deletionProtection: "INACTIVE" })),
      prod(res("qldb.Ledger", "off", { permissionsMode: "STANDARD", deletionProtection: false })),
      prod(table({ deletionProtectionEnabled: true, replicas: [{ regionName: "eu-west-1" }] })),
      prod(res("dsql.Cluster", "lifted", { deletionProtectionEnabled: true, forceDestroy: true })),
      { ...prod(logs), options: { also: ["cloudwatch.LogGroup"] } },
    ],
    unknown: [prod(database({ deletionProtection: unknown })), prod(table({ deletionProtectionEnabled: true, replicas: [unknown] }))],
  },
  "protect-deletion-protection-everywhere": {
    good: { of: [database({ storageEncrypted: true, deletionProtection: true })], stack: "dev" },
    pass: [[database({ deletionProtection: true })], prod(database()), [bucket()]],
    fail: [[database()], { of: [table({ deletionProtectionEnabled: false })], stack: "staging" }],
    unknown: [[database({ deletionProtection: unknown })]],
  },
  "protect-no-force-destroy": {
    good: { of: [res("s3.Bucket", "uploads", { forceDestroy: false }, { protect: true })], stack: "prod" },
    pass: [
      prod(bucket(), bucket({ forceDestroy: false })),
      [bucket({ forceDestroy: true })],
      prod(res("iam.User", "no-state", { forceDestroy: true })),
    ],
    fail: [
      { ...prod(bucket({ forceDestroy: true })), message: "is true, expected false" },
      prod(res("ecr.Repository", "app", { forceDelete: true })),
      prod(res("route53.Zone", "zone", { forceDestroy: true }), res("backup.Vault", "vault", { forceDestroy: true })),
      prod(res("fsx.OpenZfsFileSystem", "files", { deleteOptions: ["DELETE_CHILD_VOLUMES_AND_SNAPSHOTS"] })),
      prod(res("sagemaker.Domain", "lab", { retentionPolicy: { homeEfsFileSystem: "Delete" } })),
    ],
    unknown: [prod(bucket({ forceDestroy: unknown })), prod(res("fsx.OpenZfsFileSystem", "files", { deleteOptions: [unknown] }))],
  },
  "protect-final-snapshot": {
    bad: {
      of: [
        res(
          "rds.Instance",
          "orders",
          { instanceClass: "db.t4g.micro", storageEncrypted: true, skipFinalSnapshot: true },
          { protect: true },
        ),
      ],
      stack: "prod",
    },
    good: {
      of: [
        res(
          "rds.Instance",
          "orders",
          { instanceClass: "db.t4g.micro", storageEncrypted: true, finalSnapshotIdentifier: "orders-last" },
          { protect: true },
        ),
      ],
      stack: "prod",
    },
    pass: [
      prod(database(kept)),
      prod(
        database({ replicateSourceDb: ref("source"), skipFinalSnapshot: true }),
        res("rds.Instance", "source", { instanceClass: "c", ...kept }),
      ),
      prod(res("fsx.LustreFileSystem", "scratch", { subnetIds: "subnet-1" }), res("fsx.WindowsFileSystem", "share", {})),
      prod(res("memorydb.Cluster", "sessions", { finalSnapshotName: "last" })),
      [database({ skipFinalSnapshot: true })],
    ],
    fail: [
      { ...prod(database({ ...kept, skipFinalSnapshot: true })), message: "expected false" },
      prod(database({ skipFinalSnapshot: false })),
      prod(res("redshift.Cluster", "warehouse", { skipFinalSnapshot: true }), res("docdb.Cluster", "docs", { skipFinalSnapshot: true })),
      prod(res("fsx.LustreFileSystem", "lake", { deploymentType: "PERSISTENT_2" })),
      prod(res("memorydb.Cluster", "sessions", {})),
    ],
    unknown: [prod(database({ ...kept, skipFinalSnapshot: unknown })), prod(database({ ...kept, finalSnapshotIdentifier: unknown }))],
  },
  "protect-automated-backups-kept": {
    good: {
      of: [
        res(
          "rds.Instance",
          "orders",
          { instanceClass: "db.t4g.micro", storageEncrypted: true, deleteAutomatedBackups: false },
          { protect: true },
        ),
      ],
      stack: "prod",
    },
    pass: [prod(database({ deleteAutomatedBackups: false })), [database()], prod(database({ replicateSourceDb: "orders" }))],
    fail: [{ ...prod(database()), message: "expected false" }, prod(database({ deleteAutomatedBackups: true }))],
    unknown: [prod(database({ deleteAutomatedBackups: unknown }))],
  },
  "protect-secret-recovery-window": {
    good: { of: [res("secretsmanager.Secret", "key", { recoveryWindowInDays: 30 }, { protect: true })], stack: "prod" },
    pass: [prod(res("secretsmanager.Secret", "key", {}), res("secretsmanager.Secret", "key", { recoveryWindowInDays: 7 }))],
    fail: [{ ...prod(res("secretsmanager.Secret", "key", { recoveryWindowInDays: 0 })), message: "is 0, expected at least 7" }],
    unknown: [prod(res("secretsmanager.Secret", "key", { recoveryWindowInDays: unknown }))],
    skip: [[res("secretsmanager.Secret", "key", { recoveryWindowInDays: 0 })]],
  },
  "protect-key-deletion-window": {
    good: { of: [res("kms.Key", "data", { deletionWindowInDays: 30 }, { protect: true })], stack: "prod" },
    pass: [
      prod(res("kms.Key", "data", {}), res("kms.Key", "data", { deletionWindowInDays: 30 })),
      { ...prod(res("kms.Key", "data", { deletionWindowInDays: 14 })), options: { days: 14 } },
      prod(res("paymentcryptography.Key", "pin", { exportable: false, deletionWindowInDays: 7 })),
      [res("kms.Key", "data", { deletionWindowInDays: 7 })],
    ],
    fail: [
      { ...prod(res("kms.Key", "data", { deletionWindowInDays: 7 })), message: "expected at least 30" },
      prod(res("kms.ReplicaKey", "copy", { primaryKeyArn: "a", deletionWindowInDays: 14 })),
      prod(res("acmpca.CertificateAuthority", "root", { permanentDeletionTimeInDays: 7 })),
    ],
    unknown: [prod(res("kms.Key", "data", { deletionWindowInDays: unknown }))],
  },
  "protect-recoverable": {
    good: {
      of: [
        res(
          "rds.Instance",
          "orders",
          { instanceClass: "db.t4g.micro", storageEncrypted: true, deletionProtection: true, finalSnapshotIdentifier: "orders-last" },
          { protect: true },
        ),
      ],
      stack: "prod",
    },
    pass: [
      prod(database(lost, guarded)),
      prod(database({ ...lost, deletionProtection: true })),
      prod(database({ ...lost, deleteAutomatedBackups: false })),
      prod(database({ ...lost, replicateSourceDb: "orders" })),
      prod(database(kept)),
      prod(bucket(), res("kms.Key", "key", { deletionWindowInDays: 7 }), res("sqs.Queue", "jobs", {})),
      prod(bucket({ forceDestroy: true }, { retainOnDelete: true })),
      prod(table({ pointInTimeRecovery: { enabled: true } })),
      prod(table(), selection({ resources: [ref("carts", "arn")] })),
      prod(table(), selection({ resources: ["arn:aws:dynamodb:*:*:table/*"] })),
      prod(table({ tags: { Backup: "daily" } }), selection({ selectionTags: [{ type: "STRINGEQUALS", key: "Backup", value: "daily" }] })),
      prod(
        res("efs.FileSystem", "home", {}),
        res("efs.BackupPolicy", "home-backup", { fileSystemId: ref("home"), backupPolicy: { status: "ENABLED" } }),
      ),
      prod(bucket({ forceDestroy: true }), res("s3.BucketReplicationConfig", "copy", { bucket: ref("uploads"), role: "r" })),
      [database(lost)],
    ],
    fail: [
      { ...prod(database(lost)), message: "has no safeguard: `protect` is off" },
      prod(database({ ...lost, deleteAutomatedBackups: false, backupRetentionPeriod: 0 })),
      prod(bucket({ forceDestroy: true })),
      prod(table(), selection({ resources: ["arn:aws:rds:*:*:db:*"] })),
      prod(table({ tags: { Backup: "none" } }), selection({ selectionTags: [{ type: "STRINGEQUALS", key: "Backup", value: "daily" }] })),
      prod(res("cognito.UserPool", "users", {}), res("opensearch.Domain", "search", {})),
      prod(
        res("efs.FileSystem", "home", {}),
        res("efs.BackupPolicy", "home-backup", { fileSystemId: ref("home"), backupPolicy: { status: "DISABLED" } }),
      ),
      prod(res("secretsmanager.Secret", "key", { recoveryWindowInDays: 0 })),
    ],
    unknown: [
      prod(database({ ...lost, deletionProtection: unknown })),
      prod(bucket({ forceDestroy: unknown })),
      prod(table(), selection({ resources: unknown })),
      prod(table(), selection({ conditions: { stringEquals: [{ key: "aws:ResourceTag/Backup", value: "daily" }] } })),
      prod(table({ tags: unknown }), selection({ selectionTags: [{ type: "STRINGEQUALS", key: "Backup", value: "daily" }] })),
    ],
  },
  "protect-no-delete-before-replace": {
    good: [res("s3.Bucket", "uploads", {})],
    pass: [
      [bucket({}, { deleteBeforeReplace: false }), database()],
      [database({ replicateSourceDb: "orders" }, { deleteBeforeReplace: true })],
      [res("lambda.Function", "stateless", { role: "r" }, { deleteBeforeReplace: true })],
    ],
    fail: [
      { of: [bucket({}, { deleteBeforeReplace: true })], message: "has the option `deleteBeforeReplace`: a replacement loses" },
      prod(res("cognito.UserPool", "users", {}, { deleteBeforeReplace: true })),
    ],
  },
  "protect-no-outage-by-replacement": {
    bad: [res("acm.Certificate", "site", { domainName: "shop.example.com", validationMethod: "DNS" }, { deleteBeforeReplace: true })],
    good: [res("acm.Certificate", "site", { domainName: "shop.example.com", validationMethod: "DNS" })],
    pass: [
      [res("acm.Certificate", "site", {}, { deleteBeforeReplace: false }), res("acm.Certificate", "site", {})],
      [res("acm.Certificate", "judged-as-stateful", { privateKey: secret("k") }, { deleteBeforeReplace: true })],
    ],
    fail: [
      {
        of: [res("acm.Certificate", "site", {}, { deleteBeforeReplace: true })],
        message: "has the option `deleteBeforeReplace`: there is none until the replacement exists",
      },
      [res("apigateway.Deployment", "api", { restApi: "a" }, { deleteBeforeReplace: true })],
    ],
  },
  "protect-no-ignored-security-inputs": {
    good: [res("ecs.Service", "web", { desiredCount: 2 }, { ignoreChanges: ["desiredCount"] })],
    pass: [
      [ignoring("tags", "description", 'tags["policy"]', "tagsAll")],
      [res("ecs.Service", "web", {}, { ignoreChanges: ["desiredCount", "taskDefinition", "loadBalancers"] })],
      [res("eks.NodeGroup", "nodes", {}, { ignoreChanges: ["scalingConfig.desiredSize"] })],
      [database({}, { ignoreChanges: ["password", "engineVersion", "snapshotIdentifier"] })],
      [res("lambda.Function", "code", {}, { ignoreChanges: ["s3ObjectVersion", "environment.variables.policy"] })],
      { of: [ignoring("ingress")], options: { except: ["ingress"] } },
      // What counts at creation only, passwords, and what decides nothing about security.
      [
        ignoresOf(
          "eks.Cluster",
          "accessConfig.bootstrapClusterCreatorAdminPermissions",
          'accessConfig["bootstrapClusterCreatorAdminPermissions"]',
        ),
      ],
      [ignoresOf("eks.Cluster", "bootstrapSelfManagedAddons", "vpcConfig.subnetIds", "version", "tags.*")],
      [ignoresOf("ec2.Vpc", "cidrBlock"), ignoresOf("ec2.Subnet", "cidrBlock", "ipv6CidrBlock", "availabilityZone")],
      [ignoresOf("opensearch.Domain", "advancedSecurityOptions.masterUserOptions.masterUserPassword")],
      [ignoring("ingress[0].description", "ingress[*].description")],
      [
        ignoresOf(
          "ec2.Instance",
          "ami",
          "userData",
          "rootBlockDevice.tags",
          "rootBlockDevice.volumeSize",
          "metadataOptions.instanceMetadataTags",
        ),
      ],
      // What a partner of the stack owns.
      [bucket({}, { ignoreChanges: ["acl", "grants"] }), res("s3.BucketAcl", "acl", { bucket: ref("uploads"), acl: "private" })],
      [
        bucket({}, { ignoreChanges: ["serverSideEncryptionConfiguration.rule", "policy"] }),
        res("s3.BucketServerSideEncryptionConfiguration", "sse", { bucket: ref("uploads"), rules: [] }),
        res("s3.BucketPolicy", "policy", { bucket: ref("uploads"), policy: "{}" }),
      ],
      [
        ignoring("ingress", "egress"),
        groupRule("ingress"),
        res("vpc.SecurityGroupEgressRule", "out", { securityGroupId: ref("web"), ipProtocol: "-1" }),
      ],
      [ignoring("ingress[0].cidrBlocks"), res("vpc.SecurityGroupIngressRule", "in", { securityGroupId: ref("web"), ipProtocol: "tcp" })],
      [
        res("iam.Role", "app", { assumeRolePolicy: "{}" }, { ignoreChanges: ["managedPolicyArns", "inlinePolicies"] }),
        res("iam.RolePolicyAttachment", "attached", { role: ref("app", "name"), policyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess" }),
        res("iam.RolePolicy", "inline", { role: ref("app"), policy: "{}" }),
      ],
      [ignoresOf("sqs.Queue", "policy"), res("sqs.QueuePolicy", "policy", { queueUrl: ref("it"), policy: "{}" })],
      [ignoresOf("kms.Key", "policy"), res("kms.KeyPolicy", "policy", { keyId: ref("it"), policy: "{}" })],
      [ignoresOf("autoscaling.Group", "targetGroupArns", "desiredCapacity", "loadBalancers")],
      [ignoresOf("lb.TargetGroup", "protocol"), ignoresOf("lb.Listener", "defaultActions"), ignoresOf("ec2.FlowLog", "trafficType")],
      [ignoresOf("ec2.SecurityGroupRule", "description"), ignoresOf("route53.Record", "type"), ignoresOf("glue.Job", "protocol")],
      [
        ignoresOf("ec2.ManagedPrefixList", "entries"),
        res("ec2.ManagedPrefixListEntry", "own", { prefixListId: ref("it"), cidr: "10.0.0.0/8" }),
      ],
    ],
    fail: [
      { of: [ignoring("ingress", "egress[0].cidrBlocks")], message: "`ignoreChanges`" },
      [ignoring("*")],
      [res("iam.Role", "app", { assumeRolePolicy: "{}" }, { ignoreChanges: ["assumeRolePolicy", "inlinePolicies[*].policy"] })],
      [bucket({}, { ignoreChanges: ["serverSideEncryptionConfiguration.rule", "acl"] })],
      [database({}, { ignoreChanges: ["storageEncrypted", "publiclyAccessible", "kmsKeyId"] })],
      [res("eks.Cluster", "main", {}, { ignoreChanges: ["encryptionConfig", "vpcConfig.publicAccessCidrs"] })],
      { of: [res("ecs.Service", "web", {}, { ignoreChanges: ["taskDefinition"] })], options: { also: ["taskDefinition"] } },
      [anyRes("aws-native:s3:BucketPolicy", "other-provider", {}, { ignoreChanges: ["policyDocument"] })],
      [ignoresOf("eks.Cluster", "vpcConfig", "vpcConfig.*", '["vpcConfig"]', "vpcConfig[0]", "vpcConfig.endpointPublicAccess")],
      [ignoresOf("eks.Cluster", "accessConfig", "accessConfig.*", "accessConfig.authenticationMode")],
      [ignoresOf("lambda.Function", "vpcConfig"), ignoresOf("ecs.Service", "networkConfiguration")],
      [ignoresOf("ec2.Instance", "rootBlockDevice", "ebsBlockDevices[*]", "metadataOptions")],
      [ignoring("**")],
      [ignoring('["*"]')],
      [ignoring("egress"), groupRule("ingress")],
      [ignoring("ingress"), res("ec2.SecurityGroupRule", "rule", { type: "ingress", securityGroupId: "sg-other", protocol: "tcp" })],
      [bucket({}, { ignoreChanges: ["acl", "policy"] }), res("s3.BucketAcl", "acl", { bucket: ref("uploads"), acl: "private" })],
      [ignoresOf("ec2.NetworkAclRule", "cidrBlock")],
      // What opens a port, besides the ranges.
      [ignoresOf("ec2.NetworkAclRule", "ruleAction", "ruleNumber", "protocol", "egress")],
      [ignoresOf("ec2.SecurityGroupRule", "protocol")],
      [ignoresOf("vpc.SecurityGroupIngressRule", "ipProtocol")],
      [ignoresOf("ec2.ManagedPrefixList", "entries")],
      [ignoresOf("lb.Listener", "protocol")],
      [ignoresOf("s3.BucketV2", "serverSideEncryptionConfigurations[0].rules")],
      [
        res("iam.Role", "app", { assumeRolePolicy: "{}" }, { ignoreChanges: ["managedPolicyArns"] }),
        res("iam.RolePolicy", "inline", { role: ref("app") }),
      ],
    ],
    unknown: [[bucket({}, { ignoreChanges: ["acl"] }), res("s3.BucketAcl", "acl", { bucket: unknown, acl: "private" })]],
  },
  "protect-no-fixed-name": {
    good: [res("s3.Bucket", "uploads", {})],
    pass: [
      [bucket(), database()],
      [bucket({ bucketPrefix: "uploads-" })],
      [bucket({ bucket: "uploads-1a2b3c4" })],
      [res("ssm.Parameter", "named-by-nature", { name: "/shop/host", type: "String" }), logs],
      [res("glue.CatalogDatabase", "named-in-queries", { name: "lake" })],
      [res("redshiftserverless.Namespace", "name-is-required", { namespaceName: "warehouse" })],
    ],
    fail: [
      { of: [bucket({ bucket: "acme-uploads" })], message: "expected a name that the provider creates" },
      [database({ identifier: "orders" })],
      [bucket({ bucket: "uploads-production" })],
    ],
    unknown: [[bucket({ bucket: unknown })]],
  },
  "protect-data-volumes-kept": {
    bad: { of: [res("ec2.Instance", "db", { ebsBlockDevices: [{ deviceName: "/dev/sdf", encrypted: true }] })], stack: "prod" },
    good: {
      of: [res("ec2.Instance", "db", { ebsBlockDevices: [{ deviceName: "/dev/sdf", encrypted: true, deleteOnTermination: false }] })],
      stack: "prod",
    },
    pass: [
      prod(res("ec2.Instance", "db", { ebsBlockDevices: [{ deviceName: "/dev/sdf", deleteOnTermination: false }] })),
      prod(res("ec2.Instance", "db", { rootBlockDevice: { deleteOnTermination: true } })),
      [res("ec2.Instance", "db", { ebsBlockDevices: [{ deviceName: "/dev/sdf" }] })],
    ],
    fail: [
      {
        ...prod(
          res("ec2.Instance", "db", {
            ebsBlockDevices: [{ deviceName: "/dev/sdf", deleteOnTermination: false }, { deviceName: "/dev/sdg" }],
          }),
        ),
        message: "expected false",
      },
      prod(res("ec2.Instance", "db", { ebsBlockDevices: [{ deviceName: "/dev/sdf", deleteOnTermination: true }] })),
    ],
    unknown: [prod(res("ec2.Instance", "db", { ebsBlockDevices: [{ deviceName: "/dev/sdf", deleteOnTermination: unknown }] }))],
  },
});
