import { rule } from "../../language/rule.js";

export const guarddutyPlans = {
  "guardduty-protection-plans-enabled": rule("guardduty.DetectorFeature", {
    title: "GuardDuty protection plans must be enabled",
    severity: "high",
    preset: "all",
    controls: { fsbp: ["GuardDuty.5", "GuardDuty.6", "GuardDuty.8", "GuardDuty.9", "GuardDuty.10", "GuardDuty.11"] },
    fix: 'Set `status: "ENABLED"`.',
    docs: "https://docs.aws.amazon.com/guardduty/latest/ug/guardduty-features-activation-model.html",
    require: { status: "ENABLED" },
  }),
};
