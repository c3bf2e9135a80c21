import { apprunner } from "../../src/rules/aws/apprunner.js";
import { anyRes, secret, suite, unknown } from "../suite.js";

const service = (imageConfiguration: object) => [
  anyRes("aws:apprunner/service:Service", "web", { sourceConfiguration: { imageRepository: { imageConfiguration } } }),
];

suite(apprunner, {
  "apprunner-service-secret-by-reference": {
    ofLiterals: true,
    pass: [
      service({ runtimeEnvironmentSecrets: { DB_PASSWORD: "arn:aws:secretsmanager:eu-west-1:1:secret:db" } }),
      service({ runtimeEnvironmentVariables: { STAGE: secret("prod"), DB_PASSWORD: "bw9MqLdis87PUHEW" } }),
    ],
    fail: [
      {
        of: service({ runtimeEnvironmentVariables: { DB_PASSWORD: secret("bw9MqLdis87PUHEW") } }),
        message: "contains a secret, expected a reference in `runtimeEnvironmentSecrets`",
      },
    ],
    unknown: [service({ runtimeEnvironmentVariables: { DB_PASSWORD: secret(unknown) } })],
  },
});
