import { guardduty } from "../../src/rules/aws/guardduty.js";
import { suite, unknown } from "../suite.js";

suite(guardduty, {
  "guardduty-detector-enabled": { pass: [{}, { enable: true }], fail: [{ enable: false }], unknown: [{ enable: unknown }] },
});
