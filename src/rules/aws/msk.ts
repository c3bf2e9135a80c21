import { both, either, nonEmpty, noneOf } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";
import { ended, oldest } from "../helpers/versions.js";

export const msk = {
  "msk-cluster-client-tls": rule("msk.Cluster", {
    title: "MSK clusters must accept client connections only over TLS",
    severity: "high",
    controls: { pci: ["2.2.7", "4.2.1.1"], soc2: "CC6.7", iso27001: "A.8.12" },
    equivalents: ["AVD-AWS-0073", "AwsSolutions-MSK2"],
    fix: 'Remove `clientBroker` from `encryptionInfo.encryptionInTransit`, or set it to "TLS".',
    docs: "https://docs.aws.amazon.com/msk/latest/developerguide/msk-encryption.html",
    require: { encryptionInfo: { encryptionInTransit: { clientBroker: noneOf("PLAINTEXT", "TLS_PLAINTEXT") } } },
  }),
  "msk-cluster-in-cluster-tls": rule("msk.Cluster", {
    title: "MSK clusters must encrypt traffic between brokers with TLS",
    severity: "high",
    controls: { fsbp: "MSK.1", pci: ["2.2.7", "4.2.1.1"], soc2: "CC6.7", iso27001: "A.8.12" },
    equivalents: ["AVD-AWS-0073", "AwsSolutions-MSK3"],
    fix: "Remove `inCluster` from `encryptionInfo.encryptionInTransit`, or set it to true. This replaces an existing cluster.",
    docs: "https://docs.aws.amazon.com/msk/latest/developerguide/msk-encryption.html",
    require: { encryptionInfo: { encryptionInTransit: { inCluster: noneOf(false) } } },
  }),
  "msk-cluster-not-public": rule("msk.Cluster", {
    title: "MSK clusters must not be publicly accessible",
    severity: "high",
    controls: { fsbp: "MSK.4" },
    equivalents: ["CKV_AWS_291"],
    fix: 'Remove `publicAccess` from `brokerNodeGroupInfo.connectivityInfo`, or set its `type` to "DISABLED".',
    docs: "https://docs.aws.amazon.com/msk/latest/developerguide/public-access.html",
    require: { brokerNodeGroupInfo: { connectivityInfo: { publicAccess: { type: noneOf("SERVICE_PROVIDED_EIPS") } } } },
  }),
  "msk-cluster-no-unauthenticated-access": rule("msk.Cluster", {
    title: "MSK clusters must require client authentication",
    severity: "medium",
    controls: { fsbp: "MSK.6" },
    fix: "Set `clientAuthentication: { sasl: { iam: true } }`, or `scram` or `tls` with `certificateAuthorityArns`, and remove `unauthenticated`.",
    why: "A cluster that asks for no kind of authentication takes every client that reaches its brokers.",
    docs: "https://docs.aws.amazon.com/msk/latest/developerguide/msk-authentication.html",
    settledBy: { clientAuthentication: [] },
    require: {
      clientAuthentication: both(
        { unauthenticated: noneOf(true) },
        either({ sasl: { iam: true } }, { sasl: { scram: true } }, { tls: { certificateAuthorityArns: nonEmpty } }),
      ),
    },
    message: "does not require `sasl` or `tls` of every client",
    at: "clientAuthentication",
  }),
  "msk-cluster-supported-version": rule("msk.Cluster", {
    title: "MSK clusters must run a supported Kafka version",
    severity: "medium",
    fix: "Set `kafkaVersion` to the version that MSK recommends.",
    docs: "https://docs.aws.amazon.com/msk/latest/developerguide/supported-kafka-versions.html",
    options: { oldest: oldest.kafka },
    settledBy: { kafkaVersion: [] },
    check: ({ kafkaVersion }, { at, options, today }) => {
      const wrong = ended(kafkaVersion, options.oldest, today);
      return wrong !== false && at("kafkaVersion", wrong);
    },
  }),
  "msk-cluster-logging": rule("msk.Cluster", {
    title: "MSK clusters must send their broker logs to a destination",
    severity: "medium",
    preset: "all",
    equivalents: ["CKV_AWS_80", "AVD-AWS-0074", "AwsSolutions-MSK6"],
    fix: "Set `loggingInfo: { brokerLogs: { cloudwatchLogs: { enabled: true, logGroup } } }`, or `firehose` or `s3` in its place.",
    docs: "https://docs.aws.amazon.com/msk/latest/developerguide/msk-logging.html",
    require: {
      loggingInfo: {
        brokerLogs: either({ cloudwatchLogs: { enabled: true } }, { firehose: { enabled: true } }, { s3: { enabled: true } }),
      },
    },
    message: "has no enabled destination (`cloudwatchLogs`, `firehose` or `s3`)",
    at: "loggingInfo.brokerLogs",
  }),
  "msk-connector-tls": rule("mskconnect.Connector", {
    title: "MSK connectors must use TLS",
    severity: "medium",
    preset: "all",
    controls: { fsbp: "MSK.3", soc2: "CC6.7", iso27001: "A.8.11" },
    fix: 'Set `kafkaClusterEncryptionInTransit: { encryptionType: "TLS" }`. This replaces the connector.',
    docs: "https://docs.aws.amazon.com/msk/latest/developerguide/mkc-create-connector-intro.html",
    require: { kafkaClusterEncryptionInTransit: { encryptionType: "TLS" } },
  }),
  "msk-connector-logging": rule("mskconnect.Connector", {
    title: "MSK connectors must write logs",
    severity: "medium",
    preset: "all",
    controls: { fsbp: "MSK.5" },
    fix: "Set `logDelivery: { workerLogDelivery: { cloudwatchLogs: { enabled: true, logGroup } } }`.",
    docs: "https://docs.aws.amazon.com/msk/latest/developerguide/msk-connect-logging.html",
    require: {
      logDelivery: {
        workerLogDelivery: either({ cloudwatchLogs: { enabled: true } }, { firehose: { enabled: true } }, { s3: { enabled: true } }),
      },
    },
    message: "has no enabled destination",
    at: "logDelivery",
  }),
};
