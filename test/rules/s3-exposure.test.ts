import { s3Exposure } from "../../src/rules/aws/s3-exposure.js";
import { documentOf, ref, res, suite, unknown } from "../suite.js";

const bucket = res("s3.Bucket", "site", {});
const settings = { blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true };
const off = { blockPublicAcls: false, blockPublicPolicy: false, ignorePublicAcls: false, restrictPublicBuckets: false };
const block = (more: object = settings, to = "site") => res("s3.BucketPublicAccessBlock", "block", { bucket: ref(to), ...more });
const statement = (more: object = {}) => ({
  Effect: "Allow",
  Principal: "*",
  Action: "s3:GetObject",
  Resource: "arn:aws:s3:::site/*",
  ...more,
});
const policy = (...statements: readonly object[]) =>
  res("s3.BucketPolicy", "policy", { bucket: ref("site"), policy: documentOf({ Version: "2012-10-17", Statement: statements }) });
const acl = (name: string) => res("s3.BucketAcl", "acl", { bucket: ref("site"), acl: name });
const owner = (objectOwnership: string) => res("s3.BucketOwnershipControls", "owner", { bucket: ref("site"), rule: { objectOwnership } });
const cloudFront = {
  Principal: { Service: "cloudfront.amazonaws.com" },
  Condition: { StringEquals: { "aws:SourceArn": "arn:aws:cloudfront::123456789012:distribution/E1" } },
};

suite(s3Exposure, {
  "s3-effective-exposure": {
    bad: [bucket, block(off), policy(statement())],
    good: [bucket, block(), policy(statement(cloudFront))],
    pass: [
      [bucket],
      [bucket, block(), policy(statement())],
      [bucket, policy(statement(cloudFront))],
      [bucket, block(), acl("public-read"), owner("BucketOwnerPreferred")],
      [bucket, block(off), acl("public-read"), owner("BucketOwnerEnforced")],
      [bucket, block({ ...off, ignorePublicAcls: true }), acl("public-read"), owner("ObjectWriter")],
      // That of the account counts too.
      [bucket, block(off), policy(statement()), res("s3.AccountPublicAccessBlock", "account", settings)],
      [bucket, block({ ...off, restrictPublicBuckets: true }), policy(statement())],
      [bucket, res("s3.BucketWebsiteConfiguration", "web", { bucket: ref("site"), indexDocument: { suffix: "index.html" } })],
    ],
    fail: [
      [bucket, block(off), acl("public-read"), owner("ObjectWriter")],
      // The block names another bucket.
      [bucket, res("s3.Bucket", "other", {}), block(settings, "other"), policy(statement())],
      [res("s3.Bucket", "site", { acl: "public-read" })],
      [bucket, block(off), policy(statement({ Condition: { Bool: { "aws:SecureTransport": "true" } } }))],
    ],
    unknown: [
      [bucket, block({ ...off, blockPublicPolicy: unknown }), policy(statement())],
      [bucket, block(off), policy(statement({ Principal: unknown }))],
      [bucket, block(off), acl(unknown as unknown as string)],
    ],
  },
});
