import { amplify } from "../../src/rules/aws/amplify.js";
import { anyRes, secret, suite, unknown } from "../suite.js";

const app = (inputs: object) => [anyRes("aws:amplify/app:App", "site", { name: "site", ...inputs })];
const branch = (environmentVariables: unknown) => [
  anyRes("aws:amplify/branch:Branch", "main", { appId: "d1", branchName: "main", environmentVariables }),
];

suite(amplify, {
  "amplify-app-secret-by-reference": {
    ofLiterals: true,
    pass: [
      app({ environmentVariables: { API_URL: secret("https://api.example.com"), _LIVE_UPDATES: "[]" } }),
      app({ basicAuthCredentials: secret("YWRtaW46YncyTXFMZGlzODc=") }),
      branch({ STAGE: secret("prod") }),
    ],
    fail: [
      app({ environmentVariables: { DB_PASSWORD: secret("bw9MqLdis87PUHEW") } }),
      app({ autoBranchCreationConfig: { environmentVariables: { DB_PASSWORD: secret("bw9MqLdis87PUHEW") } } }),
      branch(secret({ DATABASE_URL: "postgres://app:bw9MqLdis87PUHEW@db/app" })),
    ],
    unknown: [branch({ DB_PASSWORD: secret(unknown) })],
  },
});
