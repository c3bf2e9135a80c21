import { textAt, verdictOf } from "../../iam/access/verdicts.js";
import { allowsAllBut } from "../../iam/lint/ineffective.js";
import { deputies } from "../../iam/trust/deputy.js";
import { isPublic } from "../../iam/trust/public.js";
import { rule } from "../../language/rule.js";
import { all } from "../../model/verdict.js";
import { policyStatements, statements } from "../../views/statements.js";

const conditionsPage = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html";

export const doorRules = {
  "iam-policy-no-not-action-allow": rule(statements("identity", "resource", "trust"), {
    title: "IAM policies must not combine Allow with NotAction",
    severity: "high",
    categories: ["not-action-allow"],
    equivalents: ["cdk-nag:IAMNoWildcardPermissions"],
    fix: "List the allowed actions in `Action`, and deny exceptions in a statement of their own.",
    why: "NotAction with Allow grants every action that is not listed, those of services to come among them.",
    docs: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html",
    check: (statement) => verdictOf(allowsAllBut(statement, "notActions"), () => "is combined with Allow: every other action is granted"),
  }),
  "iam-policy-no-not-resource-allow": rule(statements("identity", "resource"), {
    title: "IAM policies must not combine Allow with NotResource",
    severity: "high",
    categories: ["not-resource-allow"],
    fix: "List the resources in `Resource`, and deny exceptions in a statement of their own.",
    why: "NotResource with Allow grants the actions on every resource that is not listed, those of other accounts among them.",
    docs: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notresource.html",
    check: (statement) =>
      verdictOf(allowsAllBut(statement, "notResources"), () => "is combined with Allow: every other resource is opened"),
  }),
  "iam-policy-no-not-principal-allow": rule(statements("resource", "trust"), {
    title: "IAM policies must not combine Allow with NotPrincipal",
    severity: "critical",
    categories: ["not-principal-allow"],
    equivalents: ["access-analyzer:ALLOW_WITH_NOT_PRINCIPAL"],
    fix: "List the principals that get access in `Principal`, and use NotPrincipal only with Deny.",
    why: "NotPrincipal with Allow lets in everyone who is not listed, anonymous callers among them.",
    docs: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html",
    check: (statement) => verdictOf(allowsAllBut(statement, "notPrincipals"), () => "is combined with Allow: everyone else gets access"),
  }),
  "iam-resource-policy-not-public": rule(policyStatements, {
    title: "Resource policies must not grant access to everyone",
    severity: "critical",
    categories: ["public"],
    controls: { fsbp: ["S3.2", "S3.3", "SNS.4", "SQS.3", "KMS.5"], nist: ["AC-3", "AC-6"], pci: "7.2.1" },
    equivalents: [
      ...["CKV_AWS_70", "CKV_AWS_32", "CKV_AWS_33", "CKV_AWS_167", "CKV_AWS_168", "CKV_AWS_169", "CKV_AWS_283", "CKV_AWS_387"],
      ...["AVD-AWS-0032", "cdk-nag:ECROpenAccess", "cdk-nag:OpenSearchNoUnsignedOrAnonymousAccess", "cdk-nag:EventBusOpenAccess"],
    ],
    fix: "Name the principals, or add a condition on your organization, account, source ARN, VPC endpoint or address range.",
    why: "A condition on TLS, Referer or user agent restricts nobody, nor do IfExists, ForAllValues or a `*` for a value.",
    docs: conditionsPage,
    check: (statement) => verdictOf(isPublic(statement), () => "lets anyone access this resource: no condition limits the principal"),
  }),
  "iam-resource-policy-no-confused-deputy": rule(policyStatements, {
    title: "Resource policies must limit AWS services to known source accounts",
    severity: "medium",
    categories: ["confused-deputy"],
    controls: { nist: ["AC-3", "AC-6"] },
    fix: "Add a condition on `aws:SourceArn`, `aws:SourceAccount` or `aws:SourceOrgID` to the statement.",
    why: "Services such as SNS, S3 and EventBridge act for any account: without a condition, that of a stranger can use the service as its deputy.",
    docs: "https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html",
    check: (statement) =>
      all(
        deputies(statement).map((answer) =>
          verdictOf(answer, (at) => `lets ${textAt(statement, at)} act for any account: no condition limits the source account`),
        ),
      ),
  }),
};
