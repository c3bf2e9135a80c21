// What the AWS provider's Check fills in where the program is silent: schema defaults and automatic names.
import { createHash } from "node:crypto";

/** Schema defaults by class; a key `a[].b` stands for `b` in every item of the list `a`, `a.b` for `b` in the object `a`. */
const schemaDefaults = {
  "aws:backup/vault:Vault": { forceDestroy: false },
  "aws:cloudtrail/trail:Trail": {
    enableLogFileValidation: false,
    enableLogging: true,
    includeGlobalServiceEvents: true,
    isMultiRegionTrail: false,
    isOrganizationTrail: false,
  },
  "aws:cloudwatch/logGroup:LogGroup": { retentionInDays: 0, skipDestroy: false },
  "aws:docdb/cluster:Cluster": { skipFinalSnapshot: false, storageEncrypted: false, engine: "docdb", backupRetentionPeriod: 1 },
  "aws:dynamodb/table:Table": { billingMode: "PROVISIONED", deletionProtectionEnabled: false },
  "aws:ec2/instance:Instance": {
    getPasswordData: false,
    sourceDestCheck: true,
    userDataReplaceOnChange: false,
    "rootBlockDevice.deleteOnTermination": true,
    "ebsBlockDevices[].deleteOnTermination": true,
  },
  "aws:ec2/launchTemplate:LaunchTemplate": { updateDefaultVersion: false },
  "aws:ec2/securityGroup:SecurityGroup": {
    description: "Managed by Pulumi",
    revokeRulesOnDelete: false,
    "ingress[].self": false,
    "egress[].self": false,
  },
  "aws:ec2/securityGroupRule:SecurityGroupRule": { self: false },
  "aws:ec2/subnet:Subnet": { assignIpv6AddressOnCreation: false, enableDns64: false, ipv6Native: false, mapPublicIpOnLaunch: false },
  "aws:ec2/vpc:Vpc": { enableDnsSupport: true, instanceTenancy: "default" },
  "aws:ecr/repository:Repository": { imageTagMutability: "MUTABLE" },
  "aws:ecs/service:Service": {
    deploymentMaximumPercent: 200,
    deploymentMinimumHealthyPercent: 100,
    enableEcsManagedTags: false,
    schedulingStrategy: "REPLICA",
    waitForSteadyState: false,
  },
  "aws:eks/cluster:Cluster": { bootstrapSelfManagedAddons: true },
  "aws:elasticache/cluster:Cluster": { autoMinorVersionUpgrade: "true" },
  "aws:elasticache/replicationGroup:ReplicationGroup": { automaticFailoverEnabled: false, multiAzEnabled: false },
  "aws:iam/policy:Policy": { path: "/" },
  "aws:iam/role:Role": { forceDetachPolicies: false, maxSessionDuration: 3600, path: "/" },
  "aws:iam/user:User": { forceDestroy: false, path: "/" },
  "aws:kinesis/stream:Stream": { encryptionType: "NONE", enforceConsumerDeletion: false, retentionPeriod: 24 },
  "aws:kms/key:Key": {
    bypassPolicyLockoutSafetyCheck: false,
    customerMasterKeySpec: "SYMMETRIC_DEFAULT",
    enableKeyRotation: false,
    isEnabled: true,
    keyUsage: "ENCRYPT_DECRYPT",
  },
  "aws:lambda/function:Function": {
    memorySize: 128,
    packageType: "Zip",
    publish: false,
    reservedConcurrentExecutions: -1,
    skipDestroy: false,
    timeout: 3,
  },
  "aws:lb/loadBalancer:LoadBalancer": {
    dropInvalidHeaderFields: false,
    enableDeletionProtection: false,
    enableHttp2: true,
    idleTimeout: 60,
  },
  "aws:lb/targetGroup:TargetGroup": { deregistrationDelay: 300, proxyProtocolV2: false, slowStart: 0, targetType: "instance" },
  "aws:mq/broker:Broker": { applyImmediately: false, publiclyAccessible: false, autoMinorVersionUpgrade: false },
  "aws:msk/cluster:Cluster": { enhancedMonitoring: "DEFAULT" },
  "aws:neptune/cluster:Cluster": { engine: "neptune", backupRetentionPeriod: 1, skipFinalSnapshot: false, storageEncrypted: false },
  "aws:opensearch/domain:Domain": { engineVersion: "OpenSearch_2.19" },
  "aws:rds/cluster:Cluster": { backupRetentionPeriod: 1, enableHttpEndpoint: false, engineMode: "provisioned", skipFinalSnapshot: false },
  "aws:rds/clusterInstance:ClusterInstance": {
    autoMinorVersionUpgrade: true,
    copyTagsToSnapshot: false,
    monitoringInterval: 0,
    promotionTier: 0,
  },
  "aws:rds/instance:Instance": {
    applyImmediately: false,
    autoMinorVersionUpgrade: true,
    copyTagsToSnapshot: false,
    deleteAutomatedBackups: true,
    monitoringInterval: 0,
    publiclyAccessible: false,
    skipFinalSnapshot: false,
  },
  "aws:rds/subnetGroup:SubnetGroup": { description: "Managed by Pulumi" },
  "aws:redshift/cluster:Cluster": {
    allowVersionUpgrade: true,
    automatedSnapshotRetentionPeriod: 1,
    encrypted: "true",
    numberOfNodes: 1,
    publiclyAccessible: false,
    skipFinalSnapshot: false,
  },
  "aws:route53/zone:Zone": { comment: "Managed by Pulumi", forceDestroy: false },
  "aws:s3/bucket:Bucket": { forceDestroy: false },
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": {
    blockPublicAcls: false,
    blockPublicPolicy: false,
    ignorePublicAcls: false,
    restrictPublicBuckets: false,
    skipDestroy: false,
  },
  "aws:secretsmanager/secret:Secret": { forceOverwriteReplicaSecret: false, recoveryWindowInDays: 30 },
  "aws:sns/topic:Topic": { fifoTopic: false },
  "aws:sqs/queue:Queue": {
    contentBasedDeduplication: false,
    delaySeconds: 0,
    fifoQueue: false,
    maxMessageSize: 262144,
    messageRetentionSeconds: 345600,
    receiveWaitTimeSeconds: 0,
    visibilityTimeoutSeconds: 30,
  },
  "aws:ssm/parameter:Parameter": { overwrite: false },
};

/** Classes whose physical name is not the input `name`. */
const nameInput = {
  "aws:s3/bucket:Bucket": "bucket",
  "aws:s3/bucketV2:BucketV2": "bucket",
  "aws:rds/instance:Instance": "identifier",
  "aws:rds/cluster:Cluster": "clusterIdentifier",
  "aws:rds/clusterInstance:ClusterInstance": "identifier",
  "aws:docdb/cluster:Cluster": "clusterIdentifier",
  "aws:docdb/clusterInstance:ClusterInstance": "identifier",
  "aws:neptune/cluster:Cluster": "clusterIdentifier",
  "aws:neptune/clusterInstance:ClusterInstance": "identifier",
  "aws:elasticache/cluster:Cluster": "clusterId",
  "aws:elasticache/replicationGroup:ReplicationGroup": "replicationGroupId",
};

export const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
export const special = "4dabf18193072939515e22adb298388d";

export const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value) && !(special in value);

/** Seven hex digits that hang on the resource alone, so that a second run gives the same name. */
export const suffixOf = (urn, length = 7) => createHash("sha256").update(urn).digest("hex").slice(0, length);

/** The input that holds the physical name, if the class has one that the provider fills in. */
export function nameInputOf(type, shape) {
  const name = nameInput[type] ?? "name";
  return shape?.args[name]?.optional === true ? name : undefined;
}

/** The inputs as Check returns them: named, with schema defaults and default tags, policies as text, `__defaults` in every object. */
export function checked(type, urn, news, shape, defaultTags) {
  const inputs = structuredClone(news);
  if (shape?.args.tags !== undefined && shape.outputs.tagsAll !== undefined && inputs.tags !== unknown) {
    const tags = { ...defaultTags, ...(isObject(inputs.tags) ? inputs.tags : {}) };
    if (Object.keys(tags).length > 0) inputs.tags = tags;
  }
  for (const [key, { type: declared }] of Object.entries(shape?.args ?? {})) {
    if (declared.includes("PolicyDocument") && isObject(inputs[key]))
      inputs[key] = hasUnknown(inputs[key]) ? unknown : JSON.stringify(inputs[key]);
  }
  const filled = new Map();
  fillName(type, urn, inputs, shape, filled);
  for (const [path, value] of Object.entries(schemaDefaults[type] ?? {})) fillDefault(inputs, path, value, filled);
  return withDefaultsLists(inputs, filled);
}

function fillName(type, urn, inputs, shape, filled) {
  const key = nameInputOf(type, shape);
  if (key === undefined || key in inputs || `${key}Prefix` in inputs || (key === "name" && "namePrefix" in inputs)) return;
  const logical = urn.split("::").at(-1);
  const name = `${logical}-${suffixOf(urn)}`;
  const lowerCase = key !== "name" || type.startsWith("aws:ecr/");
  const ending = inputs.fifoQueue === true || inputs.fifoTopic === true ? ".fifo" : "";
  inputs[key] = `${type === "aws:kms/alias:Alias" ? "alias/" : ""}${lowerCase ? name.toLowerCase() : name}${ending}`;
  filled.set(inputs, [key]);
}

function fillDefault(holder, path, value, filled) {
  const [head, ...rest] = path.split(".");
  if (rest.length > 0) {
    const inner = holder[head.replace("[]", "")];
    for (const item of head.endsWith("[]") && Array.isArray(inner) ? inner : [inner])
      if (isObject(item)) fillDefault(item, rest.join("."), value, filled);
  } else if (!(head in holder)) {
    holder[head] = value;
    filled.set(holder, [...(filled.get(holder) ?? []), head]);
  }
}

function withDefaultsLists(value, filled) {
  if (Array.isArray(value)) return value.map((item) => withDefaultsLists(item, filled));
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([key, item]) => [key, withDefaultsLists(item, filled)]);
  return { __defaults: (filled.get(value) ?? []).toSorted(), ...Object.fromEntries(entries) };
}

/** The inputs without `__defaults`: what stands in outputs. */
export function withoutDefaultsLists(value) {
  if (Array.isArray(value)) return value.map(withoutDefaultsLists);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) => (key === "__defaults" ? [] : [[key, withoutDefaultsLists(item)]])),
  );
}

export function hasUnknown(value) {
  if (value === unknown) return true;
  return typeof value === "object" && value !== null && Object.values(value).some(hasUnknown);
}
