import { cloudfront } from "../../src/rules/cloudfront.js";
import { ref, res, suite, unknown } from "../suite.js";

const behavior = (viewerProtocolPolicy: string, targetOriginId = "shop") => ({ viewerProtocolPolicy, targetOriginId });
const origin = (originProtocolPolicy: string, originSslProtocols: readonly string[] = ["TLSv1.2"]) => ({
  originId: "shop",
  domainName: "shop.example.com",
  customOriginConfig: { originProtocolPolicy, originSslProtocols, httpPort: 80, httpsPort: 443 },
});
const bucket = { originId: "files", domainName: "files.s3.us-east-1.amazonaws.com" };
const distribution = res("cloudfront.Distribution", "shop", { origins: [bucket] });

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
      { viewerCertificate: { minimumProtocolVersion: "TLSv1.2_2021" } },
      { viewerCertificate: { minimumProtocolVersion: "TLSv1.3_2025" } },
    ],
    fail: [
      { viewerCertificate: { cloudfrontDefaultCertificate: true } },
      { viewerCertificate: { minimumProtocolVersion: "TLSv1.1_2016" } },
    ],
    unknown: [{ viewerCertificate: unknown }],
  },
  "cloudfront-distribution-origin-https": {
    pass: [
      { origins: [origin("https-only"), bucket], defaultCacheBehavior: behavior("allow-all") },
      { origins: [origin("match-viewer")], defaultCacheBehavior: behavior("redirect-to-https") },
    ],
    fail: [
      { origins: [origin("http-only")], defaultCacheBehavior: behavior("https-only") },
      {
        origins: [bucket, origin("match-viewer")],
        defaultCacheBehavior: behavior("https-only", "files"),
        orderedCacheBehaviors: [behavior("allow-all")],
      },
    ],
    unknown: [{ origins: unknown }, { origins: [origin(unknown)], defaultCacheBehavior: behavior("https-only") }],
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
    fail: [[distribution]],
    unknown: [{ loggingConfig: unknown }],
  },
});
