import { sagemaker } from "../../src/rules/aws/sagemaker.js";
import { anyRes, secret, suite, unknown } from "../suite.js";

const model = (inputs: object) => [anyRes("aws:sagemaker/model:Model", "churn", { executionRoleArn: "arn:aws:iam::1:role/m", ...inputs })];

suite(sagemaker, {
  "sagemaker-model-secret-by-reference": {
    ofLiterals: true,
    pass: [
      model({ primaryContainer: { image: "i", environment: { SAGEMAKER_PROGRAM: secret("inference.py") } } }),
      model({ primaryContainer: { image: "i", environment: { DB_PASSWORD: "bw9MqLdis87PUHEW" } } }),
    ],
    fail: [
      model({ primaryContainer: { image: "i", environment: { DB_PASSWORD: secret("bw9MqLdis87PUHEW") } } }),
      model({ containers: [{ image: "a" }, { image: "b", environment: secret({ DB_PASSWORD: "bw9MqLdis87PUHEW" }) }] }),
    ],
    unknown: [model({ primaryContainer: { image: "i", environment: { DB_PASSWORD: secret(unknown) } } })],
  },
});
