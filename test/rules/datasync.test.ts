import { datasync } from "../../src/rules/aws/datasync.js";
import { suite, unknown } from "../suite.js";

suite(datasync, {
  "datasync-task-logging": {
    pass: [{ cloudwatchLogGroupArn: "arn:aws:logs:eu-west-1:123456789012:log-group:sync" }],
    fail: [{ name: "nightly" }],
    unknown: [{ cloudwatchLogGroupArn: unknown }],
  },
});
