import { lb } from "../../src/rules/lb.js";
import { suite, unknown } from "../suite.js";

const redirect = (protocol: string) => ({ type: "redirect", redirect: { port: "443", protocol, statusCode: "HTTP_301" } });
const forward = { type: "forward", targetGroupArn: "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/shop/0a1b" };
const https = (sslPolicy?: string) => ({ protocol: "HTTPS", defaultActions: [forward], ...(sslPolicy === undefined ? {} : { sslPolicy }) });

suite(lb, {
  "lb-listener-encrypted": {
    pass: [
      { protocol: "HTTP", port: 80, defaultActions: [redirect("HTTPS")] },
      { protocol: "HTTPS", port: 443, defaultActions: [forward] },
      { protocol: "TCP", port: 443, defaultActions: [forward] },
    ],
    fail: [
      { protocol: "HTTP", port: 80, defaultActions: [forward] },
      { protocol: "HTTP", port: 8080, defaultActions: [redirect("HTTP")] },
      { protocol: "HTTP", defaultActions: [redirect("#{protocol}")] },
      { protocol: "HTTP", defaultActions: [] },
    ],
    unknown: [
      { protocol: unknown, defaultActions: [forward] },
      { protocol: "HTTP", defaultActions: unknown },
    ],
  },
  "lb-listener-network-tls": {
    pass: [{ protocol: "TLS" }, { protocol: "HTTP" }],
    fail: [{ protocol: "TCP" }, { protocol: "TCP_UDP" }],
    unknown: [{ protocol: unknown }],
  },
  "lb-listener-tls-policy": {
    pass: [
      https("ELBSecurityPolicy-TLS13-1-2-Res-2021-06"),
      https("ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09"),
      https("ELBSecurityPolicy-FS-1-2-Res-2020-10"),
      { ...https("ELBSecurityPolicy-TLS-1-2-2017-01"), protocol: "TLS", port: 8443 },
      { protocol: "HTTP", defaultActions: [redirect("HTTPS")] },
    ],
    fail: [
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
    pass: [{}, { desyncMitigationMode: "strictest" }],
    fail: [{ desyncMitigationMode: "monitor" }],
    unknown: [{ desyncMitigationMode: unknown }],
  },
  "lb-load-balancer-access-logs": {
    pass: [{ accessLogs: { enabled: true, bucket: "logs" } }, { loadBalancerType: "gateway" }],
    fail: [{}, { accessLogs: { bucket: "logs" } }, { accessLogs: { enabled: false, bucket: "logs" } }],
    unknown: [
      { accessLogs: { enabled: true, bucket: unknown }, loadBalancerType: "network", name: "a" },
      { accessLogs: { enabled: unknown, bucket: "logs" } },
    ],
  },
});
