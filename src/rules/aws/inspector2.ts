import { includesAll } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";

export const inspector2 = {
  "inspector2-scan-types-enabled": rule("inspector2.Enabler", {
    title: "Inspector must scan instances, images and functions",
    severity: "high",
    preset: "all",
    controls: { fsbp: ["Inspector.1", "Inspector.2", "Inspector.3", "Inspector.4"] },
    fix: 'Set `resourceTypes: ["EC2", "ECR", "LAMBDA", "LAMBDA_CODE"]`.',
    docs: "https://docs.aws.amazon.com/inspector/latest/user/activate-scans.html",
    require: { resourceTypes: includesAll("EC2", "ECR", "LAMBDA", "LAMBDA_CODE") },
  }),
};
