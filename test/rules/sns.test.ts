import { sns } from "../../src/rules/aws/sns.js";
import { documentOf, ref, res, suite, unknown } from "../suite.js";

const topic = res("sns.Topic", "orders", {});
const policy = (statement: object) =>
  res("sns.TopicPolicy", "policy", { arn: ref("orders", "arn"), policy: documentOf({ Statement: [statement] }) });
const plain = { Bool: { "aws:SecureTransport": "false" } };
const tls = { Effect: "Deny", Principal: { AWS: "*" }, Action: ["sns:Publish"], Resource: "*", Condition: plain };

suite(sns, {
  "sns-topic-encrypted": {
    pass: [{ kmsMasterKeyId: "alias/aws/sns" }],
    fail: [{}, { kmsMasterKeyId: "" }],
    unknown: [{ kmsMasterKeyId: unknown }],
  },
  "sns-topic-customer-managed-key": {
    pass: [{ kmsMasterKeyId: "alias/orders" }],
    fail: [{}, { kmsMasterKeyId: "alias/aws/sns" }],
    unknown: [{ kmsMasterKeyId: unknown }],
  },
  "sns-topic-tls-only": {
    pass: [[topic, policy(tls)]],
    fail: [[topic], [topic, policy({ ...tls, Action: "sns:Subscribe" })]],
    unknown: [[topic, policy({ ...tls, Action: unknown })]],
  },
  "sns-subscription-no-http": {
    pass: [{ protocol: "https" }, { protocol: "sqs" }],
    fail: [{ protocol: "http" }],
    unknown: [{ protocol: unknown }],
  },
});
