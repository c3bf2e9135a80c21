import { dmsTasks } from "../../src/rules/aws/dms-tasks.js";
import { documentOf, suite, unknown } from "../suite.js";

const task = (EnableLogging: unknown) => ({
  migrationType: "cdc",
  replicationInstanceArn: "r",
  replicationTaskId: "t",
  sourceEndpointArn: "s",
  targetEndpointArn: "t",
  tableMappings: "{}",
  replicationTaskSettings: documentOf({ Logging: { EnableLogging } }),
});

suite(dmsTasks, {
  "dms-replication-task-logging": {
    pass: [task(true)],
    fail: [task(false)],
    unknown: [task(unknown)],
  },
});
