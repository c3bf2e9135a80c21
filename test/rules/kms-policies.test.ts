import { kmsPolicies } from "../../src/rules/aws/kms-policies.js";
import { ref, res, suite, unknown } from "../suite.js";

const key = (more = {}) => res("kms.Key", "key", more);
const grant = (more: object) => ({ granteePrincipal: "p", keyId: "k", operations: ["Decrypt"], ...more });

suite(kmsPolicies, {
  "kms-key-policy-defined": {
    good: [
      key({
        policy: JSON.stringify({
          Version: "2012-10-17",
          Statement: [{ Effect: "Allow", Principal: { AWS: "arn:aws:iam::123456789012:root" }, Action: "kms:*", Resource: "*" }],
        }),
      }),
    ],
    pass: [[key({ policy: "{}" })], [key(), res("kms.KeyPolicy", "p", { keyId: ref("key"), policy: "{}" })]],
    fail: [[key()]],
    unknown: [[key(), res("kms.KeyPolicy", "p", { keyId: unknown, policy: "{}" })]],
  },
  "kms-grant-constrained": {
    pass: [grant({ constraints: [{ encryptionContextEquals: { app: "shop" } }] }), grant({ operations: ["Encrypt"] })],
    fail: [grant({})],
    unknown: [grant({ constraints: unknown })],
  },
});
