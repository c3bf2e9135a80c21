import { includes } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";

const scan = <T extends string>(kind: T, subject: string, control: string) =>
  ({
    formerly: ["inspector2-scan-types-enabled"],
    title: `Inspector must scan ${subject}`,
    severity: "high",
    preset: "all",
    controls: { fsbp: control },
    fix: `Add "${kind}" to \`resourceTypes\`.`,
    docs: "https://docs.aws.amazon.com/inspector/latest/user/activate-scans.html",
    require: { resourceTypes: includes(kind) },
  }) as const;

export const inspector2 = {
  "inspector2-scans-instances": rule("inspector2.Enabler", scan("EC2", "EC2 instances", "Inspector.1")),
  "inspector2-scans-images": rule("inspector2.Enabler", scan("ECR", "container images in ECR", "Inspector.2")),
  "inspector2-scans-function-code": rule("inspector2.Enabler", scan("LAMBDA_CODE", "the code of Lambda functions", "Inspector.3")),
  "inspector2-scans-functions": rule("inspector2.Enabler", scan("LAMBDA", "the dependencies of Lambda functions", "Inspector.4")),
};
