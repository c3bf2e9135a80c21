import { cloudformation } from "../../src/rules/aws/cloudformation.js";
import { suite, unknown } from "../suite.js";

suite(cloudformation, {
  "cloudformation-stack-notifications": {
    pass: [{ name: "network", notificationArns: ["arn:aws:sns:us-east-1:123456789012:stacks"] }],
    fail: [{ name: "network" }, { notificationArns: [] }],
    unknown: [{ notificationArns: unknown }],
  },
});
