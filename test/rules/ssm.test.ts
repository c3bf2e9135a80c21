import { ssm } from "../../src/rules/aws/ssm.js";
import { suite, unknown } from "../suite.js";

const key = "arn:aws:kms:us-east-1:123456789012:key/0a1b";

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
});
