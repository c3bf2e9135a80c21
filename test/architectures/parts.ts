/** What the architectures share: policies, buckets, keys, alarms. */
import { ref, res, type Spec } from "../../src/testing/case.js";
import { account, json, region, text } from "./state.js";

export const allow = (Action: string | readonly string[], Resource: unknown, Condition?: unknown): object => ({
  Effect: "Allow",
  Action,
  Resource,
  ...(Condition === undefined ? {} : { Condition }),
});
export const policy = (...Statement: readonly object[]): never => json({ Version: "2012-10-17", Statement });
export const trust = (Service: string, Condition?: object): never =>
  policy({ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service }, ...(Condition === undefined ? {} : { Condition }) });
export const ownAccount = { StringEquals: { "aws:SourceAccount": account } };
export const administered = {
  Sid: "Account",
  Effect: "Allow",
  Principal: { AWS: `arn:aws:iam::${account}:root` },
  Action: "kms:*",
  Resource: "*",
};
export const tlsOnly = (bucket: string): object => ({
  Sid: "TlsOnly",
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Resource: [ref(bucket, "arn"), text`${ref(bucket, "arn")}/*`],
  Condition: { Bool: { "aws:SecureTransport": "false" } },
});

/** A private bucket: encrypted, versioned, for TLS only, with a lifecycle. */
export function bucket(name: string, logsTo: string | undefined, statements: readonly object[] = []): Spec[] {
  return [
    res("s3.Bucket", name, {}, { protect: true }),
    res("s3.BucketPublicAccessBlock", `${name}-private`, {
      bucket: ref(name),
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    }),
    res("s3.BucketOwnershipControls", `${name}-owner`, { bucket: ref(name), rule: { objectOwnership: "BucketOwnerEnforced" } }),
    res("s3.BucketVersioning", `${name}-versions`, { bucket: ref(name), versioningConfiguration: { status: "Enabled" } }),
    res("s3.BucketServerSideEncryptionConfiguration", `${name}-encryption`, {
      bucket: ref(name),
      rules: [
        logsTo === undefined
          ? { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }
          : {
              applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: ref("data-key", "arn") },
              bucketKeyEnabled: true,
            },
      ],
    }),
    res("s3.BucketLifecycleConfiguration", `${name}-lifecycle`, {
      bucket: ref(name),
      rules: [
        {
          id: "old",
          status: "Enabled",
          filter: {},
          noncurrentVersionExpiration: { noncurrentDays: 90 },
          abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
        },
      ],
    }),
    res("s3.BucketPolicy", `${name}-policy`, { bucket: ref(name), policy: policy(tlsOnly(name), ...statements) }),
    ...(logsTo === undefined
      ? []
      : [res("s3.BucketLogging", `${name}-logging`, { bucket: ref(name), targetBucket: ref(logsTo), targetPrefix: `${name}/` })]),
  ];
}

/** The bucket that takes the access logs of the others. */
export const accessLogs = (): Spec[] =>
  bucket("access-logs", undefined, [
    {
      Effect: "Allow",
      Principal: { Service: "logging.s3.amazonaws.com" },
      Action: "s3:PutObject",
      Resource: text`${ref("access-logs", "arn")}/*`,
      Condition: ownAccount,
    },
  ]);

export const managedRules = (name: string, priority: number, group: string): object => ({
  name,
  priority,
  overrideAction: { none: {} },
  statement: { managedRuleGroupStatement: { vendorName: "AWS", name: group } },
  visibilityConfig: { cloudwatchMetricsEnabled: true, sampledRequestsEnabled: true, metricName: name },
});

/** An alarm that goes to the topic `alarms`. */
export const alarm = (name: string, namespace: string, metricName: string, dimensions: object, threshold: number): Spec =>
  res("cloudwatch.MetricAlarm", name, {
    namespace,
    metricName,
    dimensions: dimensions as never,
    statistic: "Average",
    period: 60,
    evaluationPeriods: 5,
    threshold,
    comparisonOperator: "GreaterThanThreshold",
    treatMissingData: "notBreaching",
    alarmActions: [ref("alarms", "arn")],
    okActions: [ref("alarms", "arn")],
  });

const forService = (Service: string | readonly string[], Condition: object): object => ({
  Effect: "Allow",
  Principal: { Service },
  Action: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"],
  Resource: "*",
  Condition,
});

/** The keys for data and for logs, and the topic that alarms go to. */
export const foundations: Spec[] = [
  res(
    "kms.Key",
    "data-key",
    { description: "Data at rest", enableKeyRotation: true, deletionWindowInDays: 30, policy: policy(administered) },
    { protect: true },
  ),
  res("kms.Alias", "data-key-alias", { name: "alias/data", targetKeyId: ref("data-key", "keyId") }),
  res(
    "kms.Key",
    "logs-key",
    {
      description: "Logs and messages",
      enableKeyRotation: true,
      deletionWindowInDays: 30,
      policy: policy(
        administered,
        forService(`logs.${region}.amazonaws.com`, {
          ArnLike: { "kms:EncryptionContext:aws:logs:arn": `arn:aws:logs:${region}:${account}:*` },
        }),
        forService(["cloudwatch.amazonaws.com", "events.amazonaws.com"], ownAccount),
      ),
    },
    { protect: true },
  ),
  res("kms.Alias", "logs-key-alias", { name: "alias/logs", targetKeyId: ref("logs-key", "keyId") }),
  res("sns.Topic", "alarms", { kmsMasterKeyId: ref("logs-key", "arn") }),
  res("sns.TopicPolicy", "alarms-policy", {
    arn: ref("alarms", "arn"),
    policy: policy(
      {
        Effect: "Allow",
        Principal: { Service: "cloudwatch.amazonaws.com" },
        Action: "sns:Publish",
        Resource: ref("alarms", "arn"),
        Condition: ownAccount,
      },
      {
        Effect: "Deny",
        Principal: "*",
        Action: "sns:Publish",
        Resource: ref("alarms", "arn"),
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ),
  }),
];
