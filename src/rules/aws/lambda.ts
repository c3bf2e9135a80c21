import { verdictOf } from "../../iam/access/verdicts.js";
import { anybodys } from "../../iam/conditions/values.js";
import { dnsSuffix } from "../../iam/document/partitions.js";
import { isPublic } from "../../iam/trust/public.js";
import { absent, atLeast, except, matches, nonEmpty, noneOf, present, some } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";
import { lambdaPermissions } from "../../views/statements.js";
import { functionVariables } from "../../views/wrapped.js";
import { accessKeyNames } from "../helpers/access-keys.js";
import { customerManagedKey } from "../helpers/keys.js";
import { list, text } from "../helpers/read.js";
import { secretFix } from "../helpers/secret-fix.js";

const narrowing = ["sourceArn", "sourceAccount", "principalOrgId", "eventSourceToken"] as const;

export const lambda = {
  "lambda-function-supported-runtime": rule("lambda.Function", {
    title: "Lambda functions must run a supported runtime",
    severity: "medium",
    controls: { fsbp: "Lambda.2" },
    equivalents: ["CKV_AWS_363", "AwsSolutions-L1"],
    fix: "Move the function to a current `runtime`, such as `nodejs22.x`, `python3.13` or `java21`.",
    docs: "https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html",
    options: {
      deprecated: [
        ...[
          "nodejs",
          "nodejs4.3",
          "nodejs4.3-edge",
          "nodejs6.10",
          "nodejs8.10",
          "nodejs10.x",
          "nodejs12.x",
          "nodejs14.x",
          "nodejs16.x",
          "nodejs18.x",
          "nodejs20.x",
        ],
        ...["python2.7", "python3.6", "python3.7", "python3.8", "python3.9", "ruby2.5", "ruby2.7", "ruby3.2", "java8", "go1.x", "provided"],
        ...["dotnetcore1.0", "dotnetcore2.0", "dotnetcore2.1", "dotnetcore3.1", "dotnet5.0", "dotnet6", "dotnet7"],
      ],
    },
    check: ({ runtime }, { at, options }) =>
      options.deprecated.includes(text(runtime)) && at("runtime", `is "${text(runtime)}", which AWS no longer supports`),
  }),
  "lambda-function-url-auth": rule("lambda.FunctionUrl", {
    title: "Lambda function URLs must require IAM authorization",
    severity: "high",
    controls: { nist: ["AC-3", "AC-6", "SC-7(2)"], hipaa: "164.308(a)(1)(ii)(B)", iso27001: "A.8.1" },
    equivalents: ["CKV_AWS_258", "cdk-nag:LambdaFunctionUrlAuth"],
    fix: 'Set `authorizationType: "AWS_IAM"`, or put an API with an authorizer in front of the function.',
    docs: "https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html",
    require: { authorizationType: noneOf("NONE") },
  }),
  "lambda-permission-not-public": rule(lambdaPermissions, {
    title: "Lambda permissions must not let everyone invoke a function",
    severity: "critical",
    categories: ["public"],
    controls: { fsbp: "Lambda.1", nist: ["AC-3", "AC-6", "SC-7"], pci: ["1.2.8", "1.3.1"], hipaa: "164.308(a)(3)(i)", iso27001: "A.8.1" },
    equivalents: ["CKV_AWS_301", "cdk-nag:LambdaFunctionPublicAccessProhibited"],
    fix: "Name the account, role or service as `principal`, or limit it with `sourceArn`, `sourceAccount` or `principalOrgId`.",
    docs: "https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html",
    check: (permission) => verdictOf(isPublic(permission), () => "lets anyone invoke this function: nothing limits the caller"),
  }),
  "lambda-permission-source-scoped": rule("lambda.Permission", {
    title: "Lambda permissions for AWS services must name the source",
    severity: "high",
    categories: ["confused-deputy"],
    equivalents: ["CKV_AWS_364", "AVD-AWS-0067", "compliance-policies:aws-lambda-permission-configure-source-arn"],
    fix: "Set `sourceArn` to the ARN of the resource that invokes the function; where that ARN has no account id, as in S3, set `sourceAccount` too.",
    docs: "https://docs.aws.amazon.com/lambda/latest/dg/permissions-function-services.html",
    when: { principal: matches(dnsSuffix, "an AWS service") },
    check: (permission, { isOutput, isUnknown }) => {
      const isNarrowedBy = (key: (typeof narrowing)[number]): boolean =>
        !isUnknown(key) && text(permission[key]) !== "" && (key !== "sourceArn" || text(permission[key]).search(anybodys) < 0);
      if (isOutput("sourceArn") || narrowing.some(isNarrowedBy)) return false;
      const given = narrowing.map((key) => text(permission[key]));
      return given.length > 0 && "has no `sourceArn`, `sourceAccount` or `principalOrgId`";
    },
  }),
  "lambda-permission-s3-source-account": rule("lambda.Permission", {
    title: "Lambda permissions for S3 must name the account of the bucket",
    severity: "medium",
    preset: "all",
    categories: ["confused-deputy"],
    controls: { fsbp: "Lambda.1", nist: ["AC-3", "AC-6", "SC-7"], pci: ["1.2.8", "1.3.1"], iso27001: "A.8.1" },
    fix: "Set `sourceAccount` to the id of the account that owns the bucket, beside `sourceArn`.",
    why: "The ARN of a bucket names no account. Once the bucket is deleted, anyone can create one with its name, and invoke the function by its events.",
    docs: "https://docs.aws.amazon.com/lambda/latest/dg/permissions-function-services.html",
    when: { principal: matches(/^s3\.amazonaws\.com(\.cn)?$/i, "S3"), sourceAccount: absent, principalOrgId: absent },
    check: (permission, { at, isOutput }) =>
      (isOutput("sourceArn") || /^arn:[\w-]+:s3:::/.test(text(permission.sourceArn))) &&
      at("sourceAccount", "is unset, and the ARN of a bucket names no account"),
  }),
  "lambda-function-tracing": rule("lambda.Function", {
    title: "Lambda functions must have X-Ray tracing enabled",
    severity: "low",
    preset: "all",
    controls: { fsbp: "Lambda.7" },
    equivalents: [
      "CKV_AWS_50",
      "AVD-AWS-0066",
      "AVD-AWS-0125",
      "cdk-nag:LambdaTracing",
      "compliance-policies:aws-lambda-function-enable-tracing-config",
      "compliance-policies:aws-lambda-function-configure-tracing-config",
    ],
    fix: 'Set `tracingConfig: { mode: "Active" }`; the role of the function needs `AWSXRayDaemonWriteAccess`.',
    docs: "https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html",
    require: { tracingConfig: { mode: "Active" } },
  }),
  "lambda-function-dead-letter": rule("lambda.Function", {
    title: "Lambda functions must keep the events that they fail to process",
    severity: "low",
    preset: "all",
    controls: { nist: ["AU-12(3)", "SI-2", "CA-7"], hipaa: "164.312(b)" },
    equivalents: ["CKV_AWS_116", "cdk-nag:LambdaDLQ"],
    fix:
      "Set `destinationConfig: { onFailure: { destination } }` on a `lambda.FunctionEventInvokeConfig` of the function " +
      "(one at most), or set `deadLetterConfig: { targetArn }`.",
    docs: "https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html",
    with: { config: "lambda.FunctionEventInvokeConfig#functionName" },
    when: { deadLetterConfig: { targetArn: absent } },
    require: { config: { destinationConfig: { onFailure: { destination: present } } } },
  }),
  "lambda-function-secret-by-reference": rule(functionVariables, {
    title: "Lambda functions must read secrets at run time, not from environment variables",
    severity: "low",
    preset: "all",
    fix: secretFix.lambda,
    why:
      "A value that Pulumi keeps as a secret is still shown to everyone who may read the function's configuration, " +
      "and does not change when the secret is rotated.",
    docs: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/retrieving-secrets_lambda.html",
    check: () => "contains a secret, expected the ARN of one",
  }),
  "lambda-function-environment-customer-managed-key": rule("lambda.Function", {
    title: "Lambda environment variables must be encrypted with a customer managed key",
    severity: "low",
    preset: "all",
    equivalents: ["CKV_AWS_173"],
    fix: "Set `kmsKeyArn` to the ARN of a `kms.Key`.",
    docs: "https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars-encryption.html",
    when: { environment: { variables: present } },
    require: { kmsKeyArn: customerManagedKey },
  }),
  "lambda-function-url-cors": rule("lambda.FunctionUrl", {
    title: "Lambda function URLs must not allow every origin with credentials or every method",
    severity: "medium",
    preset: "all",
    controls: { iso27001: "A.8.1" },
    equivalents: ["CKV2_AWS_75"],
    fix: "List the origins of your pages in `allowOrigins`.",
    docs: "https://docs.aws.amazon.com/lambda/latest/dg/urls-configuration.html",
    require: { cors: except({ allowOrigins: some("*"), allowMethods: some("*") }, "not allow every method from every origin") },
  }),
  "lambda-function-vpc-multi-az": rule("lambda.Function", {
    title: "Lambda functions in a VPC must have subnets in several Availability Zones",
    severity: "medium",
    preset: "all",
    controls: { fsbp: "Lambda.5", iso27001: "A.8.20" },
    fix: "List subnets of at least two zones in `vpcConfig.subnetIds`.",
    docs: "https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html",
    check: ({ vpcConfig }, { at }) =>
      list(vpcConfig?.subnetIds).length === 1 && at("vpcConfig.subnetIds", "has one subnet, expected subnets in at least two zones"),
  }),
  "lambda-event-source-failure-destination": rule("lambda.EventSourceMapping", {
    title: "Lambda stream mappings must have a destination for failed records",
    severity: "low",
    preset: "all",
    equivalents: ["cdk-nag:LambdaEventSourceMappingDestination"],
    fix: "Set `destinationConfig: { onFailure: { destinationArn } }` to a queue or topic.",
    why: "Without one, a record that fails blocks its shard until it expires, and is then lost.",
    docs: "https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html",
    when: { eventSourceArn: matches(/:(kinesis|dynamodb):/, "a stream") },
    require: { destinationConfig: { onFailure: { destinationArn: present } } },
  }),
  "lambda-function-concurrency-limit": rule("lambda.Function", {
    title: "Lambda functions must have a limit on concurrent executions",
    severity: "low",
    preset: "all",
    controls: { nist: ["SC-6"], hipaa: "164.312(b)" },
    equivalents: ["CKV_AWS_115", "cdk-nag:LambdaConcurrency"],
    fix: "Set `reservedConcurrentExecutions` to the most that the function and what it calls can bear.",
    docs: "https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html",
    require: { reservedConcurrentExecutions: atLeast(0) },
  }),
  "lambda-function-code-signing": rule("lambda.Function", {
    title: "Lambda functions must require signed code",
    severity: "low",
    preset: "all",
    equivalents: ["CKV_AWS_272"],
    fix: "Set `codeSigningConfigArn` to the ARN of a `lambda.CodeSigningConfig`.",
    docs: "https://docs.aws.amazon.com/lambda/latest/dg/configuration-codesigning.html",
    when: { packageType: noneOf("Image") },
    require: { codeSigningConfigArn: present },
  }),
  "lambda-function-in-vpc": rule("lambda.Function", {
    title: "Lambda functions must be connected to a VPC",
    severity: "low",
    preset: "all",
    controls: { fsbp: "Lambda.3", nist: ["AC-4", "SC-7"] },
    equivalents: ["CKV_AWS_117", "cdk-nag:LambdaInsideVPC"],
    fix: "Set `vpcConfig: { subnetIds, securityGroupIds }`.",
    docs: "https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html",
    require: { vpcConfig: { subnetIds: nonEmpty } },
  }),
  "lambda-function-no-access-key-variables": rule("lambda.Function", {
    title: "Lambda functions must not set the variables of an AWS access key",
    severity: "high",
    equivalents: ["CKV_AWS_45"],
    fix: "Remove the variables: the function gets temporary credentials from its `role`.",
    why: "The name decides, whatever the value is. Lambda reserves these names, and refuses a function that sets them.",
    docs: "https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html",
    ignoresUnknown: true,
    check: ({ environment }, { each }) =>
      environment !== undefined &&
      environment !== null &&
      each(
        environment,
        "variables",
        (_, name) => accessKeyNames.test(name) && "is a variable that Lambda itself sets, from the role of the function",
      ),
  }),
  "lambda-function-description": rule("lambda.Function", {
    title: "Lambda functions must have a description",
    severity: "low",
    preset: "all",
    equivalents: ["compliance-policies:aws-lambda-function-missing-description"],
    fix: "Set `description` to what it is for.",
    docs: "https://docs.aws.amazon.com/lambda/latest/dg/configuration-function-common.html",
    require: { description: present },
  }),
  "lambda-function-explicit-memory": rule("lambda.Function", {
    title: "Lambda functions must set their memory",
    severity: "low",
    preset: "all",
    equivalents: ["cdk-nag:LambdaDefaultMemorySize"],
    fix: "Set `memorySize`; unset means 128 MB, which is also the least processor time.",
    docs: "https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html",
    require: { memorySize: present },
  }),
  "lambda-function-explicit-timeout": rule("lambda.Function", {
    title: "Lambda functions must set their timeout",
    severity: "low",
    preset: "all",
    equivalents: ["cdk-nag:LambdaDefaultTimeout"],
    fix: "Set `timeout` in seconds; unset means 3.",
    docs: "https://docs.aws.amazon.com/lambda/latest/dg/configuration-timeout.html",
    require: { timeout: present },
  }),
};
