import { absent, atLeast, empty, every, except, matches, noneOf, oneOf, present, some, unsetOr } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";
import { logSources, takesNoLogs } from "../helpers/log-buckets.js";
import { tlsOnly } from "../helpers/tls.js";

const everyone = matches(/\/(AllUsers|AuthenticatedUsers)$/, "everyone");
const read = oneOf("READ", "READ_ACP", "FULL_CONTROL");
const write = oneOf("WRITE", "WRITE_ACP", "FULL_CONTROL");

const narrowing = { prefix: absent, tag: absent, and: absent, objectSizeGreaterThan: absent, objectSizeLessThan: absent };
const wholeBucket = { prefix: absent, filter: narrowing };

export const s3 = {
  "s3-bucket-public-access-blocked": rule("s3.Bucket", {
    title: "S3 buckets must block public access",
    severity: "medium",
    preset: "all",
    controls: { fsbp: "S3.8", cis: "2.1.4", nist: ["AC-3", "AC-6", "SC-7"], hipaa: "164.308(a)(3)(i)" },
    equivalents: [
      "CKV2_AWS_6",
      "CKV_AWS_53",
      "CKV_AWS_54",
      "CKV_AWS_55",
      "CKV_AWS_56",
      "AVD-AWS-0094",
      "AVD-AWS-0086",
      "AVD-AWS-0087",
      "AVD-AWS-0091",
      "AVD-AWS-0093",
      "AwsSolutions-S2",
    ],
    fix:
      "Set `blockPublicAcls`, `blockPublicPolicy`, `ignorePublicAcls` and `restrictPublicBuckets` to true " +
      "on an `s3.BucketPublicAccessBlock` for the bucket; add one where it has none.",
    docs: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html",
    with: { block: "s3.BucketPublicAccessBlock#bucket" },
    require: { block: { blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true } },
  }),
  "s3-public-access-block-complete": rule("s3.BucketPublicAccessBlock", {
    title: "S3 public access blocks must have all four settings enabled",
    severity: "medium",
    controls: { fsbp: "S3.8", cis: "2.1.4", nist: ["AC-3", "AC-6", "SC-7"], hipaa: "164.308(a)(3)(i)" },
    equivalents: [
      "CKV_AWS_53",
      "CKV_AWS_54",
      "CKV_AWS_55",
      "CKV_AWS_56",
      "AVD-AWS-0086",
      "AVD-AWS-0087",
      "AVD-AWS-0091",
      "AVD-AWS-0093",
      "AwsSolutions-S2",
    ],
    fix: "Set `blockPublicAcls`, `blockPublicPolicy`, `ignorePublicAcls` and `restrictPublicBuckets` to true; each is false by default.",
    docs: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html",
    require: { blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true },
    message: "does not enable all four settings",
    at: "",
  }),
  "s3-account-public-access-block-complete": rule("s3.AccountPublicAccessBlock", {
    title: "S3 account public access blocks must have all four settings enabled",
    severity: "high",
    controls: { fsbp: "S3.1", cis: "2.1.4", nist: ["AC-3", "AC-6", "SC-7(2)"], pci: ["1.2.8", "1.3.1"], iso27001: "A.8.1" },
    fix: "Set `blockPublicAcls`, `blockPublicPolicy`, `ignorePublicAcls` and `restrictPublicBuckets` to true; each is false by default.",
    docs: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html",
    require: { blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true },
  }),
  "s3-bucket-no-public-read-acl": rule(["s3.Bucket", "s3.BucketAcl", "s3.BucketObject", "s3.BucketObjectv2", "s3.ObjectCopy"], {
    title: "S3 ACLs must not let everyone read a bucket or an object",
    severity: "critical",
    controls: { fsbp: "S3.2", nist: ["AC-3", "AC-6", "SC-7"], pci: ["1.2.8", "1.3.1"], hipaa: "164.308(a)(3)(i)", iso27001: "A.8.1" },
    equivalents: [
      "CKV_AWS_20",
      "CKV_AWS_375",
      "CKV2_AWS_43",
      "AVD-AWS-0092",
      "AwsSolutions-S2",
      "compliance-policies:aws-s3-bucket-disallow-public-read",
    ],
    fix: "Remove the ACL (new buckets have ACLs disabled), and serve the objects by CloudFront, or grant access in a bucket policy.",
    docs: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html",
    require: {
      acl: noneOf("public-read", "public-read-write", "authenticated-read"),
      grants: every(except({ uri: everyone, permissions: some(read) }, "not let everyone read")),
      accessControlPolicy: {
        grants: every(except({ grantee: { uri: everyone }, permission: read }, "not let everyone read")),
      },
    },
  }),
  "s3-bucket-no-public-write-acl": rule(["s3.Bucket", "s3.BucketAcl"], {
    title: "S3 ACLs must not let everyone write to a bucket",
    severity: "critical",
    controls: { fsbp: ["S3.3", "S3.2"], nist: ["AC-3", "AC-6", "SC-7"], pci: ["1.2.8", "1.3.1"], iso27001: "A.8.1" },
    equivalents: ["CKV_AWS_20", "CKV_AWS_57", "AVD-AWS-0092", "cdk-nag:S3BucketPublicWriteProhibited"],
    fix: "Remove the ACL (new buckets have ACLs disabled), and grant writers access in a bucket policy or a role.",
    docs: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html",
    covers: ["s3-bucket-no-public-read-acl"],
    require: {
      acl: noneOf("public-read-write"),
      grants: every(except({ uri: everyone, permissions: some(write) }, "not let everyone write")),
      accessControlPolicy: {
        grants: every(except({ grantee: { uri: everyone }, permission: write }, "not let everyone write")),
      },
    },
  }),
  "s3-bucket-acls-disabled": rule("s3.BucketOwnershipControls", {
    title: "S3 object ownership must disable ACLs",
    severity: "medium",
    preset: "all",
    controls: { fsbp: "S3.12", pci: ["7.2.1", "7.2.2"] },
    equivalents: ["CKV2_AWS_65"],
    fix: 'Set `rule: { objectOwnership: "BucketOwnerEnforced" }`, and grant access by policies.',
    docs: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html",
    require: { rule: { objectOwnership: "BucketOwnerEnforced" } },
  }),
  "s3-bucket-tls-only": rule("s3.Bucket", {
    title: "S3 buckets must deny requests without TLS",
    severity: "medium",
    preset: "all",
    controls: { fsbp: "S3.5", cis: "2.1.1", nist: ["SC-8", "SC-13", "SC-7(4)"], pci: ["1.2.5", "2.2.5"], hipaa: "164.312(a)(2)(iv)" },
    equivalents: ["CKV_AWS_379", "AwsSolutions-S10"],
    fix:
      "Deny `s3:*` to everyone, on the bucket and its objects, where `aws:SecureTransport` is false: " +
      "in the `s3.BucketPolicy` of the bucket, or in a new one where it has none.",
    docs: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html",
    with: { policies: "s3.BucketPolicy#bucket" },
    when: { policy: except(tlsOnly(["s3:*"], true)) },
    require: { policies: { policy: tlsOnly(["s3:*"], true) } },
  }),
  "s3-bucket-versioned": rule("s3.Bucket", {
    title: "S3 buckets must have versioning enabled",
    severity: "medium",
    preset: "all",
    controls: { nist: ["AU-9(2)", "CP-9", "CP-10"], pci: "10.3.4", hipaa: "164.308(a)(7)(i)", soc2: "CC7.4", iso27001: "A.8.3" },
    equivalents: ["CKV_AWS_21", "AVD-AWS-0090", "cdk-nag:S3BucketVersioningEnabled"],
    fix: 'Set `versioningConfiguration: { status: "Enabled" }` on an `s3.BucketVersioning` for the bucket; add one where it has none.',
    docs: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html",
    with: { versions: "s3.BucketVersioning#bucket" },
    when: { versioning: except({ enabled: true }) },
    require: { versions: { versioningConfiguration: { status: "Enabled" } } },
  }),
  "s3-bucket-access-logged": rule("s3.Bucket", {
    title: "S3 buckets must have access logging enabled",
    severity: "medium",
    preset: "all",
    controls: { fsbp: "S3.9", nist: ["AC-3(1)", "AC-6(9)", "SC-7(9)"], pci: ["10.2.1.1", "10.2.1.2"], iso27001: "A.8.15" },
    equivalents: ["CKV_AWS_18", "AVD-AWS-0089", "AwsSolutions-S1", "awsguard:s3-bucket-logging-enabled"],
    fix: "Add an `s3.BucketLogging` for the bucket, with another bucket as `targetBucket` and a `targetPrefix`.",
    why: "A bucket that takes the logs of others is left alone: logging it to itself would never end.",
    docs: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html",
    with: { log: "s3.BucketLogging#bucket", source: "s3.BucketLogging#targetBucket" },
    when: { logging: { targetBucket: absent }, source: absent, acl: noneOf("log-delivery-write") },
    require: { log: present },
  }),
  "s3-bucket-lifecycle": rule("s3.Bucket", {
    title: "S3 buckets must have a lifecycle configuration",
    severity: "low",
    preset: "all",
    controls: { fsbp: ["S3.13", "S3.10"], pci: ["10.5.1", "3.2.1"], iso27001: "A.8.10" },
    equivalents: ["CKV2_AWS_61"],
    fix: "Add an `s3.BucketLifecycleConfiguration` for the bucket with rules that expire or move what is no longer needed.",
    docs: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lifecycle-mgmt.html",
    with: { lifecycle: "s3.BucketLifecycleConfiguration#bucket" },
    when: { lifecycleRules: empty },
    require: { lifecycle: present },
  }),
  "s3-lifecycle-aborts-uploads": rule("s3.BucketLifecycleConfiguration", {
    title: "S3 lifecycle configurations must abort incomplete multipart uploads",
    severity: "low",
    preset: "all",
    equivalents: ["CKV_AWS_300"],
    fix: 'Add a rule to `rules`: `{ id: "abort-uploads", status: "Enabled", filter: {}, abortIncompleteMultipartUpload: { daysAfterInitiation: 7 } }`.',
    docs: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpu-abort-incomplete-mpu-lifecycle-config.html",
    require: { rules: some({ ...wholeBucket, status: "Enabled", abortIncompleteMultipartUpload: { daysAfterInitiation: atLeast(1) } }) },
    message: "has no enabled rule for the whole bucket that aborts incomplete multipart uploads",
    at: "rules",
  }),
  "s3-bucket-kms-encrypted": rule("s3.Bucket", {
    title: "S3 buckets must be encrypted with a KMS key",
    severity: "low",
    preset: "all",
    controls: { nist: ["SC-28(1)", "SC-8(3)", "SC-13"], pci: ["3.5.1", "8.3.2"], hipaa: "164.312(a)(2)(iv)", iso27001: "A.8.11" },
    equivalents: [
      "CKV_AWS_145",
      "cdk-nag:S3DefaultEncryptionKMS",
      "compliance-policies:aws-s3-bucket-configure-server-side-encryption-kms",
    ],
    fix:
      'Set `sseAlgorithm: "aws:kms"` and a `kmsMasterKeyId` in `applyServerSideEncryptionByDefault` ' +
      "of an `s3.BucketServerSideEncryptionConfiguration` for the bucket; add one where it has none.",
    why:
      "S3 encrypts every object with a key of its own since 2023; a KMS key adds a policy of who may decrypt, and a log of who did. " +
      "Access logs of S3 and of load balancers cannot be written with a KMS key, so buckets that take them are left out.",
    docs: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html",
    with: { encryption: "s3.BucketServerSideEncryptionConfiguration#bucket", ...logSources },
    when: {
      ...takesNoLogs,
      serverSideEncryptionConfiguration: {
        rule: { applyServerSideEncryptionByDefault: { sseAlgorithm: noneOf("aws:kms", "aws:kms:dsse") } },
      },
    },
    require: {
      encryption: { rules: some({ applyServerSideEncryptionByDefault: { sseAlgorithm: oneOf("aws:kms", "aws:kms:dsse") } }) },
    },
  }),
  "s3-access-point-public-access-blocked": rule("s3.AccessPoint", {
    title: "S3 access points must block public access",
    severity: "high",
    controls: { fsbp: "S3.19", pci: ["1.2.8", "1.3.1"] },
    equivalents: ["CKV_AWS_392"],
    fix: "Remove `publicAccessBlockConfiguration`, or set all four of its settings to true. This replaces an existing access point.",
    docs: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-bpa-settings.html",
    require: {
      publicAccessBlockConfiguration: {
        blockPublicAcls: noneOf(false),
        blockPublicPolicy: noneOf(false),
        ignorePublicAcls: noneOf(false),
        restrictPublicBuckets: noneOf(false),
      },
    },
  }),
  "s3-bucket-encryption-enabled": rule(["s3.BucketServerSideEncryptionConfiguration", "s3.Bucket"], {
    title: "S3 default encryption must use an algorithm that S3 has",
    severity: "high",
    controls: {
      nist: ["AU-9(3)", "CM-6(a)", "CM-9(b)"],
      pci: ["3.5.1", "8.3.2"],
      hipaa: "164.308(a)(1)(ii)(B)",
      soc2: "PI1.4",
      iso27001: "A.8.11",
    },
    equivalents: ["CKV_AWS_19", "AVD-AWS-0088", "compliance-policies:aws-s3-bucket-enable-server-side-encryption"],
    fix: 'Set `sseAlgorithm` to "AES256", "aws:kms" or "aws:kms:dsse".',
    why: "S3 encrypts every new object since 2023, so a bucket without a configuration passes.",
    docs: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-encryption.html",
    require: {
      rules: every({ applyServerSideEncryptionByDefault: { sseAlgorithm: unsetOr(oneOf("AES256", "aws:kms", "aws:kms:dsse")) } }),
      serverSideEncryptionConfiguration: {
        rule: { applyServerSideEncryptionByDefault: { sseAlgorithm: unsetOr(oneOf("AES256", "aws:kms", "aws:kms:dsse")) } },
      },
    },
  }),
  "s3-bucket-cors-restricted": rule(["s3.BucketCorsConfiguration", "s3.Bucket"], {
    title: "S3 CORS rules must not let every origin write",
    severity: "medium",
    preset: "all",
    fix: 'List the origins of your pages in `allowedOrigins`, or allow only "GET" and "HEAD".',
    docs: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/cors.html",
    require: {
      corsRules: every(
        except({ allowedOrigins: some("*"), allowedMethods: some(oneOf("PUT", "POST", "DELETE")) }, "not let every origin write"),
      ),
    },
  }),
  "s3-bucket-object-lock": rule("s3.Bucket", {
    title: "S3 buckets must have Object Lock enabled",
    severity: "low",
    preset: "all",
    controls: { pci: "10.3.4", soc2: "PI1.5" },
    equivalents: ["CKV_AWS_143", "cdk-nag:S3BucketDefaultLockEnabled"],
    fix: "Set `objectLockEnabled: true`, and a default retention in an `s3.BucketObjectLockConfiguration`.",
    docs: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html",
    with: { locks: "s3.BucketObjectLockConfiguration#bucket" },
    when: { objectLockEnabled: noneOf(true), objectLockConfiguration: { objectLockEnabled: noneOf("Enabled") } },
    require: { locks: present },
  }),
};
