import { json } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";

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
};
