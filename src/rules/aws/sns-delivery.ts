import { present } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";

export const snsDelivery = {
  "sns-subscription-redrive-policy": rule("sns.TopicSubscription", {
    title: "SNS subscriptions must have a dead-letter queue",
    severity: "low",
    preset: "all",
    equivalents: ["cdk-nag:SNSRedrivePolicy"],
    fix: "Set `redrivePolicy` to the JSON of `{ deadLetterTargetArn }`.",
    docs: "https://docs.aws.amazon.com/sns/latest/dg/sns-dead-letter-queues.html",
    require: { redrivePolicy: present },
  }),
};
