import { guardduty } from "../../src/rules/aws/guardduty.js";
import { ref, res, suite, unknown } from "../suite.js";

const ofOrganization = (autoEnableOrganizationMembers: string) =>
  res("guardduty.OrganizationConfiguration", "all", { detectorId: ref("main"), autoEnableOrganizationMembers });

suite(guardduty, {
  "guardduty-detector-enabled": { pass: [{}, { enable: true }], fail: [{ enable: false }], unknown: [{ enable: unknown }] },
  "guardduty-organization-auto-enable": {
    pass: [{ detectorId: "d-1", autoEnableOrganizationMembers: "ALL" }],
    fail: [{ detectorId: "d-1" }, { detectorId: "d-1", autoEnableOrganizationMembers: "NONE" }],
    unknown: [{ autoEnableOrganizationMembers: unknown }],
  },
  "guardduty-detector-of-organization": {
    pass: [[res("guardduty.Detector", "main", { enable: true }), ofOrganization("ALL")]],
    fail: [[res("guardduty.Detector", "main", { enable: true })], [res("guardduty.Detector", "main", {}), ofOrganization("NONE")]],
    unknown: [[res("guardduty.Detector", "main", {}), ofOrganization(unknown)]],
  },
});
