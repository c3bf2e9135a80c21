import { absent, both, either, every, except, matches, nonEmpty, noneOf, oneOf, present } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";
import { filteredBy } from "../../views/web-acls.js";
import { log4j } from "../helpers/log4j.js";
import { list, text } from "../helpers/read.js";

const plain = matches(/^http$/i, '"HTTP"');
const tls = /^(https|tls)$/i;

export const lb = {
  "lb-listener-encrypted": rule("lb.Listener", {
    title: "Application Load Balancers must redirect HTTP to HTTPS",
    severity: "medium",
    controls: { fsbp: ["ELB.1", "ELB.18"], nist: ["SC-8", "SC-13", "SC-7(4)"], hipaa: "164.312(a)(2)(iv)" },
    equivalents: [
      "CKV_AWS_2",
      "CKV_AWS_103",
      "AVD-AWS-0054",
      "cdk-nag:ALBHttpToHttpsRedirection",
      "awsguard:alb-http-to-https-redirection",
      "compliance-policies:aws-lb-listener-disallow-unencrypted-traffic",
      "compliance-policies:aws-alb-listener-disallow-unencrypted-traffic",
    ],
    fix:
      'Set `protocol: "HTTPS"` and a `certificateArn`; or give the HTTP listener the default action ' +
      '`{ type: "redirect", redirect: { protocol: "HTTPS", port: "443", statusCode: "HTTP_301" } }`.',
    docs: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/create-https-listener.html",
    why: "A listener that names a port and no protocol belongs to an application load balancer, and speaks HTTP.",
    settledBy: { protocol: [] },
    when: either({ protocol: plain }, { protocol: absent, port: present }),
    require: { defaultActions: both(nonEmpty, every({ type: "redirect", redirect: { protocol: matches(/^https$/i, '"HTTPS"') } })) },
    message: "is HTTP, and the default action does not redirect to HTTPS",
    at: "protocol",
  }),
  "lb-listener-network-tls": rule("lb.Listener", {
    title: "Network Load Balancer listeners must use TLS",
    severity: "low",
    preset: "all",
    fix: 'Set `protocol: "TLS"` and a `certificateArn`, unless the targets terminate TLS themselves.',
    controls: { fsbp: "ELB.18" },
    docs: "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/create-tls-listener.html",
    require: { protocol: except(matches(/^(tcp|udp|tcp_udp)$/i), 'not be "TCP", "UDP" or "TCP_UDP"') },
  }),
  "lb-listener-tls-policy": rule("lb.Listener", {
    title: "Load balancer listeners must require TLS 1.2 or newer",
    severity: "medium",
    controls: { fsbp: "ELB.17", nist: "SC-8(1)" },
    equivalents: [
      "CKV_AWS_103",
      "CKV2_AWS_74",
      "AVD-AWS-0047",
      "compliance-policies:aws-lb-listener-configure-secure-tls",
      "compliance-policies:aws-alb-listener-configure-secure-tls",
    ],
    fix: 'Set `sslPolicy: "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09"` or another policy for TLS 1.2 and newer; the default still allows TLS 1.0.',
    docs: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html",
    settledBy: { sslPolicy: [] },
    when: { protocol: matches(tls) },
    require: { sslPolicy: matches(/^ELBSecurityPolicy-(TLS13-1-[23]|TLS-1-2|FS-1-2)-/, "a policy for TLS 1.2 or newer") },
  }),
  "lb-load-balancer-drop-invalid-headers": rule("lb.LoadBalancer", {
    title: "Application Load Balancers must drop invalid HTTP headers",
    severity: "medium",
    preset: "all",
    controls: { fsbp: "ELB.4", hipaa: "164.312(a)(2)(iv)" },
    equivalents: ["CKV_AWS_131", "AVD-AWS-0052", "cdk-nag:ALBHttpDropInvalidHeaderEnabled"],
    fix: "Set `dropInvalidHeaderFields: true`.",
    docs: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html",
    when: { loadBalancerType: noneOf("network", "gateway") },
    require: { dropInvalidHeaderFields: true },
    remediate: true,
  }),
  "lb-load-balancer-desync-mitigation": rule("lb.LoadBalancer", {
    title: "Application Load Balancers must mitigate HTTP desync attacks",
    severity: "medium",
    controls: { fsbp: "ELB.12" },
    equivalents: ["CKV_AWS_328"],
    fix: 'Remove `desyncMitigationMode`, or set it to "defensive" or "strictest".',
    docs: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html",
    when: { loadBalancerType: noneOf("network", "gateway") },
    require: { desyncMitigationMode: noneOf("monitor") },
  }),
  "lb-load-balancer-access-logs": rule("lb.LoadBalancer", {
    title: "Application and Network Load Balancers must have access logging enabled",
    severity: "low",
    preset: "all",
    controls: { fsbp: "ELB.5", nist: ["SC-7(9)", "AC-4(26)", "AU-2"], hipaa: "164.312(b)", soc2: "CC7.2", iso27001: "A.8.15" },
    equivalents: [
      "CKV_AWS_91",
      "AwsSolutions-ELB2",
      "awsguard:elb-logging-enabled",
      "compliance-policies:aws-lb-loadbalancer-enable-access-logging",
      "compliance-policies:aws-lb-loadbalancer-configure-access-logging",
      "compliance-policies:aws-alb-loadbalancer-enable-access-logging",
      "compliance-policies:aws-alb-loadbalancer-configure-access-logging",
    ],
    fix: "Set `accessLogs: { enabled: true, bucket }` with a bucket whose policy lets Elastic Load Balancing write to it.",
    why: "A network load balancer writes access logs for its TLS listeners only, and a gateway load balancer writes none.",
    docs: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html",
    with: { listeners: "lb.Listener#loadBalancerArn" },
    when: { loadBalancerType: noneOf("gateway") },
    check: ({ loadBalancerType, accessLogs, listeners }, { at }) => {
      const isPlain = listeners.length > 0 && !listeners.some(({ protocol }) => tls.test(text(protocol)));
      if (loadBalancerType === "network" && isPlain) return false;
      if (text(accessLogs?.enabled) === "true" && text(accessLogs?.bucket) !== "") return false;
      return at("accessLogs", "is not enabled with a `bucket`");
    },
  }),
  "lb-load-balancer-deletion-protection": rule("lb.LoadBalancer", {
    title: "Load balancers must be protected from deletion",
    severity: "medium",
    preset: "all",
    controls: { fsbp: "ELB.6", nist: ["CA-7(4)(c)", "CM-2a", "CM-2(2)"], hipaa: "164.308(a)(7)(i)" },
    equivalents: ["CKV_AWS_150", "cdk-nag:ELBDeletionProtectionEnabled", "awsguard:elb-deletion-protection-enabled"],
    fix: "Set `enableDeletionProtection: true`.",
    docs: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html",
    require: { enableDeletionProtection: true },
    remediate: true,
  }),
  "lb-load-balancer-multi-az": rule("lb.LoadBalancer", {
    title: "Load balancers must span several Availability Zones",
    severity: "medium",
    preset: "all",
    controls: { fsbp: "ELB.13", iso27001: "A.8.14" },
    fix: "List subnets of at least two zones in `subnets`.",
    docs: "https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html",
    check: ({ subnets, subnetMappings }, { at }) =>
      list(subnets).length === 1
        ? at("subnets", "has one subnet, expected subnets in at least two zones")
        : list(subnetMappings).length === 1 && at("subnetMappings", "has one subnet, expected subnets in at least two zones"),
  }),
  "lb-load-balancer-waf": rule("lb.LoadBalancer", {
    title: "Public Application Load Balancers must have a web ACL",
    severity: "medium",
    preset: "all",
    controls: { nist: "AC-4(21)", pci: ["6.4.1", "6.4.2"] },
    equivalents: ["CKV2_AWS_28", "cdk-nag:ALBWAFEnabled"],
    fix: "Add a `wafv2.WebAclAssociation` with the `resourceArn` of the load balancer and the `webAclArn` of a web ACL.",
    docs: "https://docs.aws.amazon.com/waf/latest/developerguide/web-acl-associating-aws-resource.html",
    with: { acls: "wafv2.WebAclAssociation#resourceArn", classic: "wafregional.WebAclAssociation#resourceArn" },
    when: { loadBalancerType: noneOf("network", "gateway"), internal: noneOf(true), classic: absent },
    require: { acls: present },
  }),
  "lb-target-group-encrypted": rule("lb.TargetGroup", {
    title: "Load balancer target groups must use HTTPS or TLS to targets",
    severity: "low",
    preset: "all",
    equivalents: ["CKV_AWS_378"],
    fix: 'Set `protocol: "HTTPS"`; targets can have a self-signed certificate. This replaces the target group.',
    docs: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html",
    require: { protocol: noneOf("HTTP") },
  }),
  "lb-load-balancer-cross-zone": rule("lb.LoadBalancer", {
    title: "Network and Gateway Load Balancers must balance across zones",
    severity: "low",
    preset: "all",
    equivalents: ["CKV_AWS_152"],
    fix: "Set `enableCrossZoneLoadBalancing: true`; traffic between zones costs extra.",
    docs: "https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html",
    when: { loadBalancerType: oneOf("network", "gateway") },
    require: { enableCrossZoneLoadBalancing: true },
  }),
  "lb-load-balancer-waf-log4j": rule(filteredBy("lb.LoadBalancer"), {
    ...log4j,
    title: "Web ACLs of load balancers must block Log4j lookups",
    equivalents: ["CKV2_AWS_76"],
  }),
  "lb-load-balancer-redirects-to-https": rule("lb.LoadBalancer", {
    title: "Application Load Balancers must redirect HTTP to HTTPS on each of their listeners",
    severity: "low",
    preset: "all",
    controls: { fsbp: "ELB.1" },
    equivalents: ["CKV2_AWS_20"],
    fix: "Give the HTTP listener the default action to redirect to HTTPS, or set its `protocol` to HTTPS with a `certificateArn`.",
    why: "The control is about the load balancer; the listener itself is reported by `lb-listener-encrypted`.",
    docs: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/create-https-listener.html",
    with: { listeners: "lb.Listener#loadBalancerArn" },
    when: { loadBalancerType: noneOf("network", "gateway") },
    check: ({ listeners }) => {
      const isPlain = listeners.some(
        ({ protocol, defaultActions }) =>
          /^http$/i.test(text(protocol)) &&
          !list(defaultActions).some(({ type, redirect }) => type === "redirect" && /^https$/i.test(text(redirect?.protocol))),
      );
      return isPlain && "has an HTTP listener that does not redirect to HTTPS";
    },
  }),
};
