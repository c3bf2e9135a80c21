import { rule } from "../../language/rule.js";
import { customerManagedKey, keyAbout } from "../helpers/keys.js";

export const scheduler = {
  "scheduler-schedule-customer-managed-key": rule("scheduler.Schedule", {
    ...keyAbout,
    title: "EventBridge schedules must be encrypted with a customer managed key",
    equivalents: ["CKV_AWS_297"],
    fix: "Set `kmsKeyArn` to the ARN of a `kms.Key`.",
    docs: "https://docs.aws.amazon.com/scheduler/latest/UserGuide/encryption-rest.html",
    require: { kmsKeyArn: customerManagedKey },
  }),
};
