import { efs } from "../../src/rules/aws/efs.js";
import { res, suite, unknown } from "../suite.js";

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
});
