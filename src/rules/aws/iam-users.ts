import { absent, present } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";
import { text } from "../helpers/read.js";
import { isRoleWithoutPolicies } from "../helpers/roles.js";

export const iamUsers = {
  "iam-no-inline-policies": rule(["iam.RolePolicy", "iam.UserPolicy", "iam.GroupPolicy", "iam.Role"], {
    title: "IAM policies must be managed policies, not inline ones",
    severity: "low",
    preset: "all",
    equivalents: ["cdk-nag:IAMNoInlinePolicy"],
    fix: "Create an `iam.Policy`, and attach it.",
    docs: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html",
    check: (item) => !isRoleWithoutPolicies(item) && "has an inline policy",
  }),
  "iam-user-in-group": rule("iam.User", {
    title: "IAM users must be members of a group",
    severity: "low",
    preset: "all",
    equivalents: ["CKV2_AWS_21", "cdk-nag:IAMUserGroupMembership"],
    fix: "Add an `iam.UserGroupMembership` for the user.",
    docs: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_groups.html",
    with: { own: "iam.UserGroupMembership#user", listed: "iam.GroupMembership#users" },
    when: { listed: absent },
    require: { own: present },
  }),
  "iam-user-no-console-access": rule("iam.UserLoginProfile", {
    title: "IAM users must not sign in to the console",
    severity: "medium",
    preset: "all",
    equivalents: ["CKV2_AWS_22"],
    fix: "Remove the login profile, and let people sign in through IAM Identity Center.",
    docs: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html",
    check: () => "gives an IAM user a password for the console",
  }),
  "iam-user-single-access-key": rule("iam.User", {
    title: "IAM users must have at most one active access key",
    severity: "low",
    preset: "all",
    controls: { cis: "1.13" },
    equivalents: ["AVD-AWS-0167"],
    fix: "Remove all but one `iam.AccessKey` of the user.",
    docs: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html",
    with: { keys: "iam.AccessKey#user" },
    check: ({ keys }) => {
      const active = keys.filter(({ status }) => status !== "Inactive").length;
      return active > 1 && `has ${active} active access keys, expected at most 1`;
    },
  }),
  "iam-role-permissions-boundary": rule(["iam.Role", "iam.User"], {
    title: "IAM roles and users must have the permissions boundary of the organization",
    severity: "medium",
    preset: "all",
    fix: "Set `permissionsBoundary` to the ARN of the required policy.",
    why: "Nothing is found until the option `boundary` has the ARN, or its end, of the policy.",
    docs: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html",
    options: { boundary: "" },
    check: ({ permissionsBoundary }, { options, at }) =>
      options.boundary !== "" &&
      !text(permissionsBoundary).endsWith(options.boundary) &&
      at("permissionsBoundary", text(permissionsBoundary) === "" ? "is unset" : `is not ${options.boundary}`),
  }),
};
