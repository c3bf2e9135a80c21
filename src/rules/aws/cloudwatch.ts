import { atLeast, either, nonEmpty, noneOf, present } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";
import { customerManagedKey } from "../helpers/keys.js";
import { number } from "../helpers/read.js";

export const cloudwatch = {
  "cloudwatch-log-group-retention": rule("cloudwatch.LogGroup", {
    title: "CloudWatch log groups must set a retention period",
    severity: "low",
    preset: "all",
    controls: { nist: ["SC-28(2)", "AU-12(1)", "AU-6(3)"], hipaa: "164.312(b)" },
    equivalents: ["CKV_AWS_66", "cdk-nag:CloudWatchLogGroupRetentionPeriod"],
    fix: "Set `retentionInDays`, for example to 365; where it is unset, events and their cost stay forever.",
    docs: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html",
    when: { logGroupClass: noneOf("DELIVERY") },
    require: { retentionInDays: atLeast(1) },
  }),
  "cloudwatch-log-group-retention-minimum": rule("cloudwatch.LogGroup", {
    title: "CloudWatch log groups must keep their events for at least a year",
    severity: "medium",
    preset: "all",
    controls: { nist: ["SC-28(2)", "AU-12(1)", "AU-6(3)"], pci: ["10.5.1", "3.2.1"], hipaa: "164.312(b)", iso27001: "A.8.15" },
    equivalents: ["CKV_AWS_338"],
    fix: "Set `retentionInDays: 365` or a longer period that CloudWatch Logs accepts, such as 400 or 731.",
    docs: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html",
    options: { days: 365 },
    when: { logGroupClass: noneOf("DELIVERY") },
    check: ({ retentionInDays }, { at, options }) => {
      const days = number(retentionInDays, 0);
      return (
        days !== 0 &&
        days < options.days &&
        at("retentionInDays", `is ${days === 1 ? "1 day" : `${days} days`}, expected at least ${options.days}`, "least")
      );
    },
  }),
  "cloudwatch-log-group-customer-managed-key": rule("cloudwatch.LogGroup", {
    title: "CloudWatch log groups must be encrypted with a customer managed key",
    severity: "low",
    preset: "all",
    controls: { nist: ["SC-28(1)", "SC-8(3)", "SC-13"], pci: ["10.3.2", "10.3.3"], hipaa: "164.312(a)(2)(iv)", iso27001: "A.8.11" },
    equivalents: ["CKV_AWS_158", "AVD-AWS-0017", "cdk-nag:CloudWatchLogGroupEncrypted"],
    fix: "Set `kmsKeyId` to the ARN of a `kms.Key` whose policy lets CloudWatch Logs use it.",
    docs: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html",
    require: { kmsKeyId: customerManagedKey },
  }),
  "cloudwatch-alarm-actions-enabled": rule(["cloudwatch.MetricAlarm", "cloudwatch.CompositeAlarm"], {
    title: "CloudWatch alarms must have their actions enabled",
    severity: "medium",
    equivalents: ["CKV_AWS_319"],
    fix: "Remove `actionsEnabled`, or set it to true.",
    docs: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html",
    require: { actionsEnabled: noneOf(false) },
    remediate: () => ({ actionsEnabled: true }),
  }),
  "cloudwatch-alarm-has-action": rule(["cloudwatch.MetricAlarm", "cloudwatch.CompositeAlarm"], {
    title: "CloudWatch alarms must have an action",
    severity: "medium",
    preset: "all",
    controls: { nist: ["AU-6(1)", "AU-6(5)", "AU-12(3)"], pci: ["10.2.1.1", "10.4.1.1"], hipaa: "164.312(b)" },
    equivalents: ["cdk-nag:CloudWatchAlarmAction"],
    fix: "Set `alarmActions` to the ARN of an SNS topic or of another action.",
    docs: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-actions.html",
    require: either({ alarmActions: nonEmpty }, { okActions: nonEmpty }, { insufficientDataActions: nonEmpty }),
    message: "is empty, so nobody learns of the alarm",
    at: "alarmActions",
  }),
  "cloudwatch-event-target-dead-letter-queue": rule("cloudwatch.EventTarget", {
    title: "EventBridge targets must have a dead-letter queue",
    severity: "low",
    preset: "all",
    equivalents: ["cdk-nag:EventBusDLQ"],
    fix: "Set `deadLetterConfig: { arn }` to the ARN of an SQS queue.",
    docs: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html",
    require: { deadLetterConfig: { arn: present } },
  }),
};
