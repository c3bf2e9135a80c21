import { present } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";

export const datasync = {
  "datasync-task-logging": rule("datasync.Task", {
    title: "DataSync tasks must write logs",
    severity: "low",
    preset: "all",
    controls: { fsbp: "DataSync.1", soc2: "A1.2", iso27001: "A.8.15" },
    fix: "Set `cloudwatchLogGroupArn` to the ARN of a log group.",
    docs: "https://docs.aws.amazon.com/datasync/latest/userguide/configure-logging.html",
    require: { cloudwatchLogGroupArn: present },
  }),
};
