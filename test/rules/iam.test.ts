import { iam } from "../../src/rules/iam.js";
import { anyRes, ref, res, type Spec, secret, suite, unknown } from "../suite.js";

type Map = Readonly<Record<string, unknown>>;
const json = (statement: unknown, more: Map = {}): string => JSON.stringify({ Version: "2012-10-17", Statement: statement, ...more });
const allow = (action: unknown, resource: unknown = "*", more: Map = {}): Map => ({
  Effect: "Allow",
  Action: action,
  Resource: resource,
  ...more,
});
const deny = (action: unknown, resource: unknown = "*", more: Map = {}): Map => ({ ...allow(action, resource, more), Effect: "Deny" });
const policy = (...statements: readonly Map[]): [Spec] => [res("iam.Policy", "grants", { policy: json(statements) })];
/** The document as an object, in which parts can be unknown. */
const open = (...statements: readonly Map[]): [Spec] => [
  anyRes("aws:iam/rolePolicy:RolePolicy", "grants", { role: "r", policy: { Version: "2012-10-17", Statement: statements } }),
];
const bucket = (...statements: readonly Map[]): [Spec] => [
  anyRes("aws:s3/bucketPolicy:BucketPolicy", "door", { bucket: "b", policy: { Version: "2012-10-17", Statement: statements } }),
];
const objects = "arn:aws:s3:::b/*";
const everyone = (condition?: Map, principal: unknown = "*"): Map => ({
  Effect: "Allow",
  Principal: principal,
  Action: "s3:GetObject",
  Resource: objects,
  ...(condition === undefined ? {} : { Condition: condition }),
});
const role = (statement: Map, more: Map = {}): Spec =>
  anyRes("aws:iam/role:Role", "trusting", {
    assumeRolePolicy: { Version: "2012-10-17", Statement: [{ Action: "sts:AssumeRole", Effect: "Allow", ...statement }] },
    ...more,
  });
const made = { outputs: { arn: "arn:aws:iam::123456789012:role/other" } };
const other = anyRes("aws:iam/role:Role", "other", { assumeRolePolicy: json(everyone(undefined, { Service: "ec2.amazonaws.com" })) }, made);
const stranger = { AWS: "arn:aws:iam::999988887777:root" };

suite(iam, {
  "iam-policy-no-admin": {
    pass: [
      policy(allow("*", objects)),
      policy(deny("*")),
      policy(allow("*"), deny("*")),
      policy(allow("*"), deny("iam:*")),
      policy(allow(["s3:Get*", "s3:List*"])),
      policy({ Effect: "Allow", NotAction: ["iam:*", "organizations:*"], Resource: "*" }),
      policy(allow("*", "*", { Condition: { StringEquals: { "aws:RequestedRegion": "eu-west-1" } } })),
      policy(allow("*", "*", { Condition: { DateLessThan: { "aws:CurrentTime": "2020-01-01T00:00:00Z" } } })),
      [anyRes("aws:organizations/policy:Policy", "ceiling", { content: json(allow("*")) })],
    ],
    fail: [
      policy(allow("*")),
      policy(allow(["s3:GetObject", "*:*"], [objects, "*"])),
      policy(allow("**", "arn:aws:*")),
      [res("iam.GroupPolicy", "grants", { group: "g", policy: json(allow("*")) })],
      [
        anyRes("aws:iam/role:Role", "grants", {
          inlinePolicies: [{ name: "a", policy: json([allow("s3:GetObject", objects), allow("?*")]) }],
        }),
      ],
      [res("ssoadmin.PermissionSetInlinePolicy", "grants", { instanceArn: "i", permissionSetArn: "p", inlinePolicy: json(allow("*")) })],
      policy({ Effect: "Allow", NotAction: "aws-portal:*", Resource: "*" }),
      policy({ Effect: "Allow", NotAction: "iam:*", Resource: "*" }, allow("IAM:*")),
      policy(allow("*"), deny("s3:DeleteBucket")),
      policy(allow("*"), deny("*", "*", { Condition: { Bool: { "aws:MultiFactorAuthPresent": "false" } } })),
      policy(allow("*", "*", { Condition: { Bool: { "aws:SecureTransport": "true" } } })),
      policy(allow("*", "*", { Condition: { StringLike: { "aws:PrincipalArn": "*" } } })),
      open(allow("*"), allow("s3:GetObject", unknown)),
      [res("iam.Policy", "grants", { policy: secret(json(allow("*"))) })],
    ],
    unknown: [
      [res("iam.Policy", "grants", { policy: unknown })],
      open(allow(unknown)),
      open(allow("*", unknown)),
      open(allow("*"), deny(unknown)),
      open(allow("*"), unknown),
    ],
  },
  "iam-policy-no-service-wildcard": {
    pass: [
      policy(allow("s3:*", objects)),
      policy(allow(["s3:Get*", "cloudwatch:Describe*"])),
      policy(deny("s3:*")),
      policy(allow("s3:*"), deny("s3:*")),
      policy(allow("s3:*", "*", { Condition: { StringEquals: { "aws:ResourceTag/team": "a" } } })),
    ],
    fail: [
      policy(allow("s3:*")),
      policy(allow(["EC2:*", "lambda:?*"], [objects, "*"])),
      policy(allow("sns:**", "*", { Condition: { StringLike: { "aws:PrincipalArn": "*" } } })),
      [res("iot.Policy", "grants", { policy: json(allow("iot:*")) })],
    ],
    unknown: [open(allow(unknown)), open(allow("s3:*", unknown)), open(allow("s3:*", "*", { Condition: unknown }))],
  },
  "iam-policy-no-pass-role-on-star": {
    pass: [
      policy(allow("iam:PassRole", "arn:aws:iam::123456789012:role/task")),
      policy(allow("iam:PassRole", "*", { Condition: { StringEquals: { "iam:passedtoservice": ["ec2.amazonaws.com"] } } })),
      policy(allow("iam:PassRole", "arn:aws:iam::123456789012:role/service-role/*")),
      policy(allow(["iam:GetRole", "iam:List*Role*"])),
      policy(allow("iam:PassRole"), deny("iam:Pass*")),
    ],
    fail: [
      policy(allow("iam:PassRole")),
      policy(allow("iam:pass*", "arn:aws-cn:iam::123456789012:role/*")),
      policy(allow(["ec2:RunInstances", "iam:*Role"], ["arn:aws:iam::123456789012:role/a", "*"])),
      policy(allow("iam:PassRole", "*", { Condition: { StringLike: { "iam:PassedToService": "*" } } })),
    ],
    unknown: [
      open(allow("iam:PassRole", unknown)),
      open(allow("iam:PassRole", "*", { Condition: { StringLike: { "iam:PassedToService": unknown } } })),
    ],
  },
  "iam-policy-no-not-action-allow": {
    pass: [policy({ Effect: "Deny", NotAction: ["iam:*", "sts:*"], Resource: "*" }), policy(allow("s3:GetObject", objects))],
    fail: [
      policy({ Effect: "Allow", NotAction: ["iam:*"], Resource: "*" }),
      bucket({ Effect: "Allow", Principal: { AWS: "123456789012" }, NotAction: "s3:DeleteBucket", Resource: objects }),
    ],
    unknown: [open({ Effect: unknown, NotAction: "iam:*", Resource: "*" })],
  },
  "iam-policy-no-not-resource-allow": {
    pass: [policy({ Effect: "Deny", Action: "s3:*", NotResource: objects })],
    fail: [policy({ Effect: "Allow", Action: "s3:*", NotResource: [objects] })],
    unknown: [open({ Effect: unknown, Action: "s3:*", NotResource: objects })],
  },
  "iam-policy-no-not-principal-allow": {
    pass: [bucket({ Effect: "Deny", NotPrincipal: stranger, Action: "s3:*", Resource: objects }), bucket(everyone(undefined, stranger))],
    fail: [bucket({ Effect: "Allow", NotPrincipal: stranger, Action: "s3:GetObject", Resource: objects })],
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
        res("lambda.Permission", "door", {
          action: "lambda:InvokeFunction",
          function: "f",
          principal: "*",
          principalOrgId: "o-a1b2c3d4e5",
        }),
      ],
      [res("lambda.Permission", "door", { action: "lambda:InvokeFunction", function: "f", principal: "s3.amazonaws.com" })],
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
      bucket(everyone()),
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
        res("lambda.Permission", "door", {
          action: "lambda:InvokeFunctionUrl",
          function: "f",
          principal: "*",
          functionUrlAuthType: "NONE",
        }),
      ],
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
      [res("lambda.Permission", "door", { action: "lambda:InvokeFunction", function: "f", principal: unknown })],
      [res("lambda.Permission", "door", { action: "lambda:InvokeFunction", function: "f", principal: "*", sourceArn: unknown })],
    ],
  },
  "iam-role-trust-not-open": {
    pass: [
      [role({ Principal: "*", Condition: { StringEquals: { "aws:PrincipalAccount": "123456789012" } } })],
      [role({ Principal: { Service: "ec2.amazonaws.com" } })],
      [role({ Principal: { AWS: "123456789012" } })],
    ],
    fail: [
      [role({ Principal: "*" })],
      [role({ Principal: { AWS: ["*"] } })],
      [role({ Principal: { AWS: "*" }, Condition: { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/admin" } } })],
      [role({ Principal: { AWS: "*" }, Condition: { StringEquals: { "sts:ExternalId": "x" } } })],
    ],
    unknown: [
      [role({ Principal: { AWS: unknown } })],
      [role({ Principal: unknown })],
      [anyRes("aws:iam/role:Role", "r", { assumeRolePolicy: unknown })],
    ],
  },
  "iam-role-trust-cross-account-guarded": {
    pass: [
      [other, role({ Principal: stranger, Condition: { StringEquals: { "sts:ExternalId": "7d3f0c" } } })],
      [other, role({ Principal: stranger, Condition: { ArnEquals: { "aws:PrincipalArn": "arn:aws:iam::999988887777:role/deploy" } } })],
      [other, role({ Principal: { AWS: "123456789012" } })],
      [other, role({ Principal: { AWS: "arn:aws:iam::999988887777:role/deploy" } })],
      [role({ Principal: { Service: "ec2.amazonaws.com" } })],
    ],
    fail: [
      [other, role({ Principal: stranger })],
      [other, role({ Principal: { AWS: ["123456789012", "999988887777"] } })],
      [other, role({ Principal: stranger, Condition: { StringLike: { "sts:ExternalId": "*" } } })],
      [other, role({ Principal: stranger, Condition: { StringEqualsIfExists: { "sts:ExternalId": "x" } } })],
    ],
    unknown: [[role({ Principal: stranger })], [other, role({ Principal: { AWS: unknown } })]],
  },
  "iam-no-administrator-access-attached": {
    pass: [
      [res("iam.RolePolicyAttachment", "gives", { role: "r", policyArn: "arn:aws:iam::123456789012:policy/AdministratorAccess" })],
      [anyRes("aws:iam/role:Role", "gives", { managedPolicyArns: ["arn:aws:iam::aws:policy/ReadOnlyAccess"] })],
      [anyRes("aws:iam/role:Role", "bounded", { permissionsBoundary: "arn:aws:iam::aws:policy/AdministratorAccess" })],
    ],
    fail: [
      [res("iam.RolePolicyAttachment", "gives", { role: "r", policyArn: "arn:aws-us-gov:iam::aws:policy/AdministratorAccess" })],
      [anyRes("aws:iam/role:Role", "gives", { managedPolicyArns: [unknown, "arn:aws:iam::aws:policy/AdministratorAccess"] })],
      [
        res("ssoadmin.ManagedPolicyAttachment", "gives", {
          instanceArn: "i",
          permissionSetArn: "p",
          managedPolicyArn: "arn:aws:iam::aws:policy/AdministratorAccess",
        }),
      ],
      [
        res("iam.GroupPolicyAttachmentsExclusive", "gives", {
          groupName: "g",
          policyArns: ["arn:aws:iam::aws:policy/AdministratorAccess"],
        }),
      ],
    ],
    unknown: [[res("iam.GroupPolicyAttachment", "gives", { group: "g", policyArn: unknown })]],
  },
  "iam-no-iam-full-access-attached": {
    pass: [[res("iam.GroupPolicyAttachment", "gives", { group: "g", policyArn: "arn:aws:iam::aws:policy/IAMReadOnlyAccess" })]],
    fail: [[res("iam.GroupPolicyAttachment", "gives", { group: "g", policyArn: "arn:aws:iam::aws:policy/IAMFullAccess" })]],
    unknown: [[res("iam.GroupPolicyAttachment", "gives", { group: "g", policyArn: unknown })]],
  },
  "iam-no-power-user-access-attached": {
    pass: [[res("iam.PolicyAttachment", "gives", { roles: ["r"], policyArn: "arn:aws:iam::aws:policy/ViewOnlyAccess" })]],
    fail: [[res("iam.PolicyAttachment", "gives", { roles: ["r"], policyArn: "arn:aws:iam::aws:policy/PowerUserAccess" })]],
    unknown: [[res("iam.PolicyAttachment", "gives", { roles: ["r"], policyArn: unknown })]],
  },
  "iam-no-policy-attached-to-user": {
    pass: [
      [res("iam.PolicyAttachment", "gives", { roles: ["r"], policyArn: "p" })],
      [res("iam.PolicyAttachment", "gives", { users: [], groups: ["g"], policyArn: "p" })],
    ],
    fail: [
      [res("iam.UserPolicy", "gives", { user: "u", policy: json(allow("s3:GetObject", objects)) })],
      [res("iam.UserPolicyAttachment", "gives", { user: ref("u"), policyArn: "p" }), res("iam.User", "u", {})],
      [res("iam.PolicyAttachment", "gives", { users: ["u"], policyArn: "p" })],
    ],
  },
  "iam-no-long-lived-access-key": {
    pass: [{ user: "u", status: "Inactive" }],
    fail: [{ user: "u" }, { user: "u", pgpKey: "keybase:u" }],
    unknown: [{ user: "u", status: unknown }],
  },
  "iam-policy-document-valid": {
    pass: [
      policy(allow("s3:GetObject", `arn:aws:s3:::\${aws:PrincipalTag/team}-data/*`, { Sid: "OK1" })),
      policy(
        allow("s3:GetObject", objects, {
          Condition: { "ForAnyValue:StringLikeIfExists": { "aws:TagKeys": ["a*"] }, Bool: { "aws:SecureTransport": true } },
        }),
      ),
      [role({ Principal: { Service: ["lambda.amazonaws.com", "edgelambda.amazonaws.com"] } })],
      [
        res("ecr.RepositoryPolicy", "door", {
          repository: "r",
          policy: json({ Effect: "Allow", Principal: "*", Action: "ecr:BatchGetImage" }),
        }),
      ],
      [res("iam.Policy", "empty", { policy: "" })],
    ],
    fail: [
      [res("iam.Policy", "grants", { policy: '{"Statement": [{"Effect": "Allow",}]}' })],
      [res("iam.Policy", "grants", { policy: "s3:*" })],
      [res("iam.Policy", "grants", { policy: JSON.stringify({ Version: "2012-10-18", Statements: [] }) })],
      policy({ ...allow("s3:GetObject", objects), Effect: "allow" }),
      policy({ Effect: "Allow", Resource: "*" }),
      policy({ Effect: "Allow", Action: "s3:GetObject" }),
      policy(allow(5, objects)),
      policy(allow("GetObject", objects)),
      policy(allow("s3:GetObject", "b")),
      policy(allow("s3:GetObject", "arn:aws:s3::b")),
      policy(allow("dynamodb:GetItem", "arn:aws:dynamodb:us-east-1:12345:table/t")),
      policy(allow("s3:GetObject", objects, { Principal: "*" })),
      policy(allow("s3:GetObject", objects, { NotAction: "iam:*" })),
      policy(allow("s3:GetObject", objects, { Resources: "*" })),
      policy(allow("s3:GetObject", objects, { Sid: "my sid" })),
      policy(allow("s3:GetObject", objects, { Sid: "A" }), allow("s3:PutObject", objects, { Sid: "A" })),
      policy(allow("s3:GetObject", objects, { Condition: { StringEqual: { "aws:username": "bob" } } })),
      policy(allow("s3:GetObject", objects, { Condition: { NullIfExists: { "aws:username": "true" } } })),
      [role({ Principal: { Service: "ec2.amazonaws.com" }, Resource: "*" })],
      [role({})],
      [role({ Principal: { Aws: "123456789012" } })],
      bucket(everyone(undefined, "s3.amazonaws.com")),
    ],
    unknown: [
      [res("iam.Policy", "grants", { policy: unknown })],
      open(allow(unknown)),
      open(allow("s3:GetObject", [objects, unknown])),
      open(unknown),
    ],
  },
  "iam-policy-version-current": {
    pass: [
      policy(allow("s3:GetObject", objects)),
      [res("lambda.Permission", "door", { action: "lambda:InvokeFunction", function: "f", principal: "*" })],
    ],
    fail: [
      [res("iam.Policy", "grants", { policy: JSON.stringify({ Statement: [allow("s3:GetObject", objects)] }) })],
      [res("iam.Policy", "grants", { policy: json([allow("s3:GetObject", objects)], { Version: "2008-10-17" }) })],
    ],
    unknown: [[anyRes("aws:iam/policy:Policy", "grants", { policy: { Version: unknown, Statement: [allow("s3:GetObject", objects)] } })]],
  },
  "iam-role-session-at-most-twelve-hours": {
    pass: [{ assumeRolePolicy: "{}" }, { assumeRolePolicy: "{}", maxSessionDuration: 28_800 }],
    fail: [{ assumeRolePolicy: "{}", maxSessionDuration: 43_200 }],
    unknown: [{ assumeRolePolicy: "{}", maxSessionDuration: unknown }],
  },
  "iam-password-policy-length": {
    pass: [{ minimumPasswordLength: 14 }],
    fail: [{}, { minimumPasswordLength: 8 }],
    unknown: [{ minimumPasswordLength: unknown }],
  },
  "iam-password-policy-no-reuse": {
    pass: [{ passwordReusePrevention: 24 }],
    fail: [{}, { passwordReusePrevention: 5 }],
    unknown: [{ passwordReusePrevention: unknown }],
  },
  "iam-password-policy-characters": {
    pass: [{ requireLowercaseCharacters: true, requireNumbers: true, requireSymbols: true, requireUppercaseCharacters: true }],
    fail: [{}, { requireLowercaseCharacters: true, requireNumbers: true, requireSymbols: false, requireUppercaseCharacters: true }],
    unknown: [{ requireLowercaseCharacters: true, requireNumbers: true, requireSymbols: unknown, requireUppercaseCharacters: true }],
  },
  "iam-password-policy-expires": {
    pass: [{ maxPasswordAge: 90 }],
    fail: [{}, { maxPasswordAge: 365 }],
    unknown: [{ maxPasswordAge: unknown }],
  },
});
