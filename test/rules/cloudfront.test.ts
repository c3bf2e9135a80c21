import { cloudfront } from "../../src/rules/aws/cloudfront.js";
import { ref, res, suite, unknown } from "../suite.js";
import { webAcl } from "./web-acls.js";

const behavior = (viewerProtocolPolicy: string, targetOriginId = "shop") => ({ viewerProtocolPolicy, targetOriginId });
const origin = (originProtocolPolicy: string, originSslProtocols: readonly string[] = ["TLSv1.2"]) => ({
  originId: "shop",
  domainName: "shop.example.com",
  customOriginConfig: { originProtocolPolicy, originSslProtocols, httpPort: 80, httpsPort: 443 },
});
const bucket = { originId: "files", domainName: "files.s3.us-east-1.amazonaws.com" };
const distribution = res("cloudfront.Distribution", "shop", { origins: [bucket] });
const certificate = (minimumProtocolVersion: string) => ({
  viewerCertificate: {
    acmCertificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/0a1b",
    sslSupportMethod: "sni-only",
    minimumProtocolVersion,
  },
});
const at = (domainName: string) => ({
  origins: [{ ...origin("http-only"), domainName }],
  defaultCacheBehavior: behavior("https-only"),
});
const balancer = res("lb.LoadBalancer", "balancer", {});

const behindAcl = (name: string) => [webAcl(name), res("cloudfront.Distribution", "site", { webAclId: ref("acl", "arn") })];

suite(cloudfront, {
  "cloudfront-distribution-viewer-https": {
    pass: [{ defaultCacheBehavior: behavior("redirect-to-https"), orderedCacheBehaviors: [behavior("https-only")] }],
    fail: [
      { defaultCacheBehavior: behavior("allow-all") },
      { defaultCacheBehavior: behavior("https-only"), orderedCacheBehaviors: [behavior("https-only"), behavior("allow-all")] },
    ],
    unknown: [{ defaultCacheBehavior: behavior(unknown) }],
  },
  "cloudfront-distribution-viewer-tls-1-2": {
    pass: [
      certificate("TLSv1.2_2021"),
      certificate("TLSv1.3_2025"),
      { viewerCertificate: { iamCertificateId: "ASCA1", sslSupportMethod: "vip", minimumProtocolVersion: "TLSv1.2_2018" } },
      [
        res("acm.Certificate", "own", {}),
        res("cloudfront.Distribution", "cdn", {
          viewerCertificate: { acmCertificateArn: ref("own", "arn"), minimumProtocolVersion: "TLSv1.2_2021" },
        }),
      ],
      { viewerCertificate: { ...certificate("TLSv1.2_2021").viewerCertificate, cloudfrontDefaultCertificate: false } },
    ],
    fail: [
      { of: { viewerCertificate: { cloudfrontDefaultCertificate: true } }, message: "TLS 1." },
      certificate("TLSv1.1_2016"),
      { viewerCertificate: { cloudfrontDefaultCertificate: true, minimumProtocolVersion: "TLSv1.2_2021" } },
      { viewerCertificate: { minimumProtocolVersion: "TLSv1.2_2021" } },
      { viewerCertificate: { acmCertificateArn: "", cloudfrontDefaultCertificate: true, minimumProtocolVersion: "TLSv1.2_2021" } },
      { viewerCertificate: { acmCertificateArn: unknown, minimumProtocolVersion: "TLSv1" } },
      { viewerCertificate: { acmCertificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/0a1b", sslSupportMethod: "sni-only" } },
    ],
    unknown: [
      { viewerCertificate: unknown },
      { viewerCertificate: { acmCertificateArn: unknown, minimumProtocolVersion: unknown } },
      { viewerCertificate: { acmCertificateArn: unknown, minimumProtocolVersion: "TLSv1.2_2021" } },
    ],
  },
  "cloudfront-distribution-origin-https": {
    pass: [
      { origins: [origin("https-only"), bucket], defaultCacheBehavior: behavior("allow-all") },
      { origins: [origin("match-viewer")], defaultCacheBehavior: behavior("redirect-to-https") },
      at("shop.s3-website-us-east-1.amazonaws.com"),
      at("shop.s3-website.eu-central-1.amazonaws.com"),
      at("shop.s3-website.cn-north-1.amazonaws.com.cn"),
    ],
    fail: [
      { of: { origins: [origin("http-only")], defaultCacheBehavior: behavior("https-only") }, message: "is fetched over HTTP" },
      at("s3-website.example.com"),
      at("shop.s3.us-east-1.amazonaws.com"),
      [balancer, res("cloudfront.Distribution", "cdn", at(ref("balancer", "dnsName")))],
      {
        origins: [bucket, origin("match-viewer")],
        defaultCacheBehavior: behavior("https-only", "files"),
        orderedCacheBehaviors: [behavior("allow-all")],
      },
    ],
    unknown: [
      { origins: unknown },
      at(unknown),
      { origins: [origin(unknown)], defaultCacheBehavior: behavior("https-only") },
      [res("s3.Bucket", "site", {}), res("cloudfront.Distribution", "cdn", at(ref("site", "websiteEndpoint")))],
      [res("s3.BucketWebsiteConfiguration", "site", {}), res("cloudfront.Distribution", "cdn", at(ref("site", "websiteEndpoint")))],
    ],
  },
  "cloudfront-distribution-origin-tls-1-2": {
    pass: [{ origins: [origin("https-only"), bucket] }],
    fail: [{ origins: [bucket, origin("https-only", ["TLSv1.1", "TLSv1.2"])] }],
    unknown: [{ origins: [origin("https-only", [unknown])] }],
  },
  "cloudfront-distribution-s3-origin-access-control": {
    pass: [
      { origins: [{ ...bucket, originAccessControlId: "E1" }, origin("https-only")] },
      { origins: [{ ...bucket, s3OriginConfig: { originAccessIdentity: "origin-access-identity/cloudfront/E1" } }] },
    ],
    fail: [
      { origins: [bucket] },
      { origins: [{ ...bucket, domainName: "files.s3.amazonaws.com", s3OriginConfig: { originAccessIdentity: "" } }] },
    ],
    unknown: [{ origins: [{ ...bucket, domainName: unknown }] }, { origins: [{ ...bucket, originAccessControlId: unknown }] }],
  },
  "cloudfront-distribution-waf": {
    pass: [{ webAclId: "arn:aws:wafv2:us-east-1:123456789012:global/webacl/shop/0a1b" }],
    fail: [{}],
    unknown: [{ webAclId: unknown }],
  },
  "cloudfront-distribution-access-logging": {
    pass: [
      { loggingConfig: { bucket: "logs.s3.amazonaws.com" } },
      [distribution, res("cloudwatch.LogDeliverySource", "source", { logType: "ACCESS_LOGS", resourceArn: ref("shop", "arn") })],
    ],
    fail: [{ of: [distribution], message: "has neither `loggingConfig.bucket` nor a cloudwatch.LogDeliverySource" }],
    unknown: [{ loggingConfig: unknown }],
  },
  "cloudfront-distribution-default-root-object": {
    good: { origins: [{ ...bucket, originAccessControlId: "E2" }], defaultRootObject: "index.html" },
    pass: [{ origins: [bucket], defaultRootObject: "index.html" }, { origins: [origin("https-only")] }],
    fail: [{ origins: [bucket] }, { origins: [origin("https-only"), bucket] }],
    unknown: [{ origins: [bucket], defaultRootObject: unknown }],
  },
  "cloudfront-distribution-custom-certificate": {
    good: {
      aliases: ["www.example.com"],
      viewerCertificate: {
        ...{ acmCertificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/1", sslSupportMethod: "sni-only" },
        minimumProtocolVersion: "TLSv1.2_2021",
      },
    },
    pass: [{ viewerCertificate: { iamCertificateId: "ASCA1" } }],
    fail: [{ viewerCertificate: { cloudfrontDefaultCertificate: true } }],
    unknown: [{ viewerCertificate: unknown }],
  },
  "cloudfront-distribution-sni": {
    good: { viewerCertificate: { acmCertificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/1", sslSupportMethod: "sni-only" } },
    pass: [{ viewerCertificate: { cloudfrontDefaultCertificate: true } }],
    fail: [{ viewerCertificate: { acmCertificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/1", sslSupportMethod: "vip" } }],
    unknown: [{ viewerCertificate: { sslSupportMethod: unknown } }],
  },
  "cloudfront-distribution-origin-failover": {
    good: {
      originGroups: [{ originId: "site", failoverCriteria: { statusCodes: [500, 502] }, members: [{ originId: "a" }, { originId: "b" }] }],
    },
    pass: [{ originGroups: [{ originId: "site", failoverCriteria: { statusCodes: [500] }, members: [] }] }],
    fail: [{ enabled: true }],
    unknown: [{ originGroups: unknown }],
  },
  "cloudfront-response-headers-hsts": {
    good: {
      securityHeadersConfig: { strictTransportSecurity: { accessControlMaxAgeSec: 31536000, includeSubdomains: true, override: true } },
    },
    pass: [{ securityHeadersConfig: { strictTransportSecurity: { accessControlMaxAgeSec: 63072000, override: true } } }],
    fail: [
      { name: "cors" },
      { securityHeadersConfig: { contentTypeOptions: { override: true } } },
      { securityHeadersConfig: { strictTransportSecurity: { accessControlMaxAgeSec: 300, override: true } } },
    ],
    unknown: [{ securityHeadersConfig: unknown }],
  },
  "cloudfront-distribution-response-headers-policy": {
    pass: [{ defaultCacheBehavior: { responseHeadersPolicyId: "67f7725c-6f97-4210-82d7-5512b31e9d03" } }],
    fail: [
      { defaultCacheBehavior: { targetOriginId: "site", viewerProtocolPolicy: "redirect-to-https" } },
      { defaultCacheBehavior: { responseHeadersPolicyId: "67f7725c" }, orderedCacheBehaviors: [{ pathPattern: "/api/*" }] },
    ],
    unknown: [{ defaultCacheBehavior: { responseHeadersPolicyId: unknown } }],
  },
  "cloudfront-distribution-enabled": {
    pass: [{ enabled: true }],
    fail: [{ enabled: false }],
    unknown: [{ enabled: unknown }],
  },
  "cloudfront-distribution-geo-restriction": {
    pass: [{ restrictions: { geoRestriction: { restrictionType: "whitelist", locations: ["DE", "FR"] } } }],
    fail: [
      { restrictions: { geoRestriction: { restrictionType: "none" } } },
      { restrictions: { geoRestriction: { restrictionType: "whitelist", locations: [] } } },
    ],
    unknown: [{ restrictions: unknown }],
  },
  "cloudfront-distribution-origin-https-only": {
    pass: [
      { enabled: false, origins: [{ originId: "b", customOriginConfig: { originProtocolPolicy: "http-only" } }] },
      {
        origins: [
          { domainName: "b.s3-website-us-east-1.amazonaws.com", originId: "b", customOriginConfig: { originProtocolPolicy: "http-only" } },
        ],
      },
      { origins: [{ domainName: "shop.example.com", originId: "shop", customOriginConfig: { originProtocolPolicy: "https-only" } }] },
      { origins: [{ domainName: "site.s3.us-east-1.amazonaws.com", originId: "site" }] },
    ],
    fail: [
      { origins: [{ domainName: "shop.example.com", originId: "shop", customOriginConfig: { originProtocolPolicy: "match-viewer" } }] },
      {
        origins: [
          { domainName: "a", originId: "a" },
          { originId: "b", customOriginConfig: { originProtocolPolicy: "http-only" } },
        ],
      },
    ],
    unknown: [{ origins: unknown }],
  },
  "cloudfront-distribution-waf-log4j": {
    pass: [behindAcl("AWSManagedRulesKnownBadInputsRuleSet"), [res("cloudfront.Distribution", "site", {})]],
    fail: [behindAcl("AWSManagedRulesCommonRuleSet")],
    unknown: [[webAcl("AWSManagedRulesCommonRuleSet"), res("cloudfront.Distribution", "site", { webAclId: unknown })]],
  },
});
