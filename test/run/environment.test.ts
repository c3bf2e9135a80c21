import { describe, expect, test } from "vitest";
import { programEnvironment } from "../../src/run/environment.js";

describe("the environment of a program", () => {
  test.each([
    ...[
      "AWS_ACCESS_KEY_ID",
      "AWS_PROFILE",
      "ARM_CLIENT_ID",
      "PULUMI_ACCESS_TOKEN",
      "GITHUB_TOKEN",
      "GITHUB_ENV",
      "GITHUB_OUTPUT",
      "GH_PAT",
    ],
    ...[
      "DB_PASS",
      "SSH_AUTH_SOCK",
      "SSH_PRIVATE_KEY",
      "DATADOG_APP_KEY",
      "STRIPE_SK",
      "MY_AUTH",
      "KUBECONFIG",
      "DOCKER_CONFIG",
      "DATABASE_URL",
    ],
    ...["SLACK_WEBHOOK", "api_key", "NPM_TOKEN"],
  ])("has no %s", (name) => {
    expect(programEnvironment({ [name]: "x" }, false)[name]).toBeUndefined();
    expect(programEnvironment({ [name]: "x" }, true)[name]).toBe("x");
  });
  test("has no address with a password in it", () => {
    expect(programEnvironment({ BROKER: "amqp://user:word@host/queue", SITE: "https://example.com/a" }, false)).toMatchObject({
      SITE: "https://example.com/a",
    });
    expect(programEnvironment({ BROKER: "amqp://user:word@host/queue" }, false)["BROKER"]).toBeUndefined();
  });
  test.each(["PATH", "HOME", "NODE_OPTIONS", "VIRTUAL_ENV", "GOPATH", "GOFLAGS", "LANG", "PYTHONPATH", "TMPDIR", "STAGE", "KEYBOARD"])(
    "keeps %s",
    (name) => {
      expect(programEnvironment({ [name]: "x" }, false)[name]).toBe("x");
    },
  );
  test("keeps the region, and closes everything else of AWS", () => {
    expect(programEnvironment({ AWS_REGION: "eu-west-1" }, false)).toMatchObject({
      AWS_REGION: "eu-west-1",
      AWS_EC2_METADATA_DISABLED: "true",
    });
    expect(programEnvironment({}, false)["AWS_REGION"]).toBe("us-east-1");
  });
});
