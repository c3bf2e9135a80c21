import { matches } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";

const zones = {
  formerly: ["fsx-multi-az"],
  severity: "medium",
  preset: "all",
  fix: 'Set `deploymentType` to "MULTI_AZ_1" or another one of several zones. This replaces the file system.',
} as const;
const severalZones = { deploymentType: matches(/^MULTI_AZ/, "a deployment in several zones") };

export const fsxOperations = {
  "fsx-openzfs-multi-az": rule("fsx.OpenZfsFileSystem", {
    ...zones,
    title: "FSx file systems for OpenZFS must be deployed in several zones",
    controls: { fsbp: "FSx.3", iso27001: "A.8.14" },
    docs: "https://docs.aws.amazon.com/fsx/latest/OpenZFSGuide/availability-durability.html",
    require: severalZones,
  }),
  "fsx-ontap-multi-az": rule("fsx.OntapFileSystem", {
    ...zones,
    title: "FSx file systems for ONTAP must be deployed in several zones",
    controls: { fsbp: "FSx.4", iso27001: "A.8.14" },
    docs: "https://docs.aws.amazon.com/fsx/latest/ONTAPGuide/high-availability-AZ.html",
    require: severalZones,
  }),
  "fsx-windows-multi-az": rule("fsx.WindowsFileSystem", {
    ...zones,
    title: "FSx file systems for Windows must be deployed in several zones",
    controls: { fsbp: "FSx.5", iso27001: "A.8.14" },
    docs: "https://docs.aws.amazon.com/fsx/latest/WindowsGuide/high-availability-multiAZ.html",
    require: severalZones,
  }),
  "fsx-openzfs-copy-tags": rule("fsx.OpenZfsFileSystem", {
    title: "FSx file systems for OpenZFS must copy their tags to backups and volumes",
    severity: "low",
    preset: "all",
    controls: { fsbp: "FSx.1" },
    fix: "Set `copyTagsToBackups: true` and `copyTagsToVolumes: true`.",
    docs: "https://docs.aws.amazon.com/fsx/latest/OpenZFSGuide/updating-file-system.html",
    require: { copyTagsToBackups: true, copyTagsToVolumes: true },
  }),
  "fsx-lustre-copy-tags": rule("fsx.LustreFileSystem", {
    title: "FSx file systems for Lustre must copy their tags to backups",
    severity: "low",
    preset: "all",
    controls: { fsbp: "FSx.2" },
    fix: "Set `copyTagsToBackups: true`. This replaces the file system.",
    docs: "https://docs.aws.amazon.com/fsx/latest/LustreGuide/using-backups-fsx.html",
    require: { copyTagsToBackups: true },
  }),
};
