import { peopleRules } from "../../../src/rules/iam/people.js";
import { ref, res, suite, unknown } from "../../suite.js";
import { allow, deny, holder, inline, json, objects } from "./helpers.js";

suite(peopleRules, {
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
    ],
    fail: [
      [holder("User", "ann"), res("iam.UserLoginProfile", "password", { user: ref("ann") })],
      [
        holder("User", "ann"),
        res("iam.UserLoginProfile", "password", { user: ref("ann") }),
        inline("User", "reads", "ann", allow("s3:GetObject", objects)),
        inline("User", "mfa", "ann", deny("*", "*", { Condition: { Bool: { "aws:MultiFactorAuthPresent": "false" } } })),
      ],
    ],
    unknown: [[res("iam.UserLoginProfile", "password", { user: "ann" })]],
  },
  "iam-role-session-at-most-eight-hours": {
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
