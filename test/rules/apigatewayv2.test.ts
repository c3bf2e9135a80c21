import { apigatewayv2 } from "../../src/rules/aws/apigatewayv2.js";
import { ref, res, suite, unknown } from "../suite.js";

const api = (protocolType: string) => res("apigatewayv2.Api", "api", { protocolType });
const route = (routeKey: string, more: object = {}) => res("apigatewayv2.Route", "route", { apiId: ref("api"), routeKey, ...more });

suite(apigatewayv2, {
  "apigatewayv2-stage-throttling": {
    pass: [{ apiId: "a", defaultRouteSettings: { throttlingBurstLimit: 100, throttlingRateLimit: 50 } }],
    fail: [{ apiId: "a" }, { apiId: "a", defaultRouteSettings: { throttlingBurstLimit: 100 } }],
    unknown: [{ apiId: "a", defaultRouteSettings: { throttlingBurstLimit: unknown, throttlingRateLimit: 50 } }],
  },
  "apigatewayv2-route-authorization": {
    good: [
      res("apigatewayv2.Api", "api", { protocolType: "HTTP" }),
      res("apigatewayv2.Authorizer", "users", {
        apiId: ref("api"),
        authorizerType: "JWT",
        name: "users",
        identitySources: ["$request.header.Authorization"],
        jwtConfiguration: { issuer: "https://login.example.com", audiences: ["shop"] },
      }),
      res("apigatewayv2.Route", "route", { apiId: ref("api"), routeKey: "GET /", authorizationType: "JWT", authorizerId: ref("users") }),
    ],
    pass: [
      [api("HTTP"), route("GET /", { authorizationType: "JWT" })],
      [api("HTTP"), route("OPTIONS /")],
      [api("WEBSOCKET"), route("sendMessage")],
    ],
    fail: [
      { of: [api("HTTP"), route("GET /")], message: 'expected "JWT", "AWS_IAM" or "CUSTOM"' },
      [api("HTTP"), route("$default", { authorizationType: "NONE" })],
      [api("WEBSOCKET"), route("$connect")],
      [api("WEBSOCKET"), route("$connect", { apiKeyRequired: true })],
    ],
    unknown: [
      [api("HTTP"), route("GET /", { authorizationType: unknown })],
      [api(unknown), route("sendMessage")],
    ],
  },
  "apigatewayv2-stage-execution-logging": {
    pass: [
      [
        res("apigatewayv2.Api", "chat", { protocolType: "WEBSOCKET" }),
        res("apigatewayv2.Stage", "prod", { apiId: ref("chat"), defaultRouteSettings: { loggingLevel: "ERROR" } }),
      ],
      [res("apigatewayv2.Api", "web", { protocolType: "HTTP" }), res("apigatewayv2.Stage", "prod", { apiId: ref("web") })],
    ],
    fail: [
      [res("apigatewayv2.Api", "chat", { protocolType: "WEBSOCKET" }), res("apigatewayv2.Stage", "prod", { apiId: ref("chat") })],
      [
        res("apigatewayv2.Api", "chat", { protocolType: "WEBSOCKET" }),
        res("apigatewayv2.Stage", "prod", { apiId: ref("chat"), defaultRouteSettings: { loggingLevel: "OFF" } }),
      ],
    ],
    unknown: [
      [res("apigatewayv2.Api", "chat", { protocolType: unknown }), res("apigatewayv2.Stage", "prod", { apiId: ref("chat") })],
      [
        res("apigatewayv2.Api", "chat", { protocolType: "WEBSOCKET" }),
        res("apigatewayv2.Stage", "prod", { apiId: ref("chat"), defaultRouteSettings: unknown }),
      ],
    ],
  },
  "apigatewayv2-stage-access-logging": {
    pass: [{ accessLogSettings: { destinationArn: "arn:aws:logs:us-east-1:123456789012:log-group:api" } }],
    fail: [{}],
    unknown: [{ accessLogSettings: unknown }],
  },
  "apigatewayv2-domain-tls-1-2": {
    good: {
      domainName: "api.example.com",
      domainNameConfiguration: { certificateArn: "arn:aws:acm:x", endpointType: "REGIONAL", securityPolicy: "TLS_1_2" },
    },
    pass: [{ domainNameConfiguration: { certificateArn: "arn:aws:acm:x", endpointType: "REGIONAL", securityPolicy: "TLS_1_2" } }],
    fail: [
      {
        domainName: "api.example.com",
        domainNameConfiguration: { certificateArn: "arn:aws:acm:x", endpointType: "REGIONAL", securityPolicy: "TLS_1_0" },
      },
    ],
    unknown: [{ domainNameConfiguration: unknown }],
  },
});
