import { codeartifact } from "../../src/rules/aws/codeartifact.js";
import { suite, unknown } from "../suite.js";

const key = "arn:aws:kms:us-east-1:123456789012:key/0a1b";

suite(codeartifact, {
  "codeartifact-domain-customer-managed-key": {
    pass: [{ domain: "shop", encryptionKey: key }],
    fail: [{ domain: "shop" }, { domain: "shop", encryptionKey: "alias/aws/service" }],
    unknown: [{ encryptionKey: unknown }],
  },
});
