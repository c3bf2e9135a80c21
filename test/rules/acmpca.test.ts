import { acmpca } from "../../src/rules/aws/acmpca.js";
import { suite, unknown } from "../suite.js";

const authority = (more: object) => ({
  certificateAuthorityConfiguration: {
    keyAlgorithm: "EC_prime256v1",
    signingAlgorithm: "SHA256WITHECDSA",
    subject: { commonName: "example" },
  },
  ...more,
});

suite(acmpca, {
  "acmpca-root-ca-disabled": {
    pass: [authority({ type: "ROOT", enabled: false }), authority({ type: "SUBORDINATE" })],
    fail: [authority({ type: "ROOT" })],
    unknown: [authority({ type: "ROOT", enabled: unknown })],
  },
});
