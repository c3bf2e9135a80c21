import { noneOf, oneOf } from "../../language/pattern.js";
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
  "guardduty-detector-of-organization": rule("guardduty.Detector", {
    title: "GuardDuty detectors must enable GuardDuty for new accounts of the organization",
    severity: "low",
    preset: "all",
    equivalents: ["CKV2_AWS_3"],
    fix: 'Add a `guardduty.OrganizationConfiguration` with the `detectorId` of the detector and `autoEnableOrganizationMembers: "ALL"`.',
    why: "This is for the account that administers GuardDuty; the detectors of other accounts need no such configuration.",
    docs: "https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_organizations.html",
    with: { organization: "guardduty.OrganizationConfiguration#detectorId" },
    require: { organization: { autoEnableOrganizationMembers: oneOf("ALL", "NEW") } },
  }),
};
