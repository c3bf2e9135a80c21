import { cloudwatchAlarms } from "../../src/rules/aws/cloudwatch-alarms.js";
import { ref, res, suite, unknown } from "../suite.js";

const trail = [
  res("cloudwatch.LogGroup", "audit", { retentionInDays: 365 }),
  res("cloudtrail.Trail", "all", {
    s3BucketName: "audit",
    isMultiRegionTrail: true,
    cloudWatchLogsGroupArn: ref("audit", "arn"),
    cloudWatchLogsRoleArn: "arn:aws:iam::123456789012:role/audit",
  }),
];
const filter = (pattern: string) =>
  res("cloudwatch.LogMetricFilter", "filter", {
    logGroupName: ref("audit", "name"),
    pattern,
    metricTransformation: { name: "Seen", namespace: "Audit", value: "1" },
  });
const alarm = (metricName = "Seen") =>
  res("cloudwatch.MetricAlarm", "alarm", {
    metricName,
    namespace: "Audit",
    comparisonOperator: "GreaterThanThreshold",
    evaluationPeriods: 1,
  });
const cases = (...events: readonly [string, ...string[]]) => {
  const pattern = `{ ${events.map((event) => `($.eventName = "${event}")`).join(" || ")} }`;
  return {
    good: [...trail, filter(pattern), alarm()],
    pass: [
      [...trail, filter(pattern), alarm()],
      [res("cloudtrail.Trail", "one-region", { s3BucketName: "audit" })],
      [res("cloudtrail.Trail", "elsewhere", { s3BucketName: "audit", isMultiRegionTrail: true })],
    ],
    fail: [
      [...trail],
      [...trail, filter(pattern)],
      [...trail, filter(pattern), alarm("Other")],
      [...trail, filter("{ ($.eventName = x) }"), alarm()],
    ],
    unknown: [
      [...trail, filter(unknown), alarm()],
      [...trail, filter(pattern), alarm(unknown)],
    ],
  } as const;
};

suite(cloudwatchAlarms, {
  "cloudwatch-monitor-cloudtrail-changes": cases("StopLogging", "UpdateTrail", "DeleteTrail"),
  "cloudwatch-monitor-config-changes": cases("StopConfigurationRecorder", "DeleteDeliveryChannel", "PutConfigurationRecorder"),
  "cloudwatch-monitor-console-authentication-failures": cases("ConsoleLogin", "Failed authentication"),
  "cloudwatch-monitor-console-sign-in-without-mfa": cases("ConsoleLogin", "MFAUsed"),
  "cloudwatch-monitor-iam-policy-changes": cases("PutRolePolicy", "AttachRolePolicy", "CreatePolicy", "DeletePolicy"),
  "cloudwatch-monitor-kms-key-disable-or-deletion": cases("DisableKey", "ScheduleKeyDeletion"),
  "cloudwatch-monitor-network-acl-changes": cases("CreateNetworkAcl", "DeleteNetworkAclEntry", "ReplaceNetworkAclAssociation"),
  "cloudwatch-monitor-network-gateway-changes": cases("AttachInternetGateway", "DeleteInternetGateway", "CreateCustomerGateway"),
  "cloudwatch-monitor-organizations-changes": cases("organizations.amazonaws.com"),
  "cloudwatch-monitor-root-usage": cases("Root"),
  "cloudwatch-monitor-route-table-changes": cases("CreateRoute", "ReplaceRoute", "DeleteRouteTable"),
  "cloudwatch-monitor-s3-bucket-policy-changes": cases("PutBucketPolicy", "PutBucketAcl", "DeleteBucketPolicy"),
  "cloudwatch-monitor-security-group-changes": cases("AuthorizeSecurityGroupIngress", "RevokeSecurityGroupIngress", "DeleteSecurityGroup"),
  "cloudwatch-monitor-unauthorized-api-calls": cases("UnauthorizedOperation", "AccessDenied"),
  "cloudwatch-monitor-vpc-changes": cases("CreateVpc", "DeleteVpc", "ModifyVpcAttribute"),
});
