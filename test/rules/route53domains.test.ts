import { route53domains } from "../../src/rules/aws/route53domains.js";
import { suite, unknown } from "../suite.js";

suite(route53domains, {
  "route53domains-domain-transfer-lock": {
    good: { domainName: "example.com", transferLock: true },
    pass: [{ domainName: "example.com" }],
    fail: [{ domainName: "example.com", transferLock: false }],
    unknown: [{ transferLock: unknown }],
  },
});
