import { scheduler } from "../../src/rules/aws/scheduler.js";
import { suite, unknown } from "../suite.js";

const key = "arn:aws:kms:us-east-1:123456789012:key/0a1b";

suite(scheduler, {
  "scheduler-schedule-customer-managed-key": {
    pass: [{ scheduleExpression: "rate(1 hour)", kmsKeyArn: key }],
    fail: [{ scheduleExpression: "rate(1 hour)" }, { scheduleExpression: "rate(1 hour)", kmsKeyArn: "alias/aws/service" }],
    unknown: [{ kmsKeyArn: unknown }],
  },
});
