import { rule } from "../../language/rule.js";
import { text } from "../helpers/read.js";

export const fsxOperations = {
  "fsx-multi-az": rule(["fsx.OntapFileSystem", "fsx.WindowsFileSystem", "fsx.OpenZfsFileSystem"], {
    title: "FSx file systems must be deployed in several zones",
    severity: "medium",
    preset: "all",
    controls: { fsbp: ["FSx.3", "FSx.4", "FSx.5"], iso27001: "A.8.14" },
    fix: 'Set `deploymentType` to "MULTI_AZ_1" or another one of several zones. This replaces the file system.',
    docs: "https://docs.aws.amazon.com/fsx/latest/WindowsGuide/high-availability-multiAZ.html",
    check: ({ deploymentType }, { at }) =>
      !text(deploymentType).startsWith("MULTI_AZ") && at("deploymentType", `is ${text(deploymentType) || "unset"}, expected MULTI_AZ`),
  }),
};
