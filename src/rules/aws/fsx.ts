import { rule } from "../../language/rule.js";
import { customerManagedKey, keyAbout } from "../helpers/keys.js";

export const fsx = {
  "fsx-openzfs-customer-managed-key": rule("fsx.OpenZfsFileSystem", {
    ...keyAbout,
    title: "FSx file systems for OpenZFS must be encrypted with a customer managed key",
    equivalents: ["CKV_AWS_203"],
    fix: "Set `kmsKeyId` to the ARN of a `kms.Key`. This replaces the file system.",
    docs: "https://docs.aws.amazon.com/fsx/latest/OpenZFSGuide/encryption-at-rest.html",
    require: { kmsKeyId: customerManagedKey },
  }),
  "fsx-lustre-customer-managed-key": rule("fsx.LustreFileSystem", {
    ...keyAbout,
    title: "FSx file systems for Lustre must be encrypted with a customer managed key",
    equivalents: ["CKV_AWS_190"],
    fix: "Set `kmsKeyId` to the ARN of a `kms.Key`. This replaces the file system.",
    docs: "https://docs.aws.amazon.com/fsx/latest/LustreGuide/encryption-at-rest.html",
    require: { kmsKeyId: customerManagedKey },
  }),
  "fsx-ontap-customer-managed-key": rule("fsx.OntapFileSystem", {
    ...keyAbout,
    title: "FSx file systems for ONTAP must be encrypted with a customer managed key",
    equivalents: ["CKV_AWS_178"],
    fix: "Set `kmsKeyId` to the ARN of a `kms.Key`. This replaces the file system.",
    docs: "https://docs.aws.amazon.com/fsx/latest/ONTAPGuide/encryption-at-rest.html",
    require: { kmsKeyId: customerManagedKey },
  }),
  "fsx-windows-customer-managed-key": rule("fsx.WindowsFileSystem", {
    ...keyAbout,
    title: "FSx file systems for Windows must be encrypted with a customer managed key",
    equivalents: ["CKV_AWS_179"],
    fix: "Set `kmsKeyId` to the ARN of a `kms.Key`. This replaces the file system.",
    docs: "https://docs.aws.amazon.com/fsx/latest/WindowsGuide/encryption-at-rest.html",
    require: { kmsKeyId: customerManagedKey },
  }),
};
