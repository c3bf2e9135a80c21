import { guardduty } from "../../src/rules/aws/guardduty.js";
import { suite, unknown } from "../suite.js";

suite(guardduty, {
  "guardduty-detector-enabled": { pass: [{}, { enable: true }], fail: [{ enable: false }], unknown: [{ enable: unknown }] },
  "guardduty-organization-auto-enable": {
    pass: [{ detectorId: "d-1", autoEnableOrganizationMembers: "ALL" }],
    fail: [{ detectorId: "d-1" }, { detectorId: "d-1", autoEnableOrganizationMembers: "NONE" }],
    unknown: [{ autoEnableOrganizationMembers: unknown }],
  },
});
