import { noneOf } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";

export const guardduty = {
  "guardduty-detector-enabled": rule("guardduty.Detector", {
    title: "GuardDuty detectors must be enabled",
    severity: "high",
    controls: { fsbp: "GuardDuty.1", nist: ["AC-3(12)", "AU-12(3)", "AU-3(1)"], pci: ["11.5.1.1", "11.5.1"], iso27001: "A.5.19" },
    equivalents: ["CKV_AWS_238"],
    fix: "Remove `enable`, or set it to true.",
    docs: "https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_suspend-disable.html",
    require: { enable: noneOf(false) },
    remediate: () => ({ enable: true }),
  }),
  "guardduty-organization-auto-enable": rule("guardduty.OrganizationConfiguration", {
    title: "GuardDuty must be switched on for all members of the organization",
    severity: "high",
    controls: { iso27001: "A.5.25" },
    fix: 'Set `autoEnableOrganizationMembers: "ALL"`.',
    docs: "https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_organizations.html",
    require: { autoEnableOrganizationMembers: "ALL" },
  }),
};
