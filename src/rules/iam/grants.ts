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
    title: "No policy grants every action on every resource",
    severity: "critical",
    categories: ["admin"],
    controls: { fsbp: "IAM.1", cis: "1.16", nist: ["AC-6", "AC-3"], pci: "7.2.2" },
    equivalents: [
      "CKV_AWS_62",
      "CKV_AWS_63",
      "CKV_AWS_1",
      "CKV_AWS_49",
      "AwsSolutions-IAM5",
      "cdk-nag:IAMPolicyNoStatementsWithAdminAccess",
    ],
    fix: "Name the actions and the resources that the principal works with.",
    why: "Whoever takes over the principal owns the account. Every spelling counts, and so does the union of several statements.",
    docs: bestPractices,
    check: (held) => verdictIn(held.document.resource, held.hands, inAnyHands(held, grantsAdmin), "grants every action on every resource"),
  }),
  "iam-principal-no-admin": rule(principals, {
    title: "No principal is an administrator by the sum of its policies",
    severity: "critical",
    categories: ["admin"],
    controls: { fsbp: "IAM.1", nist: ["AC-6", "AC-3"] },
    fix: "Name in each policy the actions and the resources that the principal works with.",
    why: "Policies that look harmless one by one can together grant everything.",
    docs: bestPractices,
    check: ({ holder, parts }) =>
      !parts.some((part) => grantsAdmin(part).is === "yes") &&
      verdictIn(holder.resource, [holder], grantsAdmin(holder), "holds every action on every resource by the sum of its policies"),
  }),
  "iam-policy-no-service-wildcard": rule(grants, {
    title: "No policy grants every action of a service on every resource",
    severity: "medium",
    categories: ["service-wildcard"],
    controls: { fsbp: "IAM.21", nist: ["AC-3", "AC-6(2)"] },
    equivalents: ["AwsSolutions-IAM5", "cdk-nag:IAMPolicyNoStatementsWithFullAccess", "CKV2_AWS_40", "CKV_AWS_111", "AVD-AWS-0345"],
    fix: "Name the actions that are used, or the ARNs of the resources that they are used on.",
    docs: bestPractices,
    check: (held) => statementsOf(held, serviceWildcards, "allows every action of a service on every resource"),
  }),
  "iam-policy-no-wildcard-resource": rule(grants, {
    title: "Actions that change something name the resources they are for",
    severity: "medium",
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
      excessOf(
        held,
        changes,
        (actions, excess) => `allows ${actions} on every resource; must name those that it is for: ${typesOf(excess)}`,
      ),
  }),
  "iam-policy-no-permissions-management": rule(grants, {
    title: "No policy lets its holder change permissions everywhere",
    severity: "medium",
    categories: ["permissions-management"],
    controls: { nist: ["AC-6"] },
    equivalents: ["CKV_AWS_109", "CKV_AWS_289"],
    fix: "Leave out the actions that change permissions, or name the resources whose permissions are to be changed.",
    why: "Who may write policies, grants or access lists of every resource can let in anyone.",
    docs: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_understand-policy-summary-access-level-summaries.html",
    check: (held) => excessOf(held, managesPermissions, (actions) => `allows ${actions}, which changes permissions, on every resource`),
  }),
  "iam-policy-no-data-exfiltration": rule(grants, {
    title: "No policy reads all objects, parameters or secrets of the account",
    severity: "high",
    categories: ["data-exfiltration"],
    controls: { nist: ["AC-6"] },
    equivalents: ["CKV_AWS_108", "CKV_AWS_288"],
    fix: "Name the bucket, the path of the parameters or the secret in `Resource`.",
    docs: bestPractices,
    check: (held) =>
      excessOf(held, readsData, (actions) => `allows ${actions} on every resource: all that the account keeps there can be read`),
  }),
  "iam-policy-no-credentials-exposure": rule(grants, {
    title: "No policy hands out credentials of every resource",
    severity: "high",
    categories: ["credentials-exposure"],
    controls: { nist: ["AC-6", "IA-5"] },
    equivalents: ["CKV_AWS_107", "CKV_AWS_287"],
    fix: "Name the resources whose credentials are needed in `Resource`, or leave the action out.",
    docs: bestPractices,
    check: (held) => excessOf(held, returnsCredentials, (actions) => `allows ${actions}, which returns credentials, on every resource`),
  }),
  "iam-policy-no-escalation": rule(grants, {
    title: "No policy lets its holder raise its own rights",
    severity: "high",
    categories: ["escalation"],
    controls: { nist: ["AC-6"] },
    equivalents: ["CKV_AWS_110", "CKV_AWS_286"],
    fix: "Name the roles, users or functions that the actions are for, or demand a permissions boundary in a condition.",
    why: "Each path is a set of actions with which a principal gets rights that it was not given, as described on pathfinding.cloud.",
    docs: boundariesPage,
    check: (held) => escalationsOf(held),
  }),
  "iam-principal-no-escalation": rule(principals, {
    title: "No principal can raise its own rights by the sum of its policies",
    severity: "high",
    categories: ["escalation"],
    controls: { nist: ["AC-6"] },
    fix: "Split the actions among principals, name the roles that can be passed, or set a `permissionsBoundary`.",
    why: "A path split over several policies or groups is as open as one in a single policy.",
    docs: boundariesPage,
    check: ({ holder, parts, stack }) => escalationsInSum(holder, parts, stack),
  }),
  "iam-policy-no-pass-role-on-star": rule(grants, {
    title: "Only named roles can be passed to a service",
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
    title: "AdministratorAccess is attached to nothing",
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
    title: "No policy of AWS is attached that lets its holder raise its rights",
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
    title: "No policy of AWS is attached that reads all objects, parameters, secrets or credentials of the account",
    severity: "high",
    controls: { nist: ["AC-6"] },
    equivalents: ["AwsSolutions-IAM4"],
    fix: "Attach a policy of your own that names the bucket, the path of the parameters or the secret in `Resource`.",
    why: "A policy of AWS cannot know which bucket is yours: `AmazonS3FullAccess` opens each one, as `s3:*` on `*` does.",
    docs: bestPractices,
    check: (held) => attachedReading(held),
  }),
  "iam-no-service-wildcard-attached": rule(attachedGrants, {
    title: "No policy of AWS is attached that allows every action of a service on every resource",
    severity: "medium",
    controls: { fsbp: "IAM.21", nist: ["AC-6"] },
    equivalents: ["AwsSolutions-IAM4", "cdk-nag:IAMNoManagedPolicies"],
    fix: "Attach a policy of your own that names the actions and resources in use.",
    why: "Policies of AWS for the role of a service, such as those below `service-role/`, are left out: AWS recommends attaching them.",
    docs: bestPractices,
    check: (held) => attachedServices(held),
  }),
  "iam-callback-function-policies": rule(attachedGrants, {
    title: "A CallbackFunction names the policies of its role",
    severity: "medium",
    preset: "all",
    fix: "Set `policies` of the `aws.lambda.CallbackFunction`, such as `[aws.iam.ManagedPolicy.AWSLambdaBasicExecutionRole]`, or its `role`.",
    why: "Without them the SDK attaches some nine policies for whole services, AWSLambda_FullAccess and AmazonS3FullAccess among them.",
    docs: "https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html",
    check: (held) => attachedByCallback(held),
  }),
  "iam-no-iam-full-access-attached": rule(attachedNames, {
    title: "IAMFullAccess is attached to nothing",
    severity: "high",
    preset: "all",
    deprecated: "use iam-no-escalation-attached",
    equivalents: ["CKV2_AWS_56"],
    fix: "Attach a policy that names the IAM actions in use, and demand a permissions boundary for the roles that it makes.",
    why: "A principal that administers IAM can make itself an administrator of everything.",
    docs: bestPractices,
    check: ({ document }) => document.isOfAws("IAMFullAccess") && broken(document.path, "must not be IAMFullAccess"),
  }),
  "iam-no-power-user-access-attached": rule(attachedNames, {
    title: "PowerUserAccess is attached to nothing",
    severity: "medium",
    equivalents: ["AwsSolutions-IAM4", "cdk-nag:IAMNoManagedPolicies"],
    fix: "Attach a policy that names the actions and resources in use.",
    docs: bestPractices,
    check: ({ document }) => document.isOfAws("PowerUserAccess") && broken(document.path, "must not be PowerUserAccess"),
  }),
};
