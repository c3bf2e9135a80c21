import { every, matches, noneOf, present } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";

export const elb = {
  "elb-load-balancer-encrypted-listeners": rule("elb.LoadBalancer", {
    title: "Classic Load Balancers must have only HTTPS or TLS listeners",
    severity: "medium",
    controls: { fsbp: "ELB.3", nist: ["SC-8", "SC-13", "SC-7(4)"], pci: ["1.2.5", "2.2.5"], hipaa: "164.312(a)(2)(iv)" },
    equivalents: [
      "CKV_AWS_376",
      "AVD-AWS-0054",
      "AwsSolutions-ELB5",
      "compliance-policies:aws-elb-loadbalancer-disallow-unencrypted-traffic",
    ],
    fix: 'Set `lbProtocol: "https"` (or "ssl") and an `sslCertificateId` on every listener, or move to an Application Load Balancer.',
    docs: "https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/elb-https-load-balancers.html",
    require: { listeners: every({ lbProtocol: matches(/^(https|ssl)$/i, '"https" or "ssl"') }) },
  }),
  "elb-load-balancer-access-logs": rule("elb.LoadBalancer", {
    title: "Classic Load Balancers must have access logging enabled",
    severity: "medium",
    preset: "all",
    controls: { fsbp: "ELB.5", nist: ["SC-7(9)", "AC-4(26)", "AU-2"], pci: ["10.2.1.1", "10.2.1.2"], iso27001: "A.8.15" },
    equivalents: [
      "CKV_AWS_92",
      "AwsSolutions-ELB2",
      "awsguard:elb-logging-enabled",
      "compliance-policies:aws-elb-loadbalancer-configure-access-logging",
    ],
    fix: "Set `accessLogs: { bucket }` to a bucket whose policy lets Elastic Load Balancing write to it.",
    docs: "https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/access-log-collection.html",
    require: { accessLogs: { bucket: present, enabled: noneOf(false) } },
  }),
  "elb-load-balancer-desync-mitigation": rule("elb.LoadBalancer", {
    title: "Classic Load Balancers must mitigate HTTP desync attacks",
    severity: "medium",
    controls: { fsbp: "ELB.14", pci: ["10.2.1.1", "10.2.1.2"] },
    equivalents: ["CKV_AWS_328"],
    fix: 'Remove `desyncMitigationMode`, or set it to "defensive" or "strictest".',
    docs: "https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/config-desync-mitigation-mode.html",
    require: { desyncMitigationMode: noneOf("monitor") },
  }),
};
