import { workspaces } from "../../src/rules/aws/workspaces.js";
import { suite, unknown } from "../suite.js";

suite(workspaces, {
  "workspaces-root-volume-encrypted": {
    good: { rootVolumeEncryptionEnabled: true, userVolumeEncryptionEnabled: true, volumeEncryptionKey: "alias/aws/workspaces" },
    pass: [{ rootVolumeEncryptionEnabled: true }],
    fail: [{ userName: "ada" }],
    unknown: [{ rootVolumeEncryptionEnabled: unknown }],
  },
  "workspaces-user-volume-encrypted": {
    good: { rootVolumeEncryptionEnabled: true, userVolumeEncryptionEnabled: true, volumeEncryptionKey: "alias/aws/workspaces" },
    pass: [{ userVolumeEncryptionEnabled: true }],
    fail: [{ userName: "ada" }],
    unknown: [{ userVolumeEncryptionEnabled: unknown }],
  },
});
