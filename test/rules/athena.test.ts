import { athena } from "../../src/rules/aws/athena.js";
import { suite, unknown } from "../suite.js";

const key = "arn:aws:kms:us-east-1:123456789012:key/0a1b";

suite(athena, {
  "athena-workgroup-encrypted": {
    good: {
      configuration: {
        enforceWorkgroupConfiguration: true,
        resultConfiguration: { outputLocation: "s3://acme-results/", encryptionConfiguration: { encryptionOption: "SSE_S3" } },
      },
    },
    pass: [{ configuration: { managedQueryResultsConfiguration: { enabled: true } } }],
    fail: [{}, { configuration: { resultConfiguration: { outputLocation: "s3://acme-results/" } } }],
    unknown: [{ configuration: unknown }],
  },
  "athena-database-encrypted": {
    good: { name: "events", bucket: "acme-events", encryptionConfiguration: { encryptionOption: "SSE_S3" } },
    pass: [{ encryptionConfiguration: { encryptionOption: "SSE_KMS", kmsKey: "arn:aws:kms:us-east-1:123456789012:key/0a1b" } }],
    fail: [{ name: "events", bucket: "acme-events" }],
    unknown: [{ encryptionConfiguration: unknown }],
  },
  "athena-workgroup-enforces-configuration": {
    good: { configuration: { enforceWorkgroupConfiguration: true } },
    pass: [{}, { configuration: {} }],
    fail: [{ configuration: { enforceWorkgroupConfiguration: false } }],
    unknown: [{ configuration: { enforceWorkgroupConfiguration: unknown } }],
  },
  "athena-workgroup-metrics-published": {
    good: { configuration: { publishCloudwatchMetricsEnabled: true } },
    pass: [{}],
    fail: [{ configuration: { publishCloudwatchMetricsEnabled: false } }],
    unknown: [{ configuration: { publishCloudwatchMetricsEnabled: unknown } }],
  },
  "athena-database-customer-managed-key": {
    pass: [{ encryptionConfiguration: { encryptionOption: "SSE_KMS", kmsKey: key } }],
    fail: [{ name: "sales" }, { encryptionConfiguration: { encryptionOption: "SSE_S3" } }],
    unknown: [{ encryptionConfiguration: unknown }],
  },
  "athena-workgroup-customer-managed-key": {
    pass: [{ configuration: { resultConfiguration: { encryptionConfiguration: { encryptionOption: "SSE_KMS", kmsKeyArn: key } } } }],
    fail: [{ name: "sales" }, { configuration: { resultConfiguration: { encryptionConfiguration: { encryptionOption: "SSE_S3" } } } }],
    unknown: [{ configuration: unknown }],
  },
  "athena-data-catalog-description": {
    pass: [{ description: "Orders of the shop" }],
    bad: { name: "sales", description: "" },
    fail: [{ name: "sales" }, { description: "" }],
    unknown: [{ description: unknown }],
  },
  "athena-database-comment": {
    pass: [{ comment: "Orders of the shop" }],
    fail: [{ name: "sales" }, { comment: "" }],
    unknown: [{ comment: unknown }],
  },
  "athena-named-query-description": {
    pass: [{ description: "Orders of the shop" }],
    fail: [{ name: "sales" }, { description: "" }],
    unknown: [{ description: unknown }],
  },
  "athena-workgroup-description": {
    pass: [{ description: "Orders of the shop" }],
    fail: [{ name: "sales" }, { description: "" }],
    unknown: [{ description: unknown }],
  },
});
