/** Data and functions that everyone can read, write or call. */
import * as aws from "@pulumi/aws";
import { ssh, subnet } from "./network";

const everyone = (action: string | string[], resource: string | string[]) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: "*", Action: action, Resource: resource }],
  });

/** These faults are about access: what holds data here is protected from deletion. */
const kept = { protect: true };

/** A bucket on which AWS's own block of public access is switched off. */
function bucket(name: string) {
  const made = new aws.s3.Bucket(name, { bucket: `goat-${name}` }, kept);
  const open = { blockPublicAcls: false, blockPublicPolicy: false, ignorePublicAcls: false, restrictPublicBuckets: false };
  new aws.s3.BucketPublicAccessBlock(name, { bucket: made.id, ...open });
  new aws.s3.BucketOwnershipControls(name, { bucket: made.id, rule: { objectOwnership: "BucketOwnerPreferred" } });
  return made;
}

/** Public by its ACL. */
const backups = bucket("backups");
new aws.s3.BucketAcl("backups", { bucket: backups.id, acl: "public-read" });

const uploads = bucket("uploads");
new aws.s3.BucketAcl("uploads", { bucket: uploads.id, acl: "public-read-write" });

/** Public by its policy. */
const customers = bucket("customers");
new aws.s3.BucketPolicy("customers", {
  bucket: customers.id,
  policy: everyone("s3:GetObject", "arn:aws:s3:::goat-customers/*"),
});

/** Public by exclusion: everyone except one role. */
const reports = bucket("reports");
new aws.s3.BucketPolicy("reports", {
  bucket: reports.id,
  policy: JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        NotPrincipal: { AWS: "arn:aws:iam::123456789012:role/suspended" },
        Action: "s3:GetObject",
        Resource: "arn:aws:s3:::goat-reports/*",
      },
    ],
  }),
});

new aws.s3.AccountPublicAccessBlock("account", { blockPublicAcls: true, ignorePublicAcls: true, restrictPublicBuckets: true });

/** An image, with the disk in it, that every account can start. */
new aws.ec2.AmiLaunchPermission("golden", { imageId: "ami-0123456789abcdef0", group: "all" });
new aws.ec2.ImageBlockPublicAccess("images", { state: "unblocked" });
new aws.ebs.SnapshotBlockPublicAccess("snapshots", { state: "unblocked" });

/** A key that everyone can use, and with it everything that it encrypts. */
const key = new aws.kms.Key("everyone", { description: "Everyone", enableKeyRotation: true }, kept);
new aws.kms.KeyPolicy("everyone", { keyId: key.id, policy: everyone("kms:*", "*") });

const jobs = new aws.sqs.Queue("jobs", { name: "goat-jobs", sqsManagedSseEnabled: false }, kept);
new aws.sqs.QueuePolicy("jobs", { queueUrl: jobs.url, policy: everyone("sqs:*", "*") });

const events = new aws.sns.Topic("events", { name: "goat-events" });
new aws.sns.TopicPolicy("events", { arn: events.arn, policy: everyone(["sns:Publish", "sns:Subscribe"], "*") });

const images = new aws.ecr.Repository("images", { name: "goat-images", imageTagMutability: "IMMUTABLE" }, kept);
new aws.ecr.RepositoryPolicy("images", {
  repository: images.name,
  policy: JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { AWS: "*" }, Action: ["ecr:BatchGetImage", "ecr:PutImage"] }],
  }),
});

const credentials = new aws.secretsmanager.Secret("credentials", { name: "goat-credentials" }, kept);
new aws.secretsmanager.SecretPolicy("credentials", {
  secretArn: credentials.arn,
  policy: everyone("secretsmanager:GetSecretValue", "*"),
});

/** Open search: no password, no network, no encryption. */
new aws.opensearch.Domain(
  "search",
  {
    domainName: "goat-search",
    engineVersion: "OpenSearch_2.19",
    accessPolicies: everyone("es:*", "arn:aws:es:us-east-1:123456789012:domain/goat-search/*"),
  },
  kept,
);

const functionRole = new aws.iam.Role("worker", {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "lambda.amazonaws.com" }),
});

export const worker = new aws.lambda.Function("worker", {
  name: "goat-worker",
  role: functionRole.arn,
  runtime: "nodejs22.x",
  handler: "index.handler",
  s3Bucket: "goat-code",
  s3Key: "worker.zip",
});

/** A function that everyone can call, by its URL and by its permission. */
new aws.lambda.FunctionUrl("worker", { functionName: worker.name, authorizationType: "NONE" });
new aws.lambda.Permission("everyone", { function: worker.name, action: "lambda:InvokeFunction", principal: "*" });

/** Code that every account can use, and read. */
const layer = new aws.lambda.LayerVersion("shared", { layerName: "goat-shared", s3Bucket: "goat-code", s3Key: "shared.zip" });
new aws.lambda.LayerVersionPermission("shared", {
  layerName: layer.layerName,
  versionNumber: 1,
  statementId: "everyone",
  action: "lambda:GetLayerVersion",
  principal: "*",
});

/** A permission for a service that names no source: a confused deputy. */
new aws.lambda.Permission("bucket", { function: worker.name, action: "lambda:InvokeFunction", principal: "s3.amazonaws.com" });

/** A machine on the internet whose credentials a forged request can read (IMDSv1). */
new aws.ec2.Instance("web", {
  ami: "ami-0123456789abcdef0",
  instanceType: "t3.micro",
  subnetId: subnet.id,
  vpcSecurityGroupIds: [ssh.id],
  associatePublicIpAddress: true,
  metadataOptions: { httpEndpoint: "enabled", httpTokens: "optional" },
});

/** A container that owns its host. */
new aws.ecs.TaskDefinition("runner", {
  family: "goat-runner",
  pidMode: "host",
  containerDefinitions: JSON.stringify([
    { name: "runner", image: "public.ecr.aws/docker/library/alpine:3.22", memory: 128, privileged: true },
  ]),
});
