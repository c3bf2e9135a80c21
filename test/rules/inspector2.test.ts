import { inspector2 } from "../../src/rules/aws/inspector2.js";
import { suite, unknown } from "../suite.js";

suite(inspector2, {
  "inspector2-scan-types-enabled": {
    pass: [{ accountIds: ["1"], resourceTypes: ["EC2", "ECR", "LAMBDA", "LAMBDA_CODE"] }],
    fail: [{ accountIds: ["1"], resourceTypes: ["EC2"] }],
    unknown: [{ accountIds: ["1"], resourceTypes: unknown }],
  },
});
