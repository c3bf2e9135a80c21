import { absent, either, present } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";
import { customerManagedKey, keyAbout } from "../helpers/keys.js";
import { number } from "../helpers/read.js";

export const kinesis = {
  "kinesis-stream-encrypted": rule("kinesis.Stream", {
    title: "Kinesis data streams must be encrypted at rest",
    severity: "medium",
    controls: { fsbp: "Kinesis.1", pci: ["3.5.1", "8.3.2"], soc2: "PI1.4", iso27001: "A.8.24" },
    equivalents: ["CKV_AWS_43", "AVD-AWS-0064", "AwsSolutions-KDS1"],
    fix: 'Set `encryptionType: "KMS"`, and `kmsKeyId` to "alias/aws/kinesis" or to the ARN of a `kms.Key`.',
    docs: "https://docs.aws.amazon.com/streams/latest/dev/what-is-sse.html",
    require: { encryptionType: "KMS" },
  }),
  "kinesis-firehose-encrypted": rule("kinesis.FirehoseDeliveryStream", {
    title: "Firehose delivery streams must be encrypted at rest",
    severity: "medium",
    controls: { fsbp: "DataFirehose.1", iso27001: "A.8.24" },
    equivalents: ["CKV_AWS_240", "AwsSolutions-KDF1"],
    fix: "Set `serverSideEncryption: { enabled: true }`.",
    docs: "https://docs.aws.amazon.com/firehose/latest/dev/encryption.html",
    require: either(
      { kinesisSourceConfiguration: present },
      { mskSourceConfiguration: present },
      { serverSideEncryption: { enabled: true } },
    ),
    message: "is not true",
    at: "serverSideEncryption.enabled",
  }),
  "kinesis-stream-retention": rule("kinesis.Stream", {
    title: "Kinesis streams must keep records for at least 7 days",
    severity: "low",
    preset: "all",
    controls: { fsbp: "Kinesis.3", soc2: "C1.2" },
    fix: "Set `retentionPeriod: 168` (hours) or more; unset means 24.",
    docs: "https://docs.aws.amazon.com/streams/latest/dev/kinesis-extended-retention.html",
    options: { hours: 168 },
    check: ({ retentionPeriod }, { at, options }) => {
      const hours = number(retentionPeriod, 24);
      return hours < options.hours && at("retentionPeriod", `is ${hours} hours, expected at least ${options.hours}`, "least");
    },
  }),
  "kinesis-video-stream-customer-managed-key": rule("kinesis.VideoStream", {
    ...keyAbout,
    title: "Kinesis video streams must be encrypted with a customer managed key",
    equivalents: ["CKV_AWS_177"],
    fix: "Set `kmsKeyId` to the ARN of a `kms.Key`.",
    docs: "https://docs.aws.amazon.com/kinesisvideostreams/latest/dg/how-kms.html",
    require: { kmsKeyId: customerManagedKey },
  }),
  "kinesis-stream-customer-managed-key": rule("kinesis.Stream", {
    ...keyAbout,
    title: "Kinesis data streams must be encrypted with a customer managed key",
    equivalents: ["CKV_AWS_185"],
    fix: "Set `kmsKeyId` to the ARN of a `kms.Key`.",
    docs: "https://docs.aws.amazon.com/streams/latest/dg/server-side-encryption.html",
    require: { kmsKeyId: customerManagedKey },
  }),
  "kinesis-firehose-customer-managed-key": rule("kinesis.FirehoseDeliveryStream", {
    ...keyAbout,
    title: "Firehose streams must be encrypted with a customer managed key",
    equivalents: ["CKV_AWS_241"],
    fix: 'Set `serverSideEncryption: { enabled: true, keyType: "CUSTOMER_MANAGED_CMK", keyArn }`.',
    docs: "https://docs.aws.amazon.com/firehose/latest/dev/encryption.html",
    when: { kinesisSourceConfiguration: absent, mskSourceConfiguration: absent },
    require: { serverSideEncryption: { enabled: true, keyType: "CUSTOMER_MANAGED_CMK", keyArn: customerManagedKey } },
  }),
};
