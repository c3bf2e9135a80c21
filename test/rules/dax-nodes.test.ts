import { daxNodes } from "../../src/rules/aws/dax-nodes.js";
import { suite, unknown } from "../suite.js";

suite(daxNodes, {
  "dax-cluster-multi-az": {
    good: { iamRoleArn: "r", nodeType: "dax.r5.large", replicationFactor: 3, serverSideEncryption: { enabled: true } },
    pass: [{ iamRoleArn: "r", nodeType: "dax.r5.large", replicationFactor: 3 }],
    fail: [{ iamRoleArn: "r", nodeType: "dax.r5.large", replicationFactor: 1 }],
    unknown: [{ iamRoleArn: "r", nodeType: "dax.r5.large", replicationFactor: unknown }],
  },
});
