import { absent, every, nonEmpty, noneOf, present } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";

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
  "wafv2-rule-metrics-enabled": rule("wafv2.WebAcl", {
    title: "WAF web ACLs and their rules must publish metrics to CloudWatch",
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
    require: { rules: nonEmpty },
  }),
};
