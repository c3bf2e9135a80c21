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
});
