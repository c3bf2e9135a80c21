import { rule } from "../../language/rule.js";

export const globalaccelerator = {
  "globalaccelerator-accelerator-flow-logs": rule("globalaccelerator.Accelerator", {
    title: "Global Accelerator must write flow logs",
    severity: "low",
    preset: "all",
    equivalents: ["CKV_AWS_75"],
    fix: "Set `attributes: { flowLogsEnabled: true, flowLogsS3Bucket, flowLogsS3Prefix }`.",
    docs: "https://docs.aws.amazon.com/global-accelerator/latest/dg/monitoring-global-accelerator.flow-logs.html",
    require: { attributes: { flowLogsEnabled: true } },
  }),
};
