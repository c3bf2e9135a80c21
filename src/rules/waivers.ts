import { rule } from "../language/rule.js";
import { grantedWaivers } from "../views/waivers.js";

const policyPage = "https://www.pulumi.com/docs/insights/policy/";

export const waivers = {
  "waivers-well-formed": rule(grantedWaivers, {
    title: "Waivers must be complete and well-formed",
    severity: "high",
    fix: "Give the waiver a `rule`, a `resource`, a `reason`, and the last day that it holds as `until`.",
    why: "A waiver with a mistake in it waives nothing.",
    docs: policyPage,
    waivable: false,
    check: ({ malformed }) => malformed,
  }),
  "waivers-narrow": rule(grantedWaivers, {
    title: "Waivers must name one rule and few resources",
    severity: "high",
    fix: "Name one rule and the resource; to turn a rule off, name it in `disable`.",
    why: "A waiver for everything is a rule that is off, and nobody sees it. It waives nothing.",
    docs: policyPage,
    waivable: false,
    check: ({ wide }) => wide,
  }),
  "waivers-allowed": rule(grantedWaivers, {
    title: "Waivers must be allowed by the configuration of the policy pack",
    severity: "high",
    fix: "Fix the finding, or ask the owners of the pack's configuration: its `waivers` and `allowStackWaivers` decide.",
    why: "Some rules know no exception, and the configuration of a stack waives only what the pack lets it.",
    docs: policyPage,
    waivable: false,
    check: ({ forbidden }) => forbidden,
  }),
  "waivers-not-expired": rule(grantedWaivers, {
    title: "Waivers must not be expired",
    severity: "medium",
    fix: "Fix the finding and remove the waiver, or renew it with a later `until`.",
    why: "What it waived is reported again, at the level of its own rule.",
    docs: policyPage,
    waivable: false,
    check: ({ label, until, daysLeft }) => daysLeft !== undefined && daysLeft < 0 && `(${label}) expired: its last day was ${until}`,
  }),
  "waivers-not-ending-soon": rule(grantedWaivers, {
    title: "Waivers must not end soon",
    severity: "low",
    fix: "Fix the finding before the waiver ends, or renew it with a later `until`.",
    docs: policyPage,
    waivable: false,
    options: { days: 14 },
    check: ({ label, until, daysLeft = -1 }, { options }) =>
      daysLeft >= 0 && daysLeft < options.days && `(${label}) ends soon: its last day is ${until}`,
  }),
  "waivers-used": rule(grantedWaivers, {
    title: "Waivers and policy exceptions must be in use",
    severity: "low",
    fix: "Remove the waiver or the exception, or correct it; if a waiver is for another stack, name that stack in the URN.",
    why: "What nothing needs would hide the next finding in its place.",
    docs: policyPage,
    waivable: false,
    check: ({ label, use, idle = "waives nothing: the rule finds nothing there" }) => use === "unused" && `(${label}) ${idle}`,
  }),
};
