import { cloudfrontOrigins } from "../../src/rules/aws/cloudfront-origins.js";
import { suite, unknown } from "../suite.js";

const custom = (originSslProtocols: readonly string[]) => ({
  originId: "shop",
  domainName: "shop.example.com",
  customOriginConfig: { originProtocolPolicy: "https-only", originSslProtocols, httpPort: 80, httpsPort: 443 },
});
const files = { originId: "files", domainName: "files.s3.us-east-1.amazonaws.com" };
const identity = (originAccessIdentity: string) => ({ ...files, s3OriginConfig: { originAccessIdentity } });
const policy = (minimumProtocolVersion: string) => ({
  viewerCertificate: { acmCertificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/0a1b", minimumProtocolVersion },
});

suite(cloudfrontOrigins, {
  "cloudfront-distribution-origin-no-sslv3": {
    pass: [{ origins: [custom(["TLSv1.2"])] }, { origins: [custom(["TLSv1"])] }, { origins: [files] }],
    fail: [{ origins: [custom(["SSLv3", "TLSv1.2"])] }],
    unknown: [{ origins: unknown }],
  },
  "cloudfront-distribution-origin-access-control": {
    pass: [
      { origins: [{ ...files, originAccessControlId: "E2" }] },
      { origins: [{ ...identity(""), originAccessControlId: "E2" }] },
      { origins: [custom(["TLSv1.2"])] },
    ],
    fail: [{ origins: [identity("origin-access-identity/cloudfront/E1")] }],
    unknown: [{ origins: unknown }],
  },
  "cloudfront-distribution-recommended-tls-policy": {
    pass: [policy("TLSv1.2_2021"), policy("TLSv1.3_2025"), {}],
    fail: [policy("TLSv1.2_2019"), policy("TLSv1.2_2018")],
    unknown: [{ viewerCertificate: unknown }],
  },
  "cloudfront-distribution-custom-origin-root-object": {
    pass: [{ origins: [custom(["TLSv1.2"])], defaultRootObject: "index.html" }, { origins: [files] }],
    fail: [{ origins: [custom(["TLSv1.2"])] }],
    unknown: [{ origins: [custom(["TLSv1.2"])], defaultRootObject: unknown }],
  },
});
