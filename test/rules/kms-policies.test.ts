import { kmsPolicies } from "../../src/rules/aws/kms-policies.js";
import { ref, res, suite, unknown } from "../suite.js";

const key = (more = {}) => res("kms.Key", "key", more);
const grant = (more: object) => ({ granteePrincipal: "p", keyId: "k", operations: ["Decrypt"], ...more });

suite(kmsPolicies, {
  "kms-key-policy-defined": {
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
