import { both, either, nonEmpty, noneOf } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";
import { ended, oldest } from "../helpers/versions.js";

export const msk = {
  "msk-cluster-client-tls": rule("msk.Cluster", {
    title: "Kafka clients reach their brokers by TLS only",
    severity: "high",
    controls: { pci: ["2.2.7", "4.2.1.1"], soc2: "CC6.7", iso27001: "A.8.12" },
    equivalents: ["AVD-AWS-0073", "AwsSolutions-MSK2"],
    fix: 'Leave `encryptionInfo.encryptionInTransit.clientBroker` unset or set it to "TLS".',
    docs: "https://docs.aws.amazon.com/msk/latest/developerguide/msk-encryption.html",
    require: { encryptionInfo: { encryptionInTransit: { clientBroker: noneOf("PLAINTEXT", "TLS_PLAINTEXT") } } },
  }),
  "msk-cluster-in-cluster-tls": rule("msk.Cluster", {
    title: "Kafka brokers talk to each other by TLS",
    severity: "high",
    controls: { fsbp: "MSK.1", pci: ["2.2.7", "4.2.1.1"], soc2: "CC6.7", iso27001: "A.8.12" },
    equivalents: ["AVD-AWS-0073", "AwsSolutions-MSK3"],
    fix: "Leave `encryptionInfo.encryptionInTransit.inCluster` unset or set it to true; an existing cluster is replaced.",
    docs: "https://docs.aws.amazon.com/msk/latest/developerguide/msk-encryption.html",
    require: { encryptionInfo: { encryptionInTransit: { inCluster: noneOf(false) } } },
  }),
  "msk-cluster-not-public": rule("msk.Cluster", {
    title: "Kafka brokers have no public address",
    severity: "high",
    controls: { fsbp: "MSK.4" },
    equivalents: ["CKV_AWS_291"],
    fix: 'Set `connectivityInfo.publicAccess.type: "DISABLED"` in `brokerNodeGroupInfo`.',
    docs: "https://docs.aws.amazon.com/msk/latest/developerguide/public-access.html",
    require: { brokerNodeGroupInfo: { connectivityInfo: { publicAccess: { type: noneOf("SERVICE_PROVIDED_EIPS") } } } },
  }),
  "msk-cluster-no-unauthenticated-access": rule("msk.Cluster", {
    title: "Kafka brokers ask who connects",
    severity: "medium",
    controls: { fsbp: "MSK.6" },
    fix: "Leave `clientAuthentication.unauthenticated` unset, and set `sasl` or `tls`.",
    why: "A cluster that asks for no kind of authentication takes every client that reaches its brokers.",
    docs: "https://docs.aws.amazon.com/msk/latest/developerguide/msk-authentication.html",
    settledBy: { clientAuthentication: [] },
    require: {
      clientAuthentication: both(
        { unauthenticated: noneOf(true) },
        either({ sasl: { iam: true } }, { sasl: { scram: true } }, { tls: { certificateAuthorityArns: nonEmpty } }),
      ),
    },
    message: "must set `sasl` or `tls`, and not `unauthenticated`",
    at: "clientAuthentication",
  }),
  "msk-cluster-supported-version": rule("msk.Cluster", {
    title: "Kafka brokers run a version that MSK supports",
    severity: "medium",
    fix: "Raise `kafkaVersion` to the version that MSK recommends.",
    docs: "https://docs.aws.amazon.com/msk/latest/developerguide/supported-kafka-versions.html",
    options: { oldest: oldest.kafka },
    settledBy: { kafkaVersion: [] },
    check: ({ kafkaVersion }, { at, options, today }) => {
      const wrong = ended(kafkaVersion, options.oldest, today);
      return wrong !== false && at("kafkaVersion", wrong);
    },
  }),
  "msk-cluster-logging": rule("msk.Cluster", {
    title: "Kafka brokers send their logs somewhere",
    severity: "medium",
    preset: "all",
    equivalents: ["CKV_AWS_80", "AVD-AWS-0074", "AwsSolutions-MSK6"],
    fix: "Set `loggingInfo.brokerLogs` with `cloudwatchLogs`, `firehose` or `s3` enabled.",
    docs: "https://docs.aws.amazon.com/msk/latest/developerguide/msk-logging.html",
    require: {
      loggingInfo: {
        brokerLogs: either({ cloudwatchLogs: { enabled: true } }, { firehose: { enabled: true } }, { s3: { enabled: true } }),
      },
    },
    message: "must send logs to CloudWatch, Firehose or S3, sends none",
    at: "loggingInfo.brokerLogs",
  }),
};
