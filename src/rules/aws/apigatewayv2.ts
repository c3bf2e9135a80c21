import { atLeast, either, except, matches, noneOf, oneOf, present, unsetOr } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";
import { quoted } from "../helpers/read.js";

export const apigatewayv2 = {
  "apigatewayv2-stage-throttling": rule("apigatewayv2.Stage", {
    title: "API Gateway HTTP and WebSocket stages must set throttling limits",
    severity: "medium",
    preset: "all",
    equivalents: ["cdk-nag:APIGWDefaultThrottling"],
    fix: "Set `throttlingBurstLimit` and `throttlingRateLimit` in `defaultRouteSettings`.",
    why: "Without limits of its own a stage can use up the requests that the account has in the region.",
    docs: "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html",
    require: { defaultRouteSettings: { throttlingBurstLimit: atLeast(1), throttlingRateLimit: atLeast(1) } },
  }),
  "apigatewayv2-route-authorization": rule("apigatewayv2.Route", {
    title: "API Gateway HTTP and WebSocket API routes must require authorization",
    severity: "medium",
    controls: { fsbp: "APIGateway.8" },
    equivalents: ["CKV_AWS_309", "AwsSolutions-APIG4"],
    fix:
      'Set `authorizationType: "AWS_IAM"`, or "JWT" or "CUSTOM" together with an `authorizerId`. ' +
      'A WebSocket API takes "AWS_IAM" or "CUSTOM", on its `$connect` route.',
    docs: "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-access-control.html",
    with: { apis: "apiId -> apigatewayv2.Api" },
    when: {
      authorizationType: unsetOr("NONE"),
      routeKey: except(either(matches(/^OPTIONS /), oneOf("$disconnect"))),
    },
    check: ({ apis, routeKey, authorizationType: type }, { at }) =>
      (routeKey === "$connect" || !apis.some((api) => api.protocolType === "WEBSOCKET")) &&
      at("authorizationType", `is ${quoted(type)}, expected "JWT", "AWS_IAM" or "CUSTOM"`),
  }),
  "apigatewayv2-stage-execution-logging": rule("apigatewayv2.Stage", {
    title: "API Gateway WebSocket API stages must have execution logging enabled",
    severity: "medium",
    preset: "all",
    controls: { fsbp: "APIGateway.1", nist: ["SC-7(9)", "AC-4(26)", "AU-2"], pci: ["10.2.1.1", "10.2.1.2"], iso27001: "A.8.15" },
    fix: 'Set `defaultRouteSettings: { loggingLevel: "ERROR" }`; once per region, an `apigateway.Account` has to name a `cloudwatchRoleArn`.',
    why: "HTTP APIs have no execution logs.",
    docs: "https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-logging.html",
    with: { apis: "apiId -> apigatewayv2.Api" },
    when: { apis: { protocolType: "WEBSOCKET" } },
    require: { defaultRouteSettings: { loggingLevel: oneOf("ERROR", "INFO") } },
  }),
  "apigatewayv2-stage-access-logging": rule("apigatewayv2.Stage", {
    title: "API Gateway HTTP and WebSocket API stages must have access logging enabled",
    severity: "medium",
    preset: "all",
    controls: { fsbp: "APIGateway.9", pci: ["10.2.1.1", "10.2.1.2"], soc2: "A1.2", iso27001: "A.8.15" },
    equivalents: [
      "CKV_AWS_76",
      "AVD-AWS-0001",
      "AVD-AWS-0116",
      "AwsSolutions-APIG1",
      "compliance-policies:aws-apigatewayv2-stage-enable-access-logging",
      "compliance-policies:aws-apigatewayv2-stage-configure-access-logging",
    ],
    fix: "Set `accessLogSettings` with a `format` and the `destinationArn` of a log group.",
    docs: "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging.html",
    require: { accessLogSettings: { destinationArn: present } },
  }),
  "apigatewayv2-domain-tls-1-2": rule("apigatewayv2.DomainName", {
    title: "API Gateway HTTP API domain names must require TLS 1.2 or newer",
    severity: "high",
    equivalents: [
      "compliance-policies:aws-apigatewayv2-domainname-configure-domain-name-security-policy",
      "compliance-policies:aws-apigatewayv2-domainname-enable-domain-name-configuration",
    ],
    fix: 'Set `securityPolicy: "TLS_1_2"` in `domainNameConfiguration`.',
    docs: "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-custom-domain-tls-version.html",
    require: { domainNameConfiguration: { securityPolicy: noneOf("TLS_1_0") } },
  }),
};
