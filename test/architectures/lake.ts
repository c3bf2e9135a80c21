/** A data lake as an experienced engineer writes it: zones of buckets, streams, catalogue, permissions, queries, a warehouse. */
import { anyRes, ref, res, type Spec } from "../../src/testing/case.js";
import { network } from "./network.js";
import { accessLogs, alarm, allow, bucket, foundations, ownAccount, policy, trust } from "./parts.js";
import { account, json, providerInputs, region, text } from "./state.js";

const project = "lake";
const zones = ["raw", "clean", "curated"] as const;
const useKey = allow(["kms:Decrypt", "kms:GenerateDataKey"], ref("data-key", "arn"));

const storage: Spec[] = [...accessLogs(), ...[...zones, "query-results", "scripts"].flatMap((name) => bucket(name, "access-logs"))];

const ingestion: Spec[] = [
  res(
    "kinesis.Stream",
    "clicks",
    { streamModeDetails: { streamMode: "ON_DEMAND" }, retentionPeriod: 168, encryptionType: "KMS", kmsKeyId: ref("data-key", "arn") },
    { protect: true },
  ),
  res("cloudwatch.LogGroup", "delivery-logs", { retentionInDays: 365, kmsKeyId: ref("logs-key", "arn") }),
  res("cloudwatch.LogStream", "delivery-log-stream", { logGroupName: ref("delivery-logs", "name"), name: "S3Delivery" }),
  res("iam.Role", "delivery-role", { assumeRolePolicy: trust("firehose.amazonaws.com", ownAccount) }),
  res("iam.RolePolicy", "delivery-policy", {
    role: ref("delivery-role"),
    policy: policy(
      allow(["kinesis:DescribeStream", "kinesis:GetShardIterator", "kinesis:GetRecords", "kinesis:ListShards"], ref("clicks", "arn")),
      allow(
        ["s3:AbortMultipartUpload", "s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads", "s3:PutObject"],
        [ref("raw", "arn"), text`${ref("raw", "arn")}/*`],
      ),
      allow(
        ["glue:GetTable", "glue:GetTableVersion", "glue:GetTableVersions"],
        [
          `arn:aws:glue:${region}:${account}:catalog`,
          text`arn:aws:glue:${region}:${account}:database/${ref("raw-database", "name")}`,
          text`arn:aws:glue:${region}:${account}:table/${ref("raw-database", "name")}/*`,
        ],
      ),
      allow("logs:PutLogEvents", text`${ref("delivery-logs", "arn")}:*`),
      useKey,
    ),
  }),
  res("kinesis.FirehoseDeliveryStream", "clicks-to-raw", {
    destination: "extended_s3",
    kinesisSourceConfiguration: { kinesisStreamArn: ref("clicks", "arn"), roleArn: ref("delivery-role", "arn") },
    extendedS3Configuration: {
      bucketArn: ref("raw", "arn"),
      roleArn: ref("delivery-role", "arn"),
      kmsKeyArn: ref("data-key", "arn"),
      prefix: "clicks/!{timestamp:yyyy/MM/dd}/",
      errorOutputPrefix: "errors/!{firehose:error-output-type}/",
      bufferingSize: 128,
      bufferingInterval: 300,
      cloudwatchLoggingOptions: {
        enabled: true,
        logGroupName: ref("delivery-logs", "name"),
        logStreamName: ref("delivery-log-stream", "name"),
      },
    },
  }),
  alarm("clicks-behind", "AWS/Kinesis", "GetRecords.IteratorAgeMilliseconds", { StreamName: ref("clicks", "name") }, 600_000),
  alarm("delivery-late", "AWS/Firehose", "DeliveryToS3.DataFreshness", { DeliveryStreamName: ref("clicks-to-raw", "name") }, 900),
];

const catalogue: Spec[] = [
  ...zones.map((zone) =>
    res(
      "glue.CatalogDatabase",
      `${zone}-database`,
      { name: `lake_${zone}`, locationUri: text`s3://${ref(zone, "bucket")}/` },
      { protect: true },
    ),
  ),
  res("glue.DataCatalogEncryptionSettings", "catalogue-encryption", {
    dataCatalogEncryptionSettings: {
      encryptionAtRest: { catalogEncryptionMode: "SSE-KMS", sseAwsKmsKeyId: ref("data-key", "arn") },
      connectionPasswordEncryption: { returnConnectionPasswordEncrypted: true, awsKmsKeyId: ref("data-key", "arn") },
    },
  }),
  res("glue.SecurityConfiguration", "jobs-security", {
    encryptionConfiguration: {
      cloudwatchEncryption: { cloudwatchEncryptionMode: "SSE-KMS", kmsKeyArn: ref("logs-key", "arn") },
      jobBookmarksEncryption: { jobBookmarksEncryptionMode: "CSE-KMS", kmsKeyArn: ref("data-key", "arn") },
      s3Encryption: { s3EncryptionMode: "SSE-KMS", kmsKeyArn: ref("data-key", "arn") },
    },
  }),
  res("iam.Role", "jobs-role", { assumeRolePolicy: trust("glue.amazonaws.com", ownAccount) }),
  res("iam.Policy", "jobs-policy", {
    policy: policy(
      allow(
        ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"],
        zones.map((zone) => text`${ref(zone, "arn")}/*`),
      ),
      allow("s3:GetObject", text`${ref("scripts", "arn")}/*`),
      allow(
        ["s3:ListBucket", "s3:GetBucketLocation"],
        zones.map((zone) => ref(zone, "arn")),
      ),
      allow(
        ["glue:GetDatabase", "glue:GetTable", "glue:GetTables", "glue:GetPartitions", "glue:CreateTable", "glue:UpdateTable"],
        [
          `arn:aws:glue:${region}:${account}:catalog`,
          `arn:aws:glue:${region}:${account}:database/lake_*`,
          `arn:aws:glue:${region}:${account}:table/lake_*/*`,
        ],
      ),
      allow(
        ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents", "logs:AssociateKmsKey"],
        `arn:aws:logs:${region}:${account}:log-group:/aws-glue/*`,
      ),
      allow("lakeformation:GetDataAccess", "*"),
      allow("cloudwatch:PutMetricData", "*", { StringEquals: { "cloudwatch:namespace": "Glue" } }),
      useKey,
    ),
  }),
  res("iam.RolePolicyAttachment", "jobs-role-policy", { role: ref("jobs-role", "name"), policyArn: ref("jobs-policy", "arn") }),
  ...[
    ["raw", "clean"],
    ["clean", "curated"],
  ].map(([from, to]) =>
    res("glue.Job", `${from}-to-${to}`, {
      roleArn: ref("jobs-role", "arn"),
      glueVersion: "5.0",
      workerType: "G.1X",
      numberOfWorkers: 4,
      maxRetries: 1,
      timeout: 120,
      securityConfiguration: ref("jobs-security", "name"),
      command: { name: "glueetl", pythonVersion: "3", scriptLocation: text`s3://${ref("scripts", "bucket")}/${from}_to_${to}.py` },
      defaultArguments: {
        "--enable-continuous-cloudwatch-log": "true",
        "--enable-metrics": "true",
        "--job-bookmark-option": "job-bookmark-enable",
        "--target": text`s3://${ref(to ?? "", "bucket")}/`,
      },
    }),
  ),
  res("glue.Crawler", "raw-crawler", {
    role: ref("jobs-role", "arn"),
    databaseName: ref("raw-database", "name"),
    securityConfiguration: ref("jobs-security", "name"),
    s3Targets: [{ path: text`s3://${ref("raw", "bucket")}/clicks/` }],
    schedule: "cron(15 * * * ? *)",
    schemaChangePolicy: { deleteBehavior: "LOG", updateBehavior: "UPDATE_IN_DATABASE" },
  }),
  res("glue.Trigger", "nightly", {
    type: "SCHEDULED",
    schedule: "cron(0 2 * * ? *)",
    actions: [{ jobName: ref("raw-to-clean", "name") }],
  }),
  res("glue.Trigger", "after-clean", {
    type: "CONDITIONAL",
    predicate: { conditions: [{ jobName: ref("raw-to-clean", "name"), state: "SUCCEEDED" }] },
    actions: [{ jobName: ref("clean-to-curated", "name") }],
  }),
];

const permissions: Spec[] = [
  res("iam.Role", "lake-admin", {
    assumeRolePolicy: policy({
      Effect: "Allow",
      Principal: {
        AWS: `arn:aws:iam::${account}:role/aws-reserved/sso.amazonaws.com/${region}/AWSReservedSSO_DataPlatform_0123456789abcdef`,
      },
      Action: "sts:AssumeRole",
    }),
  }),
  res("lakeformation.DataLakeSettings", "lake-settings", {
    admins: [ref("lake-admin", "arn")],
    createDatabaseDefaultPermissions: [],
    createTableDefaultPermissions: [],
  }),
  ...zones.map((zone) =>
    res("lakeformation.Resource", `${zone}-location`, {
      arn: ref(zone, "arn"),
      roleArn: ref("jobs-role", "arn"),
      hybridAccessEnabled: false,
    }),
  ),
  res("iam.Role", "analysts", {
    maxSessionDuration: 3600,
    assumeRolePolicy: policy({
      Effect: "Allow",
      Principal: { Federated: `arn:aws:iam::${account}:saml-provider/company` },
      Action: "sts:AssumeRoleWithSAML",
      Condition: { StringEquals: { "SAML:aud": "https://signin.aws.amazon.com/saml" } },
    }),
  }),
  res("iam.RolePolicy", "analysts-policy", {
    role: ref("analysts"),
    policy: policy(
      allow(
        ["athena:StartQueryExecution", "athena:GetQueryExecution", "athena:GetQueryResults", "athena:StopQueryExecution"],
        ref("analysts-workgroup", "arn"),
      ),
      allow("lakeformation:GetDataAccess", "*"),
      allow(
        ["glue:GetDatabase", "glue:GetTable", "glue:GetPartitions"],
        [
          `arn:aws:glue:${region}:${account}:catalog`,
          text`arn:aws:glue:${region}:${account}:database/${ref("curated-database", "name")}`,
          text`arn:aws:glue:${region}:${account}:table/${ref("curated-database", "name")}/*`,
        ],
      ),
      allow(["s3:GetObject", "s3:PutObject"], text`${ref("query-results", "arn")}/*`),
      allow(["s3:GetBucketLocation", "s3:ListBucket"], ref("query-results", "arn")),
      useKey,
    ),
  }),
  res("lakeformation.Permissions", "analysts-read", {
    principal: ref("analysts", "arn"),
    permissions: ["SELECT", "DESCRIBE"],
    table: { databaseName: ref("curated-database", "name"), wildcard: true },
  }),
  ...zones.slice(0, 2).map((zone) =>
    res("lakeformation.Permissions", `jobs-${zone}`, {
      principal: ref("jobs-role", "arn"),
      permissions: ["ALL"],
      database: { name: ref(`${zone}-database`, "name") },
    }),
  ),
  res("athena.Workgroup", "analysts-workgroup", {
    configuration: {
      enforceWorkgroupConfiguration: true,
      publishCloudwatchMetricsEnabled: true,
      bytesScannedCutoffPerQuery: 1_099_511_627_776,
      engineVersion: { selectedEngineVersion: "Athena engine version 3" },
      resultConfiguration: {
        outputLocation: text`s3://${ref("query-results", "bucket")}/analysts/`,
        encryptionConfiguration: { encryptionOption: "SSE_KMS", kmsKeyArn: ref("data-key", "arn") },
        expectedBucketOwner: account,
      },
    },
  }),
];

const warehouse: Spec[] = [
  res("ec2.SecurityGroup", "warehouse-group", { vpcId: ref("vpc"), description: "The warehouse" }),
  res("vpc.SecurityGroupIngressRule", "warehouse-from-private", {
    securityGroupId: ref("warehouse-group"),
    cidrIpv4: "10.20.16.0/20",
    ipProtocol: "tcp",
    fromPort: 5439,
    toPort: 5439,
    description: "Reports in the private subnets",
  }),
  res("iam.Role", "warehouse-role", { assumeRolePolicy: trust("redshift.amazonaws.com", ownAccount) }),
  res("iam.RolePolicy", "warehouse-policy", {
    role: ref("warehouse-role"),
    policy: policy(
      allow(["s3:GetObject", "s3:ListBucket"], [ref("curated", "arn"), text`${ref("curated", "arn")}/*`]),
      allow("lakeformation:GetDataAccess", "*"),
      useKey,
    ),
  }),
  res(
    "redshiftserverless.Namespace",
    "warehouse",
    {
      namespaceName: "warehouse",
      dbName: "lake",
      adminUsername: "lake_admin",
      manageAdminPassword: true,
      adminPasswordSecretKmsKeyId: ref("data-key", "arn"),
      kmsKeyId: ref("data-key", "arn"),
      iamRoles: [ref("warehouse-role", "arn")],
      defaultIamRoleArn: ref("warehouse-role", "arn"),
      logExports: ["userlog", "connectionlog", "useractivitylog"],
    },
    { protect: true },
  ),
  res("redshiftserverless.Workgroup", "warehouse-workgroup", {
    namespaceName: ref("warehouse", "namespaceName"),
    workgroupName: "warehouse",
    baseCapacity: 32,
    maxCapacity: 128,
    enhancedVpcRouting: true,
    publiclyAccessible: false,
    subnetIds: [ref("isolated-a"), ref("isolated-b")],
    securityGroupIds: [ref("warehouse-group")],
    configParameters: [
      { parameterKey: "require_ssl", parameterValue: "true" },
      { parameterKey: "enable_user_activity_logging", parameterValue: "true" },
    ],
  }),
  res("redshiftserverless.UsageLimit", "warehouse-limit", {
    resourceArn: ref("warehouse-workgroup", "arn"),
    usageType: "serverless-compute",
    amount: 600,
    period: "daily",
    breachAction: "emit-metric",
  }),
  res("cloudwatch.EventRule", "failed-jobs", {
    eventPattern: json({ source: ["aws.glue"], "detail-type": ["Glue Job State Change"], detail: { state: ["FAILED", "TIMEOUT"] } }),
  }),
  res("cloudwatch.EventTarget", "failed-jobs-alarms", { rule: ref("failed-jobs", "name"), arn: ref("alarms", "arn") }),
];

const provider = anyRes("pulumi:providers:aws", "default", providerInputs(region, project));
export const lake = {
  project,
  of: [provider, ...foundations, ...network, ...storage, ...ingestion, ...catalogue, ...permissions, ...warehouse],
};
