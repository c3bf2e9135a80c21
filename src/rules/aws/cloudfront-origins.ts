import { absent, empty, every, noneOf, present, unless } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";

export const cloudfrontOrigins = {
  "cloudfront-distribution-origin-no-sslv3": rule("cloudfront.Distribution", {
    title: "CloudFront distributions must not connect to their origins by SSLv3",
    severity: "medium",
    controls: { fsbp: "CloudFront.10", pci: ["1.2.5", "2.2.5"] },
    equivalents: ["CKV2_AWS_54", "AwsSolutions-CFR5", "compliance-policies:aws-cloudfront-distribution-configure-secure-tls-to-origin"],
    covers: ["cloudfront-distribution-origin-tls-1-2"],
    fix: 'Set `originSslProtocols: ["TLSv1.2"]` in every `customOriginConfig`.',
    docs: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesOrigin.html",
    require: { origins: every({ customOriginConfig: { originSslProtocols: every(noneOf("SSLv3")) } }) },
  }),
  "cloudfront-distribution-origin-access-control": rule("cloudfront.Distribution", {
    title: "CloudFront distributions must not use origin access identities",
    severity: "low",
    preset: "all",
    controls: { fsbp: "CloudFront.13", pci: "10.3.4" },
    equivalents: ["AwsSolutions-CFR7"],
    fix:
      "Create a `cloudfront.OriginAccessControl`, set its id as `originAccessControlId`, and remove `originAccessIdentity`; " +
      "the policy of the bucket has to allow the distribution.",
    why: "Origin access identities are the old form: they sign no writes and no requests for objects encrypted with a KMS key.",
    docs: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html",
    require: { origins: every(unless({ originAccessControlId: present }, { s3OriginConfig: { originAccessIdentity: empty } })) },
  }),
  "cloudfront-distribution-recommended-tls-policy": rule("cloudfront.Distribution", {
    title: "CloudFront distributions must use a recommended TLS policy for viewers",
    severity: "low",
    preset: "all",
    controls: { fsbp: "CloudFront.15", pci: ["1.2.5", "2.2.5"] },
    fix: 'Set `minimumProtocolVersion: "TLSv1.2_2021"` or a newer policy in `viewerCertificate`.',
    why: "The policies of 2018 and 2019 allow ciphers without authenticated encryption. Older ones are `cloudfront-distribution-viewer-tls-1-2`.",
    docs: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/secure-connections-supported-viewer-protocols-ciphers.html",
    require: { viewerCertificate: { minimumProtocolVersion: noneOf("TLSv1.2_2018", "TLSv1.2_2019") } },
  }),
  "cloudfront-distribution-custom-origin-root-object": rule("cloudfront.Distribution", {
    title: "CloudFront distributions with custom origins must have a default root object",
    severity: "low",
    preset: "all",
    equivalents: ["CKV_AWS_305"],
    fix: 'Set `defaultRootObject: "index.html"`; an origin that answers for "/" itself does not need it.',
    why: "Distributions with an S3 origin are `cloudfront-distribution-default-root-object`.",
    docs: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DefaultRootObject.html",
    forbid: { defaultRootObject: absent, origins: every({ customOriginConfig: present }) },
    message: "is unset",
    at: "defaultRootObject",
  }),
};
