import { matches, noneOf } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";
import { customerManagedKey, keyAbout } from "../helpers/keys.js";
import { text } from "../helpers/read.js";
import { isBefore } from "../helpers/versions.js";

export const mq = {
  "mq-broker-current-version": rule("mq.Broker", {
    title: "Amazon MQ brokers must run a current engine version",
    severity: "medium",
    preset: "all",
    equivalents: ["CKV_AWS_208"],
    fix: "Set `engineVersion` to 5.18 or later for ActiveMQ, 3.13 or later for RabbitMQ.",
    docs: "https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/activemq-version-management.html",
    options: { activemq: "5.18", rabbitmq: "3.13" },
    check: ({ engineType, engineVersion }, { at, options }) => {
      const floor = /^rabbitmq$/i.test(text(engineType)) ? options.rabbitmq : options.activemq;
      return isBefore(text(engineVersion), [floor]) && at("engineVersion", `is ${text(engineVersion)}, expected at least ${floor}`);
    },
  }),
  "mq-broker-not-public": rule("mq.Broker", {
    title: "Amazon MQ brokers must not be publicly accessible",
    severity: "critical",
    preset: "essential",
    equivalents: ["CKV_AWS_69", "AVD-AWS-0072"],
    fix: "Remove `publiclyAccessible`, or set it to false. This replaces an existing broker.",
    docs: "https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/using-amazon-mq-securely.html",
    require: { publiclyAccessible: noneOf(true) },
  }),
  "mq-broker-general-logs": rule("mq.Broker", {
    title: "Amazon MQ brokers must publish general logs to CloudWatch",
    severity: "low",
    preset: "all",
    controls: { pci: ["10.2.1.1", "10.2.1.2"], soc2: "A1.2", iso27001: "A.8.15" },
    equivalents: ["CKV_AWS_48", "AVD-AWS-0071"],
    fix: "Set `logs: { general: true }`.",
    docs: "https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/security-logging-monitoring.html",
    require: { logs: { general: true } },
  }),
  "mq-broker-audit-logs": rule("mq.Broker", {
    title: "Amazon MQ brokers for ActiveMQ must publish audit logs to CloudWatch",
    severity: "medium",
    preset: "all",
    controls: { fsbp: "MQ.2", pci: ["10.2.1.1", "10.2.1.2"], soc2: "A1.2", iso27001: "A.8.15" },
    equivalents: ["CKV_AWS_197", "AVD-AWS-0070"],
    fix: "Set `logs: { audit: true, general: true }`.",
    why: "RabbitMQ has no audit log.",
    docs: "https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/configure-logging-monitoring-activemq.html",
    when: { engineType: matches(/^activemq$/i, "ActiveMQ") },
    require: { logs: { audit: true } },
  }),
  "mq-broker-minor-upgrades": rule("mq.Broker", {
    title: "Amazon MQ brokers must install minor version upgrades automatically",
    severity: "medium",
    preset: "all",
    controls: { fsbp: "MQ.3" },
    equivalents: ["CKV_AWS_207"],
    fix: "Set `autoMinorVersionUpgrade: true`.",
    docs: "https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/upgrading-brokers.html",
    require: { autoMinorVersionUpgrade: true },
  }),
  "mq-broker-customer-managed-key": rule("mq.Broker", {
    ...keyAbout,
    title: "MQ brokers must be encrypted with a customer managed key",
    equivalents: ["CKV_AWS_209"],
    fix: "Set `kmsKeyId` in `encryptionOptions` to the ARN of a `kms.Key`. This replaces the broker.",
    docs: "https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/data-protection-encryption-at-rest.html",
    require: { encryptionOptions: { kmsKeyId: customerManagedKey } },
  }),
};
