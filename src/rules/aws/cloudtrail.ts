import { noneOf, present } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";
import { customerManagedKey, keyAbout } from "../helpers/keys.js";

export const cloudtrail = {
  "cloudtrail-trail-multi-region": rule("cloudtrail.Trail", {
    title: "CloudTrail trails must record events in every Region",
    severity: "medium",
    controls: { fsbp: "CloudTrail.1", cis: "3.1", nist: ["AC-3(1)", "AC-6(9)", "SC-7(9)"], pci: ["10.2.1.1", "10.2.1.2"] },
    equivalents: ["CKV_AWS_67", "AVD-AWS-0014"],
    fix: "Set `isMultiRegionTrail: true`.",
    docs: "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/receive-cloudtrail-log-files-from-multiple-regions.html",
    require: { isMultiRegionTrail: true },
    remediate: true,
  }),
  "cloudtrail-trail-log-file-validation": rule("cloudtrail.Trail", {
    title: "CloudTrail trails must have log file validation enabled",
    severity: "medium",
    controls: { fsbp: "CloudTrail.4", cis: "3.2", nist: ["AU-9", "SI-7", "SI-4"], pci: ["10.3.2", "10.3.3"], iso27001: "A.8.15" },
    equivalents: ["CKV_AWS_36", "AVD-AWS-0016", "cdk-nag:CloudTrailLogFileValidationEnabled"],
    fix: "Set `enableLogFileValidation: true`.",
    docs: "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-intro.html",
    require: { enableLogFileValidation: true },
    remediate: true,
  }),
  "cloudtrail-trail-logging": rule("cloudtrail.Trail", {
    title: "CloudTrail trails must have logging turned on",
    severity: "high",
    equivalents: ["CKV_AWS_251"],
    fix: "Remove `enableLogging`, or set it to true.",
    docs: "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-turning-off-logging.html",
    require: { enableLogging: noneOf(false) },
    remediate: () => ({ enableLogging: true }),
  }),
  "cloudtrail-trail-cloudwatch-logs": rule("cloudtrail.Trail", {
    title: "CloudTrail trails must send their events to CloudWatch Logs",
    severity: "low",
    preset: "all",
    controls: { fsbp: "CloudTrail.5", nist: ["AC-3(1)", "AC-6(9)", "SC-7(9)"], pci: ["10.2.1.1", "10.2.1.2"], iso27001: "A.8.15" },
    equivalents: ["CKV2_AWS_10", "AVD-AWS-0162", "cdk-nag:CloudTrailCloudWatchLogsEnabled"],
    fix: "Set `cloudWatchLogsGroupArn` to the ARN of a log group followed by `:*`, and `cloudWatchLogsRoleArn` to a role that may write to it.",
    docs: "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/send-cloudtrail-events-to-cloudwatch-logs.html",
    require: { cloudWatchLogsGroupArn: present },
  }),
  "cloudtrail-trail-customer-managed-key": rule("cloudtrail.Trail", {
    title: "CloudTrail trails must be encrypted with a customer managed key",
    severity: "medium",
    preset: "all",
    controls: { fsbp: "CloudTrail.2", cis: "3.5", nist: ["SC-28(1)", "SC-8(3)", "SC-13"], pci: ["10.3.2", "10.3.3"], iso27001: "A.8.11" },
    equivalents: ["CKV_AWS_35", "AVD-AWS-0015", "cdk-nag:CloudTrailEncryptionEnabled"],
    fix: "Set `kmsKeyId` to the ARN of a `kms.Key` whose policy lets CloudTrail use it.",
    docs: "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/encrypting-cloudtrail-log-files-with-aws-kms.html",
    require: { kmsKeyId: customerManagedKey },
  }),
  "cloudtrail-event-data-store-customer-managed-key": rule("cloudtrail.EventDataStore", {
    ...keyAbout,
    title: "CloudTrail event data stores must be encrypted with a customer managed key",
    equivalents: ["CKV_AWS_294"],
    fix: "Set `kmsKeyId` to the ARN of a `kms.Key`.",
    docs: "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/encrypting-cloudtrail-log-files-with-aws-kms.html",
    require: { kmsKeyId: customerManagedKey },
  }),
};
