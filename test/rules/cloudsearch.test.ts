import { cloudsearch } from "../../src/rules/aws/cloudsearch.js";
import { suite, unknown } from "../suite.js";

suite(cloudsearch, {
  "cloudsearch-domain-https": {
    good: { endpointOptions: { enforceHttps: true, tlsSecurityPolicy: "Policy-Min-TLS-1-2-2019-07" } },
    pass: [{ endpointOptions: { enforceHttps: true } }],
    fail: [{ name: "search" }],
    unknown: [{ endpointOptions: unknown }],
  },
  "cloudsearch-domain-tls-policy": {
    good: { endpointOptions: { enforceHttps: true, tlsSecurityPolicy: "Policy-Min-TLS-1-2-2019-07" } },
    pass: [{ endpointOptions: { tlsSecurityPolicy: "Policy-Min-TLS-1-2-2019-07" } }],
    fail: [{ name: "search" }, { endpointOptions: { tlsSecurityPolicy: "Policy-Min-TLS-1-0-2019-07" } }],
    unknown: [{ endpointOptions: unknown }],
  },
});
