import { rule } from "../../language/rule.js";
import { customerManagedKey, keyAbout } from "../helpers/keys.js";
export const connect = {
  "connect-video-stream-storage-customer-managed-key": rule("connect.InstanceStorageConfig", {
    ...keyAbout,
    title: "Connect media streams must be encrypted with a customer managed key",
    equivalents: ["CKV_AWS_269"],
    fix: 'Set `encryptionConfig: { encryptionType: "KMS", keyId }` in `kinesisVideoStreamConfig`, with the ARN of a `kms.Key`.',
    docs: "https://docs.aws.amazon.com/connect/latest/adminguide/encryption-at-rest.html",
    when: { storageConfig: { storageType: "KINESIS_VIDEO_STREAM" } },
    require: { storageConfig: { kinesisVideoStreamConfig: { encryptionConfig: { keyId: customerManagedKey } } } },
  }),
  "connect-s3-storage-customer-managed-key": rule("connect.InstanceStorageConfig", {
    ...keyAbout,
    title: "Connect recordings in S3 must be encrypted with a customer managed key",
    equivalents: ["CKV_AWS_270"],
    fix: 'Set `encryptionConfig: { encryptionType: "KMS", keyId }` in `s3Config`, with the ARN of a `kms.Key`.',
    docs: "https://docs.aws.amazon.com/connect/latest/adminguide/encryption-at-rest.html",
    when: { storageConfig: { storageType: "S3" } },
    require: { storageConfig: { s3Config: { encryptionConfig: { keyId: customerManagedKey } } } },
  }),
};
