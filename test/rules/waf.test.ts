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
});
