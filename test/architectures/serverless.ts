/** A serverless API as an experienced engineer writes it: CloudFront with a firewall, HTTP API with JWTs, functions, tables, queues. */
import { anyRes, ref, res, type Spec } from "../../src/testing/case.js";
import { handler } from "./handler.js";
import { accessLogs, allow, bucket, foundations, ownAccount, policy, trust } from "./parts.js";
import { edge } from "./serverless-edge.js";
import { json, providerInputs, region, text } from "./state.js";

const project = "orders-api";

const route = (name: string, routeKey: string, integration: string, scope: string): Spec =>
  res("apigatewayv2.Route", name, {
    apiId: ref("api"),
    routeKey,
    target: text`integrations/${ref(integration)}`,
    authorizationType: "JWT",
    authorizerId: ref("users-authorizer"),
    authorizationScopes: [`orders/${scope}`],
  });
const integration = (name: string, of: string): Spec[] => [
  res("apigatewayv2.Integration", name, {
    apiId: ref("api"),
    integrationType: "AWS_PROXY",
    integrationUri: ref(`${of}-live`, "invokeArn"),
    payloadFormatVersion: "2.0",
    timeoutMilliseconds: 25_000,
  }),
  res("lambda.Permission", `${name}-invoke`, {
    action: "lambda:InvokeFunction",
    function: ref(of, "name"),
    qualifier: ref(`${of}-live`, "name"),
    principal: "apigateway.amazonaws.com",
    sourceArn: text`${ref("api", "executionArn")}/*/*`,
  }),
];
const base: Spec[] = [
  anyRes("pulumi:providers:aws", "default", providerInputs(region, project)),
  anyRes("pulumi:providers:aws", "us-east-1", providerInputs("us-east-1", project)),
  res("sns.TopicSubscription", "alarms-on-call", {
    topic: ref("alarms", "arn"),
    protocol: "https",
    endpoint: "https://events.on-call.example.com/aws",
    redrivePolicy: json({ deadLetterTargetArn: ref("dead-letters", "arn") }),
  }),
  res("sqs.Queue", "dead-letters", { kmsMasterKeyId: ref("data-key", "arn"), messageRetentionSeconds: 1_209_600 }),
  res("cloudwatch.MetricAlarm", "dead-letters-waiting", {
    namespace: "AWS/SQS",
    metricName: "ApproximateNumberOfMessagesVisible",
    dimensions: { QueueName: ref("dead-letters", "name") },
    statistic: "Maximum",
    period: 300,
    evaluationPeriods: 1,
    threshold: 0,
    comparisonOperator: "GreaterThanThreshold",
    alarmActions: [ref("alarms", "arn")],
  }),
  res("signer.SigningProfile", "release-signing", { platformId: "AWSLambda-SHA384-ECDSA" }),
  res("lambda.CodeSigningConfig", "code-signing", {
    allowedPublishers: { signingProfileVersionArns: [ref("release-signing", "versionArn")] },
    policies: { untrustedArtifactOnDeployment: "Enforce" },
  }),
];

const data: Spec[] = [
  res(
    "dynamodb.Table",
    "orders",
    {
      billingMode: "PAY_PER_REQUEST",
      hashKey: "customerId",
      rangeKey: "orderId",
      attributes: [
        { name: "customerId", type: "S" },
        { name: "orderId", type: "S" },
        { name: "status", type: "S" },
      ],
      globalSecondaryIndexes: [{ name: "by-status", hashKey: "status", rangeKey: "orderId", projectionType: "ALL" }],
      streamEnabled: true,
      streamViewType: "NEW_AND_OLD_IMAGES",
      pointInTimeRecovery: { enabled: true },
      serverSideEncryption: { enabled: true, kmsKeyArn: ref("data-key", "arn") },
      deletionProtectionEnabled: true,
    },
    { protect: true },
  ),
  res(
    "dynamodb.Table",
    "idempotency",
    {
      billingMode: "PAY_PER_REQUEST",
      hashKey: "id",
      attributes: [{ name: "id", type: "S" }],
      ttl: { attributeName: "expiration", enabled: true },
      pointInTimeRecovery: { enabled: true },
      serverSideEncryption: { enabled: true, kmsKeyArn: ref("data-key", "arn") },
      deletionProtectionEnabled: true,
    },
    { protect: true },
  ),
  res("backup.Vault", "backups", { kmsKeyArn: ref("data-key", "arn") }, { protect: true }),
  res("backup.VaultLockConfiguration", "backups-lock", { backupVaultName: ref("backups", "name"), minRetentionDays: 35 }),
  res("backup.Plan", "daily", {
    rules: [
      {
        ruleName: "daily",
        targetVaultName: ref("backups", "name"),
        schedule: "cron(0 3 * * ? *)",
        lifecycle: { deleteAfter: 35 },
        copyActions: [
          {
            destinationVaultArn: "arn:aws:backup:eu-central-1:210987654321:backup-vault:orders-copies",
            lifecycle: { deleteAfter: 90 },
          },
        ],
      },
    ],
  }),
  res("iam.Role", "backup-role", { assumeRolePolicy: trust("backup.amazonaws.com", ownAccount) }),
  res("iam.RolePolicyAttachment", "backup-role-policy", {
    role: ref("backup-role", "name"),
    policyArn: "arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup",
  }),
  res("backup.Selection", "daily-tables", {
    planId: ref("daily"),
    iamRoleArn: ref("backup-role", "arn"),
    resources: [ref("orders", "arn")],
  }),
  res("secretsmanager.Secret", "payments-key", { kmsKeyId: ref("data-key", "arn"), recoveryWindowInDays: 30 }, { protect: true }),
  ...accessLogs(),
  ...bucket("artifacts", "access-logs"),
  ...bucket("site", "access-logs", [
    {
      Effect: "Allow",
      Principal: { Service: "cloudfront.amazonaws.com" },
      Action: "s3:GetObject",
      Resource: text`${ref("site", "arn")}/*`,
      Condition: { StringEquals: { "AWS:SourceArn": ref("cdn", "arn") } },
    },
  ]),
];

const users: Spec[] = [
  res(
    "cognito.UserPool",
    "users",
    {
      usernameAttributes: ["email"],
      autoVerifiedAttributes: ["email"],
      mfaConfiguration: "ON",
      softwareTokenMfaConfiguration: { enabled: true },
      passwordPolicy: {
        minimumLength: 14,
        requireLowercase: true,
        requireUppercase: true,
        requireNumbers: true,
        requireSymbols: true,
        temporaryPasswordValidityDays: 1,
        passwordHistorySize: 24,
      },
      accountRecoverySetting: { recoveryMechanisms: [{ name: "verified_email", priority: 1 }] },
      userPoolTier: "PLUS",
      userPoolAddOns: { advancedSecurityMode: "ENFORCED" },
      deletionProtection: "ACTIVE",
    },
    { protect: true },
  ),
  res("cognito.UserPoolDomain", "users-domain", {
    userPoolId: ref("users"),
    domain: "login.orders.example.com",
    certificateArn: ref("edge-certificate-valid", "certificateArn"),
  }),
  res("cognito.ResourceServer", "orders-scopes", {
    userPoolId: ref("users"),
    identifier: "orders",
    name: "orders",
    scopes: [
      { scopeName: "read", scopeDescription: "Read orders" },
      { scopeName: "write", scopeDescription: "Place orders" },
    ],
  }),
  res("cognito.UserPoolClient", "web-client", {
    userPoolId: ref("users"),
    allowedOauthFlowsUserPoolClient: true,
    allowedOauthFlows: ["code"],
    allowedOauthScopes: ["openid", "email", "orders/read", "orders/write"],
    callbackUrls: ["https://orders.example.com/signed-in"],
    logoutUrls: ["https://orders.example.com/"],
    supportedIdentityProviders: ["COGNITO"],
    explicitAuthFlows: ["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH"],
    enableTokenRevocation: true,
    preventUserExistenceErrors: "ENABLED",
    accessTokenValidity: 15,
    idTokenValidity: 15,
    refreshTokenValidity: 1,
    tokenValidityUnits: { accessToken: "minutes", idToken: "minutes", refreshToken: "days" },
  }),
];

const tableActions = ["dynamodb:GetItem", "dynamodb:Query", "dynamodb:PutItem", "dynamodb:UpdateItem"];
const useDataKey = allow(["kms:Decrypt", "kms:GenerateDataKey"], ref("data-key", "arn"));
const deadLetters = allow("sqs:SendMessage", ref("dead-letters", "arn"));
const functions: Spec[] = [
  ...handler("place-order", { TABLE: ref("orders", "name"), IDEMPOTENCY: ref("idempotency", "name"), BUS: ref("bus", "name") }, [
    allow(tableActions, [ref("orders", "arn"), ref("idempotency", "arn")]),
    allow("events:PutEvents", ref("bus", "arn")),
    useDataKey,
    deadLetters,
  ]),
  ...handler("read-orders", { TABLE: ref("orders", "name") }, [
    allow(["dynamodb:GetItem", "dynamodb:Query"], [ref("orders", "arn"), text`${ref("orders", "arn")}/index/by-status`]),
    useDataKey,
    deadLetters,
  ]),
  ...handler(
    "charge",
    { TABLE: ref("orders", "name"), PAYMENTS_SECRET_ARN: ref("payments-key", "arn") },
    [
      allow("dynamodb:UpdateItem", ref("orders", "arn")),
      allow("secretsmanager:GetSecretValue", ref("payments-key", "arn")),
      allow(["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"], ref("charges", "arn")),
      useDataKey,
      deadLetters,
    ],
    false,
  ),
  res("cloudwatch.EventBus", "bus", { kmsKeyIdentifier: ref("logs-key", "arn"), deadLetterConfig: { arn: ref("dead-letters", "arn") } }),
  res("cloudwatch.EventRule", "order-placed", {
    eventBusName: ref("bus", "name"),
    eventPattern: json({ source: ["orders"], "detail-type": ["OrderPlaced"] }),
  }),
  res("cloudwatch.EventTarget", "order-placed-charges", {
    eventBusName: ref("bus", "name"),
    rule: ref("order-placed", "name"),
    arn: ref("charges", "arn"),
    deadLetterConfig: { arn: ref("dead-letters", "arn") },
  }),
  res("sqs.Queue", "charges", {
    kmsMasterKeyId: ref("data-key", "arn"),
    visibilityTimeoutSeconds: 120,
    redrivePolicy: json({ deadLetterTargetArn: ref("dead-letters", "arn"), maxReceiveCount: 5 }),
  }),
  res("sqs.QueuePolicy", "charges-policy", {
    queueUrl: ref("charges"),
    policy: policy({
      Effect: "Allow",
      Principal: { Service: "events.amazonaws.com" },
      Action: "sqs:SendMessage",
      Resource: ref("charges", "arn"),
      Condition: { ArnEquals: { "aws:SourceArn": ref("order-placed", "arn") } },
    }),
  }),
  res("lambda.EventSourceMapping", "charges-to-charge", {
    eventSourceArn: ref("charges", "arn"),
    functionName: ref("charge", "arn"),
    batchSize: 10,
    functionResponseTypes: ["ReportBatchItemFailures"],
    scalingConfig: { maximumConcurrency: 50 },
  }),
];

const api: Spec[] = [
  res("acm.Certificate", "api-certificate", {
    domainName: "api.orders.example.com",
    validationMethod: "DNS",
    keyAlgorithm: "EC_prime256v1",
  }),
  res("acm.CertificateValidation", "api-certificate-valid", { certificateArn: ref("api-certificate", "arn") }),
  res("apigatewayv2.Api", "api", {
    protocolType: "HTTP",
    disableExecuteApiEndpoint: true,
    corsConfiguration: {
      allowOrigins: ["https://orders.example.com"],
      allowMethods: ["GET", "POST"],
      allowHeaders: ["authorization", "content-type"],
      maxAge: 3600,
    },
  }),
  res("apigatewayv2.Authorizer", "users-authorizer", {
    apiId: ref("api"),
    authorizerType: "JWT",
    identitySources: ["$request.header.Authorization"],
    jwtConfiguration: { audiences: [ref("web-client")], issuer: text`https://${ref("users", "endpoint")}` },
  }),
  ...integration("place-order-integration", "place-order"),
  ...integration("read-orders-integration", "read-orders"),
  route("post-order", "POST /orders", "place-order-integration", "write"),
  route("list-orders", "GET /orders", "read-orders-integration", "read"),
  route("get-order", "GET /orders/{id}", "read-orders-integration", "read"),
  res("cloudwatch.LogGroup", "api-access-logs", { retentionInDays: 365, kmsKeyId: ref("logs-key", "arn") }),
  res("apigatewayv2.Stage", "live-stage", {
    apiId: ref("api"),
    name: "$default",
    autoDeploy: true,
    accessLogSettings: {
      destinationArn: ref("api-access-logs", "arn"),
      format: JSON.stringify({ id: "$context.requestId", ip: "$context.identity.sourceIp", status: "$context.status" }),
    },
    defaultRouteSettings: { throttlingBurstLimit: 500, throttlingRateLimit: 200, detailedMetricsEnabled: true },
  }),
  res("apigatewayv2.DomainName", "api-domain", {
    domainName: "api.orders.example.com",
    domainNameConfiguration: {
      certificateArn: ref("api-certificate-valid", "certificateArn"),
      endpointType: "REGIONAL",
      securityPolicy: "TLS_1_2",
    },
  }),
  res("apigatewayv2.ApiMapping", "api-mapping", { apiId: ref("api"), domainName: ref("api-domain"), stage: ref("live-stage") }),
  res("cloudwatch.MetricAlarm", "api-5xx", {
    namespace: "AWS/ApiGateway",
    metricName: "5xx",
    dimensions: { ApiId: ref("api") },
    statistic: "Average",
    period: 60,
    evaluationPeriods: 5,
    threshold: 0.01,
    comparisonOperator: "GreaterThanThreshold",
    treatMissingData: "notBreaching",
    alarmActions: [ref("alarms", "arn")],
  }),
];

export const serverless = { project, of: [...base, ...foundations, ...data, ...users, ...functions, ...api, ...edge] };
