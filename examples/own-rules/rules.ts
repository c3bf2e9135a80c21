import { rule, unsetOr } from "stackwarden";

export const acme = {
  "acme-queue-retention": rule("sqs.Queue", {
    title: "SQS queues must keep messages long enough for a person to look",
    severity: "high",
    fix: "Raise `messageRetentionSeconds`.",
    docs: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/welcome.html",
    options: { least: 3 * 86_400 },
    // AWS keeps messages for four days by default.
    check: ({ messageRetentionSeconds = 345_600 }, { options, at }) =>
      messageRetentionSeconds < options.least &&
      at("messageRetentionSeconds", `is ${messageRetentionSeconds}, expected at least ${options.least}`, "least"),
  }),
  "acme-bucket-inventory": rule("s3.Bucket", {
    title: "S3 buckets must have an inventory",
    severity: "low",
    fix: "Add an `s3.Inventory` whose `bucket` is this one.",
    docs: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage-inventory.html",
    with: { inventories: "s3.Inventory#bucket" },
    require: { inventories: { enabled: unsetOr(true) } },
  }),
};
