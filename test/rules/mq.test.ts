import { mq } from "../../src/rules/aws/mq.js";
import { suite, unknown } from "../suite.js";

const key = "arn:aws:kms:us-east-1:123456789012:key/0a1b";

const broker = (engineType: string, engineVersion: unknown) => ({
  brokerName: "b",
  engineType,
  engineVersion: engineVersion as never,
  hostInstanceType: "mq.m5.large",
  users: [],
});

suite(mq, {
  "mq-broker-current-version": {
    pass: [broker("ActiveMQ", "5.18"), broker("RabbitMQ", "4.2")],
    fail: [broker("ActiveMQ", "5.15.16"), broker("RabbitMQ", "3.8.6")],
    unknown: [broker("ActiveMQ", unknown)],
  },
  "mq-broker-not-public": {
    good: { engineType: "RabbitMQ", publiclyAccessible: false },
    pass: [{ engineType: "ActiveMQ" }],
    fail: [{ engineType: "RabbitMQ", publiclyAccessible: true }],
    unknown: [{ publiclyAccessible: unknown }],
  },
  "mq-broker-general-logs": {
    pass: [{ logs: { general: true } }],
    fail: [{ engineType: "ActiveMQ" }, { logs: { general: false } }],
    unknown: [{ logs: unknown }],
  },
  "mq-broker-audit-logs": {
    good: { engineType: "ActiveMQ", logs: { audit: true, general: true } },
    pass: [{ engineType: "RabbitMQ" }, { engineType: "ActiveMQ", logs: { audit: true } }],
    fail: [{ engineType: "ActiveMQ" }, { engineType: "activemq", logs: { audit: false } }],
    unknown: [{ engineType: "ActiveMQ", logs: unknown }],
  },
  "mq-broker-minor-upgrades": {
    pass: [{ autoMinorVersionUpgrade: true }],
    fail: [{ engineType: "RabbitMQ" }, { autoMinorVersionUpgrade: false }],
    unknown: [{ autoMinorVersionUpgrade: unknown }],
  },
  "mq-broker-customer-managed-key": {
    pass: [{ brokerName: "shop", engineType: "ActiveMQ", encryptionOptions: { kmsKeyId: key } }],
    fail: [
      { brokerName: "shop", engineType: "ActiveMQ" },
      { brokerName: "shop", engineType: "ActiveMQ", encryptionOptions: { kmsKeyId: "alias/aws/service" } },
    ],
    unknown: [{ encryptionOptions: { kmsKeyId: unknown } }],
  },
});
