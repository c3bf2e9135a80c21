import { demandsMfa } from "../../iam/access/mfa.js";
import { openAt } from "../../iam/access/verdicts.js";
import { absent, atLeast, atMost, except, matches, nonEmpty, present } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";
import { broken } from "../../model/verdict.js";
import { userAttachments } from "../../views/attachments.js";
import { consoleUsers } from "../../views/grants.js";

const bestPractices = "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html";
const passwordPage = "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_passwords_account-policy.html";
const passwordFix = "on the `AccountPasswordPolicy`.";

export const peopleRules = {
  "iam-no-policy-attached-to-user": rule(userAttachments, {
    title: "IAM users must get their policies through groups or roles",
    severity: "medium",
    categories: ["user-attached"],
    controls: { fsbp: "IAM.2", cis: "1.15", nist: ["AC-2(1)", "AC-6"] },
    equivalents: [
      "CKV_AWS_40",
      "cdk-nag:IAMUserNoPolicies",
      "AVD-AWS-0143",
      "compliance-policies:aws-iam-policy-attachment-only-attachment-through-groups",
      "compliance-policies:aws-iam-user-policy-attachment-only-attachment-through-groups",
    ],
    fix: "Attach the policy to a group or role, and make the user a member of it.",
    docs: bestPractices,
    forbid: { users: nonEmpty },
    message: "attaches a policy directly to a user",
  }),
  "iam-no-long-lived-access-key": rule("iam.AccessKey", {
    title: "IAM users must not have long-lived access keys",
    severity: "high",
    categories: ["long-lived-key"],
    controls: { nist: ["IA-5(1)"] },
    fix: "Replace the key with a role: OIDC federation for CI, Roles Anywhere for machines, Identity Center for people.",
    why: "The key's secret is in the state of the stack, and works until someone deletes it.",
    docs: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html",
    check: ({ status }) => status !== "Inactive" && broken("user", "gets an access key that never expires"),
  }),
  "iam-root-no-access-key": rule("iam.AccessKey", {
    title: "IAM access keys must not be for the root user",
    severity: "high",
    preset: "all",
    categories: ["long-lived-key"],
    controls: { fsbp: "IAM.4", cis: "1.4" },
    equivalents: ["CKV_AWS_348", "AVD-AWS-0141"],
    fix: "Remove the key, and give a role the rights that are needed.",
    why: "No policy limits a key of the root user.",
    docs: "https://docs.aws.amazon.com/IAM/latest/UserGuide/root-user-best-practices.html",
    require: { user: except(matches(/^(root|<root_account>)$/i, '"root"')) },
  }),
  "iam-group-has-users": rule("iam.Group", {
    title: "IAM groups must have users",
    severity: "low",
    preset: "all",
    equivalents: ["CKV2_AWS_14", "cdk-nag:IAMGroupHasUsers"],
    fix: "Add users by an `iam.GroupMembership` or `iam.UserGroupMembership`, or remove the group.",
    why: "A membership without users is reported by `iam-group-membership-has-users`.",
    docs: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_groups.html",
    with: { memberships: "iam.GroupMembership#group", users: "iam.UserGroupMembership#groups" },
    when: { memberships: absent },
    require: { users: present },
  }),
  "iam-group-membership-has-users": rule("iam.GroupMembership", {
    title: "IAM group memberships must list users",
    severity: "low",
    preset: "all",
    equivalents: ["CKV2_AWS_14", "cdk-nag:IAMGroupHasUsers"],
    fix: "List the users of the group in `users`, or remove the membership and the group.",
    docs: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_groups.html",
    require: { users: nonEmpty },
  }),
  "iam-no-iam-users": rule("iam.User", {
    title: "IAM users must not be used where federation can be",
    severity: "low",
    preset: "all",
    equivalents: ["CKV_AWS_273"],
    fix: "Replace the user with Identity Center for people, and with a role for programs.",
    why: "A user's password and keys are valid until someone deletes them.",
    docs: bestPractices,
    check: () => "is an IAM user, whose credentials do not expire",
  }),
  "iam-user-console-needs-mfa": rule(consoleUsers, {
    title: "IAM users with a console password must need MFA",
    severity: "high",
    categories: ["missing-mfa-for-human"],
    controls: { fsbp: "IAM.5", cis: "1.10", nist: ["IA-2(1)"] },
    equivalents: ["AVD-AWS-0145", "AVD-AWS-0123", "awsguard:mfa-enabled-for-iam-console-access"],
    fix: "Attach a policy to a group of the user that denies everything where `aws:MultiFactorAuthPresent` is false (`BoolIfExists`), or use Identity Center.",
    why: "A password alone is guessed, phished or found.",
    docs: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_aws_my-sec-creds-self-manage.html",
    check: ({ profile, holder }) => {
      const demanded = demandsMfa(holder);
      if (demanded.is === "unknown") return openAt(profile, demanded.at);
      return demanded.is === "no" && broken("user", "gets a console password, and no policy of the user or its groups requires MFA");
    },
  }),
  "iam-role-session-at-most-eight-hours": rule("iam.Role", {
    title: "IAM role sessions must end after at most eight hours",
    severity: "low",
    preset: "all",
    fix: "Remove `maxSessionDuration`, or set it to 28800 or less.",
    docs: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_update-role-settings.html",
    options: { maximum: 28_800 },
    check: ({ maxSessionDuration = 3600 }, { options, at }) =>
      maxSessionDuration > options.maximum &&
      at("maxSessionDuration", `is ${maxSessionDuration} seconds, expected at most ${options.maximum}`),
  }),
  "iam-password-policy-length": rule("iam.AccountPasswordPolicy", {
    title: "IAM passwords must have at least 14 characters",
    severity: "medium",
    controls: { cis: "1.8", pci: "8.3.6" },
    equivalents: ["CKV_AWS_10", "AVD-AWS-0063", "compliance-policies:aws-iam-password-policy-minimum-password-length"],
    fix: `Set \`minimumPasswordLength: 14\` ${passwordFix}`,
    docs: passwordPage,
    require: { minimumPasswordLength: atLeast(14) },
  }),
  "iam-password-policy-eight-characters": rule("iam.AccountPasswordPolicy", {
    title: "IAM passwords must have at least 8 characters",
    severity: "medium",
    controls: { fsbp: "IAM.7", pci: "8.3.6" },
    equivalents: ["CKV_AWS_10", "AVD-AWS-0063", "compliance-policies:aws-iam-password-policy-minimum-password-length"],
    covers: ["iam-password-policy-length"],
    fix: `Set \`minimumPasswordLength: 14\` ${passwordFix}`,
    why: "Unset means 6.",
    docs: passwordPage,
    require: { minimumPasswordLength: atLeast(8) },
  }),
  "iam-password-policy-no-reuse": rule("iam.AccountPasswordPolicy", {
    title: "IAM passwords must not repeat any of the last 24",
    severity: "medium",
    controls: { cis: "1.9" },
    equivalents: ["CKV_AWS_13", "AVD-AWS-0056", "compliance-policies:aws-iam-password-policy-prevent-reuse"],
    fix: `Set \`passwordReusePrevention: 24\` ${passwordFix}`,
    docs: passwordPage,
    require: { passwordReusePrevention: atLeast(24) },
  }),
  "iam-password-policy-characters": rule("iam.AccountPasswordPolicy", {
    title: "IAM passwords must contain uppercase, lowercase, digits and symbols",
    severity: "medium",
    controls: { fsbp: "IAM.7" },
    equivalents: [
      ...["CKV_AWS_11", "CKV_AWS_12", "CKV_AWS_14", "CKV_AWS_15"],
      ...["AVD-AWS-0058", "AVD-AWS-0059", "AVD-AWS-0060", "AVD-AWS-0061"],
    ],
    fix: "Set `requireLowercaseCharacters`, `requireUppercaseCharacters`, `requireNumbers` and `requireSymbols` to true.",
    docs: passwordPage,
    require: { requireLowercaseCharacters: true, requireNumbers: true, requireSymbols: true, requireUppercaseCharacters: true },
  }),
  "iam-password-policy-expires": rule("iam.AccountPasswordPolicy", {
    title: "IAM passwords must expire within 90 days",
    severity: "low",
    preset: "all",
    controls: { pci: "8.3.9" },
    equivalents: ["CKV_AWS_9", "AVD-AWS-0062"],
    fix: `Set \`maxPasswordAge\` to 90 or less ${passwordFix}`,
    docs: passwordPage,
    require: { maxPasswordAge: atMost(90) },
  }),
};
