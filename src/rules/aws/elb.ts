import { absent, every, matches, noneOf, present, unless } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";
import { list } from "../helpers/read.js";

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
  "elb-load-balancer-cross-zone": rule("elb.LoadBalancer", {
    title: "Classic load balancers must balance across zones",
    severity: "medium",
    controls: { fsbp: "ELB.9", nist: ["CP-1a.1(b)", "CP-1a.2", "CP-2a"], hipaa: "164.308(a)(7)(i)" },
    equivalents: ["CKV_AWS_138", "cdk-nag:ELBCrossZoneLoadBalancingEnabled"],
    fix: "Remove `crossZoneLoadBalancing`, or set it to true.",
    docs: "https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/enable-disable-crosszone-lb.html",
    require: { crossZoneLoadBalancing: noneOf(false) },
  }),
  "elb-load-balancer-connection-draining": rule("elb.LoadBalancer", {
    title: "Classic load balancers must drain connections",
    severity: "low",
    preset: "all",
    controls: { fsbp: "ELB.7" },
    equivalents: ["cdk-nag:CLBConnectionDraining"],
    fix: "Set `connectionDraining: true`.",
    docs: "https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/config-conn-drain.html",
    require: { connectionDraining: true },
  }),
  "elb-load-balancer-multi-az": rule("elb.LoadBalancer", {
    title: "Classic load balancers must span several Availability Zones",
    severity: "medium",
    preset: "all",
    controls: { fsbp: "ELB.10", nist: ["CP-1a.1(b)", "CP-1a.2", "CP-2a"], hipaa: "164.308(a)(7)(i)", iso27001: "A.8.14" },
    equivalents: ["cdk-nag:ELBCrossZoneLoadBalancingEnabled", "compliance-policies:aws-elb-loadbalancer-configure-multi-availability-zone"],
    fix: "List subnets of at least two zones in `subnets`.",
    docs: "https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/enable-disable-az.html",
    check: ({ subnets, availabilityZones }, { at }) =>
      list(subnets).length === 1
        ? at("subnets", "has one subnet, expected subnets in at least two zones")
        : list(availabilityZones).length === 1 && at("availabilityZones", "has one zone, expected at least two"),
  }),
  "elb-load-balancer-acm-certificate": rule("elb.LoadBalancer", {
    title: "Classic load balancers must use certificates of ACM",
    severity: "medium",
    preset: "all",
    controls: { fsbp: "ELB.2", nist: ["AC-4", "AC-4(22)", "AC-17(2)"], pci: ["1.2.5", "1.2.8"], hipaa: "164.312(a)(2)(iv)" },
    equivalents: ["CKV_AWS_127", "cdk-nag:ELBACMCertificateRequired"],
    fix: "Set `sslCertificateId` to the ARN of an `acm.Certificate`.",
    why: "ACM renews its certificates. Certificates of IAM expire.",
    docs: "https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/ssl-server-cert.html",
    require: {
      listeners: every(
        unless({ sslCertificateId: absent }, { sslCertificateId: matches(/^arn:[\w-]+:acm:/, "the ARN of an ACM certificate") }),
      ),
    },
  }),
};
