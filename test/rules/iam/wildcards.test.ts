import { wildcardRules } from "../../../src/rules/iam/wildcards.js";
import { anyRes, res, suite, unknown } from "../../suite.js";
import { allow, bucket, deny, everyone, holder, inline, json, objects, open, policy } from "./helpers.js";

const queue = (statement: object) => [
  anyRes("aws:sqs/queuePolicy:QueuePolicy", "door", {
    queueUrl: "https://sqs.us-east-1.amazonaws.com/123456789012/orders",
    policy: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Principal: { Service: "sns.amazonaws.com" }, ...statement }] },
  }),
];
const orders = "arn:aws:sqs:us-east-1:123456789012:orders";

suite(wildcardRules, {
  "iam-policy-no-wildcard-action": {
    bad: policy(allow("*", objects)),
    good: policy(allow(["s3:GetObject", "s3:PutObject"], objects)),
    pass: [policy(allow("s3:*", objects)), policy(deny("*", objects)), policy(allow("*"))],
    fail: [policy(allow("*", objects)), policy(allow(["sqs:SendMessage", "*:*"], objects))],
    unknown: [open(allow(unknown, objects))],
  },
  "iam-policy-no-full-iam-access": {
    bad: policy(allow("iam:*")),
    good: policy(allow("iam:GetRole", "arn:aws:iam::123456789012:role/deploy-*")),
    pass: [
      policy(allow(["s3:*", "ec2:*"])),
      policy(deny("iam:*")),
      policy(allow("iam:Get*")),
      [holder("Role", "r"), inline("Role", "all", "r", allow("iam:*")), inline("Role", "none", "r", deny("iam:*"))],
    ],
    fail: [policy(allow(["ec2:Describe*", "iam:*"])), policy(allow("IAM:**"))],
    unknown: [open(allow("iam:*", unknown))],
  },
  "iam-policy-no-wildcard-resource-for-reads": {
    bad: policy(allow("dynamodb:GetItem")),
    good: policy(allow("dynamodb:GetItem", "arn:aws:dynamodb:us-east-1:123456789012:table/orders")),
    pass: [
      policy(allow(["ec2:DescribeInstances", "s3:ListAllMyBuckets"])),
      policy(allow("dynamodb:*")),
      policy(allow("dynamodb:PutItem")),
      policy(allow("dynamodb:GetItem", "*", { Condition: { StringEquals: { "aws:ResourceTag/team": "shop" } } })),
    ],
    fail: [
      policy(allow(["dynamodb:GetItem", "dynamodb:Query"])),
      [res("iam.UserPolicy", "grants", { user: "u", policy: json(allow("kinesis:GetRecords")) })],
      [
        res("ssoadmin.PermissionSetInlinePolicy", "grants", {
          instanceArn: "i",
          permissionSetArn: "p",
          inlinePolicy: json(allow("sqs:Get*")),
        }),
      ],
    ],
    unknown: [open(allow("dynamodb:GetItem", unknown))],
  },
  "iam-resource-policy-no-wildcard-action": {
    bad: queue({
      Action: "*",
      Resource: orders,
      Condition: { ArnEquals: { "aws:SourceArn": "arn:aws:sns:us-east-1:123456789012:orders" } },
    }),
    good: queue({
      Action: "sqs:SendMessage",
      Resource: orders,
      Condition: { ArnEquals: { "aws:SourceArn": "arn:aws:sns:us-east-1:123456789012:orders" } },
    }),
    pass: [
      bucket(everyone()),
      bucket({ ...everyone(), Effect: "Deny", Action: "s3:*" }),
      [
        anyRes("aws:kms/key:Key", "own", {
          policy: json({ Effect: "Allow", Principal: { AWS: "arn:aws:iam::123456789012:root" }, Action: "kms:*", Resource: "*" }),
        }),
      ],
    ],
    fail: [
      queue({ Action: "sqs:*", Resource: orders }),
      bucket({ ...everyone(undefined, { AWS: "arn:aws:iam::123456789012:role/app" }), Action: ["s3:GetObject", "s3:*"] }),
    ],
    unknown: [queue({ Action: unknown, Resource: orders })],
  },
});
