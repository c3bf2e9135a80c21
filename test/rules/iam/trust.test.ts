import { trustRules } from "../../../src/rules/iam/trust.js";
import { anyRes, type Spec, suite, unknown } from "../../suite.js";
import { allow, deny, inline, other, type Part, role, stranger, worker } from "./helpers.js";

/** A role of an administrator, which trusts what is given. */
const admin = (principal: unknown, more: Part = {}): readonly Spec[] => [
  role({ Principal: principal, ...more }, { name: "trusting" }),
  inline("Role", "everything", "trusting", allow("*")),
];
const ann = anyRes("aws:iam/user:User", "ann", { name: "ann" }, { outputs: { arn: "arn:aws:iam::123456789012:user/ann" } });
const annArn = { AWS: "arn:aws:iam::123456789012:user/ann" };
const hub = "token.actions.githubusercontent.com";
const web = (issuer: string, condition: Part): Spec =>
  role({
    Action: "sts:AssumeRoleWithWebIdentity",
    Principal: { Federated: `arn:aws:iam::123456789012:oidc-provider/${issuer}` },
    Condition: condition,
  });
const saml = (condition: Part): Spec =>
  role({
    Action: ["sts:AssumeRoleWithSAML", "sts:TagSession"],
    Principal: { Federated: "arn:aws:iam::123456789012:saml-provider/okta" },
    Condition: condition,
  });

suite(trustRules, {
  "iam-role-trust-not-open": {
    good: [role({ Principal: { AWS: "arn:aws:iam::123456789012:role/deployer" } })],
    pass: [
      [role({ Principal: "*", Condition: { StringEquals: { "aws:PrincipalAccount": "123456789012" } } })],
      [role({ Principal: { Service: "ec2.amazonaws.com" } })],
      [role({ Principal: { AWS: "123456789012" } })],
    ],
    fail: [
      { of: [role({ Principal: "*" })], message: "lets anyone assume this role: no condition limits the principal" },
      [role({ Principal: { AWS: ["*"] } })],
      [role({ Principal: { AWS: "*" }, Condition: { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/admin" } } })],
      [role({ Principal: { AWS: "arn:aws:iam::*:role/admin" } })],
      [role({ Principal: { AWS: "*" }, Condition: { StringEquals: { "sts:ExternalId": "x" } } })],
    ],
    unknown: [
      [role({ Principal: { AWS: unknown } })],
      [role({ Principal: unknown })],
      [anyRes("aws:iam/role:Role", "r", { assumeRolePolicy: unknown })],
    ],
  },
  "iam-role-trust-cross-account-guarded": {
    good: [role({ Principal: { AWS: "arn:aws:iam::999988887777:role/deployer" } })],
    pass: [
      [other, role({ Principal: stranger, Condition: { StringEquals: { "sts:ExternalId": "7d3f0c" } } })],
      [other, role({ Principal: stranger, Condition: { ArnEquals: { "aws:PrincipalArn": "arn:aws:iam::999988887777:role/deploy" } } })],
      [other, role({ Principal: { AWS: "123456789012" } })],
      [other, role({ Principal: { AWS: "arn:aws:iam::999988887777:role/deploy" } })],
      [role({ Principal: { Service: "ec2.amazonaws.com" } })],
    ],
    fail: [
      { of: [other, role({ Principal: stranger })], message: "assume this role: no condition limits them" },
      [other, role({ Principal: { AWS: ["123456789012", "999988887777"] } })],
      [other, role({ Principal: stranger, Condition: { StringLike: { "sts:ExternalId": "*" } } })],
      [other, role({ Principal: stranger, Condition: { StringEqualsIfExists: { "sts:ExternalId": "x" } } })],
    ],
    unknown: [[role({ Principal: stranger })], [other, role({ Principal: { AWS: unknown } })]],
  },
  "iam-role-trust-no-whole-account": {
    good: [worker("other", "ec2"), role({ Principal: { AWS: "arn:aws:iam::123456789012:role/deployer" } })],
    pass: [
      [other, role({ Principal: stranger })],
      [other, role({ Principal: { AWS: "arn:aws:iam::123456789012:role/deployer" } })],
      [
        other,
        role({ Principal: { AWS: "123456789012" }, Condition: { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::123456789012:role/ci-*" } } }),
      ],
    ],
    fail: [
      [other, role({ Principal: { AWS: "123456789012" } })],
      [other, role({ Principal: { AWS: ["arn:aws:iam::123456789012:root"] } })],
    ],
  },
  "iam-role-trust-oidc-bound": {
    pass: [
      [web(hub, { StringLike: { [`${hub}:sub`]: "repo:acme/web:*" } })],
      [web(hub, { StringEquals: { [`${hub}:SUB`]: ["repo:acme/web:ref:refs/heads/main", "repo:acme/api:environment:prod"] } })],
      [web(hub, { StringEquals: { [`${hub}:repository`]: "acme/web" } })],
      [web("gitlab.com", { StringLike: { "gitlab.com:sub": "project_path:acme/team/web:*" } })],
      [
        web("oidc.eks.eu-west-1.amazonaws.com/id/0A", {
          StringEquals: { "oidc.eks.eu-west-1.amazonaws.com/id/0A:sub": "system:serviceaccount:shop:api" },
        }),
      ],
      [web("app.terraform.io", { StringLike: { "app.terraform.io:sub": "organization:acme:project:infra:workspace:*:run_phase:*" } })],
      [web("api.pulumi.com/oidc", { StringLike: { "api.pulumi.com/oidc:sub": "pulumi:deploy:org:acme:project:shop:*" } })],
      [web("oidc.circleci.com/org/1f", { StringLike: { "oidc.circleci.com/org/1f:sub": "org/1f/project/2e/user/*" } })],
      [
        role({
          Action: "sts:AssumeRoleWithWebIdentity",
          Principal: { Federated: "cognito-identity.amazonaws.com" },
          Condition: { StringEquals: { "cognito-identity.amazonaws.com:aud": "us-east-1:1111" } },
        }),
      ],
      [role({ Principal: { Service: "ec2.amazonaws.com" } })],
    ],
    fail: [
      { of: [web(hub, { StringEquals: { [`${hub}:aud`]: "sts.amazonaws.com" } })], message: "no condition limits it to one caller" },
      [web(hub, { StringLikeIfExists: { [`${hub}:sub`]: "repo:acme/web:*" } })],
      [web(hub, { StringLike: { [`${hub}:sub`]: "repo:acme*/web:*" } })],
      [web("gitlab.com", { StringLike: { "gitlab.com:sub": "project_path:*" } })],
      [web("app.terraform.io", { StringLike: { "app.terraform.io:sub": "organization:*:project:web:*" } })],
      [
        web("oidc.eks.eu-west-1.amazonaws.com/id/0A", {
          StringLike: { "oidc.eks.eu-west-1.amazonaws.com/id/0A:sub": "system:serviceaccount:shop:*" },
        }),
      ],
      [role({ Action: "sts:AssumeRoleWithWebIdentity", Principal: { Federated: "cognito-identity.amazonaws.com" } })],
    ],
    unknown: [
      [web(hub, { StringLike: { [`${hub}:sub`]: unknown } })],
      [role({ Action: "sts:AssumeRoleWithWebIdentity", Principal: { Federated: unknown } })],
    ],
  },
  "iam-role-trust-oidc-not-whole-organization": {
    pass: [
      [web(hub, { StringLike: { [`${hub}:sub`]: "repo:acme/web:*" } })],
      [web(hub, { StringEquals: { [`${hub}:sub`]: "repo:acme/web:ref:refs/heads/main" } })],
      // Anyone is a finding of its own.
      [web(hub, { StringLike: { [`${hub}:sub`]: "repo:*" } })],
    ],
    fail: [
      {
        of: [web("gitlab.com", { StringLike: { "gitlab.com:sub": "project_path:acme/*" } })],
        message: "for every repository or project of an organization",
      },
      [web("app.terraform.io", { StringLike: { "app.terraform.io:sub": "organization:acme:*" } })],
      [web("api.pulumi.com/oidc", { StringLike: { "api.pulumi.com/oidc:sub": "pulumi:deploy:org:acme:*" } })],
      [web("oidc.circleci.com/org/1f", { StringLike: { "oidc.circleci.com/org/1f:sub": "org/1f/*" } })],
      [web(hub, { StringLike: { [`${hub}:sub`]: "repo:acme/*" } })],
      [web(hub, { StringLike: { [`${hub}:sub`]: ["repo:acme/web:*", "repo:acme/*:ref:refs/heads/main"] } })],
      [web(hub, { StringEquals: { [`${hub}:repository_owner`]: "acme" } })],
    ],
    unknown: [[web(hub, { StringLike: { [`${hub}:sub`]: unknown } })]],
  },
  "iam-role-trust-saml-bound": {
    pass: [
      [saml({ StringEquals: { "saml:AUD": "https://signin.aws.amazon.com/saml" } })],
      [saml({ StringLike: { "SAML:aud": "https://*.signin.aws.amazon.com/saml" } })],
    ],
    fail: [
      { of: [saml({})], message: "for any audience" },
      [saml({ StringLike: { "SAML:aud": "*" } })],
      [saml({ StringEquals: { "SAML:iss": "idp" } })],
    ],
    unknown: [[saml({ StringEquals: { "SAML:aud": unknown } })]],
  },
  "iam-role-trust-no-confused-deputy": {
    good: [
      role({ Principal: { Service: "scheduler.amazonaws.com" }, Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } } }),
    ],
    pass: [
      [role({ Principal: { Service: ["ec2.amazonaws.com", "lambda.amazonaws.com"] } })],
      [role({ Principal: { Service: "scheduler.amazonaws.com" }, Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } } })],
    ],
    fail: [
      {
        of: [role({ Principal: { Service: "scheduler.amazonaws.com" } })],
        message: "assume this role for any account: no condition limits the source account",
      },
    ],
    unknown: [[role({ Principal: { Service: "bedrock.amazonaws.com" }, Condition: { StringEquals: { "aws:SourceAccount": unknown } } })]],
  },
  "iam-role-trust-no-path-to-admin": {
    pass: [
      [ann, role({ Principal: annArn })],
      [ann, role({ Principal: annArn }, { name: "trusting" }), inline("Role", "some", "trusting", allow("s3:GetObject"))],
      [ann, ...admin({ Service: "ec2.amazonaws.com" })],
      [ann, ...admin(stranger)],
      [ann, ...admin({ AWS: "arn:aws:iam::999988887777:user/ann" })],
      [ann, ...admin(annArn, { Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } } })],
      [ann, ...admin(annArn, { Effect: "Deny" })],
      [ann, ...admin(annArn), inline("User", "all", "ann", allow("*"))],
      [ann, ...admin(annArn), inline("User", "not", "ann", deny("sts:AssumeRole"))],
      [ann, ...admin(annArn, { Action: "sts:TagSession" })],
    ],
    fail: [
      { of: [ann, ...admin(annArn)], message: "lets a principal without such rights become an administrator" },
      [ann, ...admin({ AWS: ["arn:aws:iam::999988887777:root", annArn.AWS] }, { Condition: { Bool: { "aws:SecureTransport": "true" } } })],
      [
        ann,
        role({ Principal: annArn }, { name: "trusting" }),
        inline("Role", "path", "trusting", allow("iam:CreatePolicyVersion")),
        inline("User", "some", "ann", allow("s3:GetObject")),
      ],
    ],
    unknown: [
      [ann, ...admin({ AWS: unknown })],
      [ann, ...admin(annArn), inline("User", "later", "ann", allow(unknown))],
      [anyRes("aws:iam/user:User", "ann", { name: "ann" }), ...admin(annArn)],
    ],
  },
});
