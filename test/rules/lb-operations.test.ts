import { lbOperations } from "../../src/rules/aws/lb-operations.js";
import { ref, res, suite, unknown } from "../suite.js";

const balancer = res("lb.LoadBalancer", "front", { subnets: ["s"] });
const listener = (more: object) => ({ loadBalancerArn: "a", defaultActions: [], protocol: "HTTPS", ...more });

suite(lbOperations, {
  "lb-listener-acm-certificate": {
    pass: [[res("lb.Listener", "https", listener({ certificateArn: "arn:aws:acm:eu-west-1:1:certificate/1" }))]],
    fail: [
      [res("lb.Listener", "https", listener({ certificateArn: "arn:aws:iam::123456789012:server-certificate/old" }))],
      [
        res("iam.ServerCertificate", "own", { certificateBody: "b", privateKey: "k" }),
        res("lb.Listener", "https", listener({ certificateArn: ref("own", "arn") })),
      ],
    ],
    unknown: [[res("lb.Listener", "https", listener({ certificateArn: unknown }))]],
  },
  "lb-load-balancer-internal": {
    pass: [{ internal: true, subnets: ["s"] }],
    fail: [{ subnets: ["s"] }],
    unknown: [{ internal: unknown }],
  },
  "lb-target-group-health-check": {
    pass: [{ protocol: "HTTP", port: 80, healthCheck: { path: "/health" } }, { targetType: "lambda" }],
    fail: [{ protocol: "HTTP", port: 80 }],
    unknown: [{ protocol: "HTTP", port: 80, healthCheck: unknown }],
  },
  "lb-load-balancer-has-listener": {
    pass: [[balancer, res("lb.Listener", "https", { loadBalancerArn: ref("front", "arn"), defaultActions: [] })]],
    fail: [[balancer]],
    unknown: [[balancer, res("lb.Listener", "https", { loadBalancerArn: unknown, defaultActions: [] })]],
  },
  "lb-listener-post-quantum-policy": {
    pass: [listener({ sslPolicy: "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09" })],
    fail: [listener({ sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06" }), listener({})],
    unknown: [listener({ sslPolicy: unknown })],
  },
  "lb-listener-recommended-tls-policy": {
    pass: [
      listener({ sslPolicy: "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09" }),
      listener({ sslPolicy: "ELBSecurityPolicy-TLS13-1-3-2021-06" }),
      listener({}),
    ],
    fail: [
      listener({ sslPolicy: "ELBSecurityPolicy-TLS-1-2-2017-01" }),
      listener({ sslPolicy: "ELBSecurityPolicy-TLS13-1-2-Ext1-2021-06" }),
    ],
    unknown: [listener({ sslPolicy: unknown })],
  },
});
