import { peopleRules } from "../../../src/rules/iam/people.js";
import { documentOf, ref, res, suite, unknown } from "../../suite.js";
import { allow, deny, holder, inline, json, objects } from "./helpers.js";

/** A user with a password, who may read, and is denied everything under a condition. */
const denyingWithoutMfa = (condition: object) => [
  holder("User", "ann"),
  res("iam.UserLoginProfile", "password", { user: ref("ann") }),
  inline("User", "reads", "ann", allow("s3:GetObject", objects)),
  inline("User", "mfa", "ann", deny("*", "*", { Condition: condition })),
];

suite(peopleRules, {
  "iam-no-policy-attached-to-user": {
    bad: [res("iam.UserPolicyAttachment", "gives", { user: "ann", policyArn: "arn:aws:iam::123456789012:policy/reports" })],
    good: [
      res("iam.GroupPolicyAttachment", "gives", { group: "analysts", policyArn: "arn:aws:iam::123456789012:policy/reports" }),
      res("iam.UserGroupMembership", "ann", { user: "ann", groups: ["analysts"] }),
    ],
    pass: [
      [res("iam.PolicyAttachment", "gives", { roles: ["r"], policyArn: "p" })],
      [res("iam.PolicyAttachment", "gives", { users: [], groups: ["g"], policyArn: "p" })],
    ],
    fail: [
      {
        of: [res("iam.UserPolicy", "gives", { user: "u", policy: json(allow("s3:GetObject", objects)) })],
        message: "attaches a policy directly to a user",
      },
      [res("iam.UserPolicyAttachment", "gives", { user: ref("u"), policyArn: "p" }), res("iam.User", "u", {})],
      [res("iam.PolicyAttachment", "gives", { users: ["u"], policyArn: "p" })],
    ],
  },
  "iam-no-long-lived-access-key": {
    good: [
      res("iam.Role", "ci", {
        assumeRolePolicy: documentOf({
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Allow",
              Principal: { Federated: "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com" },
              Action: "sts:AssumeRoleWithWebIdentity",
              Condition: {
                StringEquals: {
                  "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
                  "token.actions.githubusercontent.com:sub": "repo:acme/shop:ref:refs/heads/main",
                },
              },
            },
          ],
        }),
      }),
    ],
    pass: [{ user: "u", status: "Inactive" }],
    fail: [
      { of: { user: "u" }, message: "gets an access key that never expires" },
      { user: "u", pgpKey: "keybase:u" },
    ],
    unknown: [{ user: "u", status: unknown }],
  },
  "iam-root-no-access-key": {
    good: [
      res("iam.Role", "deploy", {
        assumeRolePolicy: JSON.stringify({
          Version: "2012-10-17",
          Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "lambda.amazonaws.com" } }],
        }),
      }),
    ],
    pass: [{ user: "deployer" }, { user: "rooter" }],
    fail: [{ user: "root" }],
    unknown: [{ user: unknown }],
  },
  "iam-group-has-users": {
    good: [
      res("iam.Group", "admins", {}),
      res("iam.UserGroupMembership", "ada", { user: "ada", groups: [ref("admins", "name")] as unknown as string[] }),
    ],
    pass: [
      [res("iam.Group", "admins", { name: "admins" }), res("iam.UserGroupMembership", "ada", { user: "ada", groups: ["admins"] })],
      [res("iam.Group", "admins", {}), res("iam.GroupMembership", "team", { group: ref("admins", "name"), users: [] })],
    ],
    fail: [[res("iam.Group", "admins", { name: "admins" })]],
    unknown: [[res("iam.Group", "admins", {}), res("iam.GroupMembership", "team", { group: unknown, users: [] })]],
  },
  "iam-group-membership-has-users": {
    pass: [{ group: "admins", users: ["ada"] }],
    fail: [{ group: "admins", users: [] }],
    unknown: [{ group: "admins", users: unknown }],
  },
  "iam-no-iam-users": {
    good: [
      res("iam.Role", "deploy", {
        assumeRolePolicy: JSON.stringify({
          Version: "2012-10-17",
          Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "lambda.amazonaws.com" } }],
        }),
      }),
    ],
    pass: [[holder("Role", "deploy")]],
    fail: [{ name: "ada" }],
  },
  "iam-user-console-needs-mfa": {
    pass: [
      [
        holder("User", "ann"),
        res("iam.UserLoginProfile", "password", { user: ref("ann") }),
        inline("User", "mfa", "ann", {
          Effect: "Deny",
          NotAction: ["iam:EnableMFADevice"],
          Resource: "*",
          Condition: { BoolIfExists: { "aws:MultiFactorAuthPresent": "false" } },
        }),
      ],
      [
        holder("User", "ann"),
        holder("Group", "dev"),
        res("iam.UserGroupMembership", "in", { user: ref("ann"), groups: [ref("dev")] }),
        res("iam.UserLoginProfile", "password", { user: ref("ann") }),
        inline("Group", "reads", "dev", allow("s3:GetObject", objects, { Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } } })),
      ],
      // A session of the console has the key, as false.
      denyingWithoutMfa({ Bool: { "aws:MultiFactorAuthPresent": "false" } }),
      denyingWithoutMfa({ Null: { "aws:MultiFactorAuthAge": "true" } }),
      denyingWithoutMfa({ NumericGreaterThanIfExists: { "aws:MultiFactorAuthAge": "3600" } }),
      denyingWithoutMfa({ BoolIfExists: { "aws:MultiFactorAuthPresent": "false" }, Null: { "aws:MultiFactorAuthAge": "true" } }),
      denyingWithoutMfa({ BoolIfExists: { "aws:MultiFactorAuthPresent": "false" }, Bool: { "aws:ViaAWSService": "false" } }),
    ],
    fail: [
      {
        of: [holder("User", "ann"), res("iam.UserLoginProfile", "password", { user: ref("ann") })],
        message: "gets a console password, and no policy of the user or its groups requires MFA",
      },
      denyingWithoutMfa({ Null: { "aws:MultiFactorAuthPresent": "true" } }),
      denyingWithoutMfa({ Null: { "aws:MultiFactorAuthPresent": "false" } }),
      denyingWithoutMfa({ NumericGreaterThan: { "aws:MultiFactorAuthAge": "3600" } }),
      denyingWithoutMfa({ BoolIfExists: { "aws:MultiFactorAuthPresent": "false" }, Null: { "aws:MultiFactorAuthPresent": "true" } }),
      denyingWithoutMfa({ BoolIfExists: { "aws:MultiFactorAuthPresent": "false" }, DateLessThan: { "aws:CurrentTime": "2026-06-30" } }),
      [
        holder("User", "ann"),
        res("iam.UserLoginProfile", "password", { user: ref("ann") }),
        // Every session has the key: it asks for temporary credentials, not for MFA.
        inline("User", "reads", "ann", allow("s3:GetObject", objects, { Condition: { Null: { "aws:MultiFactorAuthPresent": "false" } } })),
      ],
    ],
    unknown: [[res("iam.UserLoginProfile", "password", { user: "ann" })]],
  },
  "iam-role-session-at-most-eight-hours": {
    good: [
      res("iam.Role", "ops", {
        maxSessionDuration: 28800,
        assumeRolePolicy: documentOf({
          Version: "2012-10-17",
          Statement: [{ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" }],
        }),
      }),
    ],
    pass: [{ assumeRolePolicy: "{}" }, { assumeRolePolicy: "{}", maxSessionDuration: 28_800 }],
    fail: [{ of: { assumeRolePolicy: "{}", maxSessionDuration: 43_200 }, message: "seconds, expected at most 28800" }],
    unknown: [{ assumeRolePolicy: "{}", maxSessionDuration: unknown }],
  },
  "iam-password-policy-length": {
    pass: [{ minimumPasswordLength: 14 }],
    fail: [{}, { minimumPasswordLength: 8 }],
    unknown: [{ minimumPasswordLength: unknown }],
  },
  "iam-password-policy-eight-characters": {
    good: { minimumPasswordLength: 14 },
    pass: [{ minimumPasswordLength: 8 }],
    fail: [{}, { minimumPasswordLength: 7 }],
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
