import { kendra } from "../../src/rules/aws/kendra.js";
import { suite, unknown } from "../suite.js";

const key = "arn:aws:kms:us-east-1:123456789012:key/0a1b";

const roleArn = "arn:aws:iam::123456789012:role/search";

suite(kendra, {
  "kendra-index-customer-managed-key": {
    pass: [{ name: "manuals", roleArn, serverSideEncryptionConfiguration: { kmsKeyId: key } }],
    fail: [
      { name: "manuals", roleArn },
      { name: "manuals", serverSideEncryptionConfiguration: { kmsKeyId: "alias/aws/service" } },
    ],
    unknown: [{ serverSideEncryptionConfiguration: { kmsKeyId: unknown } }],
  },
});
