import { appsync } from "../../src/rules/aws/appsync.js";
import { ref, res, suite, unknown } from "../suite.js";
import { behindAclOf, webAcl } from "./web-acls.js";

const graph = (more = {}) => res("appsync.GraphQLApi", "graph", { authenticationType: "AWS_IAM", ...more });
const behindAcl = behindAclOf("appsync.GraphQLApi");

suite(appsync, {
  "appsync-api-waf": {
    pass: [
      [graph(), res("wafv2.WebAclAssociation", "acl", { resourceArn: ref("graph", "arn"), webAclArn: "arn" })],
      [graph({ visibility: "PRIVATE" })],
    ],
    fail: [[graph()]],
    unknown: [[graph(), res("wafv2.WebAclAssociation", "acl", { resourceArn: unknown, webAclArn: "arn" })]],
  },
  "appsync-api-logging": {
    good: {
      authenticationType: "AWS_IAM",
      logConfig: { fieldLogLevel: "ERROR", cloudwatchLogsRoleArn: "arn:aws:iam::123456789012:role/logs" },
    },
    pass: [{ logConfig: { fieldLogLevel: "ALL", cloudwatchLogsRoleArn: "arn:aws:iam::123456789012:role/logs" } }],
    fail: [
      { authenticationType: "AWS_IAM" },
      { logConfig: { fieldLogLevel: "NONE", cloudwatchLogsRoleArn: "arn:aws:iam::123456789012:role/logs" } },
    ],
    unknown: [{ logConfig: unknown }],
  },
  "appsync-api-xray-tracing": {
    pass: [{ xrayEnabled: true }],
    fail: [{ authenticationType: "AWS_IAM" }],
    unknown: [{ xrayEnabled: unknown }],
  },
  "appsync-api-no-api-key-auth": {
    good: { authenticationType: "AWS_IAM" },
    pass: [{ authenticationType: "AWS_IAM", additionalAuthenticationProviders: [{ authenticationType: "AWS_LAMBDA" }] }],
    fail: [
      { authenticationType: "API_KEY" },
      { authenticationType: "AWS_IAM", additionalAuthenticationProviders: [{ authenticationType: "API_KEY" }] },
    ],
    unknown: [{ authenticationType: unknown }],
  },
  "appsync-cache-encrypted-at-rest": {
    pass: [{ atRestEncryptionEnabled: true }],
    fail: [{ type: "SMALL", ttl: 60 }],
    unknown: [{ atRestEncryptionEnabled: unknown }],
  },
  "appsync-cache-encrypted-in-transit": {
    pass: [{ transitEncryptionEnabled: true }],
    fail: [{ type: "SMALL", ttl: 60 }],
    unknown: [{ transitEncryptionEnabled: unknown }],
  },
  "appsync-api-waf-log4j": {
    pass: [behindAcl("AWSManagedRulesKnownBadInputsRuleSet"), [res("appsync.GraphQLApi", "site", {})]],
    fail: [behindAcl("AWSManagedRulesCommonRuleSet")],
    unknown: [
      [
        webAcl("AWSManagedRulesCommonRuleSet"),
        res("appsync.GraphQLApi", "site", {}),
        res("wafv2.WebAclAssociation", "filter", { resourceArn: ref("site", "arn"), webAclArn: unknown }),
      ],
    ],
  },
});
