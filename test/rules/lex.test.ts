import { lex } from "../../src/rules/aws/lex.js";
import { suite, unknown } from "../suite.js";

const alias = (more: object) => ({
  botName: "b",
  botVersion: "1",
  conversationLogs: { iamRoleArn: "r", logSettings: [{ destination: "S3", logType: "AUDIO", resourceArn: "arn", ...more }] },
});

suite(lex, {
  "lex-conversation-logs-encrypted": {
    pass: [alias({ kmsKeyArn: "arn" }), alias({ destination: "CLOUDWATCH_LOGS" })],
    fail: [alias({})],
    unknown: [alias({ destination: unknown })],
  },
});
