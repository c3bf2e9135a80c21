import { present } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";
import { functionLogs } from "../../views/function-logs.js";
import { list, noTexts, number, text } from "../helpers/read.js";

export const lambdaOperations = {
  "lambda-async-failure-destination": rule("lambda.FunctionEventInvokeConfig", {
    title: "Lambda async invocations must have a destination for failures",
    severity: "low",
    preset: "all",
    equivalents: ["cdk-nag:LambdaAsyncFailureDestination"],
    fix: "Set `destinationConfig: { onFailure: { destination } }`.",
    docs: "https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html",
    require: { destinationConfig: { onFailure: { destination: present } } },
  }),
  "lambda-event-source-sqs-visibility-timeout": rule("lambda.EventSourceMapping", {
    title: "SQS queues of Lambda functions must hide messages six times the function's timeout",
    severity: "low",
    preset: "all",
    equivalents: ["cdk-nag:LambdaEventSourceSQSVisibilityTimeout"],
    fix: "Set `visibilityTimeoutSeconds` of the queue to at least six times `timeout` of the function.",
    why: "Otherwise a message that is still being processed is delivered again.",
    docs: "https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html",
    with: { functions: "functionName -> lambda.Function", queues: "eventSourceArn -> sqs.Queue" },
    check: ({ functions, queues }) =>
      queues.flatMap((queue) =>
        functions.flatMap((one) => {
          const [hidden, timeout] = [number(queue.visibilityTimeoutSeconds, 30), number(one.timeout, 3)];
          return hidden < 6 * timeout ? [`hides messages for ${hidden} seconds, expected at least ${6 * timeout}`] : [];
        }),
      ),
  }),
  "lambda-function-log-group": rule(functionLogs, {
    title: "Lambda functions must have a log group in the program",
    severity: "low",
    preset: "all",
    equivalents: ["cdk-nag:LambdaLogging", "cdk-nag:LambdaLogLevel"],
    fix: "Add a `cloudwatch.LogGroup` named `/aws/lambda/` and the name of the function, with `retentionInDays`.",
    why: "Lambda makes the log group otherwise, and keeps its logs for ever.",
    docs: "https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-loggroups.html",
    check: ({ hasLogGroup }) => !hasLogGroup && "has no log group in the stack",
  }),
  "lambda-layers-from-known-accounts": rule("lambda.Function", {
    title: "Lambda functions must use layers of known accounts",
    severity: "medium",
    preset: "all",
    fix: "Publish the layer in your own account, or add its account to the option `accounts` of the rule.",
    why: "A layer runs inside the function. Nothing is found until the option `accounts` lists the known ones.",
    docs: "https://docs.aws.amazon.com/lambda/latest/dg/chapter-layers.html",
    options: { accounts: noTexts },
    optionsSchema: { accounts: { type: "array", items: { type: "string", pattern: "^\\d{12}$" } } },
    check: ({ layers }, { options, at }) =>
      options.accounts.length === 0
        ? undefined
        : list(layers).flatMap((layer, i) => {
            const [, account = ""] = /^arn:[^:]+:lambda:[^:]*:(\d{12}):/.exec(text(layer)) ?? [];
            return account !== "" && !options.accounts.includes(account) ? [at(`layers[${i}]`, `is a layer of account ${account}`)] : [];
          }),
  }),
};
