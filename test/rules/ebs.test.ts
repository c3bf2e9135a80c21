import { ebs } from "../../src/rules/aws/ebs.js";
import { anyRes, ref, res, suite, unknown } from "../suite.js";

const volume = (inputs: Parameters<typeof res<"ebs.Volume">>[2], outputs = {}) => [res("ebs.Volume", "data", inputs, { outputs })];

const key = "arn:aws:kms:us-east-1:123456789012:key/0a1b";

const daily = { type: "STRINGEQUALS", key: "backup", value: "daily" };
const selection = (inputs: object) =>
  anyRes("aws:backup/selection:Selection", "daily", { iamRoleArn: "r", planId: "p", name: "daily", ...inputs });

suite(ebs, {
  "ebs-volume-encrypted": {
    pass: [
      volume({ encrypted: true }),
      volume({ encrypted: "True" as never }),
      volume({ snapshotId: "snap-1" }, { encrypted: true }),
      [...volume({ snapshotId: ref("copy") }), res("ebs.SnapshotCopy", "copy", { encrypted: true })],
      [...volume({}), res("ebs.EncryptionByDefault", "default", {})],
      [...volume({ encrypted: false }), res("ebs.EncryptionByDefault", "default", { enabled: true })],
    ],
    fail: [
      volume({}),
      volume({ encrypted: false }),
      volume({ snapshotId: "snap-1", encrypted: false }),
      volume({ snapshotId: "snap-1" }, { encrypted: false }),
      [...volume({}), res("ebs.EncryptionByDefault", "default", { enabled: false })],
      [...volume({ region: "eu-west-1" }), res("ebs.EncryptionByDefault", "default", { region: "us-east-1" })],
    ],
    unknown: [
      volume({ encrypted: unknown }),
      volume({ snapshotId: "snap-1" }),
      volume({ snapshotId: unknown }),
      [...volume({ snapshotId: ref("copy") }), res("ebs.Snapshot", "copy", { volumeId: "vol-1" })],
      [...volume({}), res("ebs.EncryptionByDefault", "default", { enabled: unknown })],
    ],
  },
  "ebs-volume-customer-managed-key": {
    good: { encrypted: true, kmsKeyId: "arn:aws:kms:us-east-1:123456789012:key/0a1b" },
    pass: [{ kmsKeyId: "arn:aws:kms:us-east-1:123456789012:key/0a1b" }],
    fail: [{}, { kmsKeyId: "alias/aws/ebs" }, { kmsKeyId: "arn:aws:kms:us-east-1:123456789012:alias/aws/ebs" }],
    unknown: [[res("ebs.Volume", "data", { kmsKeyId: ref("key", "arn") }), res("kms.Key", "key", {})]],
  },
  "ebs-encryption-by-default": { pass: [{}, { enabled: true }], fail: [{ enabled: false }], unknown: [{ enabled: unknown }] },
  "ebs-snapshot-public-access-blocked": {
    pass: [{ state: "block-all-sharing" }],
    fail: [{ state: "unblocked" }, { state: "block-new-sharing" }],
    unknown: [{ state: unknown }],
  },
  "ebs-snapshot-copy-customer-managed-key": {
    pass: [{ sourceRegion: "eu-west-1", sourceSnapshotId: "snap-0a1b", kmsKeyId: key }],
    fail: [
      { sourceRegion: "eu-west-1", sourceSnapshotId: "snap-0a1b" },
      { sourceRegion: "eu-west-1", sourceSnapshotId: "snap-0a1b", kmsKeyId: "alias/aws/service" },
    ],
    unknown: [{ kmsKeyId: unknown }],
  },
  "ebs-volume-in-backup-plan": {
    pass: [
      [
        res("ebs.Volume", "orders", { availabilityZone: "us-east-1a", encrypted: true }),
        selection({ resources: [ref("orders", "arn") as unknown as string] }),
      ],
      [
        res("ebs.Volume", "orders", { availabilityZone: "us-east-1a", encrypted: true, tags: { backup: "daily" } }),
        selection({ selectionTags: [daily] }),
      ],
    ],
    fail: [
      [res("ebs.Volume", "orders", { availabilityZone: "us-east-1a", encrypted: true })],
      [res("ebs.Volume", "orders", { availabilityZone: "us-east-1a", encrypted: true }), selection({ selectionTags: [daily] })],
    ],
    unknown: [[res("ebs.Volume", "orders", { availabilityZone: "us-east-1a", encrypted: true }), selection({ resources: unknown })]],
  },
});
