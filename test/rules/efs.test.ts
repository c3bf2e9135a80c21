import { efs } from "../../src/rules/aws/efs.js";
import { ref, res, suite, unknown } from "../suite.js";

suite(efs, {
  "efs-file-system-encrypted": {
    pass: [{ encrypted: true }, [res("efs.FileSystem", "files", {}, { outputs: { encrypted: true } })]],
    fail: [{}, { encrypted: false }],
    unknown: [{ encrypted: unknown }],
  },
  "efs-file-system-customer-managed-key": {
    good: { encrypted: true, kmsKeyId: "arn:aws:kms:us-east-1:123456789012:key/0a1b" },
    pass: [{ kmsKeyId: "arn:aws:kms:us-east-1:123456789012:key/0a1b" }],
    fail: [{}, { kmsKeyId: "alias/aws/elasticfilesystem" }],
    unknown: [{ kmsKeyId: unknown }],
  },
  "efs-access-point-root-directory": {
    pass: [{ rootDirectory: { path: "/shop" } }],
    fail: [{}, { rootDirectory: { path: "/" } }],
    unknown: [{ rootDirectory: { path: unknown } }],
  },
  "efs-access-point-user-identity": {
    pass: [{ posixUser: { uid: 1000, gid: 1000 } }],
    fail: [{}, { posixUser: { uid: 1000 } }],
    unknown: [{ posixUser: { uid: 1000, gid: unknown } }],
  },
  "efs-file-system-policy-lockout-check-kept": {
    good: {
      fileSystemId: "fs-0a1b",
      policy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Principal: { AWS: "arn:aws:iam::123456789012:role/app" },
            Action: "elasticfilesystem:ClientMount",
            Resource: "arn:aws:elasticfilesystem:eu-west-1:123456789012:file-system/fs-0a1b",
          },
        ],
      }),
      bypassPolicyLockoutSafetyCheck: false,
    },
    pass: [{ fileSystemId: "fs-0a1b" }],
    fail: [{ fileSystemId: "fs-0a1b", bypassPolicyLockoutSafetyCheck: true }],
    unknown: [{ bypassPolicyLockoutSafetyCheck: unknown }],
  },
  "efs-file-system-multi-az": {
    good: { encrypted: true },
    pass: [{ encrypted: true }],
    fail: [{ encrypted: true, availabilityZoneName: "eu-west-1a" }],
    unknown: [{ availabilityZoneName: unknown }],
  },
  "efs-file-system-backups": {
    good: [
      res("efs.FileSystem", "data", { encrypted: true }),
      res("efs.BackupPolicy", "data", { fileSystemId: ref("data"), backupPolicy: { status: "ENABLED" } }),
    ],
    pass: [
      [
        res("efs.FileSystem", "data", {}),
        res("backup.Selection", "all", {
          planId: "p",
          iamRoleArn: "arn:aws:iam::123456789012:role/backup",
          resources: [ref("data", "arn")],
        }),
      ],
    ],
    fail: [
      [res("efs.FileSystem", "data", { encrypted: true })],
      [
        res("efs.FileSystem", "data", {}),
        res("efs.BackupPolicy", "data", { fileSystemId: ref("data"), backupPolicy: { status: "DISABLED" } }),
      ],
    ],
    unknown: [
      [res("efs.FileSystem", "data", {}), res("efs.BackupPolicy", "data", { fileSystemId: unknown, backupPolicy: { status: "ENABLED" } })],
    ],
  },
  "efs-file-system-automatic-backups": {
    good: [
      res("efs.FileSystem", "files", { encrypted: true }),
      res("efs.BackupPolicy", "daily", { fileSystemId: ref("files"), backupPolicy: { status: "ENABLED" } }),
      res("backup.Selection", "all", { iamRoleArn: "r", planId: "p", resources: [ref("files", "arn")] }),
    ],
    pass: [[res("efs.FileSystem", "files", {})]],
    fail: [
      [
        res("efs.FileSystem", "files", { encrypted: true }),
        res("backup.Selection", "all", { iamRoleArn: "r", planId: "p", resources: [ref("files", "arn")] }),
      ],
    ],
    unknown: [
      [
        res("efs.FileSystem", "files", {}),
        res("backup.Selection", "all", { iamRoleArn: "r", planId: "p", resources: [ref("files", "arn")] }),
        res("efs.BackupPolicy", "daily", { fileSystemId: ref("files"), backupPolicy: { status: unknown } }),
      ],
    ],
  },
  "efs-mount-target-private-subnet": {
    pass: [
      [res("ec2.Subnet", "private", { vpcId: "v" }), res("efs.MountTarget", "a", { fileSystemId: "fs-1", subnetId: ref("private") })],
      { fileSystemId: "fs-1", subnetId: "subnet-1" },
    ],
    fail: [
      [
        res("ec2.Subnet", "public", { vpcId: "v", mapPublicIpOnLaunch: true }),
        res("efs.MountTarget", "a", { fileSystemId: "fs-1", subnetId: ref("public") }),
      ],
    ],
    unknown: [
      [
        res("ec2.Subnet", "public", { vpcId: "v", mapPublicIpOnLaunch: unknown }),
        res("efs.MountTarget", "a", { fileSystemId: "fs-1", subnetId: ref("public") }),
      ],
    ],
  },
});
