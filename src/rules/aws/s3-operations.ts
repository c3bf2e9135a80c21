import { verdictOf } from "../../iam/access/verdicts.js";
import { locksOut } from "../../iam/trust/public.js";
import { except, matches, present, some } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";
import { policyStatements } from "../../views/statements.js";
import { opens } from "../helpers/bucket-acl.js";
import { customerManagedKey, keyAbout } from "../helpers/keys.js";
import { logSources, takesNoLogs } from "../helpers/log-buckets.js";

const ofBucket = {
  severity: "medium",
  preset: "all",
  fix: "Remove the `s3.BucketAcl` (new buckets have ACLs disabled), and grant access in a bucket policy.",
  why: "The control is about the bucket; the ACL itself is reported as well, where it is made.",
  docs: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html",
} as const;

export const s3Operations = {
  "s3-object-customer-managed-key": rule(["s3.BucketObjectv2", "s3.BucketObject"], {
    ...keyAbout,
    title: "S3 objects must be encrypted with a customer managed key",
    equivalents: ["CKV_AWS_186"],
    fix: "Set `kmsKeyId` to the ARN of a `kms.Key`.",
    docs: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/specifying-kms-encryption.html",
    require: { kmsKeyId: customerManagedKey },
  }),
  "s3-object-copy-customer-managed-key": rule("s3.ObjectCopy", {
    ...keyAbout,
    title: "S3 object copies must be encrypted with a customer managed key",
    equivalents: ["CKV_AWS_181"],
    fix: "Set `kmsKeyId` to the ARN of a `kms.Key`.",
    docs: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/specifying-kms-encryption.html",
    require: { kmsKeyId: customerManagedKey },
  }),
  "s3-bucket-event-notifications": rule("s3.Bucket", {
    title: "S3 buckets must have event notifications configured",
    severity: "low",
    preset: "all",
    controls: { fsbp: "S3.11" },
    equivalents: ["CKV2_AWS_62"],
    fix: "Add an `s3.BucketNotification` for the bucket, with `eventbridge: true` or with queues, topics or functions.",
    docs: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/EventNotifications.html",
    with: { notifications: "s3.BucketNotification#bucket" },
    require: { notifications: present },
  }),
  "s3-bucket-replication": rule("s3.Bucket", {
    title: "S3 buckets must replicate their objects to another bucket",
    severity: "low",
    preset: "all",
    controls: { nist: ["AU-9(2)", "CP-9", "CP-10"], hipaa: "164.308(a)(7)(i)", iso27001: "A.8.14" },
    equivalents: [
      "CKV_AWS_144",
      "cdk-nag:S3BucketReplicationEnabled",
      "compliance-policies:aws-s3-bucket-enable-replication-configuration",
      "compliance-policies:aws-s3-bucket-configure-replication-configuration",
    ],
    fix: "Add an `s3.BucketReplicationConfig` for the bucket with a rule that is `Enabled`.",
    docs: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication.html",
    with: { replications: "s3.BucketReplicationConfig#bucket" },
    when: { replicationConfiguration: except({ rules: some({ status: "Enabled" }) }) },
    require: { replications: { rules: some({ status: "Enabled" }) } },
  }),
  "s3-bucket-name-without-dots": rule("s3.Bucket", {
    title: "S3 bucket names must not contain dots",
    severity: "low",
    preset: "all",
    equivalents: ["AVD-AWS-0320"],
    fix: "Use hyphens instead of dots. This replaces the bucket, so copy its objects first.",
    why: "The certificate of S3 is for one label before `s3.amazonaws.com`: the address of a bucket with dots in its name does not match it.",
    docs: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html",
    require: { bucket: except(matches(/\./), "not contain dots"), bucketPrefix: except(matches(/\./), "not contain dots") },
  }),
  "s3-bucket-policy-no-lockout": rule(policyStatements, {
    title: "S3 bucket policies must not deny everyone the change of the policy",
    severity: "high",
    equivalents: ["CKV_AWS_93"],
    fix: "Limit the Deny by a condition, by `NotPrincipal` or to the actions that are meant.",
    why: "Pulumi cannot change the policy any more, nor can an administrator: only the root user of the account deletes it.",
    docs: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html",
    check: (statement) =>
      statement.document.resource.type.startsWith("aws:s3/") &&
      verdictOf(locksOut(statement), () => "denies everyone, without a condition, to change the policy again"),
  }),
  "s3-bucket-acl-not-public-read": rule("s3.Bucket", {
    ...ofBucket,
    title: "S3 buckets must have no ACL with which anyone can read",
    controls: { fsbp: "S3.2" },
    equivalents: ["CKV_AWS_20"],
    with: { acls: "s3.BucketAcl#bucket" },
    check: ({ acls }) =>
      acls.some((acl) => opens(acl, /^(public-read|public-read-write|authenticated-read)$/, /^(READ|READ_ACP|FULL_CONTROL)$/)) &&
      "has an s3.BucketAcl with which anyone can read",
  }),
  "s3-bucket-acl-not-public-write": rule("s3.Bucket", {
    ...ofBucket,
    title: "S3 buckets must have no ACL with which anyone can write",
    controls: { fsbp: "S3.3" },
    equivalents: ["CKV_AWS_57"],
    with: { acls: "s3.BucketAcl#bucket" },
    check: ({ acls }) =>
      acls.some((acl) => opens(acl, /^public-read-write$/, /^(WRITE|WRITE_ACP|FULL_CONTROL)$/)) &&
      "has an s3.BucketAcl with which anyone can write",
  }),
  "s3-bucket-encryption-customer-managed-key": rule("s3.Bucket", {
    ...keyAbout,
    title: "S3 buckets must be encrypted with a customer managed key",
    equivalents: ["AVD-AWS-0132", "compliance-policies:aws-s3-bucket-configure-server-side-encryption-customer-managed-key"],
    fix:
      'Set `sseAlgorithm: "aws:kms"` and `kmsMasterKeyId` in `applyServerSideEncryptionByDefault` ' +
      "of an `s3.BucketServerSideEncryptionConfiguration` for the bucket.",
    docs: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html",
    with: { encryption: "s3.BucketServerSideEncryptionConfiguration#bucket", ...logSources },
    when: {
      ...takesNoLogs,
      serverSideEncryptionConfiguration: except({ rule: { applyServerSideEncryptionByDefault: { kmsMasterKeyId: customerManagedKey } } }),
    },
    require: { encryption: { rules: some({ applyServerSideEncryptionByDefault: { kmsMasterKeyId: customerManagedKey } }) } },
  }),
};
