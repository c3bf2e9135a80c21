// @ts-check
/** The types that hold state, curated by hand: what a destroy loses, and which inputs guard or remove the way back. */

/**
 * An input that takes the way back away. Where every one without `atLeast` holds (or a type has none), a destroy leaves nothing.
 * @typedef {object} Unsafe
 * @property {string} path
 * @property {string | number | boolean} [is] the value that is unsafe
 * @property {number} [atLeast] anything less is unsafe (softer: a short window is still a window)
 * @property {true} [unset] leaving it out is unsafe too
 *
 * @typedef {object} Stateful
 * @property {string} reason what is lost
 * @property {string} [name] the input that is the physical name: a fixed value collides when a replacement is created first;
 *   left out of the table where the provider requires it, as a program cannot leave it out then
 * @property {{ path: string, value: string | true, default?: true, unless?: string }} [deletionProtection]
 *   the cloud's own; `default`: on where unset; `unless`: worth nothing where that input is true
 * @property {Unsafe[]} [unsafe]
 * @property {string[]} [onlyWith] the type counts only where one of these inputs is set
 * @property {true} [optIn] counts only where the configuration asks for it
 * @property {true} [transient] what it holds passes, or is made again: need not be protected unless the configuration asks for it
 */

const protection = /** @type {const} */ ({ path: "deletionProtection", value: true });
const protectionEnabled = /** @type {const} */ ({ path: "deletionProtectionEnabled", value: true });
const noFinalSnapshot = { path: "skipFinalSnapshot", is: true };
const noAutomatedBackups = /** @type {const} */ ({ path: "deleteAutomatedBackups", is: true, unset: true });
const noFinalBackup = { path: "skipFinalBackup", is: true };
const forceDestroy = { path: "forceDestroy", is: true };
const forceDelete = { path: "forceDelete", is: true };
const shortKeyWindow = { path: "deletionWindowInDays", atLeast: 30 };

/** @type {Record<string, Stateful>} */
export const stateful = {
  // relational databases and their backups
  "rds.Instance": {
    reason: "a database and its automated backups",
    name: "identifier",
    deletionProtection: protection,
    unsafe: [noFinalSnapshot, noAutomatedBackups],
  },
  "rds.Cluster": {
    reason: "a database cluster and its automated backups",
    name: "clusterIdentifier",
    deletionProtection: protection,
    unsafe: [noFinalSnapshot, noAutomatedBackups],
  },
  "rds.GlobalCluster": {
    reason: "the replication that keeps a second region",
    name: "globalClusterIdentifier",
    deletionProtection: protection,
  },
  "rds.Snapshot": { reason: "a backup of a database", name: "dbSnapshotIdentifier" },
  "rds.ClusterSnapshot": { reason: "a backup of a database cluster", name: "dbClusterSnapshotIdentifier" },
  "rds.SnapshotCopy": { reason: "a copy of a database backup", name: "targetDbSnapshotIdentifier" },
  "rds.ClusterSnapshotCopy": { reason: "a copy of a cluster backup", name: "targetDbClusterSnapshotIdentifier" },
  "rds.InstanceAutomatedBackupsReplication": { reason: "the backups of a database in another region" },
  "dsql.Cluster": { reason: "a database", deletionProtection: { ...protectionEnabled, unless: "forceDestroy" } },
  "lightsail.Database": { reason: "a database and its backups", name: "relationalDatabaseName", unsafe: [noFinalSnapshot] },
  "redshift.Cluster": { reason: "a data warehouse", name: "clusterIdentifier", unsafe: [noFinalSnapshot] },
  "redshift.ClusterSnapshot": { reason: "a backup of a data warehouse", name: "snapshotIdentifier" },
  "redshiftserverless.Namespace": { reason: "a data warehouse, its users and its recovery points", name: "namespaceName" },
  "redshiftserverless.Snapshot": { reason: "a backup of a data warehouse", name: "snapshotName" },
  "odb.CloudExadataInfrastructure": { reason: "the Exadata machines and every database on them" },
  "odb.CloudVmCluster": { reason: "the Oracle databases on the cluster" },
  "odb.CloudAutonomousVmCluster": { reason: "the autonomous Oracle databases on the cluster" },

  // documents, graphs, keys and values, series
  "docdb.Cluster": {
    reason: "a document database and its automated backups",
    name: "clusterIdentifier",
    deletionProtection: protection,
    unsafe: [noFinalSnapshot],
  },
  "docdb.ElasticCluster": { reason: "a document database and its automated backups", name: "name" },
  "docdb.GlobalCluster": {
    reason: "the replication that keeps a second region",
    name: "globalClusterIdentifier",
    deletionProtection: protection,
  },
  "docdb.ClusterSnapshot": { reason: "a backup of a document database", name: "dbClusterSnapshotIdentifier" },
  "neptune.Cluster": {
    reason: "a graph database and its automated backups",
    name: "clusterIdentifier",
    deletionProtection: protection,
    unsafe: [noFinalSnapshot],
  },
  "neptune.GlobalCluster": {
    reason: "the replication that keeps a second region",
    name: "globalClusterIdentifier",
    deletionProtection: protection,
  },
  "neptune.ClusterSnapshot": { reason: "a backup of a graph database", name: "dbClusterSnapshotIdentifier" },
  "neptunegraph.Graph": { reason: "a graph", name: "graphName", deletionProtection: protection },
  "dynamodb.Table": {
    reason: "a table and its items",
    name: "name",
    deletionProtection: protectionEnabled,
    unsafe: [{ path: "pointInTimeRecovery.enabled", is: false, unset: true }],
  },
  "dynamodb.TableReplica": {
    reason: "the copy of a table in another region",
    deletionProtection: protectionEnabled,
    unsafe: [{ path: "pointInTimeRecovery", is: false, unset: true }],
  },
  "dynamodb.GlobalTable": { reason: "the replication of a table among regions", name: "name" },
  "keyspaces.Keyspace": { reason: "a keyspace and every table in it", name: "name" },
  "keyspaces.Table": {
    reason: "a table and its rows",
    name: "tableName",
    unsafe: [{ path: "pointInTimeRecovery.status", is: "DISABLED", unset: true }],
  },
  "qldb.Ledger": { reason: "a ledger and its history", name: "name", deletionProtection: { ...protection, default: true } },
  "timestreamwrite.Database": { reason: "a database of time series", name: "databaseName" },
  "timestreamwrite.Table": { reason: "a table of time series", name: "tableName" },
  "timestreaminfluxdb.DbInstance": { reason: "a database of time series", name: "name" },
  "timestreaminfluxdb.DbCluster": { reason: "a database of time series", name: "name" },
  "finspace.KxEnvironment": { reason: "the kdb databases, clusters and users of the environment", name: "name" },
  "finspace.KxDatabase": { reason: "a kdb database", name: "name" },
  "finspace.KxVolume": { reason: "the data on a kdb volume", name: "name" },

  // caches and in-memory databases
  "elasticache.Cluster": {
    reason: "what the cache holds",
    name: "clusterId",
    unsafe: [{ path: "finalSnapshotIdentifier", unset: true }],
    transient: true,
  },
  "elasticache.ReplicationGroup": {
    reason: "what the cache holds, and its automatic snapshots",
    name: "replicationGroupId",
    unsafe: [{ path: "finalSnapshotIdentifier", unset: true }],
    transient: true,
  },
  "elasticache.ServerlessCache": { reason: "what the cache holds", name: "name", transient: true },
  "elasticache.GlobalReplicationGroup": { reason: "the replication that keeps a second region", name: "globalReplicationGroupIdSuffix" },
  "memorydb.Cluster": {
    reason: "an in-memory database and its automatic snapshots",
    name: "name",
    unsafe: [{ path: "finalSnapshotName", unset: true }],
  },
  "memorydb.MultiRegionCluster": { reason: "the replication that keeps a second region", name: "multiRegionClusterNameSuffix" },
  "memorydb.Snapshot": { reason: "a backup of an in-memory database", name: "name" },

  // search
  "opensearch.Domain": { reason: "the indexes and their automated snapshots", name: "domainName" },
  "opensearch.ServerlessCollection": { reason: "the indexes of the collection", name: "name" },
  "elasticsearch.Domain": { reason: "the indexes and their automated snapshots", name: "domainName" },
  "cloudsearch.Domain": { reason: "the search index", name: "name" },
  "kendra.Index": { reason: "the search index and what it learned" },

  // objects
  "s3.Bucket": { reason: "a bucket, its objects and their versions", name: "bucket", unsafe: [forceDestroy] },
  "s3.DirectoryBucket": { reason: "a bucket and its objects", name: "bucket", unsafe: [forceDestroy] },
  "s3.VectorsVectorBucket": { reason: "a bucket and its vector indexes", name: "vectorBucketName", unsafe: [forceDestroy] },
  "s3.VectorsIndex": { reason: "the vectors of an index", name: "indexName" },
  "s3control.Bucket": { reason: "a bucket on Outposts", name: "bucket" },
  "s3tables.TableBucket": { reason: "a bucket and its tables", name: "name", unsafe: [forceDestroy] },
  "s3tables.Namespace": { reason: "the catalogue of the tables in a namespace", name: "namespace" },
  "s3tables.Table": { reason: "a table and its rows", name: "name" },
  "lightsail.Bucket": { reason: "a bucket and its objects", name: "name", unsafe: [forceDelete] },
  "mediastore.Container": { reason: "a container and its objects", name: "name" },
  "glacier.Vault": { reason: "a vault of archives", name: "name" },
  "cloudfront.KeyValueStore": { reason: "the keys and values that functions read", name: "name" },

  // file systems, disks, machine images
  "efs.FileSystem": { reason: "a file system", name: "creationToken" },
  "fsx.LustreFileSystem": { reason: "a file system and its automatic backups", unsafe: [{ ...noFinalBackup, unset: true }] },
  "fsx.WindowsFileSystem": { reason: "a file system and its automatic backups", unsafe: [noFinalBackup] },
  "fsx.OpenZfsFileSystem": { reason: "a file system and its automatic backups", unsafe: [noFinalBackup] },
  "fsx.OpenZfsVolume": { reason: "the files of a volume", name: "name" },
  "fsx.OpenZfsSnapshot": { reason: "a snapshot of a volume", name: "name" },
  "fsx.OntapFileSystem": { reason: "a file system, its volumes and their automatic backups" },
  "fsx.OntapStorageVirtualMachine": { reason: "the volumes of a storage virtual machine", name: "name" },
  "fsx.OntapVolume": { reason: "the files of a volume", name: "name", unsafe: [noFinalBackup] },
  "fsx.Backup": { reason: "a backup of a file system" },
  "storagegateway.Gateway": { reason: "what the gateway has cached and not yet uploaded, and its volumes" },
  "storagegateway.CachesIscsiVolume": { reason: "the blocks of a volume", name: "targetName" },
  "storagegateway.StoredIscsiVolume": { reason: "the blocks of a volume", name: "targetName" },
  "ebs.Volume": { reason: "a disk", unsafe: [{ path: "finalSnapshot", is: false, unset: true }] },
  "ebs.Snapshot": { reason: "a backup of a disk" },
  "ebs.SnapshotCopy": { reason: "a copy of a disk's backup" },
  "ebs.SnapshotImport": { reason: "an imported disk" },
  "ec2.Ami": { reason: "a machine image", name: "name" },
  "ec2.AmiCopy": { reason: "a machine image and its snapshots", name: "name" },
  "ec2.AmiFromInstance": { reason: "a machine image and its snapshots", name: "name" },
  "lightsail.Disk": { reason: "a disk", name: "name" },
  "lightsail.Instance": { reason: "a machine and its disk", name: "name" },
  "workspaces.Workspace": { reason: "the disk of a person's desktop" },

  // queues, streams, brokers
  "sqs.Queue": { reason: "the messages in the queue", name: "name", transient: true },
  "kinesis.Stream": { reason: "the records in the stream", name: "name" },
  "kinesis.VideoStream": { reason: "the retained video", name: "name" },
  "msk.Cluster": { reason: "the topics, their records and offsets", name: "clusterName" },
  "msk.ServerlessCluster": { reason: "the topics, their records and offsets", name: "clusterName" },
  "msk.Topic": { reason: "the records of a topic", name: "name" },
  "mq.Broker": { reason: "the messages in the broker", name: "brokerName" },
  "cloudwatch.EventArchive": { reason: "the archived events", name: "name" },
  "glue.Registry": { reason: "the schemas that records are decoded with", name: "registryName" },
  "glue.Schema": { reason: "the versions of a schema that records are decoded with", name: "schemaName" },

  // keys, certificates, secrets
  "kms.Key": { reason: "a key, and with it everything encrypted under it", unsafe: [shortKeyWindow] },
  "kms.ExternalKey": { reason: "a key, and with it everything encrypted under it", unsafe: [shortKeyWindow] },
  "kms.ReplicaKey": { reason: "a key in another region, and what is encrypted under it there", unsafe: [shortKeyWindow] },
  "kms.ReplicaExternalKey": { reason: "a key in another region, and what is encrypted under it there", unsafe: [shortKeyWindow] },
  "kms.CustomKeyStore": { reason: "the keys of the store", name: "customKeyStoreName" },
  "cloudhsmv2.Cluster": { reason: "the keys in the hardware modules" },
  "paymentcryptography.Key": { reason: "a payment key", unsafe: [{ path: "deletionWindowInDays", atLeast: 7 }] },
  "acmpca.CertificateAuthority": {
    reason: "a certificate authority and the trust in it",
    unsafe: [{ path: "permanentDeletionTimeInDays", atLeast: 30 }],
  },
  "acm.Certificate": { reason: "an imported certificate and its private key", onlyWith: ["privateKey", "privateKeyWo"] },
  "iam.ServerCertificate": { reason: "a certificate and its private key", name: "name" },
  "secretsmanager.Secret": { reason: "a secret and its versions", name: "name", unsafe: [{ path: "recoveryWindowInDays", is: 0 }] },
  "ssm.Parameter": { reason: "a parameter and its history", name: "name", transient: true },

  // people and permissions
  "cognito.UserPool": {
    reason: "the users, whose passwords nobody can restore",
    deletionProtection: { path: "deletionProtection", value: "ACTIVE" },
  },
  "cognito.IdentityPool": { reason: "the identities that users' data is filed under" },
  "directoryservice.Directory": { reason: "a directory, its users and its machines" },
  "verifiedpermissions.PolicyStore": {
    reason: "the policies and the schema of an application",
    deletionProtection: { path: "deletionProtection", value: "ENABLED" },
  },
  "workmail.Organization": { reason: "the mailboxes", name: "organizationAlias", unsafe: [{ path: "deleteDirectory", is: true }] },
  "organizations.Organization": { reason: "the organization that the accounts belong to" },
  "organizations.Account": { reason: "an account and everything in it", name: "email", unsafe: [{ path: "closeOnDeletion", is: true }] },

  // code, packages, models
  "ecr.Repository": { reason: "a repository and its images", name: "name", unsafe: [forceDelete] },
  "ecrpublic.Repository": { reason: "a repository and its images", name: "repositoryName", unsafe: [forceDestroy] },
  "codeartifact.Domain": { reason: "the packages of a domain", name: "domain" },
  "codeartifact.Repository": { reason: "the packages of a repository", name: "repository" },
  "codecommit.Repository": { reason: "the code and its history", name: "repositoryName" },
  "codecatalyst.Project": { reason: "a project and its repositories", name: "displayName" },
  "codecatalyst.SourceRepository": { reason: "the code and its history", name: "name" },
  "sagemaker.Domain": { reason: "the home folders of its users" },
  "sagemaker.NotebookInstance": { reason: "the notebooks on its disk", name: "name" },
  "sagemaker.FeatureGroup": { reason: "the features in the online store", name: "featureGroupName" },
  "sagemaker.MlflowTrackingServer": { reason: "the records of experiments", name: "trackingServerName" },
  "sagemaker.ModelPackageGroup": { reason: "the registered versions of a model", name: "modelPackageGroupName" },
  "bedrock.CustomModel": { reason: "a trained model", name: "customModelName" },
  "bedrock.AgentcoreMemory": { reason: "what agents remember", name: "name" },
  "rekognition.Collection": { reason: "the indexed faces", name: "collectionId" },
  "chime.SdkvoiceVoiceProfileDomain": { reason: "the voice profiles of callers" },
  "qbusiness.Application": { reason: "the index, the chats and the settings of the application" },

  // names, addresses, numbers, circuits
  "route53.Zone": { reason: "a hosted zone, its records and its name servers", unsafe: [forceDestroy] },
  "route53.DelegationSet": { reason: "the name servers that registrars point at" },
  "route53domains.Domain": { reason: "the registration of a domain", name: "domainName" },
  "route53domains.RegisteredDomain": { reason: "the settings of a registered domain", name: "domainName" },
  "lightsail.Domain": { reason: "a zone and its records", name: "domainName" },
  "ec2.Eip": { reason: "an address that others allow and name", transient: true },
  "lightsail.StaticIp": { reason: "an address that others allow and name", name: "name" },
  "globalaccelerator.Accelerator": { reason: "the addresses that others allow and name" },
  "globalaccelerator.CustomRoutingAccelerator": { reason: "the addresses that others allow and name" },
  "directconnect.Connection": { reason: "a circuit that takes weeks to order" },
  "connect.Instance": { reason: "a contact centre, its users and its records", name: "instanceAlias" },
  "connect.PhoneNumber": { reason: "a phone number" },
  "pinpoint.Smsvoicev2PhoneNumber": { reason: "a phone number", deletionProtection: protectionEnabled },
  "pinpoint.Smsvoicev2SenderId": { reason: "a registered sender", deletionProtection: protectionEnabled },

  // backups, logs, metrics, evidence
  "backup.Vault": { reason: "a vault of backups", name: "name", unsafe: [forceDestroy] },
  "backup.LogicallyAirGappedVault": { reason: "a vault of backups", name: "name" },
  "cloudtrail.EventDataStore": {
    reason: "the recorded events of the account",
    name: "name",
    deletionProtection: { path: "terminationProtectionEnabled", value: true, default: true },
  },
  "cloudwatch.LogGroup": { reason: "the logs", name: "name", deletionProtection: protectionEnabled, optIn: true },
  "amp.Workspace": { reason: "the metrics" },
  "grafana.Workspace": { reason: "the dashboards, users and alerts" },
  "detective.Graph": { reason: "a year of recorded behaviour" },
  "securitylake.DataLake": { reason: "the configuration that fills the lake, and its catalogue" },
  "auditmanager.Assessment": { reason: "the collected evidence", name: "name" },
  "mailmanager.Archive": { reason: "the archived mail", name: "name" },
  "ssmincidents.ReplicationSet": { reason: "every incident and its records" },

  // applications that keep their own data
  "eks.Cluster": { reason: "every Kubernetes object in the cluster", name: "name", deletionProtection: protection },
  "mwaa.Environment": { reason: "the connections, variables and history of Airflow", name: "name" },
  "glue.CatalogDatabase": { reason: "the definitions of every table in the database", name: "name" },
  "datazone.Domain": {
    reason: "the catalogue, projects and subscriptions of the domain",
    unsafe: [{ path: "skipDeletionCheck", is: true }],
  },
  "dataexchange.DataSet": { reason: "a data set and its revisions" },
  "customerprofiles.Domain": { reason: "the profiles of customers", name: "domainName" },
  "pinpoint.App": { reason: "the endpoints, segments and campaigns" },
  "sesv2.ContactList": { reason: "the contacts and their preferences", name: "contactListName" },
  "location.Tracker": { reason: "the positions of devices", name: "trackerName" },
  "location.GeofenceCollection": { reason: "the geofences", name: "collectionName" },
  "transfer.Server": { reason: "the host key and the address that partners trust", unsafe: [forceDestroy] },
};

/**
 * The table by type token; fails where a type or an input does not exist.
 * @param {import("./provider.mjs").Provider} provider
 * @returns {Record<string, Stateful>}
 */
export function statefulTypes(provider) {
  /** @type {Record<string, Stateful>} */
  const table = {};
  for (const [name, entry] of Object.entries(stateful)) {
    const [module = "", className = ""] = name.split(".");
    const token = `aws:${module}/${className.charAt(0).toLowerCase()}${className.slice(1)}:${className}`;
    const resource = provider.resources.get(token);
    if (!resource) throw new Error(`stateful.mjs: ${token} is not a type of @pulumi/aws ${provider.version}`);
    const { path: protecting, unless } = entry.deletionProtection ?? {};
    const paths = [entry.name, protecting, unless, ...(entry.onlyWith ?? []), ...(entry.unsafe ?? []).map(({ path }) => path)];
    for (const path of paths) {
      if (path !== undefined && !hasInput(provider, resource.inputs, path)) {
        throw new Error(`stateful.mjs: ${token} has no input ${path} in @pulumi/aws ${provider.version}`);
      }
    }
    const { name: given, ...others } = entry;
    const isRequired = given !== undefined && resource.inputs.get(given)?.required === true;
    table[token] = given === undefined || isRequired ? others : entry;
  }
  return table;
}

/**
 * @param {import("./provider.mjs").Provider} provider
 * @param {import("./provider.mjs").Properties} inputs
 * @param {string} path through single objects only
 */
function hasInput(provider, inputs, path) {
  /** @type {import("./provider.mjs").Properties | undefined} */
  let level = inputs;
  for (const segment of path.split(".")) {
    /** @type {import("./provider.mjs").Type | undefined} */
    const type = level?.get(segment)?.type;
    if (!type) return false;
    level = type.kind === "object" ? provider.objects.get(type.name) : undefined;
  }
  return true;
}
