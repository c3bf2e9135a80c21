import { nonEmpty } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";
export const cloudformation = {
  "cloudformation-stack-notifications": rule("cloudformation.Stack", {
    title: "CloudFormation stacks must notify a topic of their events",
    severity: "low",
    preset: "all",
    controls: { nist: ["SI-4(12)", "SI-4(5)"] },
    equivalents: ["CKV_AWS_124"],
    fix: "List the ARN of an `sns.Topic` in `notificationArns`.",
    docs: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cfn-console-add-tags.html",
    require: { notificationArns: nonEmpty },
  }),
};
