import { absent, either, except, includes, nonEmpty } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";
import { customerManagedKey, keyAbout } from "../helpers/keys.js";

export const networkfirewall = {
  "networkfirewall-firewall-deletion-protection": rule("networkfirewall.Firewall", {
    title: "Network Firewall firewalls must be protected from deletion",
    severity: "medium",
    preset: "all",
    controls: { fsbp: "NetworkFirewall.9" },
    equivalents: ["CKV_AWS_344"],
    fix: "Set `deleteProtection: true`.",
    docs: "https://docs.aws.amazon.com/network-firewall/latest/developerguide/firewall-settings.html",
    require: { deleteProtection: true },
    remediate: true,
  }),
  "networkfirewall-firewall-subnet-change-protection": rule("networkfirewall.Firewall", {
    title: "Network Firewall firewalls must be protected from changes of their subnets",
    severity: "low",
    preset: "all",
    controls: { fsbp: "NetworkFirewall.10" },
    fix: "Set `subnetChangeProtection: true`.",
    docs: "https://docs.aws.amazon.com/network-firewall/latest/developerguide/firewall-settings.html",
    when: { transitGatewayId: absent },
    require: { subnetChangeProtection: true },
    remediate: true,
  }),
  "networkfirewall-firewall-logging": rule("networkfirewall.Firewall", {
    title: "Network Firewall firewalls must have logging enabled",
    severity: "medium",
    preset: "all",
    controls: { fsbp: "NetworkFirewall.2", pci: ["10.2.1.1", "10.2.1.2"], soc2: "A1.2", iso27001: "A.8.15" },
    equivalents: ["CKV2_AWS_63"],
    fix: "Add a `networkfirewall.LoggingConfiguration` with the `firewallArn` of the firewall and its `logDestinationConfigs`.",
    docs: "https://docs.aws.amazon.com/network-firewall/latest/developerguide/firewall-logging.html",
    with: { logs: "networkfirewall.LoggingConfiguration#firewallArn" },
    require: { logs: { loggingConfiguration: { logDestinationConfigs: nonEmpty } } },
  }),
  "networkfirewall-policy-default-action-strict": rule("networkfirewall.FirewallPolicy", {
    title: "Network Firewall policies must drop or inspect packets that match no stateless rule",
    severity: "medium",
    controls: { fsbp: ["NetworkFirewall.4", "NetworkFirewall.5"], pci: ["1.4.3", "1.2.8"] },
    fix: 'Set `statelessDefaultActions` and `statelessFragmentDefaultActions` to `["aws:forward_to_sfe"]` or `["aws:drop"]`.',
    why: "A packet that passes here is not seen by the stateful rules.",
    docs: "https://docs.aws.amazon.com/network-firewall/latest/developerguide/stateless-default-actions.html",
    require: {
      firewallPolicy: {
        statelessDefaultActions: except(includes("aws:pass")),
        statelessFragmentDefaultActions: except(includes("aws:pass")),
      },
    },
  }),
  "networkfirewall-policy-has-rule-group": rule("networkfirewall.FirewallPolicy", {
    title: "Network Firewall policies must have rule groups",
    severity: "medium",
    preset: "all",
    controls: { fsbp: ["NetworkFirewall.3", "NetworkFirewall.6"], pci: ["1.2.8", "1.3.1"] },
    fix: "Add entries to `statefulRuleGroupReferences` or `statelessRuleGroupReferences`.",
    docs: "https://docs.aws.amazon.com/network-firewall/latest/developerguide/firewall-policies.html",
    require: {
      firewallPolicy: either({ statefulRuleGroupReferences: nonEmpty }, { statelessRuleGroupReferences: nonEmpty }),
    },
    message: "has no rule group",
  }),
  "networkfirewall-customer-managed-key": rule(
    ["networkfirewall.FirewallPolicy", "networkfirewall.Firewall", "networkfirewall.RuleGroup"],
    {
      ...keyAbout,
      title: "Network Firewall resources must be encrypted with a customer managed key",
      equivalents: ["CKV_AWS_345", "CKV_AWS_346"],
      fix: 'Set `encryptionConfiguration: { type: "CUSTOMER_KMS", keyId }`, with the ARN of a `kms.Key`.',
      docs: "https://docs.aws.amazon.com/network-firewall/latest/developerguide/kms-encryption-at-rest.html",
      require: { encryptionConfiguration: { type: "CUSTOMER_KMS", keyId: customerManagedKey } },
    },
  ),
};
