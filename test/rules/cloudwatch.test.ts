import { cloudwatch } from "../../src/rules/aws/cloudwatch.js";
import { res, suite, unknown } from "../suite.js";

suite(cloudwatch, {
  "cloudwatch-log-group-retention": {
    good: { retentionInDays: 365 },
    pass: [{ retentionInDays: 30 }, { logGroupClass: "DELIVERY" }],
    fail: [{}, { retentionInDays: 0 }],
    unknown: [{ retentionInDays: unknown }],
  },
  "cloudwatch-log-group-retention-minimum": {
    good: { retentionInDays: 365 },
    pass: [
      {},
      { retentionInDays: 0 },
      { retentionInDays: 365 },
      { of: [res("cloudwatch.LogGroup", "g", { retentionInDays: 30 })], options: { days: 30 } },
    ],
    fail: [{ of: { retentionInDays: 30 }, message: "days, expected at least 365" }],
    unknown: [{ retentionInDays: unknown }],
  },
  "cloudwatch-log-group-customer-managed-key": {
    pass: [{ kmsKeyId: "arn:aws:kms:us-east-1:123456789012:key/0a1b" }],
    fail: [{}],
    unknown: [{ kmsKeyId: unknown }],
  },
  "cloudwatch-alarm-actions-enabled": {
    pass: [{}, { actionsEnabled: true }],
    fail: [{ actionsEnabled: false }],
    unknown: [{ actionsEnabled: unknown }],
  },
  "cloudwatch-alarm-has-action": {
    good: { comparisonOperator: "GreaterThanThreshold", evaluationPeriods: 1, alarmActions: ["arn:aws:sns:eu-west-1:123456789012:alerts"] },
    pass: [{ okActions: ["arn:aws:sns:eu-west-1:123456789012:alerts"] }],
    fail: [{ comparisonOperator: "GreaterThanThreshold", evaluationPeriods: 1 }, { alarmActions: [] }],
    unknown: [{ alarmActions: unknown }],
  },
  "cloudwatch-event-target-dead-letter-queue": {
    good: {
      rule: "daily",
      arn: "arn:aws:lambda:eu-west-1:123456789012:function:f",
      deadLetterConfig: { arn: "arn:aws:sqs:eu-west-1:123456789012:dead" },
    },
    pass: [{ deadLetterConfig: { arn: "arn:aws:sqs:eu-west-1:123456789012:dead" } }],
    fail: [{ rule: "daily", arn: "arn:aws:lambda:eu-west-1:123456789012:function:f" }],
    unknown: [{ deadLetterConfig: unknown }],
  },
});
