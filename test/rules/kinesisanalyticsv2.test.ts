import { kinesisanalyticsv2 } from "../../src/rules/aws/kinesisanalyticsv2.js";
import { suite, unknown } from "../suite.js";

const flink = (checkpointingEnabled: boolean) => ({
  runtimeEnvironment: "FLINK-1_20",
  serviceExecutionRole: "r",
  applicationConfiguration: {
    applicationCodeConfiguration: { codeContentType: "PLAINTEXT" },
    flinkApplicationConfiguration: { checkpointConfiguration: { configurationType: "CUSTOM", checkpointingEnabled } },
  },
});

suite(kinesisanalyticsv2, {
  "kinesisanalyticsv2-application-checkpointing": {
    pass: [flink(true), { runtimeEnvironment: "FLINK-1_20", serviceExecutionRole: "r" }],
    fail: [flink(false)],
    unknown: [flink(unknown)],
  },
});
