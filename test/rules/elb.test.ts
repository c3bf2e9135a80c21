import { elb } from "../../src/rules/aws/elb.js";
import { suite, unknown } from "../suite.js";

const listener = (lbProtocol: string) => ({ lbProtocol, lbPort: 443, instanceProtocol: "http", instancePort: 80 });

suite(elb, {
  "elb-load-balancer-encrypted-listeners": {
    bad: { listeners: [{ lbProtocol: "http", lbPort: 80, instanceProtocol: "http", instancePort: 80 }] },
    good: {
      listeners: [
        {
          lbProtocol: "https",
          lbPort: 443,
          instanceProtocol: "http",
          instancePort: 80,
          sslCertificateId: "arn:aws:acm:us-east-1:123456789012:certificate/0a1b",
        },
      ],
    },
    pass: [{ listeners: [listener("HTTPS"), listener("ssl")] }],
    fail: [{ listeners: [listener("http")] }, { listeners: [listener("https"), listener("tcp")] }],
    unknown: [{ listeners: [listener(unknown)] }],
  },
  "elb-load-balancer-access-logs": {
    pass: [{ accessLogs: { bucket: "logs" } }],
    fail: [{}, { accessLogs: { bucket: "logs", enabled: false } }],
    unknown: [{ accessLogs: unknown }],
  },
  "elb-load-balancer-desync-mitigation": {
    pass: [{}, { desyncMitigationMode: "defensive" }],
    fail: [{ desyncMitigationMode: "monitor" }],
    unknown: [{ desyncMitigationMode: unknown }],
  },
  "elb-load-balancer-cross-zone": {
    good: { crossZoneLoadBalancing: true },
    pass: [{ name: "web" }],
    fail: [{ crossZoneLoadBalancing: false }],
    unknown: [{ crossZoneLoadBalancing: unknown }],
  },
  "elb-load-balancer-connection-draining": {
    pass: [{ name: "web", connectionDraining: true }],
    fail: [{ name: "web" }, { name: "web", connectionDraining: false }],
    unknown: [{ connectionDraining: unknown }],
  },
  "elb-load-balancer-multi-az": {
    good: { subnets: ["subnet-0a1b", "subnet-2c3d"] },
    pass: [{ availabilityZones: ["eu-west-1a", "eu-west-1b"] }],
    fail: [{ subnets: ["subnet-0a1b"] }, { availabilityZones: ["eu-west-1a"] }],
    unknown: [{ subnets: unknown }],
  },
  "elb-load-balancer-acm-certificate": {
    good: {
      listeners: [
        {
          lbPort: 443,
          lbProtocol: "https",
          instancePort: 80,
          instanceProtocol: "http",
          sslCertificateId: "arn:aws:acm:eu-west-1:123456789012:certificate/1",
        },
      ],
    },
    pass: [{ listeners: [{ lbPort: 80, lbProtocol: "http", instancePort: 80, instanceProtocol: "http" }] }],
    fail: [
      {
        listeners: [
          {
            lbPort: 443,
            lbProtocol: "https",
            instancePort: 80,
            instanceProtocol: "http",
            sslCertificateId: "arn:aws:iam::123456789012:server-certificate/web",
          },
        ],
      },
    ],
    unknown: [{ listeners: [{ lbPort: 443, lbProtocol: "https", instancePort: 80, instanceProtocol: "http", sslCertificateId: unknown }] }],
  },
});
