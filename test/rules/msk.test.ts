import { msk } from "../../src/rules/aws/msk.js";
import { res, suite, unknown } from "../suite.js";

const transit = (more: object) => ({ encryptionInfo: { encryptionInTransit: more } });
const access = (type: string) => ({ brokerNodeGroupInfo: { connectivityInfo: { publicAccess: { type } } } });

suite(msk, {
  "msk-cluster-client-tls": {
    pass: [{}, transit({ clientBroker: "TLS" })],
    fail: [transit({ clientBroker: "TLS_PLAINTEXT" })],
    unknown: [transit({ clientBroker: unknown })],
  },
  "msk-cluster-in-cluster-tls": {
    pass: [{}, transit({ inCluster: true })],
    fail: [transit({ inCluster: false })],
    unknown: [transit({ inCluster: unknown })],
  },
  "msk-cluster-not-public": { pass: [{}, access("DISABLED")], fail: [access("SERVICE_PROVIDED_EIPS")], unknown: [access(unknown)] },
  "msk-cluster-no-unauthenticated-access": {
    pass: [
      { clientAuthentication: { sasl: { iam: true } } },
      { clientAuthentication: { sasl: { scram: true }, unauthenticated: false } },
      { clientAuthentication: { tls: { certificateAuthorityArns: [unknown] } } },
      [res("msk.Cluster", "events", {}, { outputs: { clientAuthentication: { sasl: { iam: true } } } })],
    ],
    fail: [
      { of: {}, message: "does not require `sasl` or `tls` of every client" },
      { clientAuthentication: { unauthenticated: true } },
      { clientAuthentication: { unauthenticated: true, sasl: { iam: true } } },
      { clientAuthentication: { sasl: { iam: false } } },
    ],
    unknown: [{ clientAuthentication: unknown }],
  },
  "msk-cluster-supported-version": {
    pass: [{ kafkaVersion: "3.6.0" }, { kafkaVersion: "3.7.x.kraft" }, { kafkaVersion: "3.4.0" }, { kafkaVersion: "4.0.x.kraft" }],
    fail: [{ kafkaVersion: "2.8.1" }, { kafkaVersion: "1.1.1" }, { kafkaVersion: "2.8.2.tiered" }, { kafkaVersion: "3.3.2" }],
    unknown: [{ kafkaVersion: unknown }],
  },
  "msk-cluster-logging": {
    pass: [{ loggingInfo: { brokerLogs: { s3: { enabled: true, bucket: "logs" } } } }],
    fail: [{ of: {}, message: "has no enabled destination" }, { loggingInfo: { brokerLogs: { s3: { enabled: false } } } }],
    unknown: [{ loggingInfo: unknown }],
  },
  "msk-connector-tls": {
    pass: [{ kafkaClusterEncryptionInTransit: { encryptionType: "TLS" } }],
    fail: [{ kafkaClusterEncryptionInTransit: { encryptionType: "PLAINTEXT" } }, { name: "sink", kafkaClusterEncryptionInTransit: {} }],
    unknown: [{ kafkaClusterEncryptionInTransit: unknown }],
  },
  "msk-connector-logging": {
    good: { logDelivery: { workerLogDelivery: { cloudwatchLogs: { enabled: true, logGroup: "/connect" } } } },
    pass: [{ logDelivery: { workerLogDelivery: { s3: { enabled: true, bucket: "acme-logs" } } } }],
    fail: [{ name: "sink" }, { logDelivery: { workerLogDelivery: { s3: { enabled: false } } } }],
    unknown: [{ logDelivery: unknown }],
  },
});
