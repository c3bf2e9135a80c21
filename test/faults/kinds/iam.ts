import { admin, aws, document, found, type Kind, open, silent, trust } from "./kind.js";

const mark = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const signature = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value: "x" };
const policy = (name: string, text: string) => aws("iam/policy:Policy", name, { policy: text });
const granted = (condition: Record<string, unknown>) => [policy("p", document({ ...admin, Condition: condition }))];
const noAdmin = /iam-policy-no-admin/;
const deny = { Effect: "Deny", Action: "*", Resource: "*" };
const consoleUser = (...statements: Record<string, unknown>[]) => [
  aws("iam/user:User", "u", { name: "u" }, { id: "u", outputs: { name: "u", id: "u" } }),
  aws("iam/userLoginProfile:UserLoginProfile", "l", { user: "u" }),
  aws("iam/userPolicy:UserPolicy", "p", { user: "u", policy: document(...statements) }),
];
const role = (text: string) => [aws("iam/role:Role", "r", { assumeRolePolicy: text })];
const openTrust = /iam-role-trust-not-open/;

const openBucket = (condition: Record<string, unknown>) => [
  aws("s3/bucketPolicy:BucketPolicy", "p", {
    bucket: "b",
    policy: document({ Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::b/*", Condition: condition }),
  }),
];

export const iamKinds: readonly Kind[] = [
  {
    kind: "wire marks honoured inside JSON text: lets anyone turn a mandatory rule off",
    cases: [
      found("a mark in the id of a statement", [policy("p", document({ ...admin, Sid: mark }))], noAdmin, 1),
      found(
        "a document with a wire signature beside its statements",
        [policy("p", JSON.stringify({ Version: "2012-10-17", Statement: [admin], ...signature }))],
        noAdmin,
        1,
      ),
      found("a statement with a wire signature in it", [policy("p", document({ ...admin, ...signature }))], noAdmin, 1),
      found(
        "the mark of an unknown number as a condition's value",
        [
          policy(
            "p",
            document({ ...admin, Condition: { StringNotEquals: { "aws:RequestedRegion": "3eeb2bf0-c639-47a8-9e75-3b44932eb421" } } }),
          ),
        ],
        noAdmin,
        1,
      ),
      found(
        "an inline policy of a role",
        [
          aws("iam/role:Role", "r", {
            assumeRolePolicy: trust({ Service: "ec2.amazonaws.com" }),
            inlinePolicies: [{ name: "i", policy: document(admin, { ...deny, Resource: mark }) }],
          }),
        ],
        noAdmin,
        1,
      ),
      found("a trust policy with a mark in its id", role(trust("*", { Sid: `x${mark}` })), openTrust, 1),
      found(
        "a queue's policy with a mark as a resource",
        [
          aws("sqs/queuePolicy:QueuePolicy", "p", {
            queueUrl: "https://q",
            policy: document({ Effect: "Allow", Principal: "*", Action: "sqs:*", Resource: ["*", mark] }),
          }),
        ],
        /iam-resource-policy-not-public/,
        1,
      ),
      found(
        "container definitions with a mark as an image",
        [
          aws("ecs/taskDefinition:TaskDefinition", "t", {
            family: "t",
            containerDefinitions: JSON.stringify([{ name: "a", image: mark, privileged: true }]),
          }),
        ],
        /ecs-task-not-privileged/,
        1,
      ),
      found(
        "a mark inside a key's policy that is open",
        [
          aws("kms/key:Key", "k", {
            policy: document(
              { Effect: "Allow", Principal: { AWS: "*" }, Action: "kms:*", Resource: "*" },
              { ...deny, Principal: { AWS: mark } },
            ),
          }),
        ],
        /iam-resource-policy-not-public/,
        1,
      ),
      silent(
        "a mark in the id of a harmless statement",
        [policy("p", document({ Sid: mark, Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::b/*" }))],
        noAdmin,
      ),
      silent(
        "a trust policy for one account that has a signature in it",
        role(trust({ AWS: "arn:aws:iam::123456789012:root" }, signature)),
        openTrust,
      ),
      open("a whole policy that is a mark", [policy("p", mark)], noAdmin),
      open(
        "a range that is a mark",
        [
          aws("ec2/securityGroup:SecurityGroup", "g", {
            vpcId: "vpc-1",
            ingress: [{ protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: [mark] }],
          }),
        ],
        /no-open-admin-port/,
      ),
    ],
  },
  {
    kind: "vacuous and unsatisfiable conditions",
    cases: [
      found("a day that has begun", granted({ DateGreaterThan: { "aws:CurrentTime": "2021-01-01T00:00:00Z" } }), noAdmin, 1),
      found("any name of a principal", granted({ StringLike: { "aws:PrincipalArn": "*" } }), noAdmin, 1),
      found("every address", granted({ IpAddress: { "aws:SourceIp": ["::/0", "0.0.0.0/0"] } }), noAdmin, 1),
      found("not one user", granted({ StringNotLike: { "aws:username": "nobody-*" } }), noAdmin, 1),
      found("not one account's role", granted({ ArnNotEquals: { "aws:PrincipalArn": "arn:aws:iam::123456789012:role/none" } }), noAdmin, 1),
      found("not one address of two spellings of the key", granted({ NotIpAddress: { "AWS:sourceip": "198.51.100.1" } }), noAdmin, 1),
      found("a key that is rarely there, if it exists", granted({ StringEqualsIfExists: { "aws:SourceVpce": "vpce-1" } }), noAdmin, 1),
      found("with TLS", granted({ Bool: { "aws:SecureTransport": "true" } }), noAdmin, 1),
      found(
        "a bucket open to everybody but one address",
        openBucket({ NotIpAddress: { "aws:SourceIp": "203.0.113.4/32" } }),
        /iam-resource-policy-not-public/,
        1,
      ),
      found(
        "a trust policy open to everybody but one region",
        role(trust("*", { Condition: { StringNotEquals: { "aws:RequestedRegion": "ap-south-1" } } })),
        openTrust,
        1,
      ),
      silent("a day that is past", granted({ DateLessThan: { "aws:CurrentTime": "2021-01-01T00:00:00Z" } }), noAdmin),
      silent(
        "a token issued before a day long past",
        granted({ DateLessThanEquals: { "aws:TokenIssueTime": "2019-05-05T00:00:00Z" } }),
        noAdmin,
      ),
      silent("one address", granted({ IpAddress: { "aws:SourceIp": "203.0.113.9/32" } }), noAdmin),
      silent(
        "one region that is two at once",
        granted({ StringEquals: { "aws:RequestedRegion": "eu-west-1" }, StringNotEquals: { "aws:RequestedRegion": "eu-west-1" } }),
        noAdmin,
      ),
      silent(
        "a bucket open until a day that is past",
        openBucket({ DateLessThan: { "aws:CurrentTime": "2022-01-01T00:00:00Z" } }),
        /iam-resource-policy-not-public/,
      ),
      silent(
        "a trust policy within one organization",
        role(trust("*", { Condition: { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } } })),
        openTrust,
      ),
    ],
  },
  {
    kind: "presence taken for truth",
    cases: [
      found(
        "NotAction with Null",
        consoleUser({ Effect: "Deny", NotAction: ["iam:*"], Resource: "*", Condition: { Null: { "aws:MultiFactorAuthPresent": "true" } } }),
        /iam-user-console-needs-mfa/,
        1,
      ),
      found(
        "Null of the age of the MFA as a word",
        consoleUser({ ...deny, Condition: { Null: { "aws:multifactorauthpresent": true } } }),
        /iam-user-console-needs-mfa/,
        1,
      ),
      silent(
        "Bool, which a session of the console answers",
        consoleUser({ ...deny, Condition: { Bool: { "aws:MultiFactorAuthPresent": "false" } } }),
        /iam-user-console-needs-mfa/,
      ),
      found(
        "a user of whom nothing is denied",
        consoleUser({ Effect: "Allow", Action: "ec2:Describe*", Resource: "*" }),
        /iam-user-console-needs-mfa/,
        1,
      ),
      found(
        "a Deny for those who have MFA",
        consoleUser(
          { ...deny, Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } } },
          { Effect: "Allow", Action: "s3:*", Resource: "*" },
        ),
        /iam-user-console-needs-mfa/,
      ),
      found(
        "the same in a policy of the user's group",
        [
          aws("iam/user:User", "u", { name: "u" }, { id: "u", outputs: { name: "u", id: "u" } }),
          aws("iam/userLoginProfile:UserLoginProfile", "l", { user: "u" }),
          aws("iam/group:Group", "g", { name: "g" }, { id: "g", outputs: { name: "g", id: "g" } }),
          aws("iam/userGroupMembership:UserGroupMembership", "m", { user: "u", groups: ["g"] }),
          aws("iam/groupPolicy:GroupPolicy", "p", {
            group: "g",
            policy: document({ ...deny, Condition: { Null: { "aws:MultiFactorAuthPresent": "true" } } }),
          }),
        ],
        /iam-user-console-needs-mfa/,
        1,
      ),
      silent(
        "BoolIfExists false",
        consoleUser({
          Effect: "Deny",
          NotAction: ["iam:ListMFADevices", "iam:EnableMFADevice", "sts:GetSessionToken"],
          Resource: "*",
          Condition: { BoolIfExists: { "aws:MultiFactorAuthPresent": "false" } },
        }),
        /iam-user-console-needs-mfa/,
      ),
      silent(
        "BoolIfExists with a boolean and a key in small letters",
        consoleUser({ ...deny, Condition: { BoolIfExists: { "aws:multifactorauthpresent": false } } }),
        /iam-user-console-needs-mfa/,
      ),
      silent("a user without a console", [aws("iam/user:User", "u", { name: "u" })], /iam-user-console-needs-mfa/),
    ],
  },
  {
    kind: "partitions",
    cases: [
      silent(
        "ArnLike on one account of any partition",
        role(trust({ AWS: "*" }, { Condition: { ArnLike: { "aws:PrincipalArn": "arn:*:iam::123456789012:role/deploy-*" } } })),
        openTrust,
      ),
      silent(
        "ArnEquals on one account of China",
        role(trust("*", { Condition: { ArnEquals: { "aws:PrincipalArn": "arn:aws-cn:iam::123456789012:*" } } })),
        openTrust,
      ),
      silent("an account of the European sovereign cloud", role(trust({ AWS: "arn:aws-eusc:iam::123456789012:root" })), openTrust),
      silent(
        "a queue that one topic of an isolated partition writes to",
        [
          aws("sqs/queuePolicy:QueuePolicy", "p", {
            queueUrl: "https://q",
            policy: document({
              Effect: "Allow",
              Principal: "*",
              Action: "sqs:SendMessage",
              Resource: "*",
              Condition: { ArnLike: { "aws:SourceArn": "arn:*:sns:*:123456789012:t" } },
            }),
          }),
        ],
        /iam-resource-policy-not-public/,
      ),
      found(
        "ArnLike on any account",
        role(trust("*", { Condition: { ArnLike: { "aws:PrincipalArn": "arn:*:iam::*:role/admin" } } })),
        openTrust,
        1,
      ),
      found(
        "StringLike whose star runs over the account",
        role(trust("*", { Condition: { StringLike: { "aws:PrincipalArn": "arn:*:role/deploy" } } })),
        openTrust,
        1,
      ),
      found(
        "administrator rights of another partition",
        [
          aws("iam/rolePolicyAttachment:RolePolicyAttachment", "a", {
            role: "r",
            policyArn: "arn:aws-us-gov:iam::aws:policy/AdministratorAccess",
          }),
        ],
        /iam-no-administrator-access-attached/,
        1,
      ),
      found(
        "administrator rights of the sovereign cloud",
        [
          aws("iam/userPolicyAttachment:UserPolicyAttachment", "a", {
            user: "u",
            policyArn: "arn:aws-eusc:iam::aws:policy/AdministratorAccess",
          }),
        ],
        /iam-no-administrator-access-attached/,
        1,
      ),
      found(
        "administrator rights of an isolated partition at a group",
        [
          aws("iam/groupPolicyAttachment:GroupPolicyAttachment", "a", {
            group: "g",
            policyArn: "arn:aws-iso-b:iam::aws:policy/AdministratorAccess",
          }),
        ],
        /iam-no-administrator-access-attached/,
        1,
      ),
    ],
  },
];
