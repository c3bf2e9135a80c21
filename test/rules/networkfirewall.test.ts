import { networkfirewall } from "../../src/rules/aws/networkfirewall.js";
import { ref, res, suite, unknown } from "../suite.js";

const key = "arn:aws:kms:us-east-1:123456789012:key/0a1b";

suite(networkfirewall, {
  "networkfirewall-firewall-deletion-protection": {
    pass: [{ deleteProtection: true }],
    fail: [{ name: "egress" }],
    unknown: [{ deleteProtection: unknown }],
  },
  "networkfirewall-firewall-subnet-change-protection": {
    pass: [{ subnetChangeProtection: true }, { transitGatewayId: "tgw-0a1b" }],
    fail: [{ name: "egress" }],
    unknown: [{ subnetChangeProtection: unknown }],
  },
  "networkfirewall-firewall-logging": {
    good: [
      res("networkfirewall.Firewall", "egress", { firewallPolicyArn: "arn:aws:network-firewall:eu-west-1:123456789012:firewall-policy/p" }),
      res("networkfirewall.LoggingConfiguration", "logs", {
        firewallArn: ref("egress", "arn"),
        loggingConfiguration: {
          logDestinationConfigs: [{ logType: "ALERT", logDestinationType: "CloudWatchLogs", logDestination: { logGroup: "/egress" } }],
        },
      }),
    ],
    pass: [
      [
        res("networkfirewall.Firewall", "egress", {}),
        res("networkfirewall.LoggingConfiguration", "logs", {
          firewallArn: ref("egress", "arn"),
          loggingConfiguration: {
            logDestinationConfigs: [{ logType: "FLOW", logDestinationType: "S3", logDestination: { bucketName: "logs" } }],
          },
        }),
      ],
    ],
    fail: [[res("networkfirewall.Firewall", "egress", { name: "egress" })]],
    unknown: [
      [
        res("networkfirewall.Firewall", "egress", {}),
        res("networkfirewall.LoggingConfiguration", "logs", {
          firewallArn: unknown,
          loggingConfiguration: {
            logDestinationConfigs: [{ logType: "FLOW", logDestinationType: "S3", logDestination: { bucketName: "logs" } }],
          },
        }),
      ],
    ],
  },
  "networkfirewall-policy-default-action-strict": {
    good: { firewallPolicy: { statelessDefaultActions: ["aws:forward_to_sfe"], statelessFragmentDefaultActions: ["aws:forward_to_sfe"] } },
    pass: [{ firewallPolicy: { statelessDefaultActions: ["aws:drop"], statelessFragmentDefaultActions: ["aws:drop"] } }],
    fail: [{ firewallPolicy: { statelessDefaultActions: ["aws:pass"], statelessFragmentDefaultActions: ["aws:drop"] } }],
    unknown: [{ firewallPolicy: unknown }],
  },
  "networkfirewall-policy-fragment-action-strict": {
    good: { firewallPolicy: { statelessDefaultActions: ["aws:forward_to_sfe"], statelessFragmentDefaultActions: ["aws:forward_to_sfe"] } },
    pass: [{ firewallPolicy: { statelessDefaultActions: ["aws:pass"], statelessFragmentDefaultActions: ["aws:drop"] } }],
    fail: [{ firewallPolicy: { statelessDefaultActions: ["aws:drop"], statelessFragmentDefaultActions: ["aws:pass"] } }],
    unknown: [{ firewallPolicy: unknown }],
  },
  "networkfirewall-stateless-group-has-rules": {
    pass: [
      { type: "STATEFUL", capacity: 100 },
      {
        type: "STATELESS",
        capacity: 100,
        ruleGroup: {
          rulesSource: {
            statelessRulesAndCustomActions: {
              statelessRules: [{ priority: 1, ruleDefinition: { actions: ["aws:drop"], matchAttributes: {} } }],
            },
          },
        },
      },
    ],
    fail: [{ type: "STATELESS", capacity: 100 }],
    unknown: [{ type: "STATELESS", capacity: 100, ruleGroup: unknown }],
  },
  "networkfirewall-policy-has-rule-group": {
    good: {
      firewallPolicy: {
        ...{ statelessDefaultActions: ["aws:forward_to_sfe"], statelessFragmentDefaultActions: ["aws:forward_to_sfe"] },
        statefulRuleGroupReferences: [{ resourceArn: "arn:aws:network-firewall:eu-west-1:123456789012:stateful-rulegroup/domains" }],
      },
    },
    pass: [
      {
        firewallPolicy: {
          ...{ statelessDefaultActions: ["aws:drop"], statelessFragmentDefaultActions: ["aws:drop"] },
          statelessRuleGroupReferences: [
            { priority: 1, resourceArn: "arn:aws:network-firewall:eu-west-1:123456789012:stateless-rulegroup/x" },
          ],
        },
      },
    ],
    fail: [{ firewallPolicy: { statelessDefaultActions: ["aws:drop"], statelessFragmentDefaultActions: ["aws:drop"] } }],
    unknown: [{ firewallPolicy: unknown }],
  },
  "networkfirewall-customer-managed-key": {
    pass: [{ encryptionConfiguration: { type: "CUSTOMER_KMS", keyId: key } }],
    fail: [
      { name: "edge" },
      { encryptionConfiguration: { type: "AWS_OWNED_KMS_KEY" } },
      { encryptionConfiguration: { type: "AWS_OWNED_KMS_KEY", keyId: key } },
      { encryptionConfiguration: { type: "CUSTOMER_KMS", keyId: "alias/aws/network-firewall" } },
    ],
    unknown: [{ encryptionConfiguration: unknown }],
  },
});
