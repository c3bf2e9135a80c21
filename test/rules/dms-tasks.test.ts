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

const components = (Id: string, Severity: unknown) => ({
  ...task(true),
  replicationTaskSettings: documentOf({ Logging: { EnableLogging: true, LogComponents: [{ Id, Severity }] } }),
});

suite(dmsTasks, {
  "dms-replication-task-logging": {
    pass: [task(true)],
    fail: [task(false)],
    unknown: [task(unknown)],
  },
  "dms-replication-task-target-log-severity": {
    pass: [task(true), components("TARGET_APPLY", "LOGGER_SEVERITY_DEFAULT"), components("SOURCE_UNLOAD", "LOGGER_SEVERITY_ERROR")],
    fail: [components("TARGET_APPLY", "LOGGER_SEVERITY_ERROR"), components("TARGET_LOAD", "LOGGER_SEVERITY_INFO")],
    unknown: [components("TARGET_APPLY", unknown)],
  },
  "dms-replication-task-source-log-severity": {
    pass: [task(true), components("SOURCE_CAPTURE", "LOGGER_SEVERITY_DEBUG"), components("TARGET_LOAD", "LOGGER_SEVERITY_ERROR")],
    fail: [components("SOURCE_CAPTURE", "LOGGER_SEVERITY_WARNING"), components("SOURCE_UNLOAD", "LOGGER_SEVERITY_ERROR")],
    unknown: [components("SOURCE_UNLOAD", unknown)],
  },
});
