import { sqs } from "../../src/rules/aws/sqs.js";
import { documentOf, ref, res, suite, unknown } from "../suite.js";

const queue = res("sqs.Queue", "orders", {});
const policy = (statement: object) =>
  res("sqs.QueuePolicy", "policy", { queueUrl: ref("orders", "url"), policy: documentOf({ Statement: [statement] }) });
const plain = { Bool: { "aws:SecureTransport": "false" } };
const tls = { Effect: "Deny", Principal: "*", Action: "sqs:*", Resource: "arn:aws:sqs:us-east-1:123456789012:orders", Condition: plain };
const target = JSON.stringify({ deadLetterTargetArn: "arn:aws:sqs:us-east-1:123456789012:lost", maxReceiveCount: 5 });
const deployed = (inputs: object, sqsManagedSseEnabled: boolean) => [
  res("sqs.Queue", "orders", inputs, { outputs: { sqsManagedSseEnabled } }),
];

suite(sqs, {
  "sqs-queue-encrypted": {
    pass: [
      {},
      { sqsManagedSseEnabled: true },
      deployed({}, true),
      deployed({ kmsMasterKeyId: "alias/aws/sqs" }, false),
      { kmsMasterKeyId: "alias/aws/sqs", sqsManagedSseEnabled: false },
    ],
    fail: [
      { of: { sqsManagedSseEnabled: false }, message: "is false, and `kmsMasterKeyId` is unset" },
      deployed({}, false),
      { sqsManagedSseEnabled: false, kmsMasterKeyId: "" },
    ],
    unknown: [{ sqsManagedSseEnabled: unknown }, { sqsManagedSseEnabled: false, kmsMasterKeyId: unknown }],
  },
  "sqs-queue-customer-managed-key": {
    pass: [{ kmsMasterKeyId: "arn:aws:kms:us-east-1:123456789012:key/0a1b" }],
    fail: [{}, { kmsMasterKeyId: "alias/aws/sqs" }],
    unknown: [{ kmsMasterKeyId: unknown }],
  },
  "sqs-queue-tls-only": {
    good: [
      res("sqs.Queue", "orders", {}),
      res("sqs.QueuePolicy", "policy", {
        queueUrl: ref("orders", "url"),
        policy: documentOf({
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Deny",
              Principal: "*",
              Action: "sqs:*",
              Resource: "arn:aws:sqs:us-east-1:123456789012:orders",
              Condition: { Bool: { "aws:SecureTransport": "false" } },
            },
          ],
        }),
      }),
    ],
    pass: [[queue, policy(tls)], { policy: JSON.stringify({ Statement: tls }) }],
    fail: [[queue], [queue, policy({ ...tls, Effect: "Allow" })]],
    unknown: [{ policy: unknown }, [queue, policy({ ...tls, Principal: unknown })]],
  },
  "sqs-queue-dead-letter": {
    pass: [
      { redrivePolicy: target },
      [queue, res("sqs.RedrivePolicy", "redrive", { queueUrl: ref("orders", "url"), redrivePolicy: target })],
      { redriveAllowPolicy: '{"redrivePermission": "byQueue"}' },
      [queue, res("sqs.RedrivePolicy", "redrive", { queueUrl: "https://other", redrivePolicy: ref("orders", "arn") })],
    ],
    fail: [{ of: [queue], message: "has neither a `redrivePolicy` nor an sqs.RedrivePolicy" }],
    unknown: [{ redrivePolicy: unknown }, [queue, res("sqs.Queue", "source", { redrivePolicy: ref("orders", "arn") })]],
  },
});
