import { rule } from "../../language/rule.js";

export const connectLogs = {
  "connect-instance-contact-flow-logs": rule("connect.Instance", {
    title: "Connect instances must log contact flows",
    severity: "medium",
    preset: "all",
    controls: { fsbp: "Connect.2" },
    fix: "Set `contactFlowLogsEnabled: true`.",
    docs: "https://docs.aws.amazon.com/connect/latest/adminguide/contact-flow-logs.html",
    require: { contactFlowLogsEnabled: true },
  }),
};
