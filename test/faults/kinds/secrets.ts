import { secret } from "../../cli/fixture.js";
import { aws, found, type Kind, open, silent } from "./kind.js";

const mark = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const password = "Vx7-qplm-Tr0ub4dor";
const raw = (type: string, name: string, inputs: Record<string, unknown>, more: Record<string, unknown> = {}) => ({
  urn: `urn:pulumi:dev::shop::${type}::${name}`,
  type,
  custom: true,
  id: `${name}-id`,
  inputs,
  outputs: {},
  ...more,
});
const provider = (inputs: Record<string, unknown>) => raw("pulumi:providers:aws", "local", { region: "us-east-1", ...inputs });
const lambda = (variables: Record<string, unknown>) =>
  aws("lambda/function:Function", "f", {
    role: "arn:aws:iam::123456789012:role/r",
    runtime: "nodejs22.x",
    handler: "i.h",
    environment: { variables },
  });
const credential = /secrets-/;
const wraps = /secret-by-reference/;
const depends = (property: string, type: string, name: string) => ({
  dependencies: [`urn:pulumi:dev::shop::aws:${type}::${name}`],
  propertyDependencies: { [property]: [`urn:pulumi:dev::shop::aws:${type}::${name}`] },
});
const key = `sk-ant-api03-${"abcdefghijKLMNOP0123456789".repeat(4).slice(0, 90)}-AA`;

export const secretKinds: readonly Kind[] = [
  {
    kind: "placeholder known to one rule of a family and not to its sibling",
    cases: [
      silent(
        "LocalStack by its own name",
        [provider({ accessKey: "test", secretKey: "test", endpoints: '[{"sqs":"http://localstack:4566"}]' })],
        credential,
      ),
      silent(
        "an address of the loopback",
        [
          provider({
            accessKey: "mock",
            secretKey: "mock",
            endpoints: [{ s3: "http://127.0.0.1:4566", dynamodb: "http://127.0.0.1:4566" }],
          }),
        ],
        credential,
      ),
      silent(
        "credentials that nobody checks",
        [provider({ accessKey: "test", secretKey: "test", skipCredentialsValidation: true })],
        credential,
      ),
      silent(
        "MinIO in a compose file",
        [raw("pulumi:providers:minio", "m", { minioServer: "localhost:9000", minioUser: "minio", minioPassword: "minio" })],
        credential,
      ),
      silent(
        "variables of a function that speaks with LocalStack",
        [lambda({ AWS_ENDPOINT_URL: "http://localhost.localstack.cloud:4566", AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test" })],
        credential,
      ),
      silent("placeholders of an example", [lambda({ DB_PASSWORD: "CHANGEME", API_KEY: "<your-api-key>" })], /secrets-no-credential/),
      found(
        "a real key at a local endpoint",
        [
          provider({
            accessKey: "AKIAQ7ZLT4RNC2XWP5MB",
            secretKey: "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",
            endpoints: '[{"s3":"http://localhost:4566"}]',
          }),
        ],
        credential,
      ),
      found(
        "a real key without an endpoint",
        [provider({ accessKey: "AKIAQ7ZLT4RNC2XWP5MB", secretKey: "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" })],
        credential,
      ),
      found(
        "a password of MinIO elsewhere",
        [raw("pulumi:providers:minio", "m", { minioServer: "files.example.com", minioUser: "admin", minioPassword: password })],
        credential,
      ),
    ],
  },
  {
    kind: "internal keys recognised by prefix",
    cases: [
      found(
        "a variable of a task",
        [
          aws("ecs/taskDefinition:TaskDefinition", "t", {
            family: "t",
            containerDefinitions: JSON.stringify([{ name: "a", image: "a", environment: [{ name: "__DB_PASSWORD", value: password }] }]),
          }),
        ],
        credential,
      ),
      found("a Secret of Kubernetes", [raw("kubernetes:core/v1:Secret", "s", { stringData: { __password: password } })], credential),
      found(
        "an environment of a project of CodeBuild",
        [
          aws("codebuild/project:Project", "p", {
            environment: { environmentVariables: [{ name: "__API_TOKEN", value: `ghp_${"a1B2c3D4e5F6".repeat(3)}` }] },
          }),
        ],
        credential,
      ),
      found(
        "a key within a map that is called as the engine's at the top",
        [lambda({ __meta: `ghp_${"a1B2c3D4e5F6".repeat(3)}` })],
        credential,
      ),
      found(
        "a parameter of a group",
        [aws("ssm/parameter:Parameter", "p", { name: "/x", type: "String", value: JSON.stringify({ __password: password }) })],
        credential,
      ),
      found(
        "settings of an environment",
        [
          aws("lambda/function:Function", "f", {
            role: "arn:x",
            tags: { __note: `xoxb-${"123456789012"}-${"1234567890123"}-${"abcdefghijklmnopqrstuvwx"}` },
          }),
        ],
        credential,
      ),
      silent("the engine's own defaults", [aws("s3/bucket:Bucket", "b", { bucket: "b", __defaults: ["bucket"] })], credential),
      silent(
        "what the bridge keeps",
        [aws("s3/bucket:Bucket", "b", { __meta: '{"schema_version":"0","password":"x"}', __defaults: [] })],
        credential,
      ),
      silent(
        "a variable with underscores that holds nothing secret",
        [lambda({ __LOG_LEVEL: "debug", __PASSWORD_MIN_LENGTH: "12" })],
        credential,
      ),
    ],
  },
  {
    kind: "unknown that can be decided",
    cases: [
      silent(
        "the password parameter's name",
        [
          aws("ssm/parameter:Parameter", "p", { type: "SecureString", value: secret("x") }),
          { ...lambda({ DB_PASSWORD_PARAMETER: mark }), ...depends("environment", "ssm/parameter:Parameter", "p") },
        ],
        credential,
      ),
      silent(
        "the ARN of a secret",
        [
          aws("secretsmanager/secret:Secret", "s"),
          { ...lambda({ SECRET_ARN: mark }), ...depends("environment", "secretsmanager/secret:Secret", "s") },
        ],
        credential,
      ),
      silent(
        "the id of a VPC of a subnet",
        [
          aws("ec2/vpc:Vpc", "v", { cidrBlock: "10.0.0.0/16" }),
          aws("ec2/subnet:Subnet", "s", { vpcId: mark, cidrBlock: "10.0.0.0/24" }, depends("vpcId", "ec2/vpc:Vpc", "v")),
        ],
        credential,
      ),
      silent(
        "a queue's address in a task",
        [
          aws("sqs/queue:Queue", "q"),
          aws(
            "ecs/taskDefinition:TaskDefinition",
            "t",
            { family: "t", containerDefinitions: mark },
            depends("containerDefinitions", "sqs/queue:Queue", "q"),
          ),
        ],
        credential,
      ),
      silent(
        "an attachment of a policy",
        [
          aws("iam/policy:Policy", "p", { policy: "{}" }),
          aws(
            "iam/rolePolicyAttachment:RolePolicyAttachment",
            "a",
            { role: "r", policyArn: mark },
            depends("policyArn", "iam/policy:Policy", "p"),
          ),
        ],
        credential,
      ),
      open(
        "a password that is not known",
        [aws("rds/instance:Instance", "d", { instanceClass: "db.t4g.micro", username: "a", password: mark })],
        credential,
      ),
      found(
        "a token beside a reference",
        [
          aws("sqs/queue:Queue", "q"),
          {
            ...lambda({ QUEUE: mark, GITHUB_TOKEN: `ghp_${"a1B2c3D4e5F6".repeat(3)}` }),
            ...depends("environment", "sqs/queue:Queue", "q"),
          },
        ],
        credential,
      ),
      found(
        "a password in plaintext",
        [aws("rds/instance:Instance", "d", { instanceClass: "db.t4g.micro", username: "a", password })],
        credential,
      ),
    ],
  },
  {
    kind: "a sibling without the rule",
    cases: [
      found(
        "user data of a launch template in base64",
        [
          aws("ec2/launchTemplate:LaunchTemplate", "t", {
            userData: secret(Buffer.from(`#!/bin/sh\nexport ANTHROPIC_API_KEY=${key}\n`).toString("base64")),
          }),
        ],
        /ec2-user-data-secret-by-reference/,
        1,
      ),
      found(
        "user data of a launch configuration",
        [
          aws("ec2/launchConfiguration:LaunchConfiguration", "c", {
            imageId: "ami-1",
            instanceType: "t3.micro",
            userData: secret(`#!/bin/sh\nexport DB_PASSWORD='${password}'\n`),
          }),
        ],
        /ec2-user-data-secret-by-reference/,
        1,
      ),
      found(
        "userDataBase64 of an instance",
        [
          aws("ec2/instance:Instance", "i", {
            ami: "ami-1",
            instanceType: "t3.micro",
            userDataBase64: secret(Buffer.from(`#!/bin/sh\necho ${key} > /k\n`).toString("base64")),
          }),
        ],
        /ec2-user-data-secret-by-reference/,
        1,
      ),
      found(
        "a spot instance",
        [
          aws("ec2/spotInstanceRequest:SpotInstanceRequest", "i", {
            ami: "ami-1",
            instanceType: "t3.micro",
            userData: secret(`#!/bin/sh\necho ${key} > /k\n`),
          }),
        ],
        /user-data-secret-by-reference/,
        1,
      ),
      found(
        "App Runner",
        [
          aws("apprunner/service:Service", "s", {
            serviceName: "s",
            sourceConfiguration: {
              imageRepository: {
                imageIdentifier: "x",
                imageRepositoryType: "ECR",
                imageConfiguration: { runtimeEnvironmentVariables: { DB_PASSWORD: secret(password) } },
              },
            },
          }),
        ],
        wraps,
        1,
      ),
      found(
        "a job definition of Batch",
        [
          aws("batch/jobDefinition:JobDefinition", "j", {
            name: "j",
            type: "container",
            containerProperties: secret(JSON.stringify({ image: "x", environment: [{ name: "DB_PASSWORD", value: password }] })),
          }),
        ],
        wraps,
        1,
      ),
      found(
        "a node of Redis without TLS, and one of Valkey",
        [
          aws("elasticache/cluster:Cluster", "r", { engine: "redis", nodeType: "cache.t4g.micro", numCacheNodes: 1 }),
          aws("elasticache/cluster:Cluster", "v", { engine: "valkey", nodeType: "cache.t4g.micro", numCacheNodes: 1 }),
        ],
        /elasticache-.*in-transit/,
        2,
      ),
      found(
        "memcached without TLS",
        [
          aws("elasticache/cluster:Cluster", "m", {
            engine: "memcached",
            engineVersion: "1.6.22",
            nodeType: "cache.t4g.micro",
            numCacheNodes: 1,
          }),
        ],
        /elasticache-.*in-transit/,
        1,
      ),
      found(
        "a MySQL of the year 2013",
        [aws("rds/instance:Instance", "d", { engine: "mysql", engineVersion: "5.6.51", instanceClass: "db.t3.micro" })],
        /supported-engine-version/,
        1,
      ),
      silent(
        "user data that reads its secret",
        [
          aws("ec2/instance:Instance", "i", {
            ami: "ami-1",
            instanceType: "t3.micro",
            userData:
              "#!/bin/sh\nexport DB_PASSWORD=$(aws ssm get-parameter --name /db --with-decryption --query Parameter.Value --output text)\n",
          }),
        ],
        /user-data|secrets-/,
      ),
      silent(
        "user data that is secret for another reason",
        [aws("ec2/instance:Instance", "i", { ami: "ami-1", instanceType: "t3.micro", userData: secret("#!/bin/sh\nyum update -y\n") })],
        /fail ec2-user-data/,
      ),
      silent(
        "memcached with TLS",
        [
          aws("elasticache/cluster:Cluster", "m", {
            engine: "memcached",
            nodeType: "cache.t4g.micro",
            numCacheNodes: 1,
            transitEncryptionEnabled: true,
          }),
        ],
        /elasticache-.*encrypted/,
      ),
      silent(
        "a node of a replication group, which has the settings",
        [
          aws(
            "elasticache/replicationGroup:ReplicationGroup",
            "g",
            { replicationGroupId: "g", description: "d", atRestEncryptionEnabled: true, transitEncryptionEnabled: true },
            { id: "g", outputs: { id: "g" } },
          ),
          aws("elasticache/cluster:Cluster", "n", { clusterId: "n", replicationGroupId: "g" }),
        ],
        /elasticache-.*encrypted.* n/,
      ),
      silent(
        "a PostgreSQL that is supported",
        [aws("rds/instance:Instance", "d", { engine: "postgres", engineVersion: "17", instanceClass: "db.t3.micro" })],
        /supported-engine-version/,
      ),
    ],
  },
];
