import { lb } from "../../src/rules/aws/lb.js";
import { ref, res, suite, unknown } from "../suite.js";
import { behindAclOf, webAcl } from "./web-acls.js";

const redirect = (protocol: string) => ({ type: "redirect", redirect: { port: "443", protocol, statusCode: "HTTP_301" } });
const forward = { type: "forward", targetGroupArn: "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/shop/0a1b" };
const https = (sslPolicy?: string) => ({ protocol: "HTTPS", defaultActions: [forward], ...(sslPolicy === undefined ? {} : { sslPolicy }) });
const balancer = (loadBalancerType: string, more: object, ...protocols: readonly string[]) => [
  res("lb.LoadBalancer", loadBalancerType, { loadBalancerType, ...more }),
  ...protocols.map((protocol, i) =>
    res("lb.Listener", `${loadBalancerType}-${i}`, { loadBalancerArn: ref(loadBalancerType, "arn"), protocol }),
  ),
];

const behindAcl = behindAclOf("lb.LoadBalancer");

suite(lb, {
  "lb-listener-encrypted": {
    bad: {
      protocol: "HTTP",
      port: 80,
      defaultActions: [{ type: "forward", targetGroupArn: "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/shop/0a1b" }],
    },
    pass: [
      { protocol: "HTTP", port: 80, defaultActions: [redirect("HTTPS")] },
      { protocol: "HTTPS", port: 443, defaultActions: [forward] },
      { protocol: "TCP", port: 443, defaultActions: [forward] },
      { protocol: "http", port: 80, defaultActions: [redirect("HTTPS")] },
      { protocol: "https", port: 443, defaultActions: [forward] },
      { port: 80, defaultActions: [redirect("HTTPS")] },
      { defaultActions: [forward] }, // of a gateway load balancer
      [res("lb.Listener", "l", { port: 443, defaultActions: [forward] }, { outputs: { protocol: "TLS" } })],
      [res("lb.Listener", "l", { defaultActions: [forward] }, { outputs: { protocol: "GENEVE" } })],
    ],
    fail: [
      { of: { port: 80, defaultActions: [forward] }, message: "is HTTP, and the default action does not redirect to HTTPS" },
      { port: 8080, protocol: "", defaultActions: [forward] },
      { protocol: "http", port: 80, defaultActions: [forward] },
      [res("lb.Listener", "l", { port: 80, defaultActions: [forward] }, { outputs: { protocol: "HTTP" } })],
      [res("lb.Listener", "l", { port: 80, defaultActions: [redirect("HTTP")] }, { outputs: { protocol: "HTTP" } })],
      { protocol: "HTTP", port: 80, defaultActions: [forward] },
      { protocol: "HTTP", port: 8080, defaultActions: [redirect("HTTP")] },
      { protocol: "HTTP", defaultActions: [redirect("#{protocol}")] },
      { protocol: "HTTP", defaultActions: [] },
    ],
    unknown: [
      { protocol: unknown, defaultActions: [forward] },
      { protocol: "HTTP", defaultActions: unknown },
      { port: unknown, defaultActions: [forward] },
    ],
  },
  "lb-listener-network-tls": {
    pass: [{ protocol: "TLS" }, { protocol: "HTTP" }, {}],
    fail: [{ protocol: "TCP" }, { protocol: "TCP_UDP" }, { protocol: "udp" }],
    unknown: [{ protocol: unknown }],
  },
  "lb-listener-tls-policy": {
    bad: {
      protocol: "HTTPS",
      port: 443,
      certificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/0a1b",
      sslPolicy: "ELBSecurityPolicy-2016-08",
      defaultActions: [{ type: "forward", targetGroupArn: "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/shop/0a1b" }],
    },
    good: {
      protocol: "HTTPS",
      port: 443,
      certificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/0a1b",
      sslPolicy: "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
      defaultActions: [{ type: "forward", targetGroupArn: "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/shop/0a1b" }],
    },
    pass: [
      https("ELBSecurityPolicy-TLS13-1-2-Res-2021-06"),
      https("ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09"),
      https("ELBSecurityPolicy-FS-1-2-Res-2020-10"),
      { ...https("ELBSecurityPolicy-TLS-1-2-2017-01"), protocol: "TLS", port: 8443 },
      { protocol: "HTTP", defaultActions: [redirect("HTTPS")] },
      [res("lb.Listener", "l", { protocol: "HTTPS" }, { outputs: { sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06" } })],
    ],
    fail: [
      { ...https(), protocol: "https" },
      [res("lb.Listener", "l", { protocol: "HTTPS" }, { outputs: { sslPolicy: "ELBSecurityPolicy-2016-08" } })],
      https(),
      https("ELBSecurityPolicy-2016-08"),
      https("ELBSecurityPolicy-TLS13-1-1-2021-06"),
      { ...https("ELBSecurityPolicy-TLS-1-1-2017-01"), protocol: "TLS", port: 8443 },
    ],
    unknown: [https(unknown)],
  },
  "lb-load-balancer-drop-invalid-headers": {
    pass: [{ dropInvalidHeaderFields: true }, { loadBalancerType: "network" }],
    fail: [{}, { loadBalancerType: "application", dropInvalidHeaderFields: false }],
    unknown: [{ dropInvalidHeaderFields: unknown }, { loadBalancerType: unknown }],
  },
  "lb-load-balancer-desync-mitigation": {
    pass: [{}, { desyncMitigationMode: "strictest" }, { loadBalancerType: "network", desyncMitigationMode: "monitor" }],
    fail: [{ desyncMitigationMode: "monitor" }],
    unknown: [{ desyncMitigationMode: unknown }],
  },
  "lb-load-balancer-access-logs": {
    pass: [
      { accessLogs: { enabled: true, bucket: "logs" } },
      { loadBalancerType: "gateway" },
      balancer("network", {}, "TCP", "UDP"),
      balancer("network", { accessLogs: { enabled: true, bucket: "logs" } }, "TLS"),
      [...balancer("network", {}, "TCP"), ...balancer("application", { accessLogs: { enabled: true, bucket: "logs" } }, "HTTPS")],
    ],
    fail: [
      { of: {}, message: "is not enabled with a `bucket`" },
      { accessLogs: { bucket: "logs" } },
      { accessLogs: { enabled: false, bucket: "logs" } },
      { accessLogs: { enabled: true } },
      // Its listeners may be in another stack.
      { loadBalancerType: "network" },
      { loadBalancerType: "network", accessLogs: { enabled: false, bucket: "logs" } },
      balancer("application", {}, "HTTP"),
      balancer("network", {}, "TCP", "TLS"),
      balancer("network", { accessLogs: { enabled: false, bucket: "logs" } }, "tls"),
    ],
    unknown: [
      { accessLogs: { enabled: true, bucket: unknown }, loadBalancerType: "application", name: "a" },
      { accessLogs: { enabled: unknown, bucket: "logs" } },
      balancer("network", {}, unknown),
    ],
  },
  "lb-load-balancer-deletion-protection": {
    pass: [{ enableDeletionProtection: true }],
    fail: [{ name: "web" }, { enableDeletionProtection: false }],
    unknown: [{ enableDeletionProtection: unknown }],
  },
  "lb-load-balancer-multi-az": {
    good: { loadBalancerType: "network", subnets: ["subnet-0a1b", "subnet-2c3d"] },
    pass: [{}, { subnetMappings: [{ subnetId: "subnet-0a1b" }, { subnetId: "subnet-2c3d" }] }],
    fail: [{ loadBalancerType: "network", subnets: ["subnet-0a1b"] }, { subnetMappings: [{ subnetId: "subnet-0a1b" }] }],
    unknown: [{ subnets: unknown }],
  },
  "lb-load-balancer-waf": {
    good: [
      res("lb.LoadBalancer", "web", { subnets: ["subnet-0a1b", "subnet-2c3d"] }),
      res("wafv2.WebAclAssociation", "web", {
        resourceArn: ref("web", "arn"),
        webAclArn: "arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/web/1",
      }),
    ],
    pass: [[res("lb.LoadBalancer", "web", { internal: true })], [res("lb.LoadBalancer", "web", { loadBalancerType: "network" })]],
    fail: [[res("lb.LoadBalancer", "web", { subnets: ["subnet-0a1b", "subnet-2c3d"] })]],
    unknown: [[res("lb.LoadBalancer", "web", {}), res("wafv2.WebAclAssociation", "web", { resourceArn: unknown, webAclArn: "arn:x" })]],
  },
  "lb-target-group-encrypted": {
    good: { port: 443, protocol: "HTTPS", vpcId: "vpc-0a1b" },
    pass: [{ targetType: "lambda" }, { protocol: "TCP" }],
    fail: [{ port: 80, protocol: "HTTP", vpcId: "vpc-0a1b" }],
    unknown: [{ protocol: unknown }],
  },
  "lb-load-balancer-cross-zone": {
    pass: [{ loadBalancerType: "network", enableCrossZoneLoadBalancing: true }, { loadBalancerType: "application" }, {}],
    fail: [{ loadBalancerType: "network" }, { loadBalancerType: "gateway", enableCrossZoneLoadBalancing: false }],
    unknown: [{ loadBalancerType: "network", enableCrossZoneLoadBalancing: unknown }, { loadBalancerType: unknown }],
  },
  "lb-load-balancer-waf-log4j": {
    pass: [behindAcl("AWSManagedRulesKnownBadInputsRuleSet"), [res("lb.LoadBalancer", "site", {})]],
    fail: [behindAcl("AWSManagedRulesCommonRuleSet")],
    unknown: [
      [
        webAcl("AWSManagedRulesCommonRuleSet"),
        res("lb.LoadBalancer", "site", {}),
        res("wafv2.WebAclAssociation", "filter", { resourceArn: ref("site", "arn"), webAclArn: unknown }),
      ],
    ],
  },
  "lb-load-balancer-redirects-to-https": {
    bad: [
      res("lb.LoadBalancer", "web", { subnets: ["subnet-0a1b", "subnet-0c2d"] }),
      res("lb.Listener", "http", { loadBalancerArn: ref("web", "arn"), port: 80, protocol: "HTTP", defaultActions: [forward] }),
    ],
    good: [
      res("lb.LoadBalancer", "web", { subnets: ["subnet-0a1b", "subnet-0c2d"] }),
      res("lb.Listener", "http", { loadBalancerArn: ref("web", "arn"), port: 80, protocol: "HTTP", defaultActions: [redirect("HTTPS")] }),
    ],
    pass: [balancer("network", {}, "TCP"), balancer("application", {}, "HTTPS"), [res("lb.LoadBalancer", "web", {})]],
    fail: [balancer("application", {}, "HTTPS", "HTTP")],
    unknown: [
      [
        res("lb.LoadBalancer", "web", {}),
        res("lb.Listener", "http", { loadBalancerArn: ref("web", "arn"), protocol: unknown, defaultActions: [forward] }),
      ],
    ],
  },
});
