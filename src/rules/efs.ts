import { rule } from "../rule.js";

export const efs = {
  "efs-file-system-encrypted": rule("efs.FileSystem", {
    title: "EFS file systems are encrypted at rest",
    severity: "high",
    controls: { fsbp: "EFS.1", nist: ["SC-28", "SC-13"] },
    equivalents: ["CKV_AWS_42", "AwsSolutions-EFS1", "AVD-AWS-0037"],
    fix: "Set `encrypted: true`; an existing file system is replaced, so copy its data first.",
    docs: "https://docs.aws.amazon.com/efs/latest/ug/encryption-at-rest.html",
    require: { encrypted: true },
  }),
};
