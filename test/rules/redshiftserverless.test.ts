import { redshiftserverless } from "../../src/rules/aws/redshiftserverless.js";
import { suite, unknown } from "../suite.js";

const key = "arn:aws:kms:us-east-1:123456789012:key/0a1b";

suite(redshiftserverless, {
  "redshiftserverless-workgroup-enhanced-vpc-routing": {
    pass: [{ workgroupName: "warehouse", enhancedVpcRouting: true }],
    fail: [{ workgroupName: "warehouse" }, { workgroupName: "warehouse", enhancedVpcRouting: false }],
    unknown: [{ enhancedVpcRouting: unknown }],
  },
  "redshiftserverless-workgroup-require-ssl": {
    good: { workgroupName: "warehouse", configParameters: [{ parameterKey: "require_ssl", parameterValue: "true" }] },
    pass: [{ workgroupName: "warehouse" }, { configParameters: [{ parameterKey: "datestyle", parameterValue: "ISO, MDY" }] }],
    fail: [{ workgroupName: "warehouse", configParameters: [{ parameterKey: "require_ssl", parameterValue: "false" }] }],
    unknown: [{ configParameters: unknown }],
  },
  "redshiftserverless-namespace-audit-logs": {
    good: { namespaceName: "warehouse", logExports: ["connectionlog", "userlog"] },
    pass: [{ logExports: ["connectionlog", "userlog", "useractivitylog"] }],
    fail: [{ namespaceName: "warehouse" }, { logExports: ["useractivitylog"] }],
    unknown: [{ logExports: unknown }],
  },
  "redshiftserverless-namespace-non-default-admin": {
    good: { namespaceName: "warehouse", adminUsername: "warehouse_admin", manageAdminPassword: true },
    pass: [{ namespaceName: "warehouse" }],
    fail: [{ namespaceName: "warehouse", adminUsername: "admin", manageAdminPassword: true }],
    unknown: [{ adminUsername: unknown }],
  },
  "redshiftserverless-namespace-customer-managed-key": {
    pass: [{ namespaceName: "shop", kmsKeyId: key }],
    fail: [{ namespaceName: "shop" }, { namespaceName: "shop", kmsKeyId: "alias/aws/service" }],
    unknown: [{ kmsKeyId: unknown }],
  },
});
