import { noneOf } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";
import { backedUpResources } from "../../views/backups.js";
import { volumeEncryption } from "../../views/volume-encryption.js";
import { customerManagedKey, keyAbout } from "../helpers/keys.js";

export const ebs = {
  "ebs-volume-encrypted": rule(volumeEncryption, {
    title: "EBS volumes must be encrypted",
    severity: "high",
    controls: { fsbp: "EC2.3", cis: "2.2.1", nist: ["SC-28(1)", "SC-8(3)", "SC-13"], pci: ["3.5.1", "8.3.2"], iso27001: "A.8.11" },
    equivalents: [
      "CKV_AWS_3",
      "CKV2_AWS_2",
      "AVD-AWS-0026",
      "AwsSolutions-EC26",
      "compliance-policies:aws-ebs-volume-disallow-unencrypted-volume",
    ],
    fix:
      "Set `encrypted: true`. This replaces an existing volume: " +
      "to keep its data, make an encrypted copy of a snapshot (`ebs.SnapshotCopy`) and set its id as `snapshotId`.",
    docs: "https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption.html",
    why: "A volume from a snapshot is encrypted as the snapshot is: what is not known before it exists stays open.",
    require: { encrypted: true },
  }),
  "ebs-volume-customer-managed-key": rule("ebs.Volume", {
    title: "EBS volumes must be encrypted with a customer managed key",
    severity: "low",
    preset: "all",
    equivalents: ["CKV_AWS_189", "AVD-AWS-0027", "compliance-policies:aws-ebs-volume-configure-customer-managed-key"],
    fix: "Set `encrypted: true`, and `kmsKeyId` to the ARN of a `kms.Key`. This replaces an existing volume, so keep its data in a snapshot first.",
    docs: "https://docs.aws.amazon.com/ebs/latest/userguide/how-ebs-encryption-works.html",
    require: { kmsKeyId: customerManagedKey },
  }),
  "ebs-encryption-by-default": rule("ebs.EncryptionByDefault", {
    title: "EBS encryption by default must be enabled for the account",
    severity: "medium",
    controls: { fsbp: "EC2.7", nist: ["SC-28(1)", "SC-8(3)", "SC-13"], hipaa: "164.308(a)(1)(ii)(B)", iso27001: "A.8.11" },
    equivalents: ["CKV_AWS_106"],
    fix: "Remove `enabled`, or set it to true.",
    docs: "https://docs.aws.amazon.com/ebs/latest/userguide/encryption-by-default.html",
    require: { enabled: noneOf(false) },
    remediate: () => ({ enabled: true }),
  }),
  "ebs-snapshot-public-access-blocked": rule("ebs.SnapshotBlockPublicAccess", {
    title: "Public sharing of EBS snapshots must be blocked for the account",
    severity: "high",
    controls: { fsbp: "EC2.182", pci: ["10.3.2", "3.5.1.3"], soc2: "CC6.6" },
    fix: 'Set `state: "block-all-sharing"`.',
    docs: "https://docs.aws.amazon.com/ebs/latest/userguide/block-public-access-snapshots.html",
    why: "Anyone can make a volume of a public snapshot and read it. `block-new-sharing` leaves the snapshots public that are public already.",
    require: { state: "block-all-sharing" },
    remediate: () => ({ state: "block-all-sharing" }),
  }),
  "ebs-snapshot-copy-customer-managed-key": rule("ebs.SnapshotCopy", {
    ...keyAbout,
    title: "EBS snapshot copies must be encrypted with a customer managed key",
    equivalents: ["CKV_AWS_183"],
    fix: "Set `kmsKeyId` to the ARN of a `kms.Key`. This replaces the copy.",
    docs: "https://docs.aws.amazon.com/ebs/latest/userguide/ebs-copy-snapshot.html",
    require: { kmsKeyId: customerManagedKey },
  }),
  "ebs-volume-in-backup-plan": rule(backedUpResources("ebs.Volume"), {
    title: "EBS volumes must be covered by a backup plan",
    severity: "low",
    preset: "all",
    controls: { nist: ["CP-9", "CP-10"], hipaa: "164.308(a)(7)(i)", iso27001: "A.8.14" },
    equivalents: ["CKV2_AWS_9", "cdk-nag:EC2EBSInBackupPlan"],
    fix: "Add a `backup.Selection` whose `resources` name it, or whose `selectionTags` it has.",
    docs: "https://docs.aws.amazon.com/aws-backup/latest/devguide/assigning-resources.html",
    check: ({ covered }) => covered === "no" && "is covered by no backup.Selection",
  }),
};
