import { snsDelivery } from "../../src/rules/aws/sns-delivery.js";
import { suite, unknown } from "../suite.js";

suite(snsDelivery, {
  "sns-subscription-redrive-policy": {
    pass: [{ topic: "t", protocol: "sqs", endpoint: "q", redrivePolicy: '{"deadLetterTargetArn":"arn"}' }],
    fail: [{ topic: "t", protocol: "sqs", endpoint: "q" }],
    unknown: [{ topic: "t", protocol: "sqs", endpoint: "q", redrivePolicy: unknown }],
  },
});
