import { ref, res, type Spec } from "../../src/testing/case.js";
import { allow, policy, trust } from "./parts.js";
import { text } from "./state.js";

/** A function with its role, log group, alias and alarms. */
export function handler(name: string, env: Readonly<Record<string, never>>, grants: readonly object[], alias = true): Spec[] {
  return [
    res("cloudwatch.LogGroup", `${name}-logs`, { name: `/aws/lambda/${name}`, retentionInDays: 365, kmsKeyId: ref("logs-key", "arn") }),
    res("iam.Role", `${name}-role`, { assumeRolePolicy: trust("lambda.amazonaws.com") }),
    res("iam.RolePolicy", `${name}-policy`, {
      role: ref(`${name}-role`),
      policy: policy(
        allow(["logs:CreateLogStream", "logs:PutLogEvents"], text`${ref(`${name}-logs`, "arn")}:*`),
        allow(["xray:PutTraceSegments", "xray:PutTelemetryRecords"], "*"),
        ...grants,
      ),
    }),
    res("lambda.Function", name, {
      name,
      role: ref(`${name}-role`, "arn"),
      runtime: "nodejs22.x",
      architectures: ["arm64"],
      handler: "index.handler",
      s3Bucket: ref("artifacts", "bucket"),
      s3Key: `${name}/4f1c2d.zip`,
      s3ObjectVersion: "3sL4kqtJlcpXroDTDmJ",
      codeSigningConfigArn: ref("code-signing", "arn"),
      memorySize: 512,
      timeout: 20,
      publish: true,
      reservedConcurrentExecutions: 100,
      kmsKeyArn: ref("data-key", "arn"),
      environment: { variables: env },
      tracingConfig: { mode: "Active" },
      loggingConfig: { logFormat: "JSON", logGroup: ref(`${name}-logs`, "name") },
      deadLetterConfig: { targetArn: ref("dead-letters", "arn") },
    }),
    ...(alias
      ? [res("lambda.Alias", `${name}-live`, { name: "live", functionName: ref(name, "name"), functionVersion: ref(name, "version") })]
      : []),
    res("cloudwatch.MetricAlarm", `${name}-errors`, {
      namespace: "AWS/Lambda",
      metricName: "Errors",
      dimensions: { FunctionName: ref(name, "name") },
      statistic: "Sum",
      period: 60,
      evaluationPeriods: 3,
      threshold: 1,
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      treatMissingData: "notBreaching",
      alarmActions: [ref("alarms", "arn")],
      okActions: [ref("alarms", "arn")],
    }),
  ];
}
