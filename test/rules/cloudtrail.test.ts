import { cloudtrail } from "../../src/rules/aws/cloudtrail.js";
import { suite, unknown } from "../suite.js";

const key = "arn:aws:kms:us-east-1:123456789012:key/0a1b";
const group = "arn:aws:logs:us-east-1:123456789012:log-group:trail:*";

suite(cloudtrail, {
  "cloudtrail-trail-multi-region": { pass: [{ isMultiRegionTrail: true }], fail: [{}], unknown: [{ isMultiRegionTrail: unknown }] },
  "cloudtrail-trail-log-file-validation": {
    pass: [{ enableLogFileValidation: true }],
    fail: [{}, { enableLogFileValidation: false }],
    unknown: [{ enableLogFileValidation: unknown }],
  },
  "cloudtrail-trail-logging": {
    pass: [{}, { enableLogging: true }],
    fail: [{ enableLogging: false }],
    unknown: [{ enableLogging: unknown }],
  },
  "cloudtrail-trail-cloudwatch-logs": {
    good: {
      cloudWatchLogsGroupArn: "arn:aws:logs:us-east-1:123456789012:log-group:trail:*",
      cloudWatchLogsRoleArn: "arn:aws:iam::123456789012:role/trail",
    },
    pass: [{ cloudWatchLogsGroupArn: group }],
    fail: [{}],
    unknown: [{ cloudWatchLogsGroupArn: unknown }],
  },
  "cloudtrail-trail-customer-managed-key": { pass: [{ kmsKeyId: key }], fail: [{}], unknown: [{ kmsKeyId: unknown }] },
  "cloudtrail-event-data-store-customer-managed-key": {
    pass: [{ name: "audit", kmsKeyId: key }],
    fail: [{ name: "audit" }, { name: "audit", kmsKeyId: "alias/aws/service" }],
    unknown: [{ kmsKeyId: unknown }],
  },
  "cloudtrail-trail-sns-topic": {
    pass: [{ s3BucketName: "audit", snsTopicName: "audit" }],
    fail: [{ s3BucketName: "audit" }],
    unknown: [{ snsTopicName: unknown }],
  },
  "cloudtrail-trail-management-events": {
    pass: [
      { isMultiRegionTrail: true },
      { eventSelectors: [{ readWriteType: "All", includeManagementEvents: true }] },
      { advancedEventSelectors: [{ fieldSelectors: [{ field: "eventCategory", equals: ["Management"] }] }] },
    ],
    fail: [
      { eventSelectors: [{ readWriteType: "WriteOnly", includeManagementEvents: true }] },
      { eventSelectors: [{ readWriteType: "All", includeManagementEvents: false }] },
      { advancedEventSelectors: [{ fieldSelectors: [{ field: "eventCategory", equals: ["Data"] }] }] },
    ],
    unknown: [{ eventSelectors: unknown }],
  },
});
