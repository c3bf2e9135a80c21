import { json } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";
import { logged } from "../helpers/dms-logs.js";

const ofComponents = {
  severity: "low",
  preset: "all",
  why: "That DMS logs at all is `dms-replication-task-logging`; an entry with a higher severity leaves out what explains a failed task.",
  docs: "https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.CustomizingTasks.TaskSettings.Logging.html",
} as const;

export const dmsTasks = {
  "dms-replication-task-logging": rule("dms.ReplicationTask", {
    title: "DMS replication tasks must log source and target",
    severity: "medium",
    preset: "all",
    controls: { fsbp: ["DMS.7", "DMS.8"] },
    fix: "Set `Logging: { EnableLogging: true }` in `replicationTaskSettings`.",
    docs: "https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.CustomizingTasks.TaskSettings.Logging.html",
    require: { replicationTaskSettings: json<{ Logging: { EnableLogging: boolean } }>({ Logging: { EnableLogging: true } }) },
  }),
  "dms-replication-task-target-log-severity": rule("dms.ReplicationTask", {
    ...ofComponents,
    title: "DMS replication tasks must log what is applied to the target",
    controls: { fsbp: "DMS.7" },
    fix: 'Set `Severity: "LOGGER_SEVERITY_DEFAULT"` for `TARGET_APPLY` and `TARGET_LOAD` in `Logging.LogComponents`.',
    require: { replicationTaskSettings: logged("TARGET_APPLY", "TARGET_LOAD") },
    message: "logs TARGET_APPLY or TARGET_LOAD with less than LOGGER_SEVERITY_DEFAULT",
    at: "replicationTaskSettings",
  }),
  "dms-replication-task-source-log-severity": rule("dms.ReplicationTask", {
    ...ofComponents,
    title: "DMS replication tasks must log what is read from the source",
    controls: { fsbp: "DMS.8" },
    fix: 'Set `Severity: "LOGGER_SEVERITY_DEFAULT"` for `SOURCE_CAPTURE` and `SOURCE_UNLOAD` in `Logging.LogComponents`.',
    require: { replicationTaskSettings: logged("SOURCE_CAPTURE", "SOURCE_UNLOAD") },
    message: "logs SOURCE_CAPTURE or SOURCE_UNLOAD with less than LOGGER_SEVERITY_DEFAULT",
    at: "replicationTaskSettings",
  }),
};
