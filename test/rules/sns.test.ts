import { sns } from "../../src/rules/aws/sns.js";
import { anyRes, documentOf, ref, res, suite, unknown } from "../suite.js";

const topic = res("sns.Topic", "orders", {});
const policy = (statement: object) =>
  res("sns.TopicPolicy", "policy", { arn: ref("orders", "arn"), policy: documentOf({ Statement: [statement] }) });
const plain = { Bool: { "aws:SecureTransport": "false" } };
const tls = { Effect: "Deny", Principal: { AWS: "*" }, Action: ["sns:Publish"], Resource: "*", Condition: plain };

const topicPolicy = (statement: object) => [
  anyRes("aws:sns/topic:Topic", "orders", { name: "orders" }, { outputs: { arn: "arn:aws:sns:us-east-1:123456789012:orders" } }),
  anyRes(
    "aws:sns/topicPolicy:TopicPolicy",
    "door",
    {
      arn: "arn:aws:sns:us-east-1:123456789012:orders",
      policy: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "sns:Publish", Resource: "*", ...statement }] },
    },
    { outputs: { arn: "arn:aws:sns:us-east-1:123456789012:orders" } },
  ),
];
const stranger = { AWS: "arn:aws:iam::999988887777:role/publisher" };

suite(sns, {
  "sns-topic-encrypted": {
    pass: [{ kmsMasterKeyId: "alias/aws/sns" }],
    fail: [{}, { kmsMasterKeyId: "" }],
    unknown: [{ kmsMasterKeyId: unknown }],
  },
  "sns-topic-customer-managed-key": {
    good: { kmsMasterKeyId: "arn:aws:kms:us-east-1:123456789012:key/0a1b" },
    pass: [{ kmsMasterKeyId: "alias/orders" }],
    fail: [{}, { kmsMasterKeyId: "alias/aws/sns" }],
    unknown: [{ kmsMasterKeyId: unknown }],
  },
  "sns-topic-tls-only": {
    good: [
      res("sns.Topic", "orders", {}),
      res("sns.TopicPolicy", "policy", {
        arn: ref("orders", "arn"),
        policy: documentOf({
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Deny",
              Principal: "*",
              Action: "sns:Publish",
              Resource: "arn:aws:sns:us-east-1:123456789012:orders",
              Condition: { Bool: { "aws:SecureTransport": "false" } },
            },
          ],
        }),
      }),
    ],
    pass: [[topic, policy(tls)]],
    fail: [[topic], [topic, policy({ ...tls, Action: "sns:Subscribe" })]],
    unknown: [[topic, policy({ ...tls, Action: unknown })]],
  },
  "sns-subscription-no-http": {
    bad: { protocol: "http", endpoint: "http://shop.example.com/events" },
    good: { protocol: "https", endpoint: "https://shop.example.com/events" },
    pass: [{ protocol: "https" }, { protocol: "sqs" }],
    fail: [{ protocol: "http" }],
    unknown: [{ protocol: unknown }],
  },
  "sns-topic-policy-no-cross-account": {
    good: topicPolicy({ Principal: { AWS: "arn:aws:iam::123456789012:role/publisher" } }),
    pass: [
      topicPolicy({ Principal: { AWS: "arn:aws:iam::123456789012:role/publisher" } }),
      topicPolicy({ Principal: { Service: "events.amazonaws.com" } }),
      topicPolicy({ Effect: "Deny", Principal: stranger }),
      topicPolicy({ Principal: stranger, Condition: { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } } }),
    ],
    fail: [
      topicPolicy({ Principal: stranger }),
      topicPolicy({ Principal: { AWS: ["123456789012", "999988887777"] } }),
      topicPolicy({ Principal: stranger, Condition: { ArnEquals: { "aws:PrincipalArn": "arn:aws:iam::999988887777:role/publisher" } } }),
    ],
    unknown: [topicPolicy({ Principal: { AWS: unknown } })],
  },
});
