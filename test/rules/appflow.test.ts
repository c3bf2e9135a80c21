import { appflow } from "../../src/rules/aws/appflow.js";
import { suite, unknown } from "../suite.js";

const key = "arn:aws:kms:us-east-1:123456789012:key/0a1b";

suite(appflow, {
  "appflow-flow-customer-managed-key": {
    pass: [{ name: "orders", kmsArn: key }],
    fail: [{ name: "orders" }, { name: "orders", kmsArn: "alias/aws/service" }],
    unknown: [{ kmsArn: unknown }],
  },
  "appflow-connector-profile-customer-managed-key": {
    pass: [{ connectionMode: "Public", connectorType: "Salesforce", kmsArn: key }],
    fail: [
      { connectionMode: "Public", connectorType: "Salesforce" },
      { connectionMode: "Public", connectorType: "Salesforce", kmsArn: "alias/aws/service" },
    ],
    unknown: [{ kmsArn: unknown }],
  },
  "appflow-flow-description": {
    pass: [{ description: "Orders of the shop" }],
    fail: [{ name: "orders" }, { description: "" }],
    unknown: [{ description: unknown }],
  },
});
