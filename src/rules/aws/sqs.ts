import { absent, except, present } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";
import { customerManagedKey } from "../helpers/keys.js";
import { tlsOnly } from "../helpers/tls.js";

export const sqs = {
  "sqs-queue-encrypted": rule("sqs.Queue", {
    title: "SQS queues must be encrypted at rest",
    severity: "medium",
    controls: { fsbp: "SQS.1", iso27001: "A.8.11" },
    equivalents: ["CKV_AWS_27", "AVD-AWS-0096", "AwsSolutions-SQS2"],
    fix: "Remove `sqsManagedSseEnabled` or set it to true, or set `kmsMasterKeyId`.",
    why: "SQS encrypts new queues with a key of its own by default; queues from before October 2022 are not encrypted until it is switched on.",
    docs: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-server-side-encryption.html",
    settledBy: { sqsManagedSseEnabled: [] },
    forbid: { kmsMasterKeyId: absent, sqsManagedSseEnabled: false },
    message: "is false, and `kmsMasterKeyId` is unset",
    at: "sqsManagedSseEnabled",
  }),
  "sqs-queue-customer-managed-key": rule("sqs.Queue", {
    title: "SQS queues must be encrypted with a customer managed key",
    severity: "low",
    preset: "all",
    equivalents: ["CKV2_AWS_73", "AVD-AWS-0135"],
    fix: "Set `kmsMasterKeyId` to the ARN of a `kms.Key`.",
    docs: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html",
    require: { kmsMasterKeyId: customerManagedKey },
  }),
  "sqs-queue-tls-only": rule("sqs.Queue", {
    title: "SQS queues must deny requests without TLS",
    severity: "medium",
    preset: "all",
    equivalents: ["AwsSolutions-SQS4"],
    fix: "Deny `sqs:*` to everyone where `aws:SecureTransport` is false: in the `sqs.QueuePolicy` of the queue, or in a new one where it has none.",
    docs: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-security-best-practices.html",
    with: { policies: "sqs.QueuePolicy#queueUrl" },
    when: { policy: except(tlsOnly(["sqs:*"])) },
    require: { policies: { policy: tlsOnly(["sqs:*"]) } },
  }),
  "sqs-queue-dead-letter": rule("sqs.Queue", {
    title: "SQS queues must have a dead-letter queue",
    severity: "low",
    preset: "all",
    equivalents: ["AwsSolutions-SQS3", "cdk-nag:SQSRedrivePolicy"],
    fix: "Set `redrivePolicy` to JSON with the `deadLetterTargetArn` of another queue and a `maxReceiveCount`.",
    docs: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html",
    with: {
      redrive: "sqs.RedrivePolicy#queueUrl",
      allowed: "sqs.RedriveAllowPolicy#queueUrl",
      source: "sqs.Queue#redrivePolicy",
      sourceRedrive: "sqs.RedrivePolicy#redrivePolicy",
    },
    when: { redrivePolicy: absent, redriveAllowPolicy: absent, allowed: absent, source: absent, sourceRedrive: absent },
    require: { redrive: present },
    message: "has neither a `redrivePolicy` nor an sqs.RedrivePolicy",
  }),
};
