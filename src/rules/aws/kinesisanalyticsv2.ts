import { noneOf } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";

export const kinesisanalyticsv2 = {
  "kinesisanalyticsv2-application-checkpointing": rule("kinesisanalyticsv2.Application", {
    title: "Flink applications must have checkpointing enabled",
    severity: "low",
    preset: "all",
    equivalents: ["cdk-nag:KinesisDataAnalyticsFlinkCheckpointing"],
    fix: "Remove `checkpointConfiguration`, or set `checkpointingEnabled: true` there.",
    docs: "https://docs.aws.amazon.com/managed-flink/latest/java/how-fault.html",
    require: {
      applicationConfiguration: { flinkApplicationConfiguration: { checkpointConfiguration: { checkpointingEnabled: noneOf(false) } } },
    },
  }),
};
