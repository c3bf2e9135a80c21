/** The edge of the serverless API: certificate, firewall, CloudFront with its logs, names. */
import { ref, res, type Spec } from "../../src/testing/case.js";
import { administered, managedRules, policy } from "./parts.js";
import { account } from "./state.js";

const inEdge = { provider: "us-east-1" };
export const edge: Spec[] = [
  res("acm.Certificate", "edge-certificate", { domainName: "orders.example.com", validationMethod: "DNS" }, inEdge),
  res("acm.CertificateValidation", "edge-certificate-valid", { certificateArn: ref("edge-certificate", "arn") }, inEdge),
  res(
    "wafv2.WebAcl",
    "firewall",
    {
      scope: "CLOUDFRONT",
      defaultAction: { allow: {} },
      rules: [
        managedRules("common", 1, "AWSManagedRulesCommonRuleSet"),
        managedRules("known-bad-inputs", 2, "AWSManagedRulesKnownBadInputsRuleSet"),
        managedRules("ip-reputation", 3, "AWSManagedRulesAmazonIpReputationList"),
        {
          name: "rate",
          priority: 4,
          action: { block: {} },
          statement: { rateBasedStatement: { limit: 2000, aggregateKeyType: "IP" } },
          visibilityConfig: { cloudwatchMetricsEnabled: true, sampledRequestsEnabled: true, metricName: "rate" },
        },
      ] as never,
      visibilityConfig: { cloudwatchMetricsEnabled: true, sampledRequestsEnabled: true, metricName: "firewall" },
    },
    inEdge,
  ),
  res(
    "cloudwatch.LogGroup",
    "firewall-logs",
    { name: "aws-waf-logs-orders", retentionInDays: 365, kmsKeyId: ref("edge-logs-key", "arn") },
    inEdge,
  ),
  res(
    "kms.Key",
    "edge-logs-key",
    {
      enableKeyRotation: true,
      deletionWindowInDays: 30,
      policy: policy(administered, {
        Effect: "Allow",
        Principal: { Service: "logs.us-east-1.amazonaws.com" },
        Action: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"],
        Resource: "*",
        Condition: { ArnLike: { "kms:EncryptionContext:aws:logs:arn": `arn:aws:logs:us-east-1:${account}:*` } },
      }),
    },
    { provider: "us-east-1", protect: true },
  ),
  res(
    "wafv2.WebAclLoggingConfiguration",
    "firewall-logging",
    {
      resourceArn: ref("firewall", "arn"),
      logDestinationConfigs: [ref("firewall-logs", "arn")],
      redactedFields: [{ singleHeader: { name: "authorization" } }],
    },
    inEdge,
  ),
  res("cloudfront.OriginAccessControl", "site-access", {
    originAccessControlOriginType: "s3",
    signingBehavior: "always",
    signingProtocol: "sigv4",
  }),
  res("cloudfront.ResponseHeadersPolicy", "security-headers", {
    securityHeadersConfig: {
      strictTransportSecurity: { accessControlMaxAgeSec: 63_072_000, includeSubdomains: true, preload: true, override: true },
      contentTypeOptions: { override: true },
      frameOptions: { frameOption: "DENY", override: true },
      referrerPolicy: { referrerPolicy: "same-origin", override: true },
      contentSecurityPolicy: { contentSecurityPolicy: "default-src 'self'", override: true },
    },
  }),
  res("cloudfront.Distribution", "cdn", {
    enabled: true,
    isIpv6Enabled: true,
    httpVersion: "http2and3",
    aliases: ["orders.example.com"],
    defaultRootObject: "index.html",
    webAclId: ref("firewall", "arn"),
    origins: [
      { originId: "site", domainName: ref("site", "bucketRegionalDomainName"), originAccessControlId: ref("site-access") },
      {
        originId: "api",
        domainName: "api.orders.example.com",
        customOriginConfig: { httpPort: 80, httpsPort: 443, originProtocolPolicy: "https-only", originSslProtocols: ["TLSv1.2"] },
      },
    ],
    defaultCacheBehavior: {
      targetOriginId: "site",
      viewerProtocolPolicy: "redirect-to-https",
      allowedMethods: ["GET", "HEAD"],
      cachedMethods: ["GET", "HEAD"],
      cachePolicyId: "658327ea-f89d-4fab-a63d-7e88639e58f6",
      responseHeadersPolicyId: ref("security-headers"),
      compress: true,
    },
    orderedCacheBehaviors: [
      {
        pathPattern: "/orders*",
        targetOriginId: "api",
        viewerProtocolPolicy: "https-only",
        allowedMethods: ["GET", "HEAD", "OPTIONS", "PUT", "PATCH", "POST", "DELETE"],
        cachedMethods: ["GET", "HEAD"],
        cachePolicyId: "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
        originRequestPolicyId: "b689b0a8-53d0-40ab-baf2-68738e2966ac",
        responseHeadersPolicyId: ref("security-headers"),
      },
    ],
    restrictions: { geoRestriction: { restrictionType: "none" } },
    viewerCertificate: {
      acmCertificateArn: ref("edge-certificate-valid", "certificateArn"),
      minimumProtocolVersion: "TLSv1.2_2021",
      sslSupportMethod: "sni-only",
    },
  }),
  res("cloudwatch.LogDeliverySource", "cdn-log-source", { name: "cdn", logType: "ACCESS_LOGS", resourceArn: ref("cdn", "arn") }, inEdge),
  res(
    "cloudwatch.LogDeliveryDestination",
    "cdn-log-destination",
    { name: "cdn", deliveryDestinationConfiguration: { destinationResourceArn: ref("firewall-logs", "arn") } },
    inEdge,
  ),
  res(
    "cloudwatch.LogDelivery",
    "cdn-log-delivery",
    { deliverySourceName: ref("cdn-log-source", "name"), deliveryDestinationArn: ref("cdn-log-destination", "arn") },
    inEdge,
  ),
  ...(["A", "AAAA"] as const).map((type) =>
    res("route53.Record", `site-${type.toLowerCase()}`, {
      zoneId: "Z0123456789ABCDEFGHIJ",
      name: "orders.example.com",
      type,
      aliases: [{ name: ref("cdn", "domainName"), zoneId: ref("cdn", "hostedZoneId"), evaluateTargetHealth: false }],
    }),
  ),
  res("route53.Record", "api-a", {
    zoneId: "Z0123456789ABCDEFGHIJ",
    name: "api.orders.example.com",
    type: "A",
    aliases: [
      {
        name: ref("api-domain", "targetDomainName"),
        zoneId: ref("api-domain", "hostedZoneId"),
        evaluateTargetHealth: true,
      },
    ],
  }),
  res("budgets.Budget", "monthly", {
    budgetType: "COST",
    timeUnit: "MONTHLY",
    limitAmount: "500",
    limitUnit: "USD",
    notifications: [
      {
        comparisonOperator: "GREATER_THAN",
        threshold: 80,
        thresholdType: "PERCENTAGE",
        notificationType: "FORECASTED",
        subscriberEmailAddresses: ["platform@example.com"],
      },
    ],
  }),
];
