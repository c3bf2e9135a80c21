import { rule } from "../../language/rule.js";
import { watchedTrails } from "../../views/trail-alarms.js";
import { monitored } from "../helpers/monitored.js";

export const cloudwatchAlarms = {
  "cloudwatch-monitor-cloudtrail-changes": rule(
    watchedTrails,
    monitored("changes of CloudTrail", "4.5", "AVD-AWS-0151", "StopLogging", "UpdateTrail", "DeleteTrail"),
  ),
  "cloudwatch-monitor-config-changes": rule(
    watchedTrails,
    monitored(
      "changes of AWS Config",
      "4.9",
      "AVD-AWS-0155",
      "StopConfigurationRecorder",
      "DeleteDeliveryChannel",
      "PutConfigurationRecorder",
    ),
  ),
  "cloudwatch-monitor-console-authentication-failures": rule(
    watchedTrails,
    monitored("failed sign-ins to the console", "4.6", "AVD-AWS-0152", "ConsoleLogin", "Failed authentication"),
  ),
  "cloudwatch-monitor-console-sign-in-without-mfa": rule(
    watchedTrails,
    monitored("sign-ins to the console without MFA", "4.2", "AVD-AWS-0148", "ConsoleLogin", "MFAUsed"),
  ),
  "cloudwatch-monitor-iam-policy-changes": rule(
    watchedTrails,
    monitored("changes of IAM policies", "4.4", "AVD-AWS-0150", "PutRolePolicy", "AttachRolePolicy", "CreatePolicy", "DeletePolicy"),
  ),
  "cloudwatch-monitor-kms-key-disable-or-deletion": rule(
    watchedTrails,
    monitored("KMS keys that are disabled or deleted", "4.7", "AVD-AWS-0153", "DisableKey", "ScheduleKeyDeletion"),
  ),
  "cloudwatch-monitor-network-acl-changes": rule(
    watchedTrails,
    monitored(
      "changes of network ACLs",
      "4.11",
      "AVD-AWS-0157",
      "CreateNetworkAcl",
      "DeleteNetworkAclEntry",
      "ReplaceNetworkAclAssociation",
    ),
  ),
  "cloudwatch-monitor-network-gateway-changes": rule(
    watchedTrails,
    monitored(
      "changes of network gateways",
      "4.12",
      "AVD-AWS-0158",
      "AttachInternetGateway",
      "DeleteInternetGateway",
      "CreateCustomerGateway",
    ),
  ),
  "cloudwatch-monitor-organizations-changes": rule(
    watchedTrails,
    monitored("changes of AWS Organizations", "4.15", "AVD-AWS-0174", "organizations.amazonaws.com"),
  ),
  "cloudwatch-monitor-root-usage": rule(watchedTrails, monitored("use of the root user", "4.3", "AVD-AWS-0149", "Root")),
  "cloudwatch-monitor-route-table-changes": rule(
    watchedTrails,
    monitored("changes of route tables", "4.13", "AVD-AWS-0159", "CreateRoute", "ReplaceRoute", "DeleteRouteTable"),
  ),
  "cloudwatch-monitor-s3-bucket-policy-changes": rule(
    watchedTrails,
    monitored("changes of bucket policies", "4.8", "AVD-AWS-0154", "PutBucketPolicy", "PutBucketAcl", "DeleteBucketPolicy"),
  ),
  "cloudwatch-monitor-security-group-changes": rule(
    watchedTrails,
    monitored(
      "changes of security groups",
      "4.10",
      "AVD-AWS-0156",
      "AuthorizeSecurityGroupIngress",
      "RevokeSecurityGroupIngress",
      "DeleteSecurityGroup",
    ),
  ),
  "cloudwatch-monitor-unauthorized-api-calls": rule(
    watchedTrails,
    monitored("API calls without permission", "4.1", "AVD-AWS-0147", "UnauthorizedOperation", "AccessDenied"),
  ),
  "cloudwatch-monitor-vpc-changes": rule(
    watchedTrails,
    monitored("changes of VPCs", "4.14", "AVD-AWS-0160", "CreateVpc", "DeleteVpc", "ModifyVpcAttribute"),
  ),
};
