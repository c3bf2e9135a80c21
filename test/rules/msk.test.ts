import { msk } from "../../src/rules/msk.js";
import { suite, unknown } from "../suite.js";

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
    pass: [{}, { clientAuthentication: { sasl: { iam: true } } }],
    fail: [{ clientAuthentication: { unauthenticated: true } }],
    unknown: [{ clientAuthentication: unknown }],
  },
  "msk-cluster-logging": {
    pass: [{ loggingInfo: { brokerLogs: { s3: { enabled: true, bucket: "logs" } } } }],
    fail: [{}, { loggingInfo: { brokerLogs: { s3: { enabled: false } } } }],
    unknown: [{ loggingInfo: unknown }],
  },
});
