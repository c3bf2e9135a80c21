import { attachedByCallback, attachedEscalations, attachedReading, attachedServices } from "../../iam/access/attached.js";
import { changes, managesPermissions, readsData, returnsCredentials } from "../../iam/access/excess.js";
import { grantsAdmin, inAnyHands, passesEveryRole, serviceWildcards } from "../../iam/access/grants.js";
import { escalationsInSum, escalationsOf, excessOf, statementsOf, typesOf, verdictIn } from "../../iam/access/verdicts.js";
import { rule } from "../../language/rule.js";
import { broken } from "../../model/verdict.js";
import { attachedGrants, attachedNames, grants, principals } from "../../views/grants.js";

const bestPractices = "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html";
const passRolePage = "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html";
const referencePage =
  "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html";
const boundariesPage = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html";

export const grantRules = {
  "iam-policy-no-admin": rule(grants, {
    title: "IAM policies must not grant every action on every resource",
    severity: "critical",
    categories: ["admin"],
    controls: { fsbp: "IAM.1", cis: "1.16", nist: ["AC-6", "AC-3"], pci: "7.2.2" },
    equivalents: [
      "CKV_AWS_62",
      "CKV_AWS_63",
      "CKV_AWS_1",
      "CKV_AWS_49",
      "CKV2_AWS_40",
      "AwsSolutions-IAM5",
      "cdk-nag:IAMPolicyNoStatementsWithAdminAccess",
    ],
    fix: "Name the actions that the principal uses in `Action`, and the resources that it works with in `Resource`.",
    why: "Whoever takes over the principal owns the account. Every spelling counts, and so does the union of several statements.",
    docs: bestPractices,
    check: (held) => verdictIn(held.document.resource, held.hands, inAnyHands(held, grantsAdmin), "grants every action on every resource"),
  }),
  "iam-principal-no-admin": rule(principals, {
    title: "IAM principals must not be administrators by the sum of their policies",
    severity: "critical",
    categories: ["admin"],
    controls: { fsbp: "IAM.1", nist: ["AC-6", "AC-3"] },
    fix: "Name in each policy the actions that the principal uses and the resources that it works with.",
    why: "Policies that look harmless one by one can together grant everything.",
    docs: bestPractices,
    check: ({ holder, parts }) =>
      !parts.some((part) => grantsAdmin(part).is === "yes") &&
      verdictIn(holder.resource, [holder], grantsAdmin(holder), "has every action on every resource by the sum of its policies"),
  }),
  "iam-policy-no-service-wildcard": rule(grants, {
    title: "IAM policies must not grant every action of a service on every resource",
    severity: "medium",
    categories: ["service-wildcard"],
    controls: { fsbp: "IAM.21", nist: ["AC-3", "AC-6(2)"] },
    equivalents: ["AwsSolutions-IAM5", "cdk-nag:IAMPolicyNoStatementsWithFullAccess", "CKV_AWS_111", "CKV_AWS_290", "AVD-AWS-0345"],
    fix: "Name the actions that are used, or the ARNs of the resources that they are used on.",
    docs: bestPractices,
    check: (held) => statementsOf(held, serviceWildcards, "allows every action of a service on every resource"),
  }),
  "iam-policy-no-wildcard-resource": rule(grants, {
    title: "IAM policies must name the resources that they allow to be changed",
    severity: "medium",
    covers: ["iam-policy-no-wildcard-resource-for-reads"],
    categories: ["wildcard-resource"],
    controls: { nist: ["AC-6"] },
    equivalents: [
      ...["CKV_AWS_111", "CKV_AWS_290", "CKV_AWS_355", "CKV_AWS_356", "AVD-AWS-0057", "AVD-AWS-0346"],
      ...["AwsSolutions-IAM5", "cdk-nag:IAMNoWildcardPermissions"],
    ],
    fix: "Name the ARNs of the resources in `Resource`, or restrict them by a condition on their tags.",
    why: "Only actions that AWS can restrict to resources count, and only those that change something.",
    docs: referencePage,
    check: (held) =>
      excessOf(held, changes, (actions, excess) => `allows ${actions} on every resource, expected the ARNs of ${typesOf(excess)}`),
  }),
  "iam-policy-no-permissions-management": rule(grants, {
    title: "IAM policies must not allow changing permissions on every resource",
    severity: "medium",
    categories: ["permissions-management"],
    controls: { nist: ["AC-6"] },
    equivalents: ["CKV_AWS_109", "CKV_AWS_289"],
    fix: "Remove the actions that change permissions, or name the resources whose permissions have to change.",
    why: "Who may write policies, grants or access lists of every resource can let in anyone.",
    docs: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_understand-policy-summary-access-level-summaries.html",
    check: (held) => excessOf(held, managesPermissions, (actions) => `allows ${actions}, which changes permissions, on every resource`),
  }),
  "iam-policy-no-data-exfiltration": rule(grants, {
    title: "IAM policies must not allow reading all objects, parameters or secrets",
    severity: "high",
    covers: ["iam-policy-no-wildcard-resource-for-reads"],
    categories: ["data-exfiltration"],
    controls: { nist: ["AC-6"] },
    equivalents: ["CKV_AWS_108", "CKV_AWS_288"],
    fix: "Name the bucket, the path of the parameters or the secret in `Resource`.",
    docs: bestPractices,
    check: (held) =>
      excessOf(held, readsData, (actions) => `allows ${actions} on every resource: all that the account keeps there can be read`),
  }),
  "iam-policy-no-credentials-exposure": rule(grants, {
    title: "IAM policies must not allow getting the credentials of every resource",
    severity: "high",
    categories: ["credentials-exposure"],
    controls: { nist: ["AC-6", "IA-5"] },
    equivalents: ["CKV_AWS_107", "CKV_AWS_287"],
    fix: "Name the resources whose credentials are needed in `Resource`, or remove the action.",
    docs: bestPractices,
    check: (held) => excessOf(held, returnsCredentials, (actions) => `allows ${actions}, which returns credentials, on every resource`),
  }),
  "iam-policy-no-escalation": rule(grants, {
    title: "IAM policies must not allow privilege escalation",
    severity: "high",
    categories: ["escalation"],
    controls: { nist: ["AC-6"] },
    equivalents: ["CKV_AWS_110", "CKV_AWS_286"],
    fix: "Name the roles, users or functions that the actions are for, or require a permissions boundary in a condition.",
    why: "Each path is a set of actions with which a principal gets rights that it was not given, as described on pathfinding.cloud.",
    docs: boundariesPage,
    check: (held) => escalationsOf(held),
  }),
  "iam-principal-no-escalation": rule(principals, {
    title: "IAM principals must not be able to escalate privileges by the sum of their policies",
    severity: "high",
    categories: ["escalation"],
    controls: { nist: ["AC-6"] },
    fix: "Split the actions among principals, name the roles that can be passed, or set a `permissionsBoundary`.",
    why: "A path split over several policies or groups is as open as one in a single policy.",
    docs: boundariesPage,
    check: ({ holder, parts, stack }) => escalationsInSum(holder, parts, stack),
  }),
  "iam-policy-no-pass-role-on-star": rule(grants, {
    title: "IAM policies must allow iam:PassRole only on named roles",
    severity: "high",
    categories: ["pass-role-star"],
    controls: { nist: ["AC-6"] },
    equivalents: ["AVD-AWS-0342", "access-analyzer:PASS_ROLE_WITH_STAR_IN_RESOURCE"],
    fix: "Name the roles in `Resource`, or the services that they are for in a condition on `iam:PassedToService`.",
    why: "Who may pass any role to a service works with the rights of the strongest role of the account.",
    docs: passRolePage,
    check: (held) =>
      statementsOf(
        held,
        (holder, statement) => [passesEveryRole(holder, statement)],
        "allows iam:PassRole on every role: any of them can be passed to a service",
      ),
  }),
  "iam-no-administrator-access-attached": rule(attachedGrants, {
    title: "AdministratorAccess must not be attached",
    severity: "critical",
    categories: ["admin"],
    controls: { fsbp: "IAM.1", cis: "1.16", nist: ["AC-6"], pci: "7.2.2" },
    equivalents: ["CKV_AWS_274", "CKV_AWS_275", "AwsSolutions-IAM4"],
    fix: "Attach a policy that names the actions and resources in use.",
    docs: bestPractices,
    check: (held) =>
      verdictIn(held.document.resource, held.hands, inAnyHands(held, grantsAdmin), "attaches a policy that grants everything"),
  }),
  "iam-no-escalation-attached": rule(attachedGrants, {
    title: "AWS managed policies that allow privilege escalation must not be attached",
    severity: "high",
    categories: ["escalation"],
    equivalents: ["CKV2_AWS_56"],
    fix: "Attach a policy of your own that names the actions and resources in use, or set a `permissionsBoundary`.",
    why: "Policies of AWS for whole services grant on every resource, also what completes a path to more rights.",
    docs: bestPractices,
    covers: ["iam-no-iam-full-access-attached", "iam-no-power-user-access-attached"],
    check: (held) => attachedEscalations(held),
  }),
  "iam-no-data-access-attached": rule(attachedGrants, {
    title: "AWS managed policies that read all data of a kind must not be attached",
    severity: "high",
    controls: { nist: ["AC-6"] },
    equivalents: ["AwsSolutions-IAM4"],
    fix: "Attach a policy of your own that names the bucket, the path of the parameters or the secret in `Resource`.",
    why: "A policy of AWS cannot know which bucket is yours: `AmazonS3FullAccess` opens each one, as `s3:*` on `*` does.",
    docs: bestPractices,
    check: (held) => attachedReading(held),
  }),
  "iam-no-service-wildcard-attached": rule(attachedGrants, {
    title: "AWS managed policies that grant a whole service must not be attached",
    severity: "medium",
    controls: { fsbp: "IAM.21", nist: ["AC-6"] },
    equivalents: ["AwsSolutions-IAM4", "cdk-nag:IAMNoManagedPolicies"],
    fix: "Attach a policy of your own that names the actions and resources in use.",
    why: "Policies of AWS for the role of a service, such as those below `service-role/`, are left out: AWS recommends attaching them.",
    docs: bestPractices,
    check: (held) => attachedServices(held),
  }),
  "iam-callback-function-policies": rule(attachedGrants, {
    title: "Lambda CallbackFunctions must name the policies of their role",
    severity: "medium",
    preset: "all",
    fix: "Set `policies` of the `aws.lambda.CallbackFunction`, for example to `[aws.iam.ManagedPolicy.AWSLambdaBasicExecutionRole]`, or set its `role`.",
    why: "Without them the SDK attaches some nine policies for whole services, AWSLambda_FullAccess and AmazonS3FullAccess among them.",
    docs: "https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html",
    check: (held) => attachedByCallback(held),
  }),
  "iam-no-iam-full-access-attached": rule(attachedNames, {
    title: "IAMFullAccess must not be attached",
    severity: "high",
    preset: "all",
    deprecated: "use iam-no-escalation-attached",
    equivalents: ["CKV2_AWS_56"],
    fix: "Attach a policy that names the IAM actions in use, and require a permissions boundary on the roles that it creates.",
    why: "A principal that administers IAM can make itself an administrator of everything.",
    docs: bestPractices,
    check: ({ document }) => document.isOfAws("IAMFullAccess") && broken(document.path, "is IAMFullAccess"),
  }),
  "iam-no-power-user-access-attached": rule(attachedNames, {
    title: "PowerUserAccess must not be attached",
    severity: "medium",
    equivalents: ["AwsSolutions-IAM4", "cdk-nag:IAMNoManagedPolicies"],
    fix: "Attach a policy that names the actions and resources in use.",
    docs: bestPractices,
    check: ({ document }) => document.isOfAws("PowerUserAccess") && broken(document.path, "is PowerUserAccess"),
  }),
};
