import { both, except, present } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";
import { customerManagedKey } from "../helpers/keys.js";

export const efs = {
  "efs-file-system-encrypted": rule("efs.FileSystem", {
    title: "EFS file systems must be encrypted at rest",
    severity: "high",
    controls: { fsbp: ["EFS.1", "EFS.8"], cis: "2.4.1", nist: ["SC-28(1)", "SC-8(3)", "SC-13"], pci: ["3.5.1", "8.3.2"] },
    equivalents: [
      "CKV_AWS_42",
      "AVD-AWS-0037",
      "AwsSolutions-EFS1",
      "compliance-policies:aws-efs-filesystem-disallow-unencrypted-file-system",
    ],
    fix: "Set `encrypted: true`. This replaces an existing file system, so copy its data first.",
    docs: "https://docs.aws.amazon.com/efs/latest/ug/encryption-at-rest.html",
    settledBy: { encrypted: [] },
    require: { encrypted: true },
  }),
  "efs-file-system-customer-managed-key": rule("efs.FileSystem", {
    title: "EFS file systems must be encrypted with a customer managed key",
    severity: "low",
    preset: "all",
    equivalents: ["CKV_AWS_184", "awsguard:efs-encrypted", "compliance-policies:aws-efs-filesystem-configure-customer-managed-key"],
    fix: "Set `encrypted: true`, and `kmsKeyId` to the ARN of a `kms.Key`. This replaces an existing file system, so copy its data first.",
    docs: "https://docs.aws.amazon.com/efs/latest/ug/encryption-at-rest.html",
    require: { kmsKeyId: customerManagedKey },
  }),
  "efs-access-point-root-directory": rule("efs.AccessPoint", {
    title: "EFS access points must expose a subdirectory, not the whole file system",
    severity: "medium",
    controls: { fsbp: "EFS.3", pci: ["10.3.2", "3.5.1.3"] },
    equivalents: ["CKV_AWS_329"],
    fix: 'Set `rootDirectory: { path }` to a directory other than "/"; with `creationInfo` too where the directory does not exist yet.',
    docs: "https://docs.aws.amazon.com/efs/latest/ug/enforce-root-directory-access-point.html",
    require: { rootDirectory: { path: both(present, except("/", 'be another directory than "/"')) } },
  }),
  "efs-access-point-user-identity": rule("efs.AccessPoint", {
    title: "EFS access points must enforce a user identity",
    severity: "medium",
    controls: { fsbp: "EFS.4", pci: ["10.3.2", "3.5.1.3"] },
    equivalents: ["CKV_AWS_330"],
    fix: "Set `posixUser: { uid, gid }`.",
    docs: "https://docs.aws.amazon.com/efs/latest/ug/enforce-identity-access-points.html",
    require: { posixUser: { uid: present, gid: present } },
  }),
};
