import { present, rule } from "stackwarden";

/** A first rule, to replace by your own. The prefix of an id must be one that Stackwarden does not use. */
export const ours = {
  "our-queue-encrypted-with-key": rule("sqs.Queue", {
    title: "SQS queues must be encrypted with a KMS key",
    severity: "medium",
    fix: "Set `kmsMasterKeyId`.",
    docs: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-server-side-encryption.html",
    require: { kmsMasterKeyId: present },
  }),
};
