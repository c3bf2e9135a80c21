import { absent, matches, noneOf, oneOf, present, unsetOr } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";
import { filteredBy } from "../../views/web-acls.js";
import { log4j } from "../helpers/log4j.js";
import { quoted } from "../helpers/read.js";

export const apigateway = {
  "apigateway-method-authorization": rule("apigateway.Method", {
    title: "API Gateway REST API methods must require authorization",
    severity: "medium",
    equivalents: ["CKV_AWS_59", "CKV2_AWS_70", "AVD-AWS-0004", "AwsSolutions-APIG4"],
    fix:
      'Set `authorization: "AWS_IAM"`, or "COGNITO_USER_POOLS" or "CUSTOM" together with an `authorizerId`; ' +
      "or set `apiKeyRequired: true` and give callers keys by a usage plan.",
    docs: "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-to-api.html",
    with: { apis: "restApi -> apigateway.RestApi" },
    when: { authorization: unsetOr("NONE"), apiKeyRequired: noneOf(true), httpMethod: noneOf("OPTIONS") },
    check: ({ apis, authorization }, { at }) =>
      !apis.some((api) => api.policy !== undefined || api.endpointConfiguration?.types === "PRIVATE") &&
      at("authorization", `is ${quoted(authorization)}, and neither an API key nor a policy of the API limits callers`),
  }),
  "apigateway-stage-access-logging": rule("apigateway.Stage", {
    title: "API Gateway REST API stages must have access logging enabled",
    severity: "medium",
    preset: "all",
    controls: { nist: ["SC-7(9)", "AC-4(26)", "AU-2"], pci: ["10.2.1.1", "10.2.1.2"], iso27001: "A.8.15" },
    equivalents: ["CKV_AWS_76", "AVD-AWS-0001", "AVD-AWS-0113", "AwsSolutions-APIG1"],
    fix:
      "Set `accessLogSettings` with a `format` and the `destinationArn` of a log group; " +
      "once per region, an `apigateway.Account` has to name a `cloudwatchRoleArn`.",
    docs: "https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html",
    require: { accessLogSettings: { destinationArn: present } },
  }),
  "apigateway-stage-execution-logging": rule("apigateway.Stage", {
    title: "API Gateway REST API stages must have execution logging enabled",
    severity: "medium",
    preset: "all",
    controls: { fsbp: "APIGateway.1", nist: ["SC-7(9)", "AC-4(26)", "AU-2"], pci: ["10.2.1.1", "10.2.1.2"], iso27001: "A.8.15" },
    equivalents: ["CKV2_AWS_4", "cdk-nag:APIGWExecutionLoggingEnabled", "AwsSolutions-APIG6"],
    fix:
      'Add an `apigateway.MethodSettings` with the `stageName` of the stage, `methodPath: "*/*"` and `settings: { loggingLevel: "ERROR" }`; ' +
      "once per region, an `apigateway.Account` has to name a `cloudwatchRoleArn`.",
    docs: "https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html",
    with: { methods: "apigateway.MethodSettings#stageName" },
    require: { methods: { methodPath: "*/*", settings: { loggingLevel: oneOf("ERROR", "INFO") } } },
  }),
  "apigateway-stage-xray-tracing": rule("apigateway.Stage", {
    title: "API Gateway REST API stages must have X-Ray tracing enabled",
    severity: "low",
    preset: "all",
    controls: { fsbp: "APIGateway.3", pci: ["10.2.1.1", "10.2.1.2"], hipaa: "164.312(b)" },
    equivalents: ["CKV_AWS_73", "AVD-AWS-0003", "AVD-AWS-0111", "cdk-nag:APIGWXrayEnabled"],
    fix: "Set `xrayTracingEnabled: true`.",
    docs: "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-xray.html",
    require: { xrayTracingEnabled: true },
    remediate: true,
  }),
  "apigateway-domain-tls-1-2": rule("apigateway.DomainName", {
    title: "API Gateway REST API domain names must require TLS 1.2 or newer",
    severity: "high",
    equivalents: ["CKV_AWS_206", "AVD-AWS-0005", "AVD-AWS-0112", "compliance-policies:aws-apigateway-domainname-configure-security-policy"],
    fix: 'Set `securityPolicy: "TLS_1_2"` or a newer policy.',
    docs: "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-custom-domain-tls-version.html",
    settledBy: { securityPolicy: [] },
    require: { securityPolicy: unsetOr(matches(/^(TLS_1_2|SecurityPolicy_TLS1[23]_)/, "TLS 1.2 or newer")) },
  }),
  "apigateway-method-no-data-trace": rule("apigateway.MethodSettings", {
    title: "API Gateway REST API methods must not log full requests and responses",
    severity: "medium",
    equivalents: ["CKV_AWS_276"],
    fix: "Remove `dataTraceEnabled` from `settings`, or set it to false.",
    docs: "https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html",
    require: { settings: { dataTraceEnabled: noneOf(true) } },
  }),
  "apigateway-method-cache-encrypted": rule("apigateway.MethodSettings", {
    title: "API Gateway REST API caches must be encrypted",
    severity: "medium",
    controls: { fsbp: "APIGateway.5", nist: ["SC-28(1)", "SC-8(3)", "SC-13"], pci: ["3.5.1", "8.3.2"], iso27001: "A.8.24" },
    equivalents: [
      "CKV_AWS_308",
      "AVD-AWS-0002",
      "AVD-AWS-0110",
      "cdk-nag:APIGWCacheEnabledAndEncrypted",
      "awsguard:apigateway-method-cached-and-encrypted",
    ],
    fix: "Set `settings.cacheDataEncrypted: true`.",
    docs: "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html",
    when: { settings: { cachingEnabled: true } },
    require: { settings: { cacheDataEncrypted: true } },
  }),
  "apigateway-stage-waf": rule("apigateway.Stage", {
    title: "API Gateway REST API stages must have a web ACL",
    severity: "medium",
    preset: "all",
    controls: { fsbp: "APIGateway.4", nist: "AC-4(21)", pci: ["1.2.8", "1.3.1"] },
    equivalents: ["CKV2_AWS_29", "cdk-nag:APIGWAssociatedWithWAF"],
    fix: "Add a `wafv2.WebAclAssociation` with the `arn` of the stage as `resourceArn`.",
    docs: "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-aws-waf.html",
    with: { acls: "wafv2.WebAclAssociation#resourceArn", classic: "wafregional.WebAclAssociation#resourceArn" },
    when: { classic: absent },
    require: { acls: present },
  }),
  "apigateway-stage-client-certificate": rule("apigateway.Stage", {
    title: "API Gateway REST API stages must authenticate to the backend with a client certificate",
    severity: "low",
    preset: "all",
    controls: { fsbp: "APIGateway.2", nist: ["AC-4", "AC-4(22)", "AC-17(2)"], hipaa: "164.312(a)(2)(iv)" },
    equivalents: ["CKV2_AWS_51", "cdk-nag:APIGWSSLEnabled"],
    fix: "Set `clientCertificateId` to the id of an `apigateway.ClientCertificate`.",
    docs: "https://docs.aws.amazon.com/apigateway/latest/developerguide/getting-started-client-side-ssl-authentication.html",
    require: { clientCertificateId: present },
  }),
  "apigateway-stage-cache-enabled": rule("apigateway.Stage", {
    title: "API Gateway REST API stages must have a cache",
    severity: "low",
    preset: "all",
    equivalents: ["CKV_AWS_120", "cdk-nag:APIGWCacheEnabledAndEncrypted", "awsguard:apigateway-stage-cached"],
    fix: "Set `cacheClusterEnabled: true` with a `cacheClusterSize`, which costs by the hour.",
    docs: "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html",
    require: { cacheClusterEnabled: true },
  }),
  "apigateway-method-request-validation": rule("apigateway.Method", {
    title: "API Gateway REST API methods must validate requests",
    severity: "low",
    preset: "all",
    equivalents: ["CKV2_AWS_53"],
    fix: "Set `requestValidatorId` to the id of an `apigateway.RequestValidator`.",
    why: "A request that lacks a parameter, or whose body does not fit the model, is refused before it reaches the backend.",
    docs: "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-request-validation.html",
    when: { httpMethod: noneOf("OPTIONS") },
    require: { requestValidatorId: present },
  }),
  "apigateway-api-request-validator": rule("apigateway.RestApi", {
    title: "API Gateway REST APIs must have a validator of parameters and bodies",
    severity: "low",
    preset: "all",
    equivalents: ["cdk-nag:APIGWRequestValidation", "AwsSolutions-APIG2"],
    fix: "Add an `apigateway.RequestValidator` with `validateRequestBody: true` and `validateRequestParameters: true`.",
    docs: "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-request-validation.html",
    with: { validators: "apigateway.RequestValidator#restApi" },
    when: { body: absent },
    require: { validators: { validateRequestBody: true, validateRequestParameters: true } },
  }),
  "apigateway-stage-waf-log4j": rule(filteredBy("apigateway.Stage"), {
    ...log4j,
    title: "Web ACLs of API Gateway REST API stages must block Log4j lookups",
    equivalents: ["CKV2_AWS_77"],
  }),
};
