import { grantRules } from "../../../src/rules/iam/grants.js";
import { anyRes, ref, res, secret, suite, unknown } from "../../suite.js";
import { allow, attach, attached, callback, deny, holder, inline, json, objects, ofAws, open, policy, worker } from "./helpers.js";
import { principalCases } from "./principals.js";

const oneself = `arn:aws:iam::*:user/\${aws:username}`;

suite(grantRules, {
  ...principalCases,
  "iam-policy-no-admin": {
    bad: policy(allow("*")),
    good: policy(allow(["s3:PutObject", "s3:GetObject"], "arn:aws:s3:::site/*")),
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
      [holder("Role", "r"), inline("Role", "all", "r", allow("*")), inline("Role", "none", "r", deny("iam:*"))],
      [
        res("iam.Policy", "limit", { name: "limit", policy: json(allow(["s3:GetObject", "logs:PutLogEvents"])) }),
        holder("Role", "r", { permissionsBoundary: ref("limit", "arn") }),
        inline("Role", "all", "r", allow("*")),
      ],
    ],
    fail: [
      {
        of: [
          holder("Role", "r", { permissionsBoundary: "arn:aws:iam::aws:policy/AdministratorAccess" }),
          inline("Role", "all", "r", allow("*")),
        ],
        message: "grants every action on every resource",
      },
      [
        holder("Role", "r"),
        inline("Role", "all", "r", allow("*")),
        inline("Role", "typo", "r", { Effect: "Permit", Action: "s3:*", Resource: "*" }),
      ],
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
      [holder("Role", "r", { permissionsBoundary: "arn:aws:iam::123456789012:policy/limit" }), inline("Role", "all", "r", allow("*"))],
      [res("iam.Policy", "grants", { policy: unknown })],
      open(allow(unknown)),
      open(allow("*", unknown)),
      open(allow("*"), deny(unknown)),
    ],
  },
  "iam-principal-no-admin": {
    good: [worker("r", "ec2"), inline("Role", "read", "r", allow("s3:GetObject", "arn:aws:s3:::reports/*"))],
    pass: [
      [holder("Role", "r"), inline("Role", "all", "r", allow("*"))],
      [holder("Role", "r"), inline("Role", "most", "r", { Effect: "Allow", NotAction: "iam:*", Resource: "*" })],
      [
        holder("Role", "r"),
        holder("Role", "s"),
        inline("Role", "most", "r", { Effect: "Allow", NotAction: "iam:*", Resource: "*" }),
        inline("Role", "rest", "s", allow("iam:*")),
      ],
    ],
    fail: [
      {
        of: [
          holder("Role", "r"),
          inline("Role", "most", "r", { Effect: "Allow", NotAction: "iam:*", Resource: "*" }),
          inline("Role", "rest", "r", allow("iam:*")),
        ],
        message: "has every action on every resource by the sum of its policies",
      },
      [
        holder("User", "ann"),
        holder("Group", "dev"),
        anyRes("aws:iam/userGroupMembership:UserGroupMembership", "in", { user: ref("ann"), groups: [ref("dev")] }),
        inline("User", "most", "ann", { Effect: "Allow", NotAction: "iam:*", Resource: "*" }),
        inline("Group", "rest", "dev", allow("iam:*")),
      ],
    ],
    unknown: [[holder("Role", "r", { managedPolicyArns: [unknown] })]],
  },
  "iam-policy-no-service-wildcard": {
    good: policy(allow(["s3:GetObject", "s3:PutObject"], "arn:aws:s3:::uploads/*")),
    pass: [
      [
        res("iam.Policy", "limit", { name: "limit", policy: json(allow("s3:*")) }),
        holder("Role", "r", { permissionsBoundary: ref("limit", "arn") }),
      ],
      policy(allow("s3:*", objects)),
      policy(allow(["s3:Get*", "cloudwatch:Describe*"])),
      policy(deny("s3:*")),
      policy(allow("s3:*"), deny("s3:*")),
      policy(allow("s3:*", "*", { Condition: { StringEquals: { "aws:ResourceTag/team": "a" } } })),
    ],
    fail: [
      { of: policy(allow("s3:*")), message: "allows every action of a service on every resource" },
      policy(allow(["EC2:*", "lambda:?*"], [objects, "*"])),
      policy(allow("sns:**", "*", { Condition: { StringLike: { "aws:PrincipalArn": "*" } } })),
      [res("iot.Policy", "grants", { policy: json(allow("iot:*")) })],
    ],
    unknown: [open(allow(unknown)), open(allow("s3:*", unknown)), open(allow("s3:*", "*", { Condition: unknown }))],
  },
  "iam-policy-no-wildcard-resource": {
    good: policy(allow("sqs:SendMessage", "arn:aws:sqs:eu-west-1:123456789012:orders")),
    pass: [
      policy(allow(["xray:PutTraceSegments", "ec2:Describe*", "s3:ListAllMyBuckets"])),
      policy(allow("dynamodb:PutItem", "arn:aws:dynamodb:*:123456789012:table/orders")),
      policy(allow("ec2:StopInstances", "*", { Condition: { StringEquals: { "aws:ResourceTag/team": "shop" } } })),
      policy(allow(["s3:*", "iam:PassRole", "cloudwatch:PutMetricData"])),
      policy(deny("sqs:SendMessage")),
      [holder("Role", "r"), inline("Role", "all", "r", allow("sqs:SendMessage")), inline("Role", "none", "r", deny("sqs:*"))],
      open(allow("xray:PutTraceSegments", unknown)),
    ],
    fail: [
      { of: policy(allow("sqs:SendMessage")), message: "on every resource, expected the ARNs of" },
      policy(allow(["dynamodb:PutItem", "dynamodb:GetItem"], ["arn:aws:dynamodb:*:123456789012:table/a", "*"]), allow("DYNAMODB:delete*")),
      open(allow(["sns:Publish", "sqs:SendMessage"], ["*", unknown])),
      policy(allow("s3:PutObject", "*", { Condition: { Bool: { "aws:SecureTransport": "true" } } })),
    ],
    unknown: [open(allow("dynamodb:PutItem", unknown)), open(allow(unknown))],
  },
  "iam-policy-no-permissions-management": {
    good: policy(allow("s3:PutBucketPolicy", "arn:aws:s3:::site")),
    pass: [policy(allow(["s3:GetBucketPolicy", "sns:Publish"])), policy(allow("s3:PutBucketPolicy", "arn:aws:s3:::site"))],
    fail: [{ of: policy(allow("s3:PutBucketPolicy")), message: "which changes permissions, on every resource" }, policy(allow("kms:*"))],
    unknown: [open(allow("s3:PutBucketPolicy", unknown))],
  },
  "iam-policy-no-data-exfiltration": {
    pass: [policy(allow("s3:GetObject", objects)), policy(allow("s3:GetBucketLocation")), policy(deny("s3:GetObject"))],
    fail: [
      { of: policy(allow("s3:get*")), message: "on every resource: all that the account keeps there can be read" },
      policy(allow(["ssm:GetParameter", "secretsmanager:GetSecretValue"])),
    ],
    unknown: [open(allow("s3:GetObject", unknown))],
  },
  "iam-policy-no-credentials-exposure": {
    good: policy(allow("redshift:GetClusterCredentials", "arn:aws:redshift:eu-west-1:123456789012:dbuser:reports/reader")),
    pass: [policy(allow("iam:ListAccessKeys")), policy(allow("iam:CreateAccessKey", oneself))],
    fail: [
      { of: policy(allow("redshift:GetClusterCredentials")), message: "which returns credentials, on every resource" },
      policy(allow("sts:AssumeRole")),
    ],
    unknown: [open(allow("rds-db:connect", unknown))],
  },
  "iam-policy-no-escalation": {
    good: policy(
      allow("iam:PassRole", "arn:aws:iam::123456789012:role/worker"),
      allow("ecs:RunTask", "arn:aws:ecs:eu-west-1:123456789012:task-definition/worker:*"),
    ),
    pass: [
      policy(allow("ec2:RunInstances")),
      policy(allow("iam:CreateAccessKey", oneself)),
      policy(
        allow("iam:AttachRolePolicy", "*", { Condition: { ArnEquals: { "iam:PolicyARN": "arn:aws:iam::aws:policy/ReadOnlyAccess" } } }),
      ),
      policy(
        allow("iam:PutRolePolicy", "*", {
          Condition: { StringEquals: { "iam:PermissionsBoundary": "arn:aws:iam::123456789012:policy/limit" } },
        }),
      ),
      policy(
        allow("iam:PassRole", "*", { Condition: { StringEquals: { "iam:PassedToService": "glue.amazonaws.com" } } }),
        allow("ec2:RunInstances"),
      ),
      policy(allow(["iam:PassRole", "ec2:RunInstances"]), deny("iam:Pass*")),
      [
        holder("Role", "plain"),
        inline("Role", "ci", "plain", allow("iam:PassRole", "arn:aws:iam::123456789012:role/plain"), allow("ec2:RunInstances")),
      ],
    ],
    fail: [
      policy(allow(["iam:PassRole", "ec2:RunInstances"])),
      policy(allow("iam:PutUserPolicy", oneself)),
      policy(allow("iam:*")),
      policy(allow(["lambda:UpdateFunctionCode", "ssm:StartSession"])),
      policy(
        allow("iam:PassRole", "*", { Condition: { StringEquals: { "iam:PassedToService": "ec2.amazonaws.com" } } }),
        allow("ec2:RunInstances"),
      ),
      policy(
        allow("iam:CreatePolicyVersion"),
        deny("iam:CreatePolicyVersion", "*", { Condition: { BoolIfExists: { "aws:MultiFactorAuthPresent": "false" } } }),
      ),
      [
        holder("Role", "boss", {
          assumeRolePolicy: json({ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" }),
        }),
        inline("Role", "all", "boss", allow("*")),
        holder("Role", "ci"),
        inline("Role", "passes", "ci", allow("iam:PassRole", "arn:aws:iam::123456789012:role/boss"), allow("ec2:RunInstances")),
      ],
    ],
    unknown: [open(allow(["iam:PassRole", "ec2:RunInstances"], unknown)), [res("iam.Policy", "grants", { policy: unknown })]],
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
      { of: policy(allow("iam:PassRole")), message: "allows iam:PassRole on every role" },
      policy(allow("iam:pass*", "arn:aws-cn:iam::123456789012:role/*")),
      policy(allow(["ec2:RunInstances", "iam:*Role"], ["arn:aws:iam::123456789012:role/a", "*"])),
      policy(allow("iam:PassRole", "*", { Condition: { StringLike: { "iam:PassedToService": "*" } } })),
      policy(allow("iam:PassRole", "*", { Condition: { Null: { "iam:PassedToService": "false" } } })),
    ],
    unknown: [
      open(allow("iam:PassRole", unknown)),
      open(allow("iam:PassRole", "*", { Condition: { StringLike: { "iam:PassedToService": unknown } } })),
    ],
  },
  "iam-no-administrator-access-attached": {
    bad: [attach("deploy", ofAws("AdministratorAccess"))],
    good: [...policy(allow(["s3:PutObject", "s3:GetObject"], "arn:aws:s3:::site/*")), attach("deploy", ref("grants", "arn"))],
    pass: [
      [res("iam.RolePolicyAttachment", "gives", { role: "r", policyArn: "arn:aws:iam::123456789012:policy/AdministratorAccess" })],
      [anyRes("aws:iam/role:Role", "gives", { managedPolicyArns: ["arn:aws:iam::aws:policy/ReadOnlyAccess"] })],
      [anyRes("aws:iam/role:Role", "bounded", { permissionsBoundary: "arn:aws:iam::aws:policy/AdministratorAccess" })],
    ],
    fail: [
      { of: attached("AdministratorAccess", "aws-us-gov"), message: "attaches a policy that grants everything" },
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
  "iam-no-escalation-attached": {
    good: [attach("auditor", ofAws("SecurityAudit"))],
    pass: [
      [res("iam.RolePolicyAttachment", "gives", { role: "r", policyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess" })],
      [
        holder("Role", "r", { permissionsBoundary: "arn:aws:iam::aws:policy/ReadOnlyAccess" }),
        res("iam.RolePolicyAttachment", "gives", { role: ref("r"), policyArn: "arn:aws:iam::aws:policy/IAMFullAccess" }),
      ],
      attached("AmazonS3FullAccess"),
      attached("service-role/AWSGlueServiceRole"),
      attached("service-role/AWSBatchServiceRole"),
      attached("AdministratorAccess"),
      callback,
    ],
    fail: [
      [res("iam.RolePolicyAttachment", "gives", { role: "r", policyArn: "arn:aws:iam::aws:policy/IAMFullAccess" })],
      [holder("Role", "r", { managedPolicyArns: ["arn:aws:iam::aws:policy/PowerUserAccess"] })],
      attached("AWSLambda_FullAccess"),
      attached("AWSLambdaFullAccess"),
      attached("AmazonElasticTranscoderFullAccess", "aws-cn"),
      attached("AWSOpsWorksFullAccess"),
      attached("service-role/AmazonElasticMapReduceRole"),
      [res("iam.UserPolicyAttachment", "gives", { user: "u", policyArn: ofAws("service-role/AWSGlueServiceRole") }), holder("User", "u")],
    ],
    unknown: [
      [res("iam.GroupPolicyAttachment", "gives", { group: "g", policyArn: unknown })],
      attached("AWSLambdaBasicExecutionRole"),
      [holder("Role", "r", { managedPolicyArns: [ofAws("AmazonNoSuchServiceFullAccess")] })],
    ],
  },
  "iam-no-data-access-attached": {
    good: [...policy(allow("s3:GetObject", "arn:aws:s3:::reports/*")), attach("reporter", ref("grants", "arn"))],
    pass: [
      attached("ReadOnlyAccess"),
      attached("AmazonSSMManagedInstanceCore"),
      attached("AmazonEC2ContainerRegistryReadOnly"),
      attached("AmazonSQSFullAccess"),
      attached("AWSLambdaFullAccess"),
      callback,
      [
        holder("Role", "r", { permissionsBoundary: ofAws("AmazonSQSFullAccess") }),
        res("iam.RolePolicyAttachment", "gives", { role: ref("r"), policyArn: ofAws("AmazonS3FullAccess") }),
      ],
      [
        holder("Role", "r"),
        inline("Role", "none", "r", deny("s3:GetObject")),
        res("iam.RolePolicyAttachment", "gives", { role: ref("r"), policyArn: ofAws("AmazonS3ReadOnlyAccess") }),
      ],
    ],
    fail: [
      attached("AmazonS3FullAccess"),
      attached("AmazonS3ReadOnlyAccess", "aws-us-gov"),
      attached("AmazonSSMReadOnlyAccess"),
      attached("AmazonRedshiftFullAccess"),
      attached("service-role/AmazonEC2RoleforSSM"),
      [holder("Role", "r", { managedPolicyArns: [ofAws("AmazonS3FullAccess")] })],
    ],
    unknown: [[res("iam.GroupPolicyAttachment", "gives", { group: "g", policyArn: unknown })]],
  },
  "iam-no-service-wildcard-attached": {
    good: [...policy(allow("sqs:SendMessage", "arn:aws:sqs:eu-west-1:123456789012:orders")), attach("shop", ref("grants", "arn"))],
    pass: [
      attached("AmazonEKSClusterPolicy"),
      attached("AmazonEKSWorkerNodePolicy"),
      attached("AmazonEKS_CNI_Policy"),
      attached("service-role/AWSLambdaBasicExecutionRole"),
      attached("service-role/AWSLambdaVPCAccessExecutionRole"),
      attached("AmazonS3FullAccess"),
      attached("AWSLambda_FullAccess"),
      attached("AWSXRayDaemonWriteAccess"),
      callback,
    ],
    fail: [
      attached("AmazonSQSFullAccess"),
      attached("AmazonDynamoDBFullAccess"),
      attached("AmazonVPCFullAccess"),
      attached("AWSOpsWorks_FullAccess"),
    ],
    unknown: [[res("iam.GroupPolicyAttachment", "gives", { group: "g", policyArn: unknown })]],
  },
  "iam-callback-function-policies": {
    good: [worker("onEvent", "lambda"), attach("onEvent", ofAws("service-role/AWSLambdaBasicExecutionRole"))],
    pass: [attached("AWSLambda_FullAccess"), attached("AmazonS3FullAccess")],
    fail: [callback],
    unknown: [[res("iam.GroupPolicyAttachment", "gives", { group: "g", policyArn: unknown })]],
  },
  "iam-no-iam-full-access-attached": {
    pass: [[res("iam.GroupPolicyAttachment", "gives", { group: "g", policyArn: "arn:aws:iam::aws:policy/IAMReadOnlyAccess" })]],
    fail: [
      {
        of: [res("iam.GroupPolicyAttachment", "gives", { group: "g", policyArn: "arn:aws:iam::aws:policy/IAMFullAccess" })],
        message: "is IAMFullAccess",
      },
    ],
    unknown: [[res("iam.GroupPolicyAttachment", "gives", { group: "g", policyArn: unknown })]],
  },
  "iam-no-power-user-access-attached": {
    pass: [[res("iam.PolicyAttachment", "gives", { roles: ["r"], policyArn: "arn:aws:iam::aws:policy/ViewOnlyAccess" })]],
    fail: [{ of: attached("PowerUserAccess"), message: "is PowerUserAccess" }],
    unknown: [[res("iam.PolicyAttachment", "gives", { roles: ["r"], policyArn: unknown })]],
  },
});
