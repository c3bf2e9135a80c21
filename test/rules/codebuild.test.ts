import { codebuild } from "../../src/rules/aws/codebuild.js";
import { anyRes, secret, suite, unknown } from "../suite.js";

const build = (...environmentVariables: readonly unknown[]) => [
  anyRes("aws:codebuild/project:Project", "ci", { environment: { type: "LINUX_CONTAINER", environmentVariables } }),
];

const key = "arn:aws:kms:us-east-1:123456789012:key/0a1b";

const sourced = (location: unknown) => ({ serviceRole: "r", source: { type: "BITBUCKET", location: location as never } });
const webhook = (...filters: readonly (readonly [type: string, pattern: string])[]) => ({
  projectName: "p",
  filterGroups: [{ filters: filters.map(([type, pattern]) => ({ type, pattern })) }],
});

suite(codebuild, {
  "codebuild-project-source-oauth": {
    pass: [
      sourced("https://bitbucket.org/acme/shop.git"),
      sourced("git@github.com:acme/shop.git"),
      sourced("https://me@bitbucket.org/acme/shop.git"),
    ],
    fail: [
      sourced(["https://me:", "hunter2@bitbucket.org/acme/shop.git"].join("")),
      {
        ...sourced("https://bitbucket.org/acme/shop.git"),
        secondarySources: [{ type: "GITHUB", sourceIdentifier: "b", location: "https://me@github.com/acme/b" }],
      },
    ],
    unknown: [sourced(unknown)],
  },
  "codebuild-webhook-anchored-filters": {
    pass: [
      { projectName: "p" },
      webhook(["EVENT", "PUSH"]),
      webhook(["EVENT", "PULL_REQUEST_CREATED"], ["ACTOR_ACCOUNT_ID", "^12345$|^67890$"]),
      webhook(["EVENT", "PULL_REQUEST_CREATED"], ["BASE_REF", "^refs/heads/main$"]),
    ],
    fail: [
      webhook(["EVENT", "PULL_REQUEST_CREATED"], ["ACTOR_ACCOUNT_ID", "12345|67890"]),
      webhook(["EVENT", "PULL_REQUEST_CREATED, PULL_REQUEST_UPDATED"]),
    ],
    unknown: [{ projectName: "p", filterGroups: unknown }],
  },
  "codebuild-project-no-plaintext-credentials": {
    pass: [
      build({ name: "AWS_ACCESS_KEY_ID", type: "PARAMETER_STORE", value: "/ci/key" }),
      build({ name: "AWS_REGION", value: "eu-west-1" }),
      build(),
      {},
      [anyRes("aws:codebuild/project:Project", "odd", { environment: null })],
    ],
    fail: [
      build({ name: "AWS_ACCESS_KEY_ID", value: "changeme" }),
      build({ name: "AWS_SECRET_ACCESS_KEY", type: "PLAINTEXT", value: unknown }),
      build({ name: "STAGE", value: "dev" }, { name: "AWS_SECRET_ACCESS_KEY", value: secret("x") }),
    ],
    unknown: [build({ name: unknown, value: "dev" }), build({ name: "AWS_ACCESS_KEY_ID", type: unknown, value: "x" })],
  },
  "codebuild-project-secret-by-reference": {
    ofLiterals: true,
    pass: [
      build({ name: "NPM_TOKEN", type: "PARAMETER_STORE", value: "/ci/npm" }),
      build({ name: "NPM_TOKEN", type: "SECRETS_MANAGER", value: secret("ci/npm:token") }),
      build({ name: "STAGE", value: secret("prod") }),
      build({ name: "NPM_TOKEN", value: "3edd6f5b76154fc5b8f9b74e493e2729" }),
    ],
    fail: [
      {
        of: build({ name: "NPM_TOKEN", value: secret("3edd6f5b76154fc5b8f9b74e493e2729") }),
        message: "contains a secret, expected the name of a secret or parameter",
      },
      build({ name: "STAGE", value: "prod" }, { name: "DB_PASSWORD", type: "PLAINTEXT", value: secret("bw9MqLdis87PUHEW") }),
    ],
    unknown: [build({ name: "NPM_TOKEN", value: secret(unknown) })],
  },
  "codebuild-project-not-privileged": {
    good: {
      environment: {
        type: "LINUX_CONTAINER",
        computeType: "BUILD_GENERAL1_SMALL",
        image: "aws/codebuild/standard:7.0",
        privilegedMode: false,
      },
    },
    pass: [{ environment: { type: "LINUX_CONTAINER", computeType: "BUILD_GENERAL1_SMALL", image: "aws/codebuild/standard:7.0" } }],
    fail: [
      {
        environment: {
          type: "LINUX_CONTAINER",
          computeType: "BUILD_GENERAL1_SMALL",
          image: "aws/codebuild/standard:7.0",
          privilegedMode: true,
        },
      },
    ],
    unknown: [{ environment: unknown }],
  },
  "codebuild-project-logging": {
    good: { logsConfig: { cloudwatchLogs: { status: "ENABLED", groupName: "/build" } } },
    pass: [{}, { logsConfig: { cloudwatchLogs: { status: "DISABLED" }, s3Logs: { status: "ENABLED", location: "logs/build" } } }],
    fail: [{ logsConfig: { cloudwatchLogs: { status: "DISABLED" } } }],
    unknown: [{ logsConfig: unknown }],
  },
  "codebuild-project-artifacts-encrypted": {
    good: { artifacts: { type: "S3", location: "acme-builds", encryptionDisabled: false } },
    pass: [{ artifacts: { type: "NO_ARTIFACTS", encryptionDisabled: true } }, { artifacts: { type: "CODEPIPELINE" } }],
    fail: [
      { artifacts: { type: "S3", location: "acme-builds", encryptionDisabled: true } },
      { artifacts: { type: "CODEPIPELINE" }, secondaryArtifacts: [{ type: "S3", artifactIdentifier: "x", encryptionDisabled: true }] },
    ],
    unknown: [{ artifacts: unknown }],
  },
  "codebuild-project-s3-logs-encrypted": {
    good: { logsConfig: { s3Logs: { status: "ENABLED", location: "logs/build", encryptionDisabled: false } } },
    pass: [{}],
    fail: [{ logsConfig: { s3Logs: { status: "ENABLED", location: "logs/build", encryptionDisabled: true } } }],
    unknown: [{ logsConfig: { s3Logs: { encryptionDisabled: unknown } } }],
  },
  "codebuild-project-not-public": {
    good: { name: "build", projectVisibility: "PRIVATE" },
    pass: [{ name: "build" }],
    fail: [{ name: "build", projectVisibility: "PUBLIC_READ" }],
    unknown: [{ projectVisibility: unknown }],
  },
  "codebuild-project-customer-managed-key": {
    pass: [{ name: "shop", encryptionKey: key }],
    fail: [{ name: "shop" }, { name: "shop", encryptionKey: "alias/aws/service" }],
    unknown: [{ encryptionKey: unknown }],
  },
  "codebuild-project-managed-image": {
    pass: [
      {
        environment: {
          type: "LINUX_CONTAINER",
          computeType: "BUILD_GENERAL1_SMALL",
          image: "aws/codebuild/amazonlinux-x86_64-standard:5.0",
        },
      },
    ],
    fail: [{ environment: { type: "LINUX_CONTAINER", computeType: "BUILD_GENERAL1_SMALL", image: "docker:dind" } }],
    unknown: [{ environment: { image: unknown } }],
  },
  "codebuild-report-group-encrypted": {
    pass: [{ type: "TEST", exportConfig: { type: "S3", s3Destination: { bucket: "reports" } } }],
    fail: [{ type: "TEST", exportConfig: { type: "S3", s3Destination: { bucket: "reports", encryptionDisabled: true } } }],
    unknown: [{ type: "TEST", exportConfig: unknown }],
  },
});
