import { ssm } from "../../src/rules/aws/ssm.js";
import { suite, unknown } from "../suite.js";

const key = "arn:aws:kms:us-east-1:123456789012:key/0a1b";

const session = (inputs: object) => ({
  name: "SSM-SessionManagerRunShell",
  documentType: "Session",
  documentFormat: "JSON",
  content: JSON.stringify({ schemaVersion: "1.0", sessionType: "Standard_Stream", inputs }),
});

suite(ssm, {
  "ssm-document-not-public": {
    good: { documentType: "Command", permissions: { type: "Share", account_ids: "123456789012" } },
    pass: [{ documentType: "Command" }],
    fail: [
      { documentType: "Command", permissions: { type: "Share", account_ids: "all" } },
      { permissions: { type: "Share", account_ids: "All" } },
    ],
    unknown: [{ permissions: { type: "Share", account_ids: unknown } }],
  },
  "ssm-document-block-public-sharing": {
    good: { settingId: "/ssm/documents/console/public-sharing-permission", settingValue: "Disable" },
    pass: [{ settingId: "/ssm/parameter-store/high-throughput-enabled", settingValue: "true" }],
    fail: [
      { settingId: "/ssm/documents/console/public-sharing-permission", settingValue: "Enable" },
      {
        settingId: "arn:aws:ssm:eu-west-1:123456789012:servicesetting/ssm/documents/console/public-sharing-permission",
        settingValue: "Enable",
      },
    ],
    unknown: [{ settingId: "/ssm/documents/console/public-sharing-permission", settingValue: unknown }],
  },
  "ssm-parameter-secure-string": {
    pass: [{ type: "SecureString", name: "/shop/greeting" }],
    fail: [{ type: "String", name: "/shop/greeting" }, { type: "StringList" }],
    unknown: [{ type: unknown }],
  },
  "ssm-parameter-customer-managed-key": {
    pass: [{ type: "SecureString", keyId: key }, { type: "String" }],
    fail: [
      { type: "SecureString", name: "/shop/token" },
      { type: "SecureString", keyId: "alias/aws/ssm" },
    ],
    unknown: [{ type: "SecureString", keyId: unknown }, { type: unknown }],
  },
  "ssm-session-manager-logs": {
    good: session({ cloudWatchLogGroupName: "sessions", cloudWatchEncryptionEnabled: true }),
    pass: [
      session({ s3BucketName: "sessions", s3EncryptionEnabled: true }),
      { documentType: "Session", documentFormat: "YAML", content: "schemaVersion: '1.0'\ninputs:\n  s3BucketName: 'sessions'\n" },
      { documentType: "Command", content: "{}" },
    ],
    fail: [
      session({ s3BucketName: "", cloudWatchLogGroupName: "" }),
      session({ s3BucketName: "sessions", s3EncryptionEnabled: false }),
      session({ s3BucketName: "sessions", cloudWatchLogGroupName: "sessions", cloudWatchEncryptionEnabled: false }),
      { documentType: "Session", documentFormat: "YAML", content: "inputs:\n  s3BucketName: 'sessions'\n  s3EncryptionEnabled: false\n" },
    ],
    unknown: [{ documentType: "Session", content: unknown }],
  },
});
