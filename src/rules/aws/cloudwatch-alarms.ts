import { rule } from "../../language/rule.js";
import { watchedTrails } from "../../views/trail-alarms.js";

const page = "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudwatch-alarms-for-cloudtrail.html";

/** A rule that an alarm watches a trail for some events, of which the filter's pattern names each. */
const watched = (what: string, cis: string, avd: string, ...events: readonly string[]) =>
  rule(watchedTrails, {
    title: `CloudWatch must raise an alarm on ${what}`,
    severity: "low",
    preset: "all",
    controls: { cis },
    equivalents: [avd],
    fix:
      "Add a `cloudwatch.LogMetricFilter` on the log group of the trail whose `pattern` names " +
      `${events.join(", ")}, and a \`cloudwatch.MetricAlarm\` on its metric.`,
    docs: page,
    check: ({ patterns }) =>
      !patterns.some((pattern) => events.every((event) => pattern.includes(event))) && `has no alarm on ${what} among its events`,
  });

export const cloudwatchAlarms = {
  "cloudwatch-monitor-cloudtrail-changes": watched(
    "changes of CloudTrail",
    "4.5",
    "AVD-AWS-0151",
    "StopLogging",
    "UpdateTrail",
    "DeleteTrail",
  ),
  "cloudwatch-monitor-config-changes": watched(
    "changes of AWS Config",
    "4.9",
    "AVD-AWS-0155",
    "StopConfigurationRecorder",
    "DeleteDeliveryChannel",
    "PutConfigurationRecorder",
  ),
  "cloudwatch-monitor-console-authentication-failures": watched(
    "failed sign-ins to the console",
    "4.6",
    "AVD-AWS-0152",
    "ConsoleLogin",
    "Failed authentication",
  ),
  "cloudwatch-monitor-console-sign-in-without-mfa": watched(
    "sign-ins to the console without MFA",
    "4.2",
    "AVD-AWS-0148",
    "ConsoleLogin",
    "MFAUsed",
  ),
  "cloudwatch-monitor-iam-policy-changes": watched(
    "changes of IAM policies",
    "4.4",
    "AVD-AWS-0150",
    "PutRolePolicy",
    "AttachRolePolicy",
    "CreatePolicy",
    "DeletePolicy",
  ),
  "cloudwatch-monitor-kms-key-disable-or-deletion": watched(
    "KMS keys that are disabled or deleted",
    "4.7",
    "AVD-AWS-0153",
    "DisableKey",
    "ScheduleKeyDeletion",
  ),
  "cloudwatch-monitor-network-acl-changes": watched(
    "changes of network ACLs",
    "4.11",
    "AVD-AWS-0157",
    "CreateNetworkAcl",
    "DeleteNetworkAclEntry",
    "ReplaceNetworkAclAssociation",
  ),
  "cloudwatch-monitor-network-gateway-changes": watched(
    "changes of network gateways",
    "4.12",
    "AVD-AWS-0158",
    "AttachInternetGateway",
    "DeleteInternetGateway",
    "CreateCustomerGateway",
  ),
  "cloudwatch-monitor-organizations-changes": watched(
    "changes of AWS Organizations",
    "4.15",
    "AVD-AWS-0174",
    "organizations.amazonaws.com",
  ),
  "cloudwatch-monitor-root-usage": watched("use of the root user", "4.3", "AVD-AWS-0149", "Root"),
  "cloudwatch-monitor-route-table-changes": watched(
    "changes of route tables",
    "4.13",
    "AVD-AWS-0159",
    "CreateRoute",
    "ReplaceRoute",
    "DeleteRouteTable",
  ),
  "cloudwatch-monitor-s3-bucket-policy-changes": watched(
    "changes of bucket policies",
    "4.8",
    "AVD-AWS-0154",
    "PutBucketPolicy",
    "PutBucketAcl",
    "DeleteBucketPolicy",
  ),
  "cloudwatch-monitor-security-group-changes": watched(
    "changes of security groups",
    "4.10",
    "AVD-AWS-0156",
    "AuthorizeSecurityGroupIngress",
    "RevokeSecurityGroupIngress",
    "DeleteSecurityGroup",
  ),
  "cloudwatch-monitor-unauthorized-api-calls": watched(
    "API calls without permission",
    "4.1",
    "AVD-AWS-0147",
    "UnauthorizedOperation",
    "AccessDenied",
  ),
  "cloudwatch-monitor-vpc-changes": watched("changes of VPCs", "4.14", "AVD-AWS-0160", "CreateVpc", "DeleteVpc", "ModifyVpcAttribute"),
};
