import { trustPaths } from "../../iam/access/trust-paths.js";
import { textAt, verdictAt, verdictOf } from "../../iam/access/verdicts.js";
import { deputies } from "../../iam/trust/deputy.js";
import { tokensOfOwner, unboundAssertions, unboundTokens } from "../../iam/trust/federation.js";
import { isPublic } from "../../iam/trust/public.js";
import { unguardedAccounts } from "../../iam/trust/trust.js";
import { rule } from "../../language/rule.js";
import { all } from "../../model/verdict.js";
import { privilegedTrusts } from "../../views/grants.js";
import { statements, trusts } from "../../views/statements.js";

export const trustRules = {
  "iam-role-trust-not-open": rule(statements("trust"), {
    title: "IAM roles must not be assumable by everyone",
    severity: "critical",
    categories: ["wildcard-trust", "public"],
    controls: { nist: ["AC-3", "AC-6"] },
    equivalents: ["CKV_AWS_60"],
    fix: "Name the principals in `Principal`, or add a condition on your organization.",
    docs: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html",
    check: (statement) => verdictOf(isPublic(statement), () => "lets anyone assume this role: no condition limits the principal"),
  }),
  "iam-role-trust-cross-account-guarded": rule(trusts, {
    title: "IAM roles must name who in another account can assume them, or require an external ID",
    severity: "medium",
    categories: ["cross-account-unguarded"],
    equivalents: ["CKV_AWS_61"],
    fix: "Name the role of the other account, or add a condition on `sts:ExternalId`, `aws:PrincipalArn` or `aws:PrincipalOrgID`.",
    docs: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html",
    check: ({ statement, account }) =>
      all(
        unguardedAccounts(statement, account).map((answer) =>
          verdictOf(answer, (at) => `lets every principal of ${textAt(statement, at)} assume this role: no condition limits them`),
        ),
      ),
  }),
  "iam-role-trust-no-whole-account": rule(trusts, {
    title: "IAM roles must name who in their own account can assume them",
    severity: "low",
    preset: "all",
    categories: ["whole-account"],
    equivalents: ["CKV_AWS_61"],
    fix: "Name the roles and users in `Principal` instead of the account, or add a condition on `aws:PrincipalArn`.",
    why: "Every principal of the account whose policies allow `sts:AssumeRole` on the role can assume it. A whole other account is a finding of its own.",
    docs: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html",
    ignoresUnknown: true,
    check: ({ statement, account }) =>
      all(
        unguardedAccounts(statement, account, true).map((answer) =>
          verdictOf(answer, (at) => `lets every principal of the own account (${textAt(statement, at)}) assume this role`),
        ),
      ),
  }),
  "iam-role-trust-oidc-bound": rule(statements("trust"), {
    title: "IAM roles must bind OIDC trust to one repository, project or service account",
    severity: "high",
    categories: ["oidc-unbound"],
    controls: { nist: ["AC-3", "AC-6"] },
    equivalents: ["CKV_AWS_358", "CKV_AWS_393"],
    fix: "Add a condition on the `sub` of the token that names the repository, project, workspace or service account (for Cognito the `aud`).",
    why: "Everyone can get a token of a public issuer; the audience alone restricts nobody.",
    docs: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html",
    check: (statement) =>
      all(
        unboundTokens(statement).map((answer) =>
          verdictOf(answer, (at) => `accepts every token of ${textAt(statement, at)}: no condition limits it to one caller`),
        ),
      ),
  }),
  "iam-role-trust-oidc-not-whole-organization": rule(statements("trust"), {
    title: "IAM roles must bind OIDC trust to less than a whole organization",
    severity: "medium",
    categories: ["oidc-unbound"],
    controls: { nist: ["AC-3", "AC-6"] },
    fix: "Name the repository, project or pipeline in the condition on `sub`, and the branch or environment where only that deploys.",
    why: "Whoever may start a workflow in any repository of the organization, a sandbox or a fork of a template among them, can assume the role.",
    docs: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html",
    check: (statement) =>
      all(
        tokensOfOwner(statement).map((answer) =>
          verdictOf(answer, (at) => `accepts tokens of ${textAt(statement, at)} for every repository or project of an organization`),
        ),
      ),
  }),
  "iam-role-trust-saml-bound": rule(statements("trust"), {
    title: "IAM roles must require the audience in SAML trust",
    severity: "medium",
    categories: ["saml-unbound"],
    fix: 'Add the condition `StringEquals: { "SAML:aud": "https://signin.aws.amazon.com/saml" }`.',
    why: "An assertion that was made for another service can be used here otherwise.",
    docs: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_saml.html",
    check: (statement) =>
      all(
        unboundAssertions(statement).map((answer) =>
          verdictOf(answer, (at) => `accepts assertions of ${textAt(statement, at)} for any audience`),
        ),
      ),
  }),
  "iam-role-trust-no-confused-deputy": rule(statements("trust"), {
    title: "IAM role trust must limit AWS services to known source accounts",
    severity: "medium",
    categories: ["confused-deputy"],
    controls: { nist: ["AC-3", "AC-6"] },
    fix: "Add a condition on `aws:SourceAccount` or `aws:SourceArn` to the trust policy.",
    why: "Some services act for any account and pass on for which; their documentation asks for the condition. Others, such as EC2 and Lambda, need none.",
    docs: "https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html",
    check: (statement) =>
      all(
        deputies(statement).map((answer) =>
          verdictOf(
            answer,
            (at) => `lets ${textAt(statement, at)} assume this role for any account: no condition limits the source account`,
          ),
        ),
      ),
  }),
  "iam-role-trust-no-path-to-admin": rule(privilegedTrusts, {
    title: "IAM administrator roles must not be assumable by principals without such rights",
    severity: "high",
    categories: ["trust-path"],
    controls: { nist: ["AC-3", "AC-6"] },
    fix: "Remove the principal from the trust policy, or require MFA in a condition on `aws:MultiFactorAuthPresent`.",
    why: "Within an account, to be named in a trust policy is enough to assume the role: the policies of the principal need not allow it.",
    docs: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html",
    check: ({ statement, stack }) =>
      all(
        trustPaths(statement, stack).map((answer) =>
          verdictAt(statement.document.resource, answer, "lets a principal without such rights become an administrator"),
        ),
      ),
  }),
};
