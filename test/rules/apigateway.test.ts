import { apigateway } from "../../src/rules/aws/apigateway.js";
import { ref, res, suite, unknown } from "../suite.js";
import { behindAclOf, webAcl } from "./web-acls.js";

const method = (more: object) =>
  res("apigateway.Method", "get", { restApi: ref("api"), httpMethod: "GET", authorization: "NONE", ...more });
const api = (more: object) => res("apigateway.RestApi", "api", more);
const settings = (more: object) => ({ settings: more });

const restStage = res("apigateway.Stage", "prod", { restApi: "api", deployment: "d", stageName: "prod" });
const limits = (settings: object) =>
  res("apigateway.MethodSettings", "limits", { restApi: "api", stageName: ref("prod", "stageName"), methodPath: "*/*", settings });
const behindAcl = behindAclOf("apigateway.Stage");

const logs = "arn:aws:logs:us-east-1:123456789012:log-group:api";

suite(apigateway, {
  "apigateway-stage-throttling": {
    pass: [[restStage, limits({ throttlingBurstLimit: 100, throttlingRateLimit: 50 })]],
    fail: [
      [restStage],
      [restStage, limits({ throttlingBurstLimit: -1, throttlingRateLimit: -1 })],
      [restStage, limits({ metricsEnabled: true })],
    ],
    unknown: [[restStage, limits({ throttlingBurstLimit: unknown, throttlingRateLimit: 50 })]],
  },
  "apigateway-method-authorization": {
    pass: [
      [method({ authorization: "AWS_IAM" }), api({})],
      [method({ apiKeyRequired: true }), api({})],
      [method({ httpMethod: "OPTIONS" }), api({})],
      [method({}), api({ endpointConfiguration: { types: "PRIVATE" } })],
      [method({}), api({ policy: "{}" })],
    ],
    fail: [
      { of: [method({}), api({})], message: "neither an API key nor a policy of the API limits callers" },
      [res("apigateway.Method", "get", { restApi: "made-elsewhere", httpMethod: "GET" })],
      [method({ restApi: "made-elsewhere", httpMethod: "POST" })],
    ],
    unknown: [
      [method({ authorization: unknown }), api({})],
      [method({}), api({ endpointConfiguration: unknown })],
    ],
  },
  "apigateway-stage-access-logging": {
    pass: [{ accessLogSettings: { destinationArn: "arn:aws:logs:us-east-1:123456789012:log-group:api" } }],
    fail: [{}],
    unknown: [{ accessLogSettings: { destinationArn: unknown } }],
  },
  "apigateway-stage-execution-logging": {
    pass: [
      [
        res("apigateway.Stage", "prod", { stageName: "prod", restApi: "api-1", deployment: "d-1" }),
        res("apigateway.MethodSettings", "all", {
          restApi: "api-1",
          stageName: ref("prod", "stageName"),
          methodPath: "*/*",
          settings: { loggingLevel: "INFO" },
        }),
      ],
      [
        res("apigateway.Stage", "prod", { stageName: "prod", restApi: "api-1", deployment: "d-1" }),
        res("apigateway.MethodSettings", "all", {
          ...{ restApi: "api-1", stageName: "prod", methodPath: "*/*", settings: { loggingLevel: "INFO" } },
        }),
      ],
    ],
    fail: [
      [res("apigateway.Stage", "prod", { stageName: "prod", restApi: "api-1", deployment: "d-1" })],
      [
        res("apigateway.Stage", "prod", { stageName: "prod", restApi: "api-1", deployment: "d-1" }),
        res("apigateway.MethodSettings", "all", {
          restApi: "api-1",
          stageName: ref("prod", "stageName"),
          methodPath: "*/*",
          settings: { loggingLevel: "OFF" },
        }),
      ],
      [
        res("apigateway.Stage", "prod", { stageName: "prod", restApi: "api-1", deployment: "d-1" }),
        res("apigateway.MethodSettings", "one", {
          restApi: "api-1",
          stageName: ref("prod", "stageName"),
          methodPath: "orders/GET",
          settings: { loggingLevel: "INFO" },
        }),
      ],
    ],
    unknown: [
      [
        res("apigateway.Stage", "prod", { stageName: "prod", restApi: "api-1", deployment: "d-1" }),
        res("apigateway.MethodSettings", "all", {
          restApi: "api-1",
          stageName: ref("prod", "stageName"),
          methodPath: "*/*",
          settings: { loggingLevel: unknown },
        }),
      ],
    ],
  },
  "apigateway-stage-xray-tracing": { pass: [{ xrayTracingEnabled: true }], fail: [{}], unknown: [{ xrayTracingEnabled: unknown }] },
  "apigateway-domain-tls-1-2": {
    pass: [{}, { securityPolicy: "TLS_1_2" }, { securityPolicy: "SecurityPolicy_TLS13_1_3_2025_09" }],
    fail: [{ securityPolicy: "TLS_1_0" }, [res("apigateway.DomainName", "d", {}, { outputs: { securityPolicy: "TLS_1_0" } })]],
    unknown: [{ securityPolicy: unknown }],
  },
  "apigateway-method-no-data-trace": {
    pass: [settings({}), settings({ dataTraceEnabled: false })],
    fail: [settings({ dataTraceEnabled: true })],
    unknown: [settings({ dataTraceEnabled: unknown })],
  },
  "apigateway-method-cache-encrypted": {
    pass: [settings({}), settings({ cachingEnabled: true, cacheDataEncrypted: true })],
    fail: [settings({ cachingEnabled: true })],
    unknown: [settings({ cachingEnabled: true, cacheDataEncrypted: unknown })],
  },
  "apigateway-stage-waf": {
    good: [
      res("apigateway.Stage", "prod", { stageName: "prod", restApi: "api-1", deployment: "d-1" }),
      res("wafv2.WebAclAssociation", "web", {
        resourceArn: ref("prod", "arn"),
        webAclArn: "arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/web/1",
      }),
    ],
    pass: [
      [
        res("apigateway.Stage", "prod", {}),
        res("wafregional.WebAclAssociation", "web", { resourceArn: ref("prod", "arn"), webAclId: "acl-1" }),
      ],
    ],
    fail: [[res("apigateway.Stage", "prod", { stageName: "prod", restApi: "api-1", deployment: "d-1" })]],
    unknown: [[res("apigateway.Stage", "prod", {}), res("wafv2.WebAclAssociation", "web", { resourceArn: unknown, webAclArn: "arn:x" })]],
  },
  "apigateway-stage-client-certificate": {
    good: { stageName: "prod", clientCertificateId: "a1b2c3" },
    pass: [{ clientCertificateId: "a1b2c3" }],
    fail: [{ stageName: "prod" }],
    unknown: [{ clientCertificateId: unknown }],
  },
  "apigateway-stage-cache-enabled": {
    pass: [{ stageName: "live", cacheClusterEnabled: true, cacheClusterSize: "0.5" }],
    fail: [{ stageName: "live" }, { cacheClusterEnabled: false }],
    unknown: [{ cacheClusterEnabled: unknown }],
  },
  "apigateway-method-request-validation": {
    pass: [{ httpMethod: "POST", requestValidatorId: "ebd7ns" }, { httpMethod: "OPTIONS" }],
    fail: [{ httpMethod: "POST", authorization: "AWS_IAM" }],
    unknown: [{ httpMethod: "POST", requestValidatorId: unknown }],
  },
  "apigateway-api-request-validator": {
    pass: [
      [
        res("apigateway.RestApi", "shop", {}),
        res("apigateway.RequestValidator", "all", { restApi: ref("shop"), validateRequestBody: true, validateRequestParameters: true }),
      ],
      [res("apigateway.RestApi", "shop", { body: "{}" })],
    ],
    fail: [
      [res("apigateway.RestApi", "shop", {})],
      [
        res("apigateway.RestApi", "shop", {}),
        res("apigateway.RequestValidator", "body", { restApi: ref("shop"), validateRequestBody: true }),
      ],
    ],
    unknown: [[res("apigateway.RestApi", "shop", { body: unknown })]],
  },
  "apigateway-stage-waf-log4j": {
    pass: [behindAcl("AWSManagedRulesKnownBadInputsRuleSet"), [res("apigateway.Stage", "site", {})]],
    fail: [behindAcl("AWSManagedRulesCommonRuleSet")],
    unknown: [
      [
        webAcl("AWSManagedRulesCommonRuleSet"),
        res("apigateway.Stage", "site", {}),
        res("wafv2.WebAclAssociation", "filter", { resourceArn: ref("site", "arn"), webAclArn: unknown }),
      ],
    ],
  },
  "apigateway-access-log-json-format": {
    good: { accessLogSettings: { destinationArn: logs, format: '{"requestId":"$context.requestId"}' } },
    pass: [{ accessLogSettings: { destinationArn: logs, format: '{"requestId":"$context.requestId"}' } }, { stageName: "live" }],
    fail: [{ accessLogSettings: { destinationArn: logs, format: "$context.requestId $context.status" } }],
    unknown: [{ accessLogSettings: { destinationArn: logs, format: unknown } }],
  },
  "apigateway-method-cognito-authorizer": {
    pass: [
      { httpMethod: "GET", authorization: "COGNITO_USER_POOLS", authorizerId: "a1b2c3" },
      { httpMethod: "OPTIONS", authorization: "NONE" },
    ],
    fail: [{ httpMethod: "GET", authorization: "AWS_IAM" }],
    unknown: [{ httpMethod: "GET", authorization: unknown }],
  },
});
