import { elbHealth } from "../../src/rules/aws/elb-health.js";
import { suite, unknown } from "../suite.js";

const policy = (name: string, value: string) => ({
  loadBalancerName: "front",
  policyName: "tls",
  policyTypeName: "SSLNegotiationPolicyType",
  policyAttributes: [{ name, value }],
});

suite(elbHealth, {
  "elb-load-balancer-health-check": {
    pass: [{ listeners: [], healthCheck: { healthyThreshold: 2, unhealthyThreshold: 2, interval: 30, target: "HTTP:80/", timeout: 3 } }],
    fail: [{ listeners: [] }],
    unknown: [{ listeners: [], healthCheck: unknown }],
  },
  "elb-policy-secure-protocols": {
    pass: [policy("Protocol-TLSv1.2", "true"), policy("Protocol-TLSv1", "false")],
    fail: [policy("Protocol-TLSv1", "true"), policy("Protocol-SSLv3", "true")],
    unknown: [policy("Protocol-TLSv1", unknown)],
  },
});
