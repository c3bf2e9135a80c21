import { waf } from "../../src/rules/aws/waf.js";
import { res, suite, unknown } from "../suite.js";

suite(waf, {
  "waf-web-acl-has-rules": {
    good: { metricName: "web", rules: [{ priority: 1, ruleId: "r-1", action: { type: "BLOCK" } }] },
    pass: [{ rules: [{ priority: 1, ruleId: "r-1" }] }],
    fail: [{ metricName: "web" }, [res("wafregional.WebAcl", "web", { metricName: "web" })]],
    unknown: [{ rules: unknown }],
  },
  "waf-web-acl-logging": {
    good: {
      metricName: "web",
      loggingConfiguration: { logDestination: "arn:aws:firehose:us-east-1:123456789012:deliverystream/aws-waf-logs-web" },
    },
    pass: [{ loggingConfiguration: { logDestination: "arn:aws:firehose:us-east-1:123456789012:deliverystream/aws-waf-logs-web" } }],
    fail: [{ metricName: "web" }],
    unknown: [{ loggingConfiguration: unknown }],
  },
  "waf-rule-has-action": {
    pass: [
      { rules: [{ priority: 1, ruleId: "r", type: "REGULAR", action: { type: "BLOCK" } }] },
      { rules: [{ priority: 1, ruleId: "g", type: "GROUP", overrideAction: { type: "NONE" } }] },
    ],
    fail: [{ rules: [{ priority: 1, ruleId: "r", type: "REGULAR" }] }],
    unknown: [{ rules: unknown }],
  },
  "waf-group-rule-has-action": {
    pass: [{ activatedRules: [{ priority: 1, ruleId: "r", action: { type: "COUNT" } }] }],
    bad: { activatedRules: [{ priority: 1, ruleId: "r", action: { type: "" } }] },
    fail: [{ activatedRules: [{ priority: 1, ruleId: "r" }] as unknown as [] }],
    unknown: [{ activatedRules: unknown }],
  },
  "waf-rule-group-has-rules": {
    pass: [{ metricName: "web", activatedRules: [{ priority: 1, ruleId: "r", action: { type: "COUNT" } }] }],
    fail: [{ metricName: "web" }],
    unknown: [{ activatedRules: unknown }],
  },
  "waf-rule-has-condition": {
    pass: [{ metricName: "web", predicates: [{ dataId: "d", negated: false, type: "IPMatch" }] }],
    fail: [{ metricName: "web" }],
    unknown: [{ predicates: unknown }],
  },
});
