import { connectLogs } from "../../src/rules/aws/connect-logs.js";
import { suite, unknown } from "../suite.js";

const centre = { identityManagementType: "CONNECT_MANAGED", inboundCallsEnabled: true, outboundCallsEnabled: true };

suite(connectLogs, {
  "connect-instance-contact-flow-logs": {
    pass: [{ ...centre, contactFlowLogsEnabled: true }],
    fail: [centre],
    unknown: [{ ...centre, contactFlowLogsEnabled: unknown }],
  },
});
