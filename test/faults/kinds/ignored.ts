import { aws, found, type Kind, silent } from "./kind.js";

const ignoring = (type: string, inputs: Record<string, unknown>, ...ignoreChanges: string[]) =>
  aws(type, "x", inputs, { id: "x", ignoreChanges, outputs: { ...inputs, id: "x" } });
const ignored = /no-ignored-security-inputs/;
const bucket = (...ignoreChanges: string[]) => ignoring("s3/bucket:Bucket", { bucket: "x" }, ...ignoreChanges);

export const ignoredKinds: readonly Kind[] = [
  {
    kind: "`ignoreChanges` of create-only inputs; paths compared by their first segment",
    cases: [
      silent(
        "whether the creator of a cluster administers it, written with quotes",
        [
          ignoring(
            "eks/cluster:Cluster",
            { roleArn: "arn:x", vpcConfig: { subnetIds: ["a", "b"] } },
            'accessConfig["bootstrapClusterCreatorAdminPermissions"]',
          ),
        ],
        ignored,
      ),
      silent("the range of a VPC", [ignoring("ec2/vpc:Vpc", { cidrBlock: "10.0.0.0/16" }, "cidrBlock")], ignored),
      silent("the key of a tag", [ignoring("ec2/instance:Instance", { ami: "ami-1" }, "tags.policy", "tagsAll")], ignored),
      silent(
        "a variable that is called like an input",
        [ignoring("lambda/function:Function", { role: "arn:x" }, "environment.variables.policy")],
        ignored,
      ),
      silent("the image and user data of an instance", [ignoring("ec2/instance:Instance", { ami: "ami-1" }, "ami", "userData")], ignored),
      silent(
        "the size of a node group",
        [
          ignoring(
            "eks/nodeGroup:NodeGroup",
            { clusterName: "c", nodeRoleArn: "arn:x", subnetIds: ["a"], scalingConfig: { desiredSize: 1, maxSize: 2, minSize: 1 } },
            "scalingConfig.desiredSize",
          ),
        ],
        ignored,
      ),
      silent("the description in a rule", [ignoring("ec2/securityGroup:SecurityGroup", { vpcId: "v" }, "ingress[0].description")], ignored),
      found(
        "how a cluster lets in",
        [ignoring("eks/cluster:Cluster", { roleArn: "arn:x", vpcConfig: { subnetIds: ["a", "b"] } }, "accessConfig.authenticationMode")],
        ignored,
        1,
      ),
      found(
        "all that a cluster has of access",
        [ignoring("eks/cluster:Cluster", { roleArn: "arn:x", vpcConfig: { subnetIds: ["a", "b"] } }, "accessConfig")],
        ignored,
        1,
      ),
      found(
        "the public endpoint, deep in a block",
        [ignoring("eks/cluster:Cluster", { roleArn: "arn:x", vpcConfig: { subnetIds: ["a", "b"] } }, "vpcConfig.publicAccessCidrs[0]")],
        ignored,
        1,
      ),
      found("the ranges of a rule", [ignoring("ec2/securityGroup:SecurityGroup", { vpcId: "v" }, 'ingress[*]["cidrBlocks"]')], ignored, 1),
      found("who may assume a role", [ignoring("iam/role:Role", { assumeRolePolicy: "{}" }, "assumeRolePolicy")], ignored, 1),
      found("everything", [ignoring("sqs/queue:Queue", {}, "*")], ignored, 1),
    ],
  },
  {
    kind: "`ignoreChanges` of what a partner owns",
    cases: [
      silent(
        "the rules of a bucket's encryption",
        [
          bucket("serverSideEncryptionConfiguration.rule"),
          aws("s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2", "e", {
            bucket: "x",
            rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms" } }],
          }),
        ],
        ignored,
      ),
      silent(
        "the policy of a bucket",
        [bucket("policy"), aws("s3/bucketPolicy:BucketPolicy", "p", { bucket: "x", policy: "{}" })],
        ignored,
      ),
      silent(
        "the policy of a queue",
        [ignoring("sqs/queue:Queue", {}, "policy"), aws("sqs/queuePolicy:QueuePolicy", "p", { queueUrl: "x", policy: "{}" })],
        ignored,
      ),
      silent(
        "the policy of a topic",
        [
          aws(
            "sns/topic:Topic",
            "x",
            {},
            {
              id: "arn:aws:sns:eu-west-1:123456789012:x",
              outputs: { arn: "arn:aws:sns:eu-west-1:123456789012:x" },
              ignoreChanges: ["policy"],
            },
          ),
          aws("sns/topicPolicy:TopicPolicy", "p", { arn: "arn:aws:sns:eu-west-1:123456789012:x", policy: "{}" }),
        ],
        ignored,
      ),
      silent(
        "the inline policies of a role",
        [
          ignoring("iam/role:Role", { name: "x", assumeRolePolicy: "{}" }, "inlinePolicies", "managedPolicyArns"),
          aws("iam/rolePolicy:RolePolicy", "p", { role: "x", policy: "{}" }),
          aws("iam/rolePolicyAttachment:RolePolicyAttachment", "a", { role: "x", policyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess" }),
        ],
        ignored,
      ),
      silent(
        "the rules of a group",
        [
          aws("ec2/securityGroup:SecurityGroup", "x", { vpcId: "v" }, { id: "sg-x", outputs: { id: "sg-x" }, ignoreChanges: ["ingress"] }),
          aws("vpc/securityGroupIngressRule:SecurityGroupIngressRule", "r", {
            securityGroupId: "sg-x",
            ipProtocol: "tcp",
            fromPort: 443,
            toPort: 443,
            cidrIpv4: "10.0.0.0/8",
          }),
        ],
        ignored,
      ),
      silent(
        "the policy of a key",
        [ignoring("kms/key:Key", {}, "policy"), aws("kms/keyPolicy:KeyPolicy", "p", { keyId: "x", policy: "{}" })],
        ignored,
      ),
      silent(
        "the entries of a prefix list",
        [
          ignoring("ec2/managedPrefixList:ManagedPrefixList", { addressFamily: "IPv4", maxEntries: 2 }, "entries"),
          aws("ec2/managedPrefixListEntry:ManagedPrefixListEntry", "e", { prefixListId: "x", cidr: "10.0.0.0/8" }),
        ],
        ignored,
      ),
      silent(
        "the policy of a secret",
        [
          ignoring("secretsmanager/secret:Secret", {}, "policy"),
          aws("secretsmanager/secretPolicy:SecretPolicy", "p", { secretArn: "x", policy: "{}" }),
        ],
        ignored,
      ),
      found(
        "the encryption of a bucket that only another bucket's partner sets",
        [
          bucket("serverSideEncryptionConfiguration"),
          aws("s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration", "e", { bucket: "other", rules: [] }),
        ],
        ignored,
        1,
      ),
      found(
        "the ACL of a bucket whose partner sets the encryption",
        [
          bucket("acl"),
          aws("s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration", "e", { bucket: "x", rules: [] }),
        ],
        ignored,
        1,
      ),
      found(
        "what goes out of a group whose partner lets in",
        [
          aws("ec2/securityGroup:SecurityGroup", "x", { vpcId: "v" }, { id: "sg-x", outputs: { id: "sg-x" }, ignoreChanges: ["egress"] }),
          aws("vpc/securityGroupIngressRule:SecurityGroupIngressRule", "r", {
            securityGroupId: "sg-x",
            ipProtocol: "tcp",
            fromPort: 443,
            toPort: 443,
            cidrIpv4: "10.0.0.0/8",
          }),
        ],
        ignored,
        1,
      ),
      found("the policy of a queue without a partner", [ignoring("sqs/queue:Queue", {}, "policy")], ignored, 1),
    ],
  },
];
