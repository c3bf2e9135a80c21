import { s3More } from "../../src/rules/aws/s3-more.js";
import { ref, res, suite, unknown } from "../suite.js";

const encryption = (sseAlgorithm: string, more = {}) => ({
  bucket: "b",
  rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm }, ...more }],
});
const site = res("s3.Bucket", "site", {});
const web = res("s3.BucketWebsiteConfiguration", "web", { bucket: ref("site"), indexDocument: { suffix: "index.html" } });
const versioning = (more: object) => ({ bucket: "b", versioningConfiguration: { status: "Enabled", ...more } });
const directory = res("s3.DirectoryBucket", "fast", { bucket: "fast--use1-az4--x-s3", location: { name: "use1-az4" } });

suite(s3More, {
  "s3-bucket-key-enabled": {
    pass: [encryption("aws:kms", { bucketKeyEnabled: true }), encryption("AES256")],
    fail: [encryption("aws:kms")],
    unknown: [encryption("aws:kms", { bucketKeyEnabled: unknown })],
  },
  "s3-bucket-mfa-delete": {
    pass: [versioning({ mfaDelete: "Enabled" }), { bucket: "b", versioningConfiguration: { status: "Suspended" } }],
    fail: [versioning({})],
    unknown: [versioning({ mfaDelete: unknown })],
  },
  "s3-website-bucket-behind-cloudfront": {
    pass: [[site, web], [res("s3.Bucket", "site", { acl: "public-read" })]],
    fail: [[res("s3.Bucket", "site", { acl: "public-read" }), web]],
    unknown: [[res("s3.Bucket", "site", { acl: unknown }), web]],
  },
  "s3-directory-bucket-lifecycle": {
    pass: [[directory, res("s3.BucketLifecycleConfiguration", "life", { bucket: ref("fast"), rules: [] })]],
    fail: [[directory]],
    unknown: [[directory, res("s3.BucketLifecycleConfiguration", "life", { bucket: unknown, rules: [] })]],
  },
  "s3-multi-region-access-point-public-access-blocked": {
    pass: [{ details: { name: "shop", regions: [] } }],
    fail: [{ details: { name: "shop", regions: [], publicAccessBlock: { blockPublicPolicy: false } } }],
    unknown: [{ details: unknown }],
  },
});
