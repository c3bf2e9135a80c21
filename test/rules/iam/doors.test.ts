import { doorRules } from "../../../src/rules/iam/doors.js";
import { ref, res, suite, unknown } from "../../suite.js";
import { allow, bucket, everyone, json, objects, open, policy, stranger } from "./helpers.js";

suite(doorRules, {
  "iam-policy-no-not-action-allow": {
    good: policy(allow(["s3:GetObject", "s3:PutObject"], objects)),
    pass: [policy({ Effect: "Deny", NotAction: ["iam:*", "sts:*"], Resource: "*" }), policy(allow("s3:GetObject", objects))],
    fail: [
      {
        of: policy({ Effect: "Allow", NotAction: ["iam:*"], Resource: "*" }),
        message: "is combined with Allow: every other action is granted",
      },
      bucket({ Effect: "Allow", Principal: { AWS: "123456789012" }, NotAction: "s3:DeleteBucket", Resource: objects }),
    ],
    unknown: [open({ Effect: unknown, NotAction: "iam:*", Resource: "*" })],
  },
  "iam-policy-no-not-resource-allow": {
    good: policy(allow("s3:GetObject", objects)),
    pass: [policy({ Effect: "Deny", Action: "s3:*", NotResource: objects })],
    fail: [
      {
        of: policy({ Effect: "Allow", Action: "s3:*", NotResource: [objects] }),
        message: "is combined with Allow: every other resource is opened",
      },
    ],
    unknown: [open({ Effect: unknown, Action: "s3:*", NotResource: objects })],
  },
  "iam-policy-no-not-principal-allow": {
    good: bucket(everyone(undefined, { AWS: "arn:aws:iam::123456789012:role/reader" })),
    pass: [bucket({ Effect: "Deny", NotPrincipal: stranger, Action: "s3:*", Resource: objects }), bucket(everyone(undefined, stranger))],
    fail: [
      {
        of: bucket({ Effect: "Allow", NotPrincipal: stranger, Action: "s3:GetObject", Resource: objects }),
        message: "is combined with Allow: everyone else gets access",
      },
    ],
    unknown: [bucket({ Effect: unknown, NotPrincipal: stranger, Action: "s3:*", Resource: objects })],
  },
  "iam-resource-policy-not-public": {
    pass: [
      bucket(everyone({ StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } })),
      bucket(everyone({ StringEquals: { "AWS:SOURCEVPC": "vpc-0a1b2c3d" }, Bool: { "aws:SecureTransport": "true" } })),
      bucket(everyone({ IpAddress: { "aws:SourceIp": ["203.0.113.0/24", "2001:db8::/32"] } })),
      bucket(everyone({ ArnLike: { "aws:PrincipalArn": "arn:aws:iam::123456789012:role/app-*" } })),
      bucket(everyone({ "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": ["o-a1b2c3d4e5/r-ab12/*"] } })),
      bucket(everyone(undefined, { Service: "cloudfront.amazonaws.com" })),
      bucket({ ...everyone(), Effect: "Deny" }),
      bucket(everyone(), { ...everyone({ StringNotEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } }), Effect: "Deny", Action: "s3:*" }),
      bucket(everyone({ StringEquals: { "aws:ResourceOrgID": `\${aws:PrincipalOrgID}` } })),
      [
        res("cloudwatch.EventPermission", "door", {
          principal: "*",
          statementId: "s",
          condition: { key: "aws:PrincipalOrgID", type: "StringEquals", value: "o-a1b2c3d4e5" },
        }),
      ],
      [
        res("efs.FileSystemPolicy", "door", {
          fileSystemId: "f",
          policy: json({
            Effect: "Allow",
            Principal: "*",
            Action: "elasticfilesystem:ClientMount",
            Condition: { Bool: { "elasticfilesystem:AccessedViaMountTarget": "true" } },
          }),
        }),
      ],
      [res("opensearch.Domain", "door", { vpcOptions: { subnetIds: ["subnet-1"] }, accessPolicies: json(everyone()) })],
      [res("ec2.VpcEndpoint", "door", { vpcId: "v", serviceName: "s", policy: json(everyone()) })],
      [
        res("kms.Key", "door", {
          policy: json({ Effect: "Allow", Principal: { AWS: "arn:aws:iam::123456789012:root" }, Action: "kms:*", Resource: "*" }),
        }),
      ],
    ],
    fail: [
      { of: bucket(everyone()), message: "lets anyone access this resource: no condition limits the principal" },
      bucket(everyone(undefined, { AWS: ["123456789012", "*"] })),
      bucket(everyone({ Bool: { "aws:SecureTransport": "true" } })),
      bucket(everyone({ IpAddress: { "aws:SourceIp": ["0.0.0.0/1", "128.0.0.0/1"] } })),
      bucket(everyone({ NotIpAddress: { "aws:SourceIp": "203.0.113.0/24" } })),
      bucket(everyone({ StringEqualsIfExists: { "aws:SourceVpce": "vpce-0a1b2c3d" } })),
      bucket(everyone({ "ForAllValues:StringEquals": { "aws:PrincipalOrgID": ["o-a1b2c3d4e5"] } })),
      bucket(everyone({ Null: { "aws:PrincipalOrgID": "true" } })),
      bucket(everyone({ StringLike: { "aws:PrincipalOrgID": "o-*" } })),
      bucket(everyone({ StringLike: { "aws:Referer": "https://example.com/*" } })),
      bucket(everyone(), {
        ...everyone({ StringNotEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } }),
        Effect: "Deny",
        Action: "s3:PutObject",
      }),
      bucket(everyone(), { ...everyone({ Bool: { "aws:SecureTransport": "false" } }), Effect: "Deny" }),
      [res("s3.Bucket", "door", { policy: json(everyone()) })],
      [
        res("lambda.LayerVersionPermission", "door", {
          action: "lambda:GetLayerVersion",
          layerName: "l",
          principal: "*",
          statementId: "s",
          versionNumber: 1,
        }),
      ],
      [res("cloudwatch.EventPermission", "door", { principal: "*", statementId: "s" })],
      [res("opensearch.Domain", "door", { accessPolicies: json(everyone()) })],
      [res("apigateway.RestApi", "door", { endpointConfiguration: { types: "REGIONAL" }, policy: json(everyone()) })],
      bucket({ ...everyone(), Resource: unknown }),
    ],
    unknown: [
      [res("sqs.QueuePolicy", "door", { queueUrl: ref("q", "url"), policy: unknown }), res("sqs.Queue", "q", {})],
      bucket(everyone(undefined, { AWS: unknown })),
      bucket(everyone({ IpAddress: { "aws:SourceIp": unknown } })),
      bucket(everyone({ StringLike: { "aws:SourceVpce": unknown } })),
      [res("opensearch.Domain", "door", { vpcOptions: unknown, accessPolicies: json(everyone()) })],
    ],
  },
  "iam-resource-policy-no-confused-deputy": {
    pass: [
      bucket(everyone({ StringEquals: { "aws:SourceAccount": "123456789012" } }, { Service: "cloudtrail.amazonaws.com" })),
      bucket(
        everyone({ ArnLike: { "AWS:SourceArn": "arn:aws:cloudtrail:*:123456789012:trail/*" } }, { Service: "cloudtrail.amazonaws.com" }),
      ),
      bucket(everyone(undefined, { Service: "ec2.amazonaws.com" })),
      bucket(everyone(undefined, stranger)),
    ],
    fail: [
      {
        of: bucket(everyone(undefined, { Service: "logging.s3.amazonaws.com" })),
        message: "act for any account: no condition limits the source account",
      },
      bucket(everyone({ ArnLike: { "aws:SourceArn": "*" } }, { Service: ["ec2.amazonaws.com", "sns.eu-west-1.amazonaws.com"] })),
      bucket(everyone({ StringEqualsIfExists: { "aws:SourceAccount": "123456789012" } }, { Service: "sns.amazonaws.com" })),
    ],
    unknown: [bucket(everyone({ StringEquals: { "aws:SourceAccount": unknown } }, { Service: "sns.amazonaws.com" }))],
  },
});
