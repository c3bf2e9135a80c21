// A stack as a team of some size has it: thirty types, tags everywhere, policies, task definitions and user data; one resource in twenty has a fault.
const tags = (i) => ({ Project: "shop", Environment: "dev", Owner: `team-${i % 7}`, Name: `thing-${i}`, CostCenter: `${4000 + (i % 9)}` });
const arn = (service, rest) => `arn:aws:${service}:eu-west-1:123456789012:${rest}`;
const json = (value) => JSON.stringify(value);
const key = arn("kms", "key/1234abcd-12ab-34cd-56ef-1234567890ab");
const policy = (i, ...statements) =>
  json({ Version: "2012-10-17", Statement: statements.map((s, j) => ({ Sid: `S${j}`, Effect: "Allow", ...s })), Id: `p${i}` });
const trust = (service) =>
  json({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: service } }] });
const userData = (i) =>
  Buffer.from(
    `#!/bin/bash\nset -eu\n${Array.from({ length: 30 }, (_, n) => `echo "step ${n} of ${i}" >> /var/log/setup.log`).join("\n")}\n`,
  ).toString("base64");

/** For each type its inputs; `bad` states whether this one has a fault. */
const makers = {
  "aws:s3/bucket:Bucket": (i, bad) => ({ bucket: `bucket-${i}`, forceDestroy: bad, tags: tags(i) }),
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": (i, bad) => ({
    bucket: `bucket-${i - 1}`,
    blockPublicAcls: !bad,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
  }),
  "aws:s3/bucketPolicy:BucketPolicy": (i) => ({
    bucket: `bucket-${i - 2}`,
    policy: policy(i, {
      Effect: "Deny",
      Principal: "*",
      Action: "s3:*",
      Resource: [`arn:aws:s3:::bucket-${i - 2}`, `arn:aws:s3:::bucket-${i - 2}/*`],
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    }),
  }),
  "aws:s3/bucketVersioning:BucketVersioning": (i) => ({ bucket: `bucket-${i - 3}`, versioningConfiguration: { status: "Enabled" } }),
  "aws:s3/bucketLogging:BucketLogging": (i) => ({ bucket: `bucket-${i - 4}`, targetBucket: "central-logs", targetPrefix: `b${i}/` }),
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": (i) => ({
    bucket: `bucket-${i - 5}`,
    rules: [{ id: "old", status: "Enabled", expiration: { days: 365 }, filter: {} }],
  }),
  "aws:iam/role:Role": (i) => ({
    name: `role-${i}`,
    assumeRolePolicy: trust("lambda.amazonaws.com"),
    description: "runs a function",
    tags: tags(i),
  }),
  "aws:iam/policy:Policy": (i, bad) => ({
    name: `policy-${i}`,
    description: "what the function needs",
    policy: policy(
      i,
      { Action: bad ? "*" : ["s3:GetObject", "s3:PutObject"], Resource: bad ? "*" : `arn:aws:s3:::bucket-${i}/*` },
      { Action: ["logs:CreateLogStream", "logs:PutLogEvents"], Resource: arn("logs", `log-group:/aws/lambda/fn-${i}:*`) },
      {
        Action: ["dynamodb:GetItem", "dynamodb:Query"],
        Resource: [arn("dynamodb", `table/table-${i}`), arn("dynamodb", `table/table-${i}/index/*`)],
      },
    ),
    tags: tags(i),
  }),
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": (i) => ({
    role: `role-${i - 2}`,
    policyArn: `arn:aws:iam::123456789012:policy/policy-${i - 1}`,
  }),
  "aws:lambda/function:Function": (i, bad) => ({
    name: `fn-${i}`,
    role: `arn:aws:iam::123456789012:role/role-${i - 3}`,
    runtime: "nodejs22.x",
    handler: "index.handler",
    timeout: 30,
    memorySize: 256,
    environment: { variables: { TABLE: `table-${i}`, LOG_LEVEL: "info", ...(bad ? { DB_PASSWORD: "correct-horse-9" } : {}) } },
    tracingConfig: { mode: "Active" },
    kmsKeyArn: key,
    deadLetterConfig: { targetArn: arn("sqs", "dead") },
    vpcConfig: { subnetIds: ["subnet-1", "subnet-2"], securityGroupIds: ["sg-1"] },
    reservedConcurrentExecutions: 10,
    tags: tags(i),
  }),
  "aws:lambda/permission:Permission": (i) => ({
    action: "lambda:InvokeFunction",
    function: `fn-${i - 1}`,
    principal: "events.amazonaws.com",
    sourceArn: arn("events", `rule/r-${i}`),
    sourceAccount: "123456789012",
  }),
  "aws:cloudwatch/logGroup:LogGroup": (i) => ({ name: `/aws/lambda/fn-${i - 2}`, retentionInDays: 365, kmsKeyId: key, tags: tags(i) }),
  "aws:cloudwatch/metricAlarm:MetricAlarm": (i) => ({
    name: `alarm-${i}`,
    comparisonOperator: "GreaterThanThreshold",
    evaluationPeriods: 2,
    metricName: "Errors",
    namespace: "AWS/Lambda",
    period: 300,
    statistic: "Sum",
    threshold: 1,
    dimensions: { FunctionName: `fn-${i}` },
    alarmActions: [arn("sns", "alarms")],
    tags: tags(i),
  }),
  "aws:dynamodb/table:Table": (i) => ({
    name: `table-${i}`,
    billingMode: "PAY_PER_REQUEST",
    hashKey: "id",
    attributes: [{ name: "id", type: "S" }],
    pointInTimeRecovery: { enabled: true },
    serverSideEncryption: { enabled: true, kmsKeyArn: key },
    deletionProtectionEnabled: true,
    tags: tags(i),
  }),
  "aws:sqs/queue:Queue": (i) => ({
    name: `queue-${i}`,
    kmsMasterKeyId: key,
    messageRetentionSeconds: 345_600,
    redrivePolicy: json({ deadLetterTargetArn: arn("sqs", "dead"), maxReceiveCount: 5 }),
    tags: tags(i),
  }),
  "aws:sqs/queuePolicy:QueuePolicy": (i) => ({
    queueUrl: `https://sqs.eu-west-1.amazonaws.com/123456789012/queue-${i - 1}`,
    policy: policy(i, {
      Principal: { Service: "sns.amazonaws.com" },
      Action: "sqs:SendMessage",
      Resource: arn("sqs", `queue-${i - 1}`),
      Condition: { ArnEquals: { "aws:SourceArn": arn("sns", `topic-${i}`) }, StringEquals: { "aws:SourceAccount": "123456789012" } },
    }),
  }),
  "aws:sns/topic:Topic": (i) => ({ name: `topic-${i}`, kmsMasterKeyId: key, tags: tags(i) }),
  "aws:sns/topicSubscription:TopicSubscription": (i) => ({
    topic: arn("sns", `topic-${i - 1}`),
    protocol: "sqs",
    endpoint: arn("sqs", `queue-${i - 3}`),
  }),
  "aws:kms/key:Key": (i) => ({
    description: `key ${i}`,
    enableKeyRotation: true,
    deletionWindowInDays: 30,
    policy: policy(i, { Principal: { AWS: "arn:aws:iam::123456789012:root" }, Action: "kms:*", Resource: "*" }),
    tags: tags(i),
  }),
  "aws:ec2/securityGroup:SecurityGroup": (i, bad) => ({
    name: `sg-${i}`,
    description: `lets web traffic in to ${i}`,
    vpcId: "vpc-1",
    ingress: [
      { protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["10.0.0.0/8"], description: "https" },
      { protocol: "tcp", fromPort: 8443, toPort: 8443, cidrBlocks: [bad ? "0.0.0.0/0" : "10.1.0.0/16"], description: "admin" },
    ],
    egress: [{ protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["10.0.0.0/8"], description: "https" }],
    tags: tags(i),
  }),
  "aws:ec2/subnet:Subnet": (i) => ({
    vpcId: "vpc-1",
    cidrBlock: `10.${i % 250}.0.0/24`,
    availabilityZone: "eu-west-1a",
    mapPublicIpOnLaunch: false,
    tags: tags(i),
  }),
  "aws:ec2/instance:Instance": (i) => ({
    ami: "ami-0abcdef1234567890",
    instanceType: "t3.medium",
    subnetId: "subnet-1",
    associatePublicIpAddress: false,
    monitoring: true,
    ebsOptimized: true,
    iamInstanceProfile: "web",
    metadataOptions: { httpTokens: "required", httpEndpoint: "enabled", httpPutResponseHopLimit: 1 },
    rootBlockDevice: { encrypted: true, kmsKeyId: key, volumeType: "gp3", tags: tags(i) },
    userDataBase64: userData(i),
    tags: tags(i),
  }),
  "aws:ebs/volume:Volume": (i) => ({ availabilityZone: "eu-west-1a", size: 100, encrypted: true, kmsKeyId: key, tags: tags(i) }),
  "aws:rds/instance:Instance": (i) => ({
    identifier: `db-${i}`,
    engine: "postgres",
    engineVersion: "17",
    instanceClass: "db.t4g.medium",
    allocatedStorage: 50,
    username: "shop",
    manageMasterUserPassword: true,
    storageEncrypted: true,
    kmsKeyId: key,
    multiAz: true,
    publiclyAccessible: false,
    deletionProtection: true,
    backupRetentionPeriod: 14,
    copyTagsToSnapshot: true,
    autoMinorVersionUpgrade: true,
    iamDatabaseAuthenticationEnabled: true,
    performanceInsightsEnabled: true,
    performanceInsightsKmsKeyId: key,
    monitoringInterval: 60,
    enabledCloudwatchLogsExports: ["postgresql", "upgrade"],
    caCertIdentifier: "rds-ca-rsa2048-g1",
    tags: tags(i),
  }),
  "aws:ecs/taskDefinition:TaskDefinition": (i) => ({
    family: `task-${i}`,
    requiresCompatibilities: ["FARGATE"],
    networkMode: "awsvpc",
    cpu: "512",
    memory: "1024",
    executionRoleArn: `arn:aws:iam::123456789012:role/role-${i}`,
    taskRoleArn: `arn:aws:iam::123456789012:role/role-${i}`,
    containerDefinitions: json([
      {
        name: "app",
        image: `123456789012.dkr.ecr.eu-west-1.amazonaws.com/app:${i}`,
        essential: true,
        readonlyRootFilesystem: true,
        user: "1000",
        environment: Array.from({ length: 12 }, (_, n) => ({ name: `SETTING_${n}`, value: `value-${n}` })),
        secrets: [{ name: "DB_PASSWORD", valueFrom: arn("secretsmanager", "secret:db") }],
        logConfiguration: {
          logDriver: "awslogs",
          options: { "awslogs-group": "app", "awslogs-region": "eu-west-1", "awslogs-stream-prefix": "a" },
        },
      },
    ]),
    tags: tags(i),
  }),
  "aws:ecs/service:Service": (i) => ({
    name: `service-${i}`,
    cluster: arn("ecs", "cluster/main"),
    taskDefinition: arn("ecs", `task-definition/task-${i - 1}:1`),
    desiredCount: 2,
    launchType: "FARGATE",
    platformVersion: "LATEST",
    networkConfiguration: { subnets: ["subnet-1"], securityGroups: ["sg-1"], assignPublicIp: false },
    propagateTags: "SERVICE",
    tags: tags(i),
  }),
  "aws:lb/targetGroup:TargetGroup": (i) => ({
    name: `tg-${i}`,
    port: 443,
    protocol: "HTTPS",
    targetType: "ip",
    vpcId: "vpc-1",
    healthCheck: { protocol: "HTTPS", path: "/up" },
    tags: tags(i),
  }),
  "aws:ecr/repository:Repository": (i) => ({
    name: `repo-${i}`,
    imageTagMutability: "IMMUTABLE",
    imageScanningConfiguration: { scanOnPush: true },
    encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: key }],
    tags: tags(i),
  }),
  "aws:route53/record:Record": (i) => ({ zoneId: "Z123", name: `r${i}.example.com`, type: "CNAME", ttl: 300, records: ["x.example.com"] }),
  "aws:secretsmanager/secret:Secret": (i) => ({
    name: `secret-${i}`,
    description: "a password",
    kmsKeyId: key,
    recoveryWindowInDays: 30,
    tags: tags(i),
  }),
  "aws:ssm/parameter:Parameter": (i) => ({ name: `/shop/p-${i}`, type: "String", value: `value-${i}`, tags: tags(i) }),
};
const types = Object.keys(makers);

/** `count` resources: type, name and inputs. */
export const resources = (count) =>
  Array.from({ length: count }, (_, i) => {
    const type = types[i % types.length];
    return { type, name: `r${i}`, inputs: makers[type](i, i % 20 === 7) };
  });

/** The same as a state. */
export function state(count) {
  const urn = (type, name) => `urn:pulumi:dev::shop::${type}::${name}`;
  const provider = urn("pulumi:providers:aws", "default");
  return {
    version: 3,
    deployment: {
      manifest: { time: "2026-01-01T00:00:00Z", magic: "", version: "v3.250.0" },
      resources: [
        {
          urn: urn("pulumi:pulumi:Stack", "shop-dev"),
          type: "pulumi:pulumi:Stack",
          custom: false,
          outputs: { url: "https://example.com" },
        },
        {
          urn: provider,
          type: "pulumi:providers:aws",
          custom: true,
          id: "p",
          inputs: { region: "eu-west-1" },
          outputs: { region: "eu-west-1" },
        },
        ...resources(count).map(({ type, name, inputs }, i) => ({
          urn: urn(type, name),
          custom: true,
          id: inputs.name ?? inputs.bucket ?? `id-${i}`,
          type,
          inputs: { __defaults: [], ...inputs },
          outputs: {
            ...inputs,
            id: inputs.name ?? inputs.bucket ?? `id-${i}`,
            arn: arn("any", `thing-${i}`),
            tagsAll: inputs.tags,
            region: "eu-west-1",
          },
          parent: urn("pulumi:pulumi:Stack", "shop-dev"),
          provider: `${provider}::p`,
          propertyDependencies: {},
          protect: !type.includes("Permission"),
          sourcePosition: `project:///index.ts#${i},1`,
        })),
      ],
    },
  };
}
