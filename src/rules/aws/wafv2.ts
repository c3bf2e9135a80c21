import { absent, either, every, nonEmpty, noneOf, present, some } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";
import { blocksLog4j, log4jPage, noLog4j } from "../helpers/log4j.js";

const acted = either(
  { action: nonEmpty },
  { overrideAction: nonEmpty },
  { statement: { managedRuleGroupStatement: present } },
  { statement: { ruleGroupReferenceStatement: present } },
);

export const wafv2 = {
  "wafv2-web-acl-logging": rule("wafv2.WebAcl", {
    title: "WAF web ACLs must have logging enabled",
    severity: "medium",
    preset: "all",
    controls: {
      nist: ["AC-4(26)", "AU-2b", "AU-3a"],
      pci: ["10.2.1.1", "10.2.1.2"],
      hipaa: "164.312(b)",
      soc2: "A1.2",
      iso27001: "A.8.15",
    },
    equivalents: ["CKV2_AWS_31", "cdk-nag:WAFv2LoggingEnabled"],
    fix: "Add a `wafv2.WebAclLoggingConfiguration` with the `resourceArn` of the web ACL and its `logDestinationConfigs`.",
    docs: "https://docs.aws.amazon.com/waf/latest/developerguide/logging.html",
    with: { logs: "wafv2.WebAclLoggingConfiguration#resourceArn" },
    require: { logs: present },
  }),
  "wafv2-rule-metrics-enabled": rule(["wafv2.WebAcl", "wafv2.RuleGroup"], {
    title: "WAF web ACLs, rule groups and their rules must publish metrics to CloudWatch",
    severity: "medium",
    controls: { fsbp: "WAF.12" },
    fix: "Set `cloudwatchMetricsEnabled: true` in each `visibilityConfig`.",
    docs: "https://docs.aws.amazon.com/waf/latest/developerguide/monitoring-cloudwatch.html",
    require: {
      visibilityConfig: { cloudwatchMetricsEnabled: noneOf(false) },
      rules: every({ visibilityConfig: { cloudwatchMetricsEnabled: noneOf(false) } }),
    },
  }),
  "wafv2-web-acl-has-rules": rule("wafv2.WebAcl", {
    title: "WAF web ACLs must have rules",
    severity: "medium",
    controls: { fsbp: "WAF.10", pci: ["6.4.1", "6.4.2"] },
    equivalents: ["CKV_AWS_175"],
    fix: "Add `rules`, such as the managed rule group `AWSManagedRulesCommonRuleSet`.",
    why: "A web ACL that allows by default and has no rules inspects nothing.",
    docs: "https://docs.aws.amazon.com/waf/latest/developerguide/web-acl.html",
    with: { added: "wafv2.WebAclRule#webAclArn", groups: "wafv2.WebAclRuleGroupAssociation#webAclArn" },
    when: { added: absent, groups: absent, ruleJson: absent, defaultAction: { block: absent } },
    require: { rules: some(nonEmpty) },
    message: "has no rule",
    at: "rules",
  }),
  "wafv2-web-acl-log4j": rule("wafv2.WebAcl", {
    title: "WAF web ACLs must block Log4j lookups",
    severity: "low",
    preset: "all",
    equivalents: ["CKV_AWS_192"],
    fix: "Add the managed rule group `AWSManagedRulesKnownBadInputsRuleSet` to `rules`, with `overrideAction: { none: {} }`.",
    why: "CVE-2021-44228: a text in any header makes an application with an old Log4j load code from elsewhere.",
    docs: log4jPage,
    with: { added: "wafv2.WebAclRule#webAclArn", groups: "wafv2.WebAclRuleGroupAssociation#webAclArn" },
    when: { added: absent, groups: absent, ruleJson: absent },
    require: { rules: blocksLog4j },
    message: noLog4j,
    at: "rules",
  }),
  "wafv2-rule-has-action": rule(["wafv2.WebAcl", "wafv2.RuleGroup"], {
    title: "WAF rules must have an action",
    severity: "medium",
    equivalents: ["CKV_AWS_342"],
    fix: "Set `action: { block: {} }` (or `count`, `allow`, `captcha`, `challenge`) in each of `rules`.",
    why: "AWS refuses a rule without an action in the middle of an update.",
    docs: "https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-action.html",
    require: { rules: every(acted) },
    message: "has a rule without an action",
    at: "rules",
  }),
};
