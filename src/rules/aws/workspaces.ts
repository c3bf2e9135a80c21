import { rule } from "../../language/rule.js";

export const workspaces = {
  "workspaces-root-volume-encrypted": rule("workspaces.Workspace", {
    title: "WorkSpaces must have encrypted root volumes",
    severity: "medium",
    controls: { fsbp: "WorkSpaces.2", iso27001: "A.8.11" },
    equivalents: ["CKV_AWS_156", "AVD-AWS-0109"],
    fix: "Set `rootVolumeEncryptionEnabled: true` with a `volumeEncryptionKey`. This replaces the WorkSpace.",
    docs: "https://docs.aws.amazon.com/workspaces/latest/adminguide/encrypt-workspaces.html",
    require: { rootVolumeEncryptionEnabled: true },
  }),
  "workspaces-user-volume-encrypted": rule("workspaces.Workspace", {
    title: "WorkSpaces must have encrypted user volumes",
    severity: "medium",
    controls: { fsbp: "WorkSpaces.1", iso27001: "A.8.11" },
    equivalents: ["CKV_AWS_155", "AVD-AWS-0109"],
    fix: "Set `userVolumeEncryptionEnabled: true` with a `volumeEncryptionKey`. This replaces the WorkSpace.",
    docs: "https://docs.aws.amazon.com/workspaces/latest/adminguide/encrypt-workspaces.html",
    require: { userVolumeEncryptionEnabled: true },
  }),
};
