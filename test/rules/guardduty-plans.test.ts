import { guarddutyPlans } from "../../src/rules/aws/guardduty-plans.js";
import { suite, unknown } from "../suite.js";

suite(guarddutyPlans, {
  "guardduty-protection-plans-enabled": {
    pass: [{ detectorId: "d", name: "S3_DATA_EVENTS", status: "ENABLED" }],
    fail: [{ detectorId: "d", name: "S3_DATA_EVENTS", status: "DISABLED" }],
    unknown: [{ detectorId: "d", name: "S3_DATA_EVENTS", status: unknown }],
  },
});
