import { secretsmanager } from "../../src/rules/aws/secretsmanager.js";
import { ref, res, suite, unknown } from "../suite.js";

const secret = res("secretsmanager.Secret", "database", {});

suite(secretsmanager, {
  "secretsmanager-secret-rotation": {
    good: [
      res("secretsmanager.Secret", "database", {}),
      res("secretsmanager.SecretRotation", "rotation", {
        secretId: ref("database"),
        rotationLambdaArn: "arn:aws:lambda:eu-west-1:123456789012:function:rotate",
        rotationRules: { automaticallyAfterDays: 30 },
      }),
    ],
    pass: [[secret, res("secretsmanager.SecretRotation", "rotation", { secretId: ref("database") })]],
    fail: [[secret]],
    unknown: [[secret, res("secretsmanager.SecretRotation", "rotation", { secretId: unknown })]],
  },
  "secretsmanager-rotation-interval": {
    pass: [
      { rotationRules: { automaticallyAfterDays: 30 } },
      { rotationRules: { scheduleExpression: "rate(10 days)" } },
      { rotationRules: { scheduleExpression: "rate(240 hours)" } },
    ],
    fail: [
      { of: { rotationRules: { automaticallyAfterDays: 91 } }, message: "days, expected at most 90" },
      { rotationRules: { scheduleExpression: "rate(365 days)" } },
    ],
    unknown: [{ rotationRules: unknown }],
  },
  "secretsmanager-secret-customer-managed-key": {
    pass: [{ kmsKeyId: "arn:aws:kms:us-east-1:123456789012:key/0a1b" }],
    fail: [{}, { kmsKeyId: "alias/aws/secretsmanager" }],
    unknown: [{ kmsKeyId: unknown }],
  },
  "secretsmanager-secret-description": {
    pass: [{ description: "Orders of the shop" }],
    fail: [{ name: "orders" }, { description: "" }],
    unknown: [{ description: unknown }],
  },
});
