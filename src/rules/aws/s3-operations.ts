import { except, matches, present, some } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";
import { customerManagedKey, keyAbout } from "../helpers/keys.js";
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
};
