import { either, every, nonEmpty, present, some } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";

export const waf = {
  "waf-web-acl-has-rules": rule(["waf.WebAcl", "wafregional.WebAcl"], {
    title: "WAF Classic web ACLs must have rules",
    severity: "medium",
    preset: "all",
    controls: { fsbp: ["WAF.4", "WAF.8"], pci: ["1.2.8", "1.3.1"] },
    equivalents: ["CKV_AWS_175"],
    fix: "Add `rules`, or move to a `wafv2.WebAcl`.",
    docs: "https://docs.aws.amazon.com/waf/latest/developerguide/classic-web-acl.html",
    require: { rules: some(nonEmpty) },
    message: "has no rule",
    at: "rules",
  }),
  "waf-web-acl-logging": rule(["waf.WebAcl", "wafregional.WebAcl"], {
    title: "WAF Classic web ACLs must have logging enabled",
    severity: "medium",
    preset: "all",
    controls: { fsbp: "WAF.1", pci: ["10.2.1.1", "10.2.1.2"], soc2: "A1.2", iso27001: "A.8.15" },
    equivalents: ["CKV_AWS_176"],
    fix: "Set `loggingConfiguration: { logDestination }`, or move to a `wafv2.WebAcl`.",
    docs: "https://docs.aws.amazon.com/waf/latest/developerguide/classic-logging.html",
    require: { loggingConfiguration: { logDestination: present } },
  }),
  "waf-rule-has-action": rule(["waf.WebAcl", "wafregional.WebAcl"], {
    title: "WAF Classic rules must have an action",
    severity: "medium",
    preset: "all",
    equivalents: ["CKV_AWS_342"],
    fix: 'Set `action: { type: "BLOCK" }` in each of `rules`, and `overrideAction` in one of type GROUP.',
    docs: "https://docs.aws.amazon.com/waf/latest/developerguide/classic-web-acl-rules-creating.html",
    require: { rules: every(either({ action: { type: present } }, { overrideAction: { type: present } })) },
    message: "has a rule without an action",
    at: "rules",
  }),
  "waf-group-rule-has-action": rule(["waf.RuleGroup", "wafregional.RuleGroup"], {
    title: "WAF Classic rules of a group must have an action",
    severity: "medium",
    preset: "all",
    equivalents: ["CKV_AWS_342"],
    fix: 'Set `action: { type: "BLOCK" }` in each of `activatedRules`.',
    docs: "https://docs.aws.amazon.com/waf/latest/developerguide/classic-rule-groups.html",
    require: { activatedRules: every({ action: { type: present } }) },
    message: "has a rule without an action",
    at: "activatedRules",
  }),
};
