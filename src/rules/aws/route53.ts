import { empty, noneOf, present } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";

export const route53 = {
  "route53-zone-query-logging": rule("route53.Zone", {
    title: "Route 53 public zones must log queries",
    severity: "low",
    preset: "all",
    controls: { fsbp: "Route53.2", pci: ["10.2.1.1", "10.2.1.2"], soc2: "A1.2", iso27001: "A.8.15" },
    equivalents: ["CKV2_AWS_39"],
    fix: "Add a `route53.QueryLog` with the `zoneId` of the zone; its log group is in us-east-1.",
    docs: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/query-logs.html",
    with: { logs: "route53.QueryLog#zoneId" },
    when: { vpcs: empty },
    require: { logs: present },
  }),
  "route53-zone-dnssec": rule("route53.Zone", {
    title: "Route 53 public zones must be signed with DNSSEC",
    severity: "low",
    preset: "all",
    equivalents: ["CKV2_AWS_38"],
    fix: "Add a `route53.KeySigningKey` and a `route53.HostedZoneDnsSec` with the `hostedZoneId` of the zone.",
    docs: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-configuring-dnssec.html",
    with: { signing: "route53.HostedZoneDnsSec#hostedZoneId" },
    when: { vpcs: empty },
    require: { signing: { signingStatus: noneOf("NOT_SIGNING") } },
  }),
};
