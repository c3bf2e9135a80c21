import { conditionRules } from "../../../src/rules/iam/conditions.js";
import { anyRes, ref, res, suite, unknown } from "../../suite.js";
import { allow, bucket, deny, everyone, objects, open, policy, role, stranger } from "./helpers.js";

const topic = anyRes("aws:sns/topic:Topic", "topic");
const permission = (sourceArn: unknown, more: object = {}) =>
  anyRes("aws:lambda/permission:Permission", "p", {
    action: "lambda:InvokeFunction",
    function: "f",
    principal: "sns.amazonaws.com",
    sourceArn,
    ...more,
  });

const subject = "token.actions.githubusercontent.com:sub";
const trusted = (condition: object) =>
  role({
    Principal: { Federated: "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com" },
    Action: "sts:AssumeRoleWithWebIdentity",
    Condition: condition,
  });

suite(conditionRules, {
  "iam-policy-condition-restricts": {
    bad: [
      res("lambda.Permission", "p", {
        action: "lambda:InvokeFunction",
        function: "f",
        principal: "sns.amazonaws.com",
        sourceArn: "arn:aws:sns:*:*:*",
      }),
    ],
    pass: [
      bucket(everyone({ StringEquals: { "aws:PrincipalOrgID": "o-abcd1234" } })),
      bucket(everyone({ StringLike: { "aws:PrincipalArn": "*" }, StringEquals: { "aws:PrincipalOrgID": "o-abcd1234" } })),
      bucket(everyone({ "ForAllValues:StringEquals": { "aws:PrincipalOrgID": "o-abcd1234" }, Null: { "aws:PrincipalOrgID": "false" } })),
      bucket(everyone({ StringNotEquals: { "aws:PrincipalArn": "arn:aws:iam::999988887777:role/x" } }, stranger)),
      bucket({ ...everyone({ StringLike: { "aws:PrincipalArn": "*" } }), Effect: "Deny" }),
      [role({ Principal: stranger, Condition: { StringEquals: { "sts:ExternalId": "*" } } })],
      policy(allow("ec2:StopInstances", "*", { Condition: { StringLike: { "aws:ResourceTag/team": "*" } } })),
      policy(allow("ec2:CreateTags", "*", { Condition: { "ForAllValues:StringEquals": { "aws:TagKeys": ["team"] } } })),
      policy(allow("s3:GetObject", objects, { Condition: { StringNotEquals: { "aws:RequestedRegion": "us-east-1" } } })),
      // What is made from a resource names that, whatever its ARN will be.
      [topic, permission(ref("topic", "arn"))],
      [topic, permission(ref("topic", "arn"), { sourceAccount: "123456789012" })],
      [permission("arn:aws:sns:eu-west-1:123456789012:topic")],
      policy(allow("s3:GetObject", objects, { Condition: { IpAddress: { "aws:SourceIp": ["203.0.113.0/24", "198.51.100.7"] } } })),
    ],
    fail: [
      [permission("arn:aws:sns:*:*:*")],
      [permission("*")],
      [role({ Principal: stranger, Condition: { StringEqualsIfExists: { "sts:ExternalId": "partner" } } })],
      [role({ Principal: stranger, Condition: { StringLike: { "sts:ExternalId": "*" }, Bool: { "aws:SecureTransport": "true" } } })],
      bucket(everyone({ "ForAllValues:StringEquals": { "aws:PrincipalOrgID": "o-abcd1234" } })),
      bucket(everyone({ StringNotEquals: { "aws:PrincipalAccount": "999988887777" } })),
      bucket(everyone({ NotIpAddress: { "aws:SourceIp": "203.0.113.0/24" } })),
      bucket(everyone({ ArnLike: { "aws:SourceArn": "arn:aws:sns:*:*:*" } }, { Service: "sns.amazonaws.com" })),
      policy(allow("s3:GetObject", objects, { Condition: { IpAddress: { "aws:SourceIp": ["0.0.0.0/1", "128.0.0.0/1"] } } })),
      policy(allow("s3:GetObject", objects, { Condition: { StringLikeIfExists: { "aws:ResourceTag/team": ["a", "*"] } } })),
      policy(allow("s3:GetObject", objects, { Condition: { Bool: { "aws:ViaAWSService": ["true", "false"] } } })),
      bucket(everyone({ StringLike: { "aws:PrincipalOrgID": ["o-*", unknown] } })),
    ],
    unknown: [
      [permission(unknown)],
      bucket(everyone({ StringLike: { "aws:PrincipalOrgID": unknown } })),
      bucket(everyone({ StringLike: { "aws:PrincipalArn": "*" }, StringEquals: { "aws:PrincipalOrgID": unknown } })),
      bucket(everyone({ StringNotEquals: { "aws:PrincipalOrgID": "o-abcd1234" } }, { AWS: unknown })),
      open(allow("s3:GetObject", objects, { Condition: unknown })),
    ],
  },
  "iam-policy-known-condition-keys": {
    bad: policy(allow("s3:GetObject", objects, { Condition: { StringEquals: { "aws:PrincipalOrganisation": "o-a1b2c3d4e5" } } })),
    good: policy(allow("s3:GetObject", objects, { Condition: { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } } })),
    pass: [
      policy(allow("s3:GetObject", objects)),
      policy(
        allow("s3:GetObject", objects, {
          Condition: {
            StringEquals: { "AWS:principaltag/Team": "a", "s3:ExistingObjectTag/team": "b", "kms:EncryptionContext:aws:s3:arn": "c" },
            Null: { "aws:RequestTag/costs:centre": "false" },
          },
        }),
      ),
      [role({ Principal: { Federated: "x" }, Condition: { StringEquals: { "token.example.com/id:whatever": "a", "SAML:aud": "b" } } })],
      bucket(everyone({ StringEquals: { "aws:PrincipalOrgMasterAccountId": "123456789012" } })),
    ],
    fail: [
      policy(allow("s3:GetObject", objects, { Condition: { StringEquals: { "aws:PrincipalOrgId2": "o-1" } } })),
      policy(allow("s3:GetObject", objects, { Condition: { StringEquals: { "s3:Prefx": "a" }, Bool: { SecureTransport: "true" } } })),
      policy(
        allow("s3:GetObject", objects, { Condition: { IpAddress: { "aws:SourceIp": "203.0.113.0/24", "s3:SourceIp": "203.0.113.0/24" } } }),
      ),
      policy(deny("s3:GetObject", objects, { Condition: { StringEquals: { "aws:RequestTags/team": "a", "nothing:at-all": "b" } } })),
      [role({ Principal: stranger, Condition: { StringEquals: { "sts:ExternalID2": "a", "sst:ExternalId": "b" } } })],
      policy(allow("s3:GetObject", objects, { Condition: { StringEquals: { "aws:user": unknown } } })),
      ...[
        { StringEquals: { "aws:PrincipleOrgID": "o-a1b2c3d4e5" } },
        { StringEquals: { username: "bob" } },
        { StringEquals: { "aws:PrincipalTag": "bob", "aws:RequestTag/": "a" } },
      ].map((Condition) => policy(allow("s3:GetObject", objects, { Condition }))),
    ],
    unknown: [
      open(allow("s3:GetObject", objects, { Condition: unknown })),
      open(allow("s3:GetObject", objects, { Condition: { StringEquals: unknown } })),
    ],
  },
  "iam-policy-condition-types": {
    good: policy(allow("s3:GetObject", objects, { Condition: { IpAddress: { "aws:SourceIp": "203.0.113.0/24" } } })),
    pass: [
      [topic, permission(ref("topic", "arn"))],
      policy(
        allow("s3:GetObject", objects, {
          Condition: {
            NumericLessThan: { "aws:MultiFactorAuthAge": [3600, "3600", "-1.5"], "aws:ResourceTag/level": "3" },
            "ForAnyValue:StringLikeIfExists": { "aws:TagKeys": ["a*"], "aws:SourceArn": "arn:*", "aws:ViaAWSService": "true" },
            DateGreaterThan: { "aws:CurrentTime": ["2026-01-01T00:00:00Z", "2026-01-01", "1767225600", "2026-01-01T00:00:00.5+01:00"] },
            Bool: { "aws:SecureTransport": true, "aws:PrincipalTag/admin": "FALSE" },
            IpAddress: {
              "aws:SourceIp": ["203.0.113.7", "203.0.113.0/24", "2001:db8::/32", "2001:db8::1"],
              "aws:VpcSourceIp": "10.0.0.0/8",
            },
            ArnLike: { "aws:PrincipalArn": ["arn:aws:iam::*:role/x", "*", `\${aws:PrincipalTag/arn}`], "ec2:Vpc": "arn:aws:ec2:*:*:vpc/v" },
            Null: { "aws:TokenIssueTime": "true", "aws:SourceIp": "False", "aws:TagKeys": "false" },
            BinaryEquals: { "aws:whatever": "QmluYXJ5" },
            NumericLessThanEquals: { "glacier:ArchiveAgeInDays": "365" },
            Strange: { "aws:SourceIp": "x" },
          },
        }),
      ),
      policy(allow("s3:GetObject", objects)),
    ],
    fail: [
      policy(allow("s3:GetObject", objects, { Condition: { StringLike: { "aws:SourceIp": "203.0.113.*" } } })),
      policy(
        allow("s3:GetObject", objects, { Condition: { StringEquals: { "aws:MultiFactorAuthAge": "1", "aws:CurrentTime": "2026-01-01" } } }),
      ),
      policy(
        allow("s3:GetObject", objects, { Condition: { NumericLessThan: { "aws:MultiFactorAuthAge": "an hour", "aws:username": "7" } } }),
      ),
      policy(
        allow("s3:GetObject", objects, { Condition: { DateLessThan: { "aws:CurrentTime": ["tomorrow", "2026-13-01", "01.01.2026"] } } }),
      ),
      policy(allow("s3:GetObject", objects, { Condition: { BoolIfExists: { "aws:SecureTransport": "yes", "aws:SourceArn": "true" } } })),
      policy(
        deny("s3:GetObject", objects, {
          Condition: { NotIpAddress: { "aws:SourceIp": ["203.0.113", "203.0.113.0/33", "vpc-1"], "aws:SourceVpc": "10.0.0.0/8" } },
        }),
      ),
      policy(
        allow("s3:GetObject", objects, { Condition: { ArnEquals: { "aws:SourceArn": "123456789012", "aws:ViaAWSService": "arn:x" } } }),
      ),
      open(allow("s3:GetObject", objects, { Condition: { Null: { "aws:SourceArn": ["yes", unknown] } } })),
      policy(allow("s3:GetObject", objects, { Condition: { DateLessThan: { "aws:PrincipalArn": unknown } } })),
      ...[
        { Bool: { "aws:SecureTransport": "yes" } },
        { DateGreaterThan: { "aws:CurrentTime": "tomorrow" } },
        { IpAddress: { "aws:SourceIp": "10.0.0.0.1/8" } },
        { NumericLessThan: { "aws:MultiFactorAuthAge": "hour" } },
        { Null: { "aws:TokenIssueTime": "maybe" } },
        { ArnEquals: { "aws:PrincipalArn": "role/x" } },
        { StringEquals: { "aws:TagKeys": "a" } },
      ].map((Condition) => policy(allow("s3:GetObject", objects, { Condition }))),
    ],
    unknown: [
      [permission(unknown)],
      open(allow("s3:GetObject", objects, { Condition: unknown })),
      open(allow("s3:GetObject", objects, { Condition: { Bool: unknown } })),
      open(allow("s3:GetObject", objects, { Condition: { Bool: { "aws:SecureTransport": unknown } } })),
      open(allow("s3:GetObject", objects, { Condition: { IpAddress: { "aws:SourceIp": ["10.0.0.0/8", unknown] } } })),
    ],
  },
  "iam-policy-no-literal-wildcard": {
    good: policy(allow("s3:ListBucket", "arn:aws:s3:::b", { Condition: { StringLike: { "s3:prefix": "home/*" } } })),
    pass: [
      policy(allow("s3:ListBucket", "arn:aws:s3:::b", { Condition: { StringEquals: { "s3:prefix": ["home/", `home/\${*}`] } } })),
      policy(allow("sns:Publish", "*", { Condition: { ArnEquals: { "aws:SourceArn": "arn:aws:s3:::b-*" } } })),
    ],
    fail: [
      policy(allow("s3:ListBucket", "arn:aws:s3:::b", { Condition: { StringEquals: { "s3:prefix": "home/*" } } })),
      policy(deny("s3:*", "*", { Condition: { StringNotEquals: { "aws:PrincipalArn": ["arn:aws:iam::123456789012:role/ops-*"] } } })),
      policy(allow("s3:*", objects, { Condition: { "ForAnyValue:StringEqualsIgnoreCase": { "aws:TagKeys": "team-*" } } })),
    ],
  },
  "iam-role-trust-no-literal-wildcard": {
    good: [trusted({ StringEquals: { [subject]: "repo:acme/web:ref:refs/heads/main" } })],
    pass: [
      [trusted({ StringLike: { [subject]: "repo:acme/web:*" } })],
      [trusted({ StringEquals: { [subject]: ["repo:acme/web:environment:production"] } })],
    ],
    fail: [
      [trusted({ StringEquals: { [subject]: "repo:acme/web:*" } })],
      [trusted({ StringEquals: { [subject]: ["repo:acme/web:ref:refs/heads/main", "*"] } })],
    ],
  },
});
