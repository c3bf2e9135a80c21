import { either, every, noneOf, present } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";
import { bucketExposures } from "../../views/bucket-exposure.js";
import { exposed } from "../helpers/exposed.js";

export const s3More = {
  "s3-bucket-key-enabled": rule("s3.BucketServerSideEncryptionConfiguration", {
    title: "S3 buckets encrypted with KMS must use a bucket key",
    severity: "low",
    preset: "all",
    equivalents: ["compliance-policies:aws-s3-bucket-enable-server-side-encryption-bucket-key"],
    fix: "Set `bucketKeyEnabled: true` in the rule: it saves most of the requests to KMS.",
    docs: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-key.html",
    require: {
      rules: every(either({ applyServerSideEncryptionByDefault: { sseAlgorithm: noneOf("aws:kms") } }, { bucketKeyEnabled: true })),
    },
  }),
  "s3-bucket-mfa-delete": rule("s3.BucketVersioning", {
    title: "S3 versioning must need MFA for deletions",
    severity: "low",
    preset: "all",
    controls: { fsbp: "S3.20", cis: "2.1.2", pci: ["10.3.2", "8.4.1"] },
    equivalents: ["AVD-AWS-0170"],
    fix: 'Set `mfaDelete: "Enabled"` in `versioningConfiguration`, with the `mfa` of the root user.',
    docs: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/MultiFactorAuthenticationDelete.html",
    when: { versioningConfiguration: { status: "Enabled" } },
    require: { versioningConfiguration: { mfaDelete: "Enabled" } },
  }),
  "s3-website-bucket-behind-cloudfront": rule(bucketExposures, {
    title: "S3 website buckets must be served by CloudFront only",
    severity: "medium",
    preset: "all",
    equivalents: ["cdk-nag:S3WebBucketOAIAccess"],
    fix: "Serve the bucket by a `cloudfront.Distribution` with an origin access control, and grant access to it alone.",
    docs: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html",
    with: { website: "s3.BucketWebsiteConfiguration#bucket" },
    check: ({ path, website }) => (website.length > 0 ? exposed(path, "is a public website") : undefined),
  }),
  "s3-directory-bucket-lifecycle": rule("s3.DirectoryBucket", {
    title: "S3 directory buckets must have a lifecycle configuration",
    severity: "low",
    preset: "all",
    controls: { fsbp: "S3.25" },
    fix: "Add an `s3.BucketLifecycleConfiguration` for the directory bucket.",
    docs: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/directory-buckets-objects-lifecycle.html",
    with: { lifecycle: "s3.BucketLifecycleConfiguration#bucket" },
    require: { lifecycle: present },
  }),
  "s3-multi-region-access-point-public-access-blocked": rule("s3control.MultiRegionAccessPoint", {
    title: "S3 Multi-Region Access Points must block public access",
    severity: "high",
    controls: { fsbp: "S3.24" },
    fix: "Remove `publicAccessBlock` from `details`, or set all four of its settings to true. This replaces the access point.",
    docs: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/multi-region-access-point-block-public-access.html",
    require: {
      details: {
        publicAccessBlock: {
          blockPublicAcls: noneOf(false),
          blockPublicPolicy: noneOf(false),
          ignorePublicAcls: noneOf(false),
          restrictPublicBuckets: noneOf(false),
        },
      },
    },
  }),
};
