import { documentRules } from "../../../src/rules/iam/documents.js";
import { anyRes, ref, res, suite, unknown } from "../../suite.js";
import {
  allow,
  bucket,
  deny,
  everyone,
  holder,
  inline,
  json,
  objects,
  open,
  type Part,
  policy,
  role,
  stranger,
  worker,
} from "./helpers.js";

/** A statement of so many characters and some hundred more. */
const long = (characters: number): Part => allow("s3:GetObject", `arn:aws:s3:::b/${"x".repeat(characters)}`);

suite(documentRules, {
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
      ...[
        { DateLessThan: { "aws:TokenIssueTime": "4102444800" } },
        { NumericLessThan: { "aws:MultiFactorAuthAge": 3600 } },
        { IpAddress: { "aws:SourceIp": ["2001:db8::/32", "192.0.2.1"] } },
        { ArnLike: { "aws:PrincipalArn": "*" }, Null: { "aws:PrincipalTag/a": true } },
        { StringEquals: { "aws:PrincipalKeyOfTomorrow": "x" } },
      ].map((Condition) => policy(allow("s3:GetObject", objects, { Condition }))),
      ...[`arn:aws-us-gov:sqs:us-gov-east-1:123456789012:q`, "arn:aws:sqs:*:*:jobs-?", "arn:aws:ec2:us-east-1::image/*"].map((arn) =>
        policy(allow("sqs:SendMessage", arn)),
      ),
      [
        res("apigateway.RestApiPolicy", "door", {
          restApiId: "a",
          policy: json({ Effect: "Allow", Principal: "*", Action: "execute-api:Invoke", Resource: "execute-api:/*" }),
        }),
      ],
      [
        res("iam.Policy", "grants", {
          policy:
            '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::a"},' +
            '{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::\\"Effect\\":"}]}',
        }),
      ],
      [
        anyRes("aws:organizations/policy:Policy", "ceiling", {
          type: "RESOURCE_CONTROL_POLICY",
          content: json({ Effect: "Deny", Principal: "*", Action: "s3:*", Resource: "*" }),
        }),
      ],
      [role({ Principal: { AWS: ["AROAEXAMPLEID12345678", "123456789012"], Service: "logs.us-east-1.amazonaws.com" } })],
      [anyRes("aws:organizations/policy:Policy", "tags", { type: "TAG_POLICY", content: '{"tags":{"a":{"tag_key":{"@@assign":"A"}}}}' })],
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
      ...[
        { Bool: { "aws:SecureTransport": ["true", "false"] } },
        { StringEquals: { "aws:username": "a", "AWS:UserName": "b" } },
        { "ForAllValue:StringEquals": { "aws:TagKeys": ["a"] } },
      ].map((Condition) => policy(allow("s3:GetObject", objects, { Condition }))),
      ...[
        "arn:aws:sqs:us-east-1:12345678901a:q",
        "arn:aws-china:sqs:us-east-1:123456789012:q",
        "arn:aws:sqs:us-east:123456789012:q",
        "arn:aws:SQS:us-east-1:123456789012:q",
        "arn:aws:iam:us-east-1:123456789012:role/x",
        `arn:aws:s3:::b/\${aws:username/*`,
      ].map((arn) => policy(allow("sqs:SendMessage", arn))),
      policy(allow("s*:GetObject", objects)),
      [role({ Principal: { AWS: "arn:aws:iam::123456789012:role/app-*" } })],
      [role({ Principal: { AWS: "12345678901" } })],
      [role({ Principal: { Service: "lambda" } })],
      [role({ Principal: { Federated: "https://token.actions.githubusercontent.com" }, Action: "sts:AssumeRoleWithWebIdentity" })],
      [role({ Principal: { Federated: "arn:aws:iam::123456789012:saml-provider/okta" } })],
      [role({ Principal: { Service: "lambda.amazonaws.com" }, Action: "lambda:InvokeFunction" })],
      bucket({ ...everyone(undefined, stranger), Resource: undefined }),
      bucket({ ...everyone(undefined, stranger), NotPrincipal: stranger }),
      bucket({ ...everyone(undefined, stranger), Resource: "b/*" }),
      [
        res("iam.Policy", "grants", {
          policy:
            '{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"s3:*","Resource":"*","Condition":{"Bool":{"a:b":"true"},"Bool":{"a:c":"true"}}}}',
        }),
      ],
      [
        anyRes("aws:organizations/policy:Policy", "ceiling", {
          content: json({ Effect: "Deny", Principal: "*", Action: "s3:*", Resource: "*" }),
        }),
      ],
    ],
    unknown: [
      [res("iam.Policy", "grants", { policy: unknown })],
      open(allow(unknown)),
      open(allow("s3:GetObject", [objects, unknown])),
      open(unknown),
    ],
  },
  "iam-policy-version-current": {
    good: policy(allow("s3:GetObject", objects)),
    pass: [
      // What is no version at all is told by the grammar.
      [res("iam.Policy", "grants", { policy: JSON.stringify({ Version: "2012-10-18", Statement: [allow("s3:GetObject", objects)] }) })],
      policy(allow("s3:GetObject", objects)),
      [res("lambda.Permission", "door", { action: "lambda:InvokeFunction", function: "f", principal: "*" })],
    ],
    fail: [
      [res("iam.Policy", "grants", { policy: JSON.stringify({ Statement: [allow("s3:GetObject", objects)] }) })],
      [res("iam.Policy", "grants", { policy: json([allow("s3:GetObject", objects)], { Version: "2008-10-17" }) })],
    ],
    unknown: [[anyRes("aws:iam/policy:Policy", "grants", { policy: { Version: unknown, Statement: [allow("s3:GetObject", objects)] } })]],
  },
  "iam-policy-known-actions": {
    bad: policy(allow(["dynamodb:GetItem", "dynamodb:PutItems"], "arn:aws:dynamodb:eu-west-1:123456789012:table/orders")),
    good: policy(allow(["s3:GetObject", "s3:PutObject"], objects)),
    pass: [
      policy(allow(["S3:GETOBJECT", "s3:get*", "states:DescribeExecution", "s3:GetObjectV?rsion", "*", "ec2:*"])),
      bucket(everyone(undefined, stranger)),
    ],
    fail: [
      policy(allow(["s3:GetObject", "dynamodb:PutItems"])),
      policy(allow("secretmanager:GetSecretValue")),
      policy(deny("s3:DeleteObjects", objects)),
      policy({ Effect: "Deny", NotAction: ["iamm:*"], Resource: "*" }),
    ],
    unknown: [open(allow(["s3:GetObject", unknown]))],
  },
  "iam-policy-no-redundancy": {
    pass: [
      policy(allow(["s3:Get*", "s3:List*"], [objects, "arn:aws:s3:::b"])),
      policy(allow("s3:GetObject", objects), allow("s3:GetObject", "arn:aws:s3:::c/*")),
      policy(allow("s3:GetObject", objects), deny("s3:GetObject", "arn:aws:s3:::b/private/*")),
      policy(allow("s3:*", objects, { Condition: { IpAddress: { "aws:SourceIp": "203.0.113.0/24" } } }), allow("s3:GetObject", objects)),
      policy({ Effect: "Allow", NotAction: "iam:*", Resource: "*" }, allow(["iam:GetUser", "s3:*"])),
      policy(
        deny("s3:*", "*", { Condition: { StringNotEquals: { "aws:PrincipalTag/team": ["a", "b"] } } }),
        deny("s3:*", "*", { Condition: { StringNotEquals: { "aws:PrincipalTag/team": ["a", "c"] } } }),
      ),
    ],
    fail: [
      { of: policy(allow(["s3:*", "s3:GetObject"], objects)), message: "already covered by" },
      policy(allow(["s3:GetObject", "S3:getobject"], objects)),
      policy(allow("s3:GetObject", ["arn:aws:s3:::b/x", objects])),
      policy(allow(["s3:GetObject", "s3:PutObject"], objects), allow(["s3:PutObject", "s3:DeleteObject"], objects)),
      policy(allow("s3:GetObject", objects), allow("s3:GetObject", objects, { Condition: { Bool: { "aws:SecureTransport": "true" } } })),
      policy({ Effect: "Deny", NotAction: ["iam:*", "IAM:*"], Resource: "*" }),
      policy({ Effect: "Allow", NotAction: "iam:*", Resource: "*" }, allow("s3:GetObject", objects)),
      policy({ Effect: "Deny", NotAction: ["iam:*", "sts:*"], Resource: "*" }, { Effect: "Deny", NotAction: "iam:*", Resource: "*" }),
      policy(
        allow("s3:GetObject", objects, { Condition: { StringEquals: { "aws:PrincipalTag/team": ["a", "b"] } } }),
        allow("s3:GetObject", objects, { Condition: { StringEquals: { "aws:PrincipalTag/team": "a" } } }),
      ),
    ],
    unknown: [[res("iam.Policy", "later", { policy: unknown })]],
  },
  "iam-policy-no-empty-part": {
    good: policy(allow("s3:GetObject", objects)),
    pass: [policy(allow(["s3:GetObject"], [objects], { Condition: { StringEquals: { "aws:username": [""] } } }))],
    fail: [
      policy(),
      policy(allow([], objects)),
      policy(allow("s3:GetObject", [])),
      policy(allow("s3:GetObject", objects, { Condition: {} })),
      policy(allow("s3:GetObject", objects, { Condition: { StringEquals: { "aws:username": [] } } })),
      bucket(everyone(undefined, { AWS: [] })),
    ],
    unknown: [[res("iam.Policy", "later", { policy: unknown })]],
  },
  "iam-policy-deny-effective": {
    pass: [
      policy(deny("*", "*", { Condition: { BoolIfExists: { "aws:MultiFactorAuthPresent": "false" } } })),
      policy(deny("s3:DeleteObject", objects), allow("s3:*", "*", { Condition: { StringEquals: { "aws:username": "a*" } } })),
      policy(deny("s3:DeleteBucket", "*", { Condition: { StringLike: { "aws:PrincipalArn": "arn:aws:iam::123456789012:role/dev-*" } } })),
      bucket({
        ...everyone({ Bool: { "aws:SecureTransport": "false" } }),
        Effect: "Deny",
        Action: "s3:*",
        Resource: ["arn:aws:s3:::b", objects],
      }),
      policy({ Effect: "Deny", NotAction: ["iam:*", "sts:*"], Resource: "*" }),
      policy(deny("dynamodb:Query", "arn:aws:dynamodb:us-east-1:123456789012:table/t/index/*")),
      policy(deny("*", "*", { Condition: { StringNotLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/*" } } })),
      policy(deny("*", "*", { Condition: { Null: { "aws:PrincipalTag/team": "true" } } })),
      policy(deny("apigateway:DELETE", "arn:aws:apigateway:us-east-1::/restapis/a/authorizers/b")),
      policy(deny("lex:DeleteBotAlias", "arn:aws:lex:us-east-1:123456789012:bot-alias/b/*")),
    ],
    fail: [
      policy(deny("*", "*", { Condition: { Bool: { "aws:MultiFactorAuthPresent": "false" } } })),
      policy({ Effect: "Deny", NotAction: "*", Resource: "*" }),
      policy({ Effect: "Deny", Action: "s3:*", NotResource: "*" }),
      policy(deny("s3:DeleteObject", "arn:aws:s3:::b")),
      policy(deny("iam:DeleteUser", "arn:aws:iam::123456789012:role/x")),
      policy(deny("s3:DeleteBucket", "*", { Condition: { StringEquals: { "aws:PrincipalArn": "arn:aws:iam::123456789012:role/dev-*" } } })),
      policy(deny("rds:DeleteDBInstance", "*", { Condition: { DateLessThan: { "aws:CurrentTime": "2020-01-01T00:00:00Z" } } })),
      policy(deny("dynamodb:DeleteTable", "arn:aws:dynamodb:us-east-1:123456789012:table/t/index/*")),
      policy(deny("*", "*", { Condition: { ArnNotLike: { "aws:PrincipalArn": ["arn:aws:iam::123456789012:role/x", "*"] } } })),
      policy(deny("*", "*", { Condition: { Null: { "aws:PrincipalArn": "true" } } })),
      policy(deny("kinesis:DeleteStream", "arn:aws:kinesis:us-east-1:123456789012:stream/s/consumer/c:1")),
    ],
    unknown: [open(deny("s3:DeleteObject", unknown))],
  },
  "iam-policy-size": {
    good: policy(allow("s3:GetObject", objects)),
    pass: [
      [
        res("iam.Policy", "large", {
          policy: json(
            allow(
              "s3:GetObject",
              Array.from({ length: 200 }, (_, i) => `arn:aws:s3:::b/${i}`),
            ),
          ),
        }),
      ],
      [res("iam.Policy", "spaced", { policy: `${json(allow("s3:GetObject", objects))}${" ".repeat(7000)}` })],
    ],
    fail: [
      {
        of: [
          res("iam.Policy", "large", {
            policy: json(
              allow(
                "s3:GetObject",
                Array.from({ length: 300 }, (_, i) => `arn:aws:s3:::b/${i}/*`),
              ),
            ),
          }),
        ],
        message: "characters, expected at most",
      },
      [res("iam.UserPolicy", "large", { user: "u", policy: json(allow("s3:GetObject", `arn:aws:s3:::b/${"x".repeat(2048)}`)) })],
    ],
    unknown: [[res("iam.Policy", "later", { policy: unknown })]],
  },
  "iam-principal-inline-size": {
    good: [worker("r", "ec2"), inline("Role", "read", "r", allow("s3:GetObject", objects))],
    pass: [
      [holder("Role", "r"), inline("Role", "a", "r", long(6000)), inline("Role", "b", "r", long(200))],
      [holder("Role", "r"), inline("Role", "a", "r", long(14000))],
      [
        holder("Role", "r"),
        inline("Role", "a", "r", long(6000)),
        anyRes("aws:iam/policy:Policy", "b", { policy: { Statement: [long(2000)] } }),
        anyRes("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "c", { role: ref("r"), policyArn: ref("b", "arn") }),
      ],
      // Managed policies count each by itself, and not here.
      [
        holder("Role", "r", {
          managedPolicyArns: ["AmazonDynamoDBFullAccess", "SecretsManagerReadWrite", "AmazonSSMFullAccess"].map(
            (name) => `arn:aws:iam::aws:policy/${name}`,
          ),
        }),
      ],
      [
        holder("Role", "r", {
          managedPolicyArns: ["arn:aws:iam::aws:policy/IAMFullAccess", "arn:aws:iam::123456789012:policy/own"],
          inlinePolicies: [{ name: "a", policy: json(long(6000)) }],
        }),
        inline("Role", "b", "r", long(200)),
      ],
      [
        holder("Role", "r", { managedPolicyArns: [unknown, "arn:aws:iam::aws:policy/IAMFullAccess"] }),
        inline("Role", "a", "r", long(6000)),
      ],
      [
        holder("User", "u"),
        inline("User", "a", "u", long(1200)),
        ...["ReadOnlyAccess", "IAMFullAccess"].map((name) =>
          anyRes("aws:iam/userPolicyAttachment:UserPolicyAttachment", name, {
            user: ref("u"),
            policyArn: `arn:aws:iam::aws:policy/${name}`,
          }),
        ),
      ],
      [
        holder("Role", "r"),
        anyRes("aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive", "x", {
          roleName: ref("r"),
          policyArns: ["arn:aws:iam::aws:policy/ReadOnlyAccess", "arn:aws:iam::aws:policy/IAMFullAccess"],
        }),
        inline("Role", "a", "r", long(6000)),
      ],
      [
        holder("User", "u"),
        holder("Group", "g"),
        anyRes("aws:iam/groupMembership:GroupMembership", "m", { name: "m", group: ref("g"), users: [ref("u")] }),
        inline("User", "a", "u", long(1200)),
        inline("Group", "b", "g", long(1200)),
      ],
    ],
    fail: [
      {
        of: [holder("Role", "r"), inline("Role", "a", "r", long(6000)), inline("Role", "b", "r", long(6000))],
        message: "characters together, expected at most",
      },
      [
        holder("Role", "r", { managedPolicyArns: ["arn:aws:iam::aws:policy/IAMFullAccess"] }),
        inline("Role", "a", "r", long(6000)),
        inline("Role", "b", "r", long(6000)),
      ],
      [
        holder("Role", "r", {
          inlinePolicies: [
            { name: "a", policy: json(long(6000)) },
            { name: "b", policy: json(long(6000)) },
          ],
        }),
      ],
      [holder("User", "u"), inline("User", "a", "u", long(1200)), inline("User", "b", "u", long(1200))],
      [holder("Group", "g"), inline("Group", "a", "g", long(3000)), inline("Group", "b", "g", long(3000))],
    ],
    unknown: [
      [holder("Role", "r"), inline("Role", "a", "r", long(6000)), inline("Role", "b", "r", allow("s3:GetObject", unknown))],
      [
        holder("Role", "r"),
        inline("Role", "a", "r", long(6000)),
        anyRes("aws:iam/rolePolicy:RolePolicy", "b", { role: ref("r"), policy: unknown }),
      ],
    ],
  },
});
