import { globalaccelerator } from "../../src/rules/aws/globalaccelerator.js";
import { suite, unknown } from "../suite.js";

suite(globalaccelerator, {
  "globalaccelerator-accelerator-flow-logs": {
    good: { name: "edge", attributes: { flowLogsEnabled: true, flowLogsS3Bucket: "acme-logs", flowLogsS3Prefix: "edge/" } },
    pass: [{ attributes: { flowLogsEnabled: true } }],
    fail: [{ name: "edge" }],
    unknown: [{ attributes: unknown }],
  },
});
