import { acm } from "../../src/rules/aws/acm.js";
import { suite, unknown } from "../suite.js";

suite(acm, {
  "acm-certificate-strong-key": {
    good: { domainName: "example.com", validationMethod: "DNS", keyAlgorithm: "EC_prime256v1" },
    pass: [{ domainName: "example.com" }],
    fail: [{ domainName: "example.com", keyAlgorithm: "RSA_1024" }],
    unknown: [{ keyAlgorithm: unknown }],
  },
  "acm-certificate-transparency-logging": {
    good: { domainName: "example.com", options: { certificateTransparencyLoggingPreference: "ENABLED" } },
    pass: [{ domainName: "example.com" }],
    fail: [{ domainName: "internal.example.com", options: { certificateTransparencyLoggingPreference: "DISABLED" } }],
    unknown: [{ options: { certificateTransparencyLoggingPreference: unknown } }],
  },
  "acm-certificate-no-wildcard-domain": {
    good: { domainName: "www.example.com", validationMethod: "DNS" },
    pass: [{ domainName: "example.com", subjectAlternativeNames: ["www.example.com"] }, {}],
    fail: [{ domainName: "*.example.com" }, { domainName: "example.com", subjectAlternativeNames: ["*.example.com"] }],
    unknown: [{ domainName: unknown }],
  },
});
