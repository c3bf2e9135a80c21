import { dax } from "../../src/rules/aws/dax.js";
import { suite, unknown } from "../suite.js";

suite(dax, {
  "dax-cluster-encrypted": {
    pass: [{ serverSideEncryption: { enabled: true } }],
    fail: [{}, { serverSideEncryption: { enabled: false } }],
    unknown: [{ serverSideEncryption: unknown }],
  },
  "dax-cluster-tls": {
    good: { clusterEndpointEncryptionType: "TLS", serverSideEncryption: { enabled: true } },
    pass: [{ clusterEndpointEncryptionType: "TLS" }],
    fail: [{}, { clusterEndpointEncryptionType: "NONE" }],
    unknown: [{ clusterEndpointEncryptionType: unknown }],
  },
});
