import { lambda } from "../../src/rules/aws/lambda.js";
import { anyRes, ref, res, type Spec, secret, suite, unknown } from "../suite.js";

const handler = res("lambda.Function", "handler", {});
const invoke = (more: Readonly<Record<string, unknown>>): [Spec] => [
  anyRes("aws:lambda/permission:Permission", "invoke", { action: "lambda:InvokeFunction", function: "handler", ...more }),
];
const key = "arn:aws:kms:us-east-1:123456789012:key/0a1b";
const onFailure = (name: string, destination?: string) =>
  res("lambda.FunctionEventInvokeConfig", "invoke", {
    functionName: name,
    destinationConfig: destination === undefined ? {} : { onFailure: { destination } },
  });
const permission = (more: object) => [
  res("lambda.Permission", "invoke", { action: "lambda:InvokeFunction", function: "f", principal: "s3.amazonaws.com", ...more }),
];

const worker = (environment: object) => [res("lambda.Function", "worker", { environment })];

suite(lambda, {
  "lambda-function-secret-by-reference": {
    good: [
      res("secretsmanager.Secret", "db", {}),
      res("lambda.Function", "worker", { environment: { variables: { DB_SECRET_ARN: ref("db", "arn") } } }),
    ],
    ofLiterals: true,
    pass: [
      worker({ variables: { DB_SECRET_ARN: secret("arn:aws:secretsmanager:eu-west-1:1:secret:db"), STAGE: "prod" } }),
      worker({ variables: { DB_PASSWORD: "bw9MqLdis87PUHEW" } }),
      worker(secret({ variables: { TABLE: "orders" } })),
    ],
    fail: [
      { of: worker({ variables: { DB_PASSWORD: secret("bw9MqLdis87PUHEW") } }), message: "contains a secret, expected the ARN of one" },
      worker(secret({ variables: { DATABASE_URL: "postgres://app:bw9MqLdis87PUHEW@db/app" } })),
    ],
    unknown: [worker({ variables: { DB_PASSWORD: secret(unknown) } })],
  },
  "lambda-function-supported-runtime": {
    pass: [
      { runtime: "nodejs22.x" },
      { packageType: "Image" },
      { of: [res("lambda.Function", "f", { runtime: "go1.x" })], options: { deprecated: [] } },
    ],
    fail: [{ of: { runtime: "python3.8" }, message: "which AWS no longer supports" }, { runtime: "nodejs16.x" }],
    unknown: [{ runtime: unknown }],
  },
  "lambda-function-url-auth": {
    pass: [{ authorizationType: "AWS_IAM" }],
    fail: [{ authorizationType: "NONE" }],
    unknown: [{ authorizationType: unknown }],
  },
  "lambda-permission-not-public": {
    good: [
      res("lambda.Permission", "invoke", {
        action: "lambda:InvokeFunction",
        function: "handler",
        principal: "s3.amazonaws.com",
        sourceArn: "arn:aws:s3:::uploads",
        sourceAccount: "123456789012",
      }),
    ],
    pass: [
      invoke({ principal: "s3.amazonaws.com" }),
      invoke({ principal: "123456789012" }),
      invoke({ principal: "*", principalOrgId: "o-1234567890" }),
    ],
    fail: [
      { of: invoke({ principal: "*" }), message: "lets anyone invoke this function" },
      invoke({ principal: "*", functionUrlAuthType: "NONE" }),
    ],
    unknown: [invoke({ principal: unknown }), invoke({ principal: "*", sourceArn: unknown })],
  },
  "lambda-permission-source-scoped": {
    bad: { principal: "s3.amazonaws.com", action: "lambda:InvokeFunction", function: "handler" },
    good: {
      principal: "s3.amazonaws.com",
      action: "lambda:InvokeFunction",
      function: "handler",
      sourceArn: "arn:aws:s3:::uploads",
      sourceAccount: "123456789012",
    },
    pass: [
      { principal: "s3.amazonaws.com", sourceArn: "arn:aws:s3:::uploads" },
      { principal: "ses.amazonaws.com", sourceAccount: "123456789012" },
      [res("s3.Bucket", "uploads", {}), ...permission({ sourceArn: ref("uploads", "arn") })],
      [
        res("apigateway.RestApi", "api", {}),
        ...permission({ principal: "apigateway.amazonaws.com", sourceArn: ref("api", "executionArn") }),
      ],
      permission({ sourceArn: unknown, sourceAccount: "123456789012" }),
      permission({ sourceArn: "arn:aws:s3:::uploads", sourceAccount: unknown }),
      { principal: "123456789012" },
    ],
    fail: [
      { of: { principal: "s3.amazonaws.com" }, message: "has no `sourceArn`, `sourceAccount` or `principalOrgId`" },
      { principal: "events.amazonaws.com", sourceArn: "" },
      { principal: "s3.amazonaws.com", sourceArn: "arn:aws:s3:::*" },
      [res("lambda.Function", "handler", {}), ...permission({ function: ref("handler", "name") })],
    ],
    unknown: [{ principal: "s3.amazonaws.com", sourceArn: unknown }, { principal: unknown }],
  },
  "lambda-permission-s3-source-account": {
    good: {
      principal: "s3.amazonaws.com",
      action: "lambda:InvokeFunction",
      function: "handler",
      sourceArn: "arn:aws:s3:::uploads",
      sourceAccount: "123456789012",
    },
    pass: [
      { principal: "s3.amazonaws.com", sourceArn: "arn:aws:s3:::uploads", principalOrgId: "o-1234567890" },
      { principal: "events.amazonaws.com", sourceArn: "arn:aws:events:eu-west-1:123456789012:rule/daily" },
      { principal: "s3.amazonaws.com" },
      [res("s3.Bucket", "uploads", {}), ...permission({ sourceArn: ref("uploads", "arn"), sourceAccount: "123456789012" })],
    ],
    fail: [
      { principal: "s3.amazonaws.com", action: "lambda:InvokeFunction", function: "handler", sourceArn: "arn:aws:s3:::uploads" },
      { principal: "s3.amazonaws.com", sourceArn: "arn:aws-us-gov:s3:::uploads" },
      [res("s3.Bucket", "uploads", {}), ...permission({ sourceArn: ref("uploads", "arn") })],
    ],
    unknown: [{ principal: unknown, sourceArn: "arn:aws:s3:::uploads" }],
  },
  "lambda-function-tracing": {
    pass: [{ tracingConfig: { mode: "Active" } }],
    fail: [{}, { tracingConfig: { mode: "PassThrough" } }],
    unknown: [{ tracingConfig: unknown }],
  },
  "lambda-function-dead-letter": {
    good: [
      res("lambda.Function", "handler", {}),
      res("lambda.FunctionEventInvokeConfig", "async", {
        functionName: ref("handler", "name"),
        destinationConfig: { onFailure: { destination: "arn:aws:sqs:eu-west-1:123456789012:failed" } },
      }),
    ],
    pass: [
      { deadLetterConfig: { targetArn: "arn:aws:sqs:us-east-1:123456789012:lost" } },
      [handler, onFailure(ref("handler", "name"), "arn:aws:sqs:us-east-1:123456789012:lost")],
    ],
    fail: [[handler], [handler, onFailure(ref("handler", "name"))]],
    unknown: [[handler, onFailure(unknown, "arn:aws:sqs:us-east-1:123456789012:lost")]],
  },
  "lambda-function-environment-customer-managed-key": {
    pass: [{}, { environment: { variables: { STAGE: "dev" } }, kmsKeyArn: key }],
    fail: [{ environment: { variables: { STAGE: "dev" } } }],
    unknown: [{ environment: { variables: { STAGE: "dev" } }, kmsKeyArn: unknown }],
  },
  "lambda-function-url-cors": {
    good: { authorizationType: "AWS_IAM", cors: { allowOrigins: ["https://www.example.com"], allowMethods: ["GET"] } },
    pass: [{ authorizationType: "AWS_IAM" }, { cors: { allowOrigins: ["*"], allowMethods: ["GET"] } }],
    fail: [{ authorizationType: "AWS_IAM", cors: { allowOrigins: ["*"], allowMethods: ["*"] } }],
    unknown: [{ cors: { allowOrigins: unknown, allowMethods: ["*"] } }],
  },
  "lambda-function-vpc-multi-az": {
    good: { vpcConfig: { subnetIds: ["subnet-0a1b", "subnet-2c3d"], securityGroupIds: ["sg-0a1b"] } },
    pass: [{}, { vpcConfig: { subnetIds: [], securityGroupIds: [] } }],
    fail: [{ vpcConfig: { subnetIds: ["subnet-0a1b"], securityGroupIds: ["sg-0a1b"] } }],
    unknown: [{ vpcConfig: unknown }],
  },
  "lambda-event-source-failure-destination": {
    good: {
      ...{ functionName: "f", eventSourceArn: "arn:aws:kinesis:eu-west-1:123456789012:stream/s", startingPosition: "LATEST" },
      destinationConfig: { onFailure: { destinationArn: "arn:aws:sqs:eu-west-1:123456789012:dead" } },
    },
    pass: [{ eventSourceArn: "arn:aws:sqs:eu-west-1:123456789012:q" }],
    fail: [{ functionName: "f", eventSourceArn: "arn:aws:kinesis:eu-west-1:123456789012:stream/s", startingPosition: "LATEST" }],
    unknown: [{ eventSourceArn: unknown }],
  },
  "lambda-function-concurrency-limit": {
    pass: [{ reservedConcurrentExecutions: 20 }, { reservedConcurrentExecutions: 0 }],
    fail: [{ runtime: "nodejs22.x" }, { reservedConcurrentExecutions: -1 }],
    unknown: [{ reservedConcurrentExecutions: unknown }],
  },
  "lambda-function-code-signing": {
    pass: [{ codeSigningConfigArn: "arn:aws:lambda:us-east-1:123456789012:code-signing-config:csc-0a1b" }, { packageType: "Image" }],
    fail: [{ runtime: "nodejs22.x" }],
    unknown: [{ codeSigningConfigArn: unknown }],
  },
  "lambda-function-in-vpc": {
    pass: [{ vpcConfig: { subnetIds: ["subnet-0a1b"], securityGroupIds: ["sg-0a1b"] } }],
    fail: [{ runtime: "nodejs22.x" }, { vpcConfig: { subnetIds: [], securityGroupIds: [] } }],
    unknown: [{ vpcConfig: unknown }],
  },
  "lambda-function-no-access-key-variables": {
    good: { role: "arn:aws:iam::123456789012:role/orders", environment: { variables: { TABLE: "orders" } } },
    pass: [{ environment: { variables: { TABLE: "orders", AWS_ACCESS_KEY_ID_PARAMETER: "/shop/key" } } }, { runtime: "nodejs22.x" }],
    fail: [{ environment: { variables: { AWS_ACCESS_KEY_ID: "to be set", AWS_SECRET_ACCESS_KEY: "to be set" } } }],
  },
  "lambda-function-description": {
    pass: [{ description: "Orders of the shop" }],
    fail: [{ runtime: "nodejs22.x" }, { description: "" }],
    unknown: [{ description: unknown }],
  },
  "lambda-function-explicit-memory": {
    pass: [{ memorySize: 512 }],
    fail: [{ runtime: "nodejs22.x" }],
    unknown: [{ memorySize: unknown }],
  },
  "lambda-function-explicit-timeout": {
    pass: [{ timeout: 10 }],
    fail: [{ runtime: "nodejs22.x" }],
    unknown: [{ timeout: unknown }],
  },
});
