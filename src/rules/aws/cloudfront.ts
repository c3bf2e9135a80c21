import { endsAsHost } from "../../iam/document/partitions.js";
import {
  absent,
  atLeast,
  either,
  every,
  except,
  matches,
  nonEmpty,
  noneOf,
  oneOf,
  present,
  some,
  unless,
  unsetOr,
} from "../../language/pattern.js";
import { rule } from "../../language/rule.js";
import { filteredBy } from "../../views/web-acls.js";
import { log4j } from "../helpers/log4j.js";
import { list, quoted, text } from "../helpers/read.js";

const overHttp = (policy: string): string => `is fetched over HTTP: originProtocolPolicy is "${policy}"`;
const website = endsAsHost("\\.s3-website[.-][a-z0-9-]+");
const certificates = ["acmCertificateArn", "iamCertificateId"] as const;
type Certificate = (typeof certificates)[number];
const toS3 = matches(endsAsHost("\\.s3([.-][a-z0-9-]+)?"), "an S3 bucket");

export const cloudfront = {
  "cloudfront-distribution-viewer-https": rule("cloudfront.Distribution", {
    title: "CloudFront distributions must require HTTPS from viewers",
    severity: "medium",
    controls: { fsbp: "CloudFront.3", pci: ["1.2.5", "2.2.5"], hipaa: "164.308(a)(4)(ii)(A)" },
    equivalents: ["CKV_AWS_34", "AVD-AWS-0012", "compliance-policies:aws-cloudfront-distribution-disallow-unencrypted-traffic"],
    fix: 'Set `viewerProtocolPolicy: "redirect-to-https"` in every cache behavior.',
    docs: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-https-viewers-to-cloudfront.html",
    require: {
      defaultCacheBehavior: { viewerProtocolPolicy: noneOf("allow-all") },
      orderedCacheBehaviors: every({ viewerProtocolPolicy: noneOf("allow-all") }),
    },
  }),
  "cloudfront-distribution-viewer-tls-1-2": rule("cloudfront.Distribution", {
    title: "CloudFront distributions must require TLS 1.2 or newer from viewers",
    severity: "medium",
    controls: { fsbp: "CloudFront.15", pci: ["1.2.5", "2.2.5"] },
    equivalents: [
      "CKV_AWS_174",
      "AVD-AWS-0013",
      "AwsSolutions-CFR4",
      "compliance-policies:aws-cloudfront-distribution-configure-secure-tls",
    ],
    fix:
      'Set `viewerCertificate: { acmCertificateArn, sslSupportMethod: "sni-only", minimumProtocolVersion: "TLSv1.2_2021" }`, ' +
      "with a certificate in us-east-1 for the domain names in `aliases`.",
    why: "With its default certificate CloudFront speaks TLS 1.0, whatever `minimumProtocolVersion` is.",
    docs: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/secure-connections-supported-viewer-protocols-ciphers.html",
    check: ({ viewerCertificate: used }, { at, isUnknown, isOutput }) => {
      const isOpen = (key: Certificate): boolean => isUnknown(`viewerCertificate.${key}`);
      const isGiven = (key: Certificate): boolean => isOutput(`viewerCertificate.${key}`) || (!isOpen(key) && text(used?.[key]) !== "");
      const isOwn = certificates.some(isGiven);
      if ((isOwn || certificates.some(isOpen)) && !/^TLSv1\.[23]/.test(text(used?.minimumProtocolVersion)))
        return at("viewerCertificate.minimumProtocolVersion", `is ${quoted(used?.minimumProtocolVersion)}, expected TLS 1.2 or newer`);
      if (isOwn || certificates.some((key) => text(used?.[key]) !== "")) return false;
      return at("viewerCertificate", "uses the default certificate, which allows TLS 1.0");
    },
  }),
  "cloudfront-distribution-origin-https": rule("cloudfront.Distribution", {
    title: "CloudFront distributions must connect to their origins over HTTPS",
    severity: "medium",
    controls: { fsbp: "CloudFront.9", pci: ["1.2.5", "2.2.5"], iso27001: "A.8.24" },
    equivalents: ["compliance-policies:aws-cloudfront-distribution-enable-tls-to-origin"],
    fix: 'Set `originProtocolPolicy: "https-only"` in the `customOriginConfig` of every origin; the origin needs a certificate for its domain name.',
    docs: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-https-cloudfront-to-custom-origin.html",
    why:
      "The website endpoint of a bucket speaks HTTP alone, so it is left alone here. " +
      "A domain that is not known yet may be one only where a bucket of the stack is an origin.",
    with: { websites: "origins -> s3.BucketWebsiteConfiguration", buckets: "origins -> s3.Bucket" },
    check: (distribution, { each, isOutput }) =>
      each(distribution, "origins", (origin, i) => {
        const policy = text(origin?.customOriginConfig?.originProtocolPolicy);
        const behaviors = [distribution.defaultCacheBehavior, ...list(distribution.orderedCacheBehaviors)];
        const isPlain = (): boolean =>
          behaviors.some((b) => b?.targetOriginId === origin?.originId && b?.viewerProtocolPolicy === "allow-all");
        if (policy !== "http-only" && !(policy === "match-viewer" && isPlain())) return false;
        const isElsewhere = isOutput(`origins[${i}].domainName`) && distribution.websites.length + distribution.buckets.length === 0;
        return (isElsewhere || !website.test(text(origin?.domainName).toLowerCase())) && overHttp(policy);
      }),
  }),
  "cloudfront-distribution-origin-tls-1-2": rule("cloudfront.Distribution", {
    title: "CloudFront distributions must connect to their origins with TLS 1.2",
    severity: "medium",
    equivalents: ["AwsSolutions-CFR5", "compliance-policies:aws-cloudfront-distribution-configure-secure-tls-to-origin"],
    fix: 'Set `originSslProtocols: ["TLSv1.2"]` in every `customOriginConfig`.',
    docs: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesOrigin.html",
    require: { origins: every({ customOriginConfig: { originSslProtocols: every(noneOf("SSLv3", "TLSv1", "TLSv1.1")) } }) },
  }),
  "cloudfront-distribution-s3-origin-access-control": rule("cloudfront.Distribution", {
    title: "CloudFront distributions must reach S3 origins through an origin access control",
    severity: "medium",
    controls: { fsbp: "CloudFront.13", pci: "10.3.4" },
    equivalents: ["CKV2_AWS_46", "AwsSolutions-CFR7", "AwsSolutions-CFR6"],
    fix:
      "Create a `cloudfront.OriginAccessControl`, set its id as `originAccessControlId` of every S3 origin, " +
      "and allow only this distribution in the policy of the bucket.",
    docs: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html",
    require: {
      origins: every(
        unless(
          either({ domainName: except(toS3) }, { customOriginConfig: present }, { s3OriginConfig: { originAccessIdentity: present } }),
          { originAccessControlId: present },
        ),
      ),
    },
  }),
  "cloudfront-distribution-waf": rule("cloudfront.Distribution", {
    title: "CloudFront distributions must have an AWS WAF web ACL",
    severity: "medium",
    preset: "all",
    controls: { fsbp: "CloudFront.6", pci: ["1.2.8", "1.3.1"] },
    equivalents: [
      "CKV_AWS_68",
      "CKV2_AWS_47",
      "AVD-AWS-0011",
      "AwsSolutions-CFR2",
      "compliance-policies:aws-cloudfront-distribution-configure-waf",
    ],
    fix: 'Set `webAclId` to the ARN of a `wafv2.WebAcl` with `scope: "CLOUDFRONT"`, created in us-east-1.',
    docs: "https://docs.aws.amazon.com/waf/latest/developerguide/cloudfront-features.html",
    require: { webAclId: present },
  }),
  "cloudfront-distribution-access-logging": rule("cloudfront.Distribution", {
    title: "CloudFront distributions must have access logging enabled",
    severity: "medium",
    preset: "all",
    controls: { fsbp: "CloudFront.5", pci: ["10.2.1.1", "10.2.1.2"], soc2: "A1.2", iso27001: "A.8.15" },
    equivalents: [
      "CKV_AWS_86",
      "AVD-AWS-0010",
      "AwsSolutions-CFR3",
      "compliance-policies:aws-cloudfront-distribution-enable-access-logging",
      "compliance-policies:aws-cloudfront-distribution-configure-access-logging",
    ],
    fix:
      "Set `loggingConfig: { bucket }` to the `bucketDomainName` of a bucket that has ACLs enabled, " +
      "or add a `cloudwatch.LogDeliverySource` for the distribution with its delivery and destination.",
    docs: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/AccessLogs.html",
    with: { delivery: "cloudwatch.LogDeliverySource#resourceArn" },
    when: { loggingConfig: { bucket: absent } },
    require: { delivery: present },
    message: "has neither `loggingConfig.bucket` nor a cloudwatch.LogDeliverySource",
  }),
  "cloudfront-distribution-default-root-object": rule("cloudfront.Distribution", {
    title: "CloudFront distributions with an S3 origin must have a default root object",
    severity: "medium",
    preset: "all",
    controls: { fsbp: "CloudFront.1" },
    equivalents: ["CKV_AWS_305"],
    fix: 'Set `defaultRootObject: "index.html"`.',
    docs: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DefaultRootObject.html",
    when: { origins: some({ customOriginConfig: absent, vpcOriginConfig: absent }) },
    require: { defaultRootObject: present },
  }),
  "cloudfront-distribution-custom-certificate": rule("cloudfront.Distribution", {
    title: "CloudFront distributions must have a certificate of their own",
    severity: "medium",
    preset: "all",
    controls: { fsbp: "CloudFront.7", pci: ["1.2.8", "1.3.1"] },
    equivalents: ["CKV2_AWS_42"],
    fix: 'Set `viewerCertificate: { acmCertificateArn, sslSupportMethod: "sni-only", minimumProtocolVersion: "TLSv1.2_2021" }` and `aliases`.',
    docs: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cnames-and-https-requirements.html",
    require: { viewerCertificate: either({ acmCertificateArn: present }, { iamCertificateId: present }) },
    message: "has the default certificate of CloudFront",
    at: "viewerCertificate",
  }),
  "cloudfront-distribution-sni": rule("cloudfront.Distribution", {
    title: "CloudFront distributions must serve HTTPS by SNI",
    severity: "low",
    controls: { fsbp: "CloudFront.8", pci: ["1.2.5", "2.2.5"] },
    fix: 'Set `sslSupportMethod: "sni-only"` in `viewerCertificate`.',
    why: "Dedicated addresses cost 600 dollars a month, and only clients without SNI need them.",
    docs: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cnames-https-dedicated-ip-or-sni.html",
    require: { viewerCertificate: { sslSupportMethod: noneOf("vip") } },
  }),
  "cloudfront-distribution-origin-failover": rule("cloudfront.Distribution", {
    title: "CloudFront distributions must have an origin group for failover",
    severity: "low",
    preset: "all",
    controls: { fsbp: "CloudFront.4", iso27001: "A.8.14" },
    equivalents: ["CKV_AWS_310"],
    fix: "Add an entry with two `members` to `originGroups`.",
    docs: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/high_availability_origin_failover.html",
    require: { originGroups: nonEmpty },
  }),
  "cloudfront-response-headers-hsts": rule("cloudfront.ResponseHeadersPolicy", {
    title: "CloudFront response headers policies must send Strict-Transport-Security",
    severity: "low",
    preset: "all",
    equivalents: ["CKV_AWS_259"],
    fix: "Set `strictTransportSecurity: { accessControlMaxAgeSec: 31536000, includeSubdomains: true, override: true }` in `securityHeadersConfig`.",
    docs: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-response-headers-policies.html",
    require: { securityHeadersConfig: { strictTransportSecurity: { accessControlMaxAgeSec: atLeast(31536000), override: true } } },
  }),
  "cloudfront-distribution-response-headers-policy": rule("cloudfront.Distribution", {
    title: "CloudFront distributions must have a response headers policy",
    severity: "low",
    preset: "all",
    equivalents: ["CKV2_AWS_32"],
    fix: "Set `responseHeadersPolicyId` in `defaultCacheBehavior` and in each of `orderedCacheBehaviors`.",
    docs: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/adding-response-headers.html",
    require: {
      defaultCacheBehavior: { responseHeadersPolicyId: present },
      orderedCacheBehaviors: every({ responseHeadersPolicyId: present }),
    },
  }),
  "cloudfront-distribution-enabled": rule("cloudfront.Distribution", {
    title: "CloudFront distributions must be enabled",
    severity: "low",
    preset: "all",
    equivalents: ["CKV_AWS_216"],
    fix: "Set `enabled: true`, or remove the distribution if nobody needs it.",
    docs: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/HowToDeleteDistribution.html",
    require: { enabled: noneOf(false) },
  }),
  "cloudfront-distribution-geo-restriction": rule("cloudfront.Distribution", {
    title: "CloudFront distributions must restrict the countries that they serve",
    severity: "low",
    preset: "all",
    equivalents: ["CKV_AWS_374", "cdk-nag:CloudFrontDistributionGeoRestrictions", "AwsSolutions-CFR1"],
    fix: 'Set `restrictions: { geoRestriction: { restrictionType: "whitelist", locations } }`.',
    docs: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/georestrictions.html",
    require: { restrictions: { geoRestriction: { restrictionType: oneOf("whitelist", "blacklist"), locations: nonEmpty } } },
  }),
  "cloudfront-distribution-origin-https-only": rule("cloudfront.Distribution", {
    title: "CloudFront distributions must reach custom origins by HTTPS alone",
    severity: "low",
    preset: "all",
    equivalents: ["CKV2_AWS_72"],
    fix: 'Set `originProtocolPolicy: "https-only"` in `customOriginConfig` of each of `origins`.',
    why:
      '"match-viewer" is HTTPS only as long as each behavior makes its viewers use HTTPS; ' +
      "where one does not, `cloudfront-distribution-origin-https` reports it.",
    docs: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-https-cloudfront-to-custom-origin.html",
    when: { enabled: noneOf(false) },
    require: {
      origins: every(either({ domainName: matches(website) }, { customOriginConfig: unsetOr({ originProtocolPolicy: "https-only" }) })),
    },
    message: "has a custom origin that is reached by HTTP too",
    at: "origins",
  }),
  "cloudfront-distribution-waf-log4j": rule(filteredBy("cloudfront.Distribution"), {
    ...log4j,
    title: "Web ACLs of CloudFront distributions must block Log4j lookups",
    equivalents: ["CKV2_AWS_47"],
  }),
};
