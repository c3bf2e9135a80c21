import { lambdaOperations } from "../../src/rules/aws/lambda-operations.js";
import { ref, res, suite, unknown } from "../suite.js";

const worker = (more = {}) => res("lambda.Function", "worker", { role: "r", ...more });
const logs = (name: never) => res("cloudwatch.LogGroup", "logs", { name, retentionInDays: 30 });
const fed = (visibilityTimeoutSeconds: number) => [
  worker({ timeout: 10 }),
  res("sqs.Queue", "jobs", { visibilityTimeoutSeconds }),
  res("lambda.EventSourceMapping", "feed", { functionName: ref("worker", "name"), eventSourceArn: ref("jobs", "arn") }),
];
const layered = (layer: string) => ({ of: [worker({ layers: [layer] })], options: { accounts: ["111122223333"] } });

suite(lambdaOperations, {
  "lambda-async-failure-destination": {
    pass: [{ functionName: "f", destinationConfig: { onFailure: { destination: "arn" } } }],
    fail: [{ functionName: "f" }],
    unknown: [{ functionName: "f", destinationConfig: unknown }],
  },
  "lambda-event-source-sqs-visibility-timeout": {
    pass: [fed(60)],
    fail: [fed(30)],
    unknown: [fed(unknown)],
  },
  "lambda-function-log-group": {
    pass: [
      [worker(), logs(ref("worker", "name"))],
      [worker({ name: "w" }), logs("/aws/lambda/w" as never)],
      [worker({ loggingConfig: { logFormat: "JSON", logGroup: ref("logs", "name") } }), logs("x" as never)],
    ],
    fail: [[worker()], [worker({ name: "w" }), logs("/aws/lambda/other" as never)]],
    unknown: [[worker(), logs(unknown)]],
  },
  "lambda-layers-from-known-accounts": {
    pass: [
      layered("arn:aws:lambda:eu-west-1:111122223333:layer:own:1"),
      [worker({ layers: ["arn:aws:lambda:eu-west-1:444455556666:layer:x:1"] })],
    ],
    fail: [layered("arn:aws:lambda:eu-west-1:444455556666:layer:x:1")],
    unknown: [layered(unknown)],
  },
});
