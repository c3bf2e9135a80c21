import { wafv2 } from "../../src/rules/aws/wafv2.js";
import { ref, res, suite, unknown } from "../suite.js";

const badInputs = (more: object, ruleActionOverrides: readonly { name: string; actionToUse: { count: object } }[] = []) => ({
  name: "bad-inputs",
  priority: 1,
  statement: { managedRuleGroupStatement: { name: "AWSManagedRulesKnownBadInputsRuleSet", vendorName: "AWS", ruleActionOverrides } },
  ...more,
});

suite(wafv2, {
  "wafv2-web-acl-logging": {
    good: [
      res("wafv2.WebAcl", "web", { scope: "REGIONAL", defaultAction: { allow: {} } }),
      res("wafv2.WebAclLoggingConfiguration", "logs", {
        resourceArn: ref("web", "arn"),
        logDestinationConfigs: ["arn:aws:logs:eu-west-1:123456789012:log-group:aws-waf-logs-web"],
      }),
    ],
    pass: [
      [
        res("wafv2.WebAcl", "web", {}),
        res("wafv2.WebAclLoggingConfiguration", "logs", {
          resourceArn: ref("web", "arn"),
          logDestinationConfigs: ["arn:aws:s3:::aws-waf-logs-web"],
        }),
      ],
    ],
    fail: [[res("wafv2.WebAcl", "web", { scope: "REGIONAL" })]],
    unknown: [
      [
        res("wafv2.WebAcl", "web", {}),
        res("wafv2.WebAclLoggingConfiguration", "logs", { resourceArn: unknown, logDestinationConfigs: ["arn:aws:s3:::aws-waf-logs-web"] }),
      ],
    ],
  },
  "wafv2-rule-metrics-enabled": {
    good: { scope: "REGIONAL", visibilityConfig: { cloudwatchMetricsEnabled: true, metricName: "web", sampledRequestsEnabled: true } },
    pass: [{ visibilityConfig: { cloudwatchMetricsEnabled: true, metricName: "web", sampledRequestsEnabled: false } }],
    fail: [
      { scope: "REGIONAL", visibilityConfig: { cloudwatchMetricsEnabled: false, metricName: "web", sampledRequestsEnabled: true } },
      {
        visibilityConfig: { cloudwatchMetricsEnabled: true, metricName: "web", sampledRequestsEnabled: true },
        rules: [
          {
            name: "rate",
            priority: 1,
            visibilityConfig: { cloudwatchMetricsEnabled: false, metricName: "rate", sampledRequestsEnabled: true },
          },
        ],
      },
    ],
    unknown: [{ visibilityConfig: unknown }],
  },
  "wafv2-web-acl-has-rules": {
    good: [
      res("wafv2.WebAcl", "web", {
        ...{ scope: "REGIONAL", defaultAction: { allow: {} } },
        rules: [
          {
            name: "rate",
            priority: 1,
            visibilityConfig: { cloudwatchMetricsEnabled: true, metricName: "rate", sampledRequestsEnabled: true },
          },
        ],
      }),
    ],
    pass: [
      [res("wafv2.WebAcl", "web", { defaultAction: { block: {} } })],
      [res("wafv2.WebAcl", "web", { ruleJson: "[]" })],
      [
        res("wafv2.WebAcl", "web", { defaultAction: { allow: {} } }),
        res("wafv2.WebAclRuleGroupAssociation", "common", { webAclArn: ref("web", "arn"), priority: 1, ruleName: "common" }),
      ],
    ],
    fail: [[res("wafv2.WebAcl", "web", { scope: "REGIONAL", defaultAction: { allow: {} } })]],
    unknown: [[res("wafv2.WebAcl", "web", { rules: unknown })]],
  },
  "wafv2-web-acl-log4j": {
    pass: [
      { rules: [badInputs({ overrideAction: { none: {} } })] },
      { rules: [badInputs({ overrideAction: { none: {} } }, [{ name: "Host_localhost_HEADER", actionToUse: { count: {} } }])] },
      { ruleJson: "[]" },
    ],
    fail: [
      { scope: "REGIONAL", defaultAction: { allow: {} } },
      { rules: [badInputs({ overrideAction: { count: {} } })] },
      { rules: [badInputs({ overrideAction: { none: {} } }, [{ name: "Log4JRCE_HEADER", actionToUse: { count: {} } }])] },
      {
        rules: [
          {
            name: "common",
            priority: 1,
            statement: { managedRuleGroupStatement: { name: "AWSManagedRulesCommonRuleSet", vendorName: "AWS" } },
          },
        ],
      },
    ],
    unknown: [{ rules: unknown }],
  },
  "wafv2-rule-has-action": {
    good: { rules: [{ name: "rate", priority: 1, action: { block: {} }, statement: { rateBasedStatement: { limit: 1000 } } }] },
    pass: [
      { rules: [{ name: "rate", priority: 1, action: { block: {} }, statement: { rateBasedStatement: { limit: 1000 } } }] },
      {
        rules: [
          {
            name: "common",
            priority: 1,
            statement: { managedRuleGroupStatement: { name: "AWSManagedRulesCommonRuleSet", vendorName: "AWS" } },
          },
        ],
      },
      { rules: [] },
    ],
    fail: [{ rules: [{ name: "rate", priority: 1, statement: { rateBasedStatement: { limit: 1000 } } }] }],
    unknown: [{ rules: unknown }],
  },
});
