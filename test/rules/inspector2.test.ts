import { inspector2 } from "../../src/rules/aws/inspector2.js";
import { suite, unknown } from "../suite.js";

const kinds = ["EC2", "ECR", "LAMBDA", "LAMBDA_CODE"] as const;
const enabler = (resourceTypes: readonly string[]) => ({ accountIds: ["123456789012"], resourceTypes });
const scan = (kind: (typeof kinds)[number]) =>
  ({
    good: enabler(kinds),
    pass: [enabler([kind])],
    fail: [enabler(kinds.filter((other) => other !== kind))],
    unknown: [{ accountIds: ["123456789012"], resourceTypes: unknown }],
  }) as const;

suite(inspector2, {
  "inspector2-scans-instances": scan("EC2"),
  "inspector2-scans-images": scan("ECR"),
  "inspector2-scans-function-code": scan("LAMBDA_CODE"),
  "inspector2-scans-functions": scan("LAMBDA"),
});
