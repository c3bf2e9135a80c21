import { ssmSessions } from "../../src/rules/aws/ssm-sessions.js";
import { documentOf, suite, unknown } from "../suite.js";

const session = (kmsKeyId: string) => ({
  documentType: "Session",
  content: documentOf({ schemaVersion: "1.0", sessionType: "Standard_Stream", inputs: { kmsKeyId } }),
});

suite(ssmSessions, {
  "ssm-session-manager-encrypted": {
    pass: [session("alias/sessions"), { documentType: "Command", content: "{}" }],
    fail: [session("")],
    unknown: [{ documentType: "Session", content: unknown }],
  },
});
