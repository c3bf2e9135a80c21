import { connect } from "../../src/rules/aws/connect.js";
import { suite, unknown } from "../suite.js";

const video = (encryptionConfig: { encryptionType: string; keyId?: string }) => ({
  storageConfig: { storageType: "KINESIS_VIDEO_STREAM", kinesisVideoStreamConfig: { prefix: "calls", encryptionConfig } },
});

const key = "arn:aws:kms:us-east-1:123456789012:key/0a1b";

suite(connect, {
  "connect-video-stream-storage-customer-managed-key": {
    good: {
      resourceType: "MEDIA_STREAMS",
      storageConfig: {
        storageType: "KINESIS_VIDEO_STREAM",
        kinesisVideoStreamConfig: { prefix: "calls", retentionPeriodHours: 3, encryptionConfig: { encryptionType: "KMS", keyId: key } },
      },
    },
    pass: [video({ encryptionType: "KMS", keyId: key }), { storageConfig: { storageType: "S3" } }],
    fail: [video({ encryptionType: "KMS", keyId: "alias/aws/kinesisvideo" }), video({ encryptionType: "KMS" })],
    unknown: [{ storageConfig: { storageType: unknown, kinesisVideoStreamConfig: {} } }],
  },
  "connect-s3-storage-customer-managed-key": {
    good: {
      resourceType: "CALL_RECORDINGS",
      storageConfig: {
        storageType: "S3",
        s3Config: { bucketName: "recordings", bucketPrefix: "calls", encryptionConfig: { encryptionType: "KMS", keyId: key } },
      },
    },
    pass: [{ storageConfig: { storageType: "S3", s3Config: { encryptionConfig: { keyId: key } } } }, video({ encryptionType: "KMS" })],
    fail: [{ storageConfig: { storageType: "S3", s3Config: { bucketName: "recordings" } } }],
    unknown: [{ storageConfig: { storageType: "S3", s3Config: { encryptionConfig: { keyId: unknown } } } }],
  },
});
