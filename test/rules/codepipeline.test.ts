import { codepipeline } from "../../src/rules/aws/codepipeline.js";
import { suite, unknown } from "../suite.js";

const key = "arn:aws:kms:us-east-1:123456789012:key/0a1b";

suite(codepipeline, {
  "codepipeline-artifact-store-customer-managed-key": {
    pass: [{ artifactStores: [{ location: "artifacts", type: "S3", encryptionKey: { type: "KMS", id: key } }] }],
    fail: [
      { artifactStores: [{ location: "artifacts", type: "S3" }] },
      { artifactStores: [{ location: "artifacts", type: "S3", encryptionKey: { type: "KMS", id: "alias/aws/s3" } }] },
      { artifactStores: [{ encryptionKey: { type: "KMS", id: key } }, { location: "artifacts-west", region: "us-west-2" }] },
    ],
    unknown: [{ artifactStores: unknown }],
  },
});
