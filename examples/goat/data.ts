/** Data that is not encrypted, not protected, or shared with everyone. */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { database, subnet } from "./network";

const password = new pulumi.Config().requireSecret("masterPassword");

/** Public, unencrypted, without deletion protection, and gone without a final snapshot. */
const customers = new aws.rds.Instance("customers", {
  identifier: "goat-customers",
  engine: "postgres",
  engineVersion: "17.6",
  instanceClass: "db.t4g.micro",
  allocatedStorage: 20,
  username: "goat",
  password,
  publiclyAccessible: true,
  storageEncrypted: false,
  vpcSecurityGroupIds: [database.id],
  backupRetentionPeriod: 0,
  deletionProtection: false,
  skipFinalSnapshot: true,
});

/** A copy of the database that every AWS account can restore. */
new aws.rds.Snapshot(
  "customers",
  { dbInstanceIdentifier: customers.identifier, dbSnapshotIdentifier: "goat-customers", sharedAccounts: ["all"] },
  { protect: true },
);

new aws.rds.Cluster("orders", {
  clusterIdentifier: "goat-orders",
  engine: "aurora-postgresql",
  engineVersion: "16.8",
  masterUsername: "goat",
  masterPassword: password,
  storageEncrypted: false,
  skipFinalSnapshot: true,
});

new aws.redshift.Cluster("analytics", {
  clusterIdentifier: "goat-analytics",
  nodeType: "ra3.large",
  masterUsername: "goat",
  masterPassword: password,
  encrypted: "false",
  publiclyAccessible: true,
  skipFinalSnapshot: true,
});

new aws.docdb.Cluster("documents", {
  clusterIdentifier: "goat-documents",
  masterUsername: "goat",
  masterPassword: password,
  storageEncrypted: false,
  skipFinalSnapshot: true,
});

new aws.elasticache.ReplicationGroup("sessions", {
  replicationGroupId: "goat-sessions",
  description: "Sessions",
  nodeType: "cache.t4g.micro",
  engine: "redis",
  engineVersion: "7.1",
  atRestEncryptionEnabled: false,
  transitEncryptionEnabled: false,
});

new aws.ebs.Volume("disk", { availabilityZone: "us-east-1a", size: 8, encrypted: false });

new aws.efs.FileSystem("home", { encrypted: false });

/** One destroy removes the table and its backups. */
new aws.dynamodb.Table("orders", {
  name: "goat-orders",
  billingMode: "PAY_PER_REQUEST",
  hashKey: "id",
  attributes: [{ name: "id", type: "S" }],
  deletionProtectionEnabled: false,
});

/** One destroy removes the bucket with everything in it, and a change of its encryption is never noticed. */
new aws.s3.Bucket("invoices", { bucket: "goat-invoices", forceDestroy: true }, { ignoreChanges: ["serverSideEncryptionConfiguration"] });

/** The record of what happened, switched off. */
new aws.cloudtrail.Trail("audit", { name: "goat-audit", s3BucketName: "goat-audit", enableLogging: false });
new aws.guardduty.Detector("threats", { enable: false });

new aws.ec2.Instance("batch", {
  ami: "ami-0123456789abcdef0",
  instanceType: "t3.micro",
  subnetId: subnet.id,
  rootBlockDevice: { encrypted: false },
  metadataOptions: { httpEndpoint: "enabled", httpTokens: "required" },
});
