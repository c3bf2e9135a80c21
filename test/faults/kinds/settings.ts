import { aclRule, aws, document, found, ingressRule, type Kind, open, silent } from "./kind.js";

const mark = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

export const settingKinds: readonly Kind[] = [
  {
    kind: "settings in a resource of their own",
    cases: [
      found(
        "a default group opened by vpc.SecurityGroupIngressRule",
        [
          aws("ec2/defaultSecurityGroup:DefaultSecurityGroup", "d", { vpcId: "vpc-1" }, { id: "sg-d", outputs: { id: "sg-d" } }),
          ingressRule("r", { securityGroupId: "sg-d", cidrIpv4: "10.0.0.0/8", ipProtocol: "-1" }),
        ],
        /default-security-group/,
        1,
      ),
      found(
        "a VPC's default group opened without a resource of its own",
        [
          aws("ec2/vpc:Vpc", "v", { cidrBlock: "10.0.0.0/16" }, { id: "vpc-1", outputs: { id: "vpc-1", defaultSecurityGroupId: "sg-d" } }),
          aws("ec2/securityGroupRule:SecurityGroupRule", "r", {
            type: "ingress",
            securityGroupId: "sg-d",
            protocol: "tcp",
            fromPort: 443,
            toPort: 443,
            cidrBlocks: ["10.0.0.0/8"],
          }),
        ],
        /default-security-group/,
      ),
      found(
        "a public policy of a queue as a resource",
        [
          aws("sqs/queue:Queue", "q"),
          aws("sqs/queuePolicy:QueuePolicy", "p", {
            queueUrl: "q-id",
            policy: document({ Effect: "Allow", Principal: "*", Action: "sqs:*", Resource: "*" }),
          }),
        ],
        /iam-resource-policy-not-public/,
        1,
      ),
      found(
        "versioning suspended by its own resource",
        [
          aws("s3/bucket:Bucket", "b", { bucket: "b" }, { id: "b" }),
          aws("s3/bucketVersioning:BucketVersioning", "v", { bucket: "b", versioningConfiguration: { status: "Suspended" } }),
        ],
        /s3-bucket-versioned/,
      ),
      found(
        "a public ACL as a resource",
        [
          aws("s3/bucket:Bucket", "b", { bucket: "b" }, { id: "b" }),
          aws("s3/bucketAcl:BucketAcl", "a", { bucket: "b", acl: "public-read" }),
        ],
        /s3-bucket-no-public-read-acl/,
        1,
      ),
      found(
        "an entry of an ACL as a resource",
        [aclRule({ protocol: "tcp", ruleAction: "allow", fromPort: 0, toPort: 65535 })],
        /network-acl-no-open-admin/,
        1,
      ),
      silent(
        "a default group that is closed, and a rule of another group",
        [
          aws("ec2/defaultSecurityGroup:DefaultSecurityGroup", "d", { vpcId: "vpc-1" }, { id: "sg-d", outputs: { id: "sg-d" } }),
          ingressRule("r", { securityGroupId: "sg-other", cidrIpv4: "10.0.0.0/8", ipProtocol: "-1" }),
        ],
        /default-security-group/,
      ),
      silent(
        "versioning in its own resource",
        [
          aws("s3/bucket:Bucket", "b", { bucket: "b" }, { id: "b" }),
          aws("s3/bucketVersioning:BucketVersioning", "v", { bucket: "b", versioningConfiguration: { status: "Enabled" } }),
        ],
        /s3-bucket-versioned/,
      ),
      silent(
        "logging of a bucket in its own resource",
        [
          aws("s3/bucket:Bucket", "b", { bucket: "b" }, { id: "b" }),
          aws("s3/bucketLogging:BucketLogging", "l", { bucket: "b", targetBucket: "logs", targetPrefix: "b/" }),
        ],
        /s3-bucket-access-logged/,
      ),
      silent(
        "rotation of a secret in its own resource",
        [
          aws(
            "secretsmanager/secret:Secret",
            "s",
            {},
            {
              id: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:s-1",
              outputs: {
                arn: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:s-1",
                id: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:s-1",
              },
            },
          ),
          aws("secretsmanager/secretRotation:SecretRotation", "r", {
            secretId: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:s-1",
            rotationLambdaArn: "arn:aws:lambda:eu-west-1:123456789012:function:f",
            rotationRules: { automaticallyAfterDays: 30 },
          }),
        ],
        /secretsmanager-secret-rotation/,
      ),
      silent(
        "audit logs of a Redshift cluster in their own resource",
        [
          aws(
            "redshift/cluster:Cluster",
            "c",
            { clusterIdentifier: "c", nodeType: "ra3.large", encrypted: "true" },
            { id: "c", outputs: { id: "c", clusterIdentifier: "c" } },
          ),
          aws("redshift/logging:Logging", "l", {
            clusterIdentifier: "c",
            logDestinationType: "cloudwatch",
            logExports: ["connectionlog", "useractivitylog", "userlog"],
          }),
        ],
        /redshift-cluster-audit-logging/,
      ),
      silent(
        "a dead letter queue of a queue in its own resource",
        [
          aws("sqs/queue:Queue", "q", {}, { id: "https://q", outputs: { id: "https://q", url: "https://q" } }),
          aws("sqs/redrivePolicy:RedrivePolicy", "r", {
            queueUrl: "https://q",
            redrivePolicy: '{"deadLetterTargetArn":"arn:aws:sqs:eu-west-1:123456789012:dead","maxReceiveCount":4}',
          }),
        ],
        /fail sqs-queue-dead-letter q/,
      ),
      open(
        "a rule of a group that is not made yet",
        [
          aws("ec2/defaultSecurityGroup:DefaultSecurityGroup", "d", { vpcId: "vpc-1" }),
          ingressRule("r", { securityGroupId: mark, cidrIpv4: "10.0.0.0/8", ipProtocol: "-1" }),
        ],
        /default-security-group/,
      ),
    ],
  },
];
