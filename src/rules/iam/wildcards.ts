import { reads } from "../../iam/access/excess.js";
import { serviceWildcards } from "../../iam/access/grants.js";
import { excessOf, statementsOf, textAt, typesOf, verdictOf } from "../../iam/access/verdicts.js";
import { allOf, opposite } from "../../iam/document/answer.js";
import { has, isEveryAction, onEverything, some } from "../../iam/document/patterns.js";
import { rule } from "../../language/rule.js";
import { grants } from "../../views/grants.js";
import { policyStatements, statements } from "../../views/statements.js";

const bestPractices = "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html";

export const wildcardRules = {
  "iam-policy-no-wildcard-action": rule(statements("identity"), {
    title: "IAM policies must not allow every action on a resource",
    severity: "low",
    preset: "all",
    categories: ["wildcard-action"],
    controls: { nist: ["AC-6"] },
    equivalents: ["CKV_AWS_49", "CKV_AWS_63"],
    fix: "Name the actions that the principal uses in `Action`.",
    why:
      "On one bucket it is every action of S3, those on its policy, its locks and its deletion among them. " +
      "On every resource it is `iam-policy-no-admin`.",
    docs: bestPractices,
    check: (statement) =>
      verdictOf(
        allOf({
          at: some(statement.actions, "actions", isEveryAction),
          and: [has(statement, "Allow"), opposite(onEverything(statement), "resources")],
        }),
        (at) => `allows ${textAt(statement, at)}: every action that the resources know`,
      ),
  }),
  "iam-policy-no-full-iam-access": rule(grants, {
    title: "IAM policies must not grant every action of IAM on every resource",
    severity: "high",
    preset: "all",
    categories: ["service-wildcard"],
    controls: { fsbp: "IAM.21", nist: ["AC-3", "AC-6(2)"] },
    equivalents: ["CKV2_AWS_40"],
    covers: ["iam-policy-no-service-wildcard"],
    fix: "Name the actions of IAM that are used, and the roles or users that they are used on.",
    why: "Who holds every action of IAM can take any other right.",
    docs: bestPractices,
    check: (held) =>
      statementsOf(
        held,
        (holder, statement) => serviceWildcards(holder, statement, /^iam:/i),
        "allows every action of IAM on every resource: the holder can take any other right",
      ),
  }),
  "iam-policy-no-wildcard-resource-for-reads": rule(grants, {
    title: "IAM policies must name the resources that they allow to be read",
    severity: "low",
    preset: "all",
    controls: { nist: ["AC-6"] },
    equivalents: ["CKV_AWS_355", "CKV_AWS_356"],
    fix: "Name the ARNs of the resources in `Resource`; keep `*` in a statement of its own, for the actions that AWS cannot restrict.",
    why: "Only actions that AWS can restrict to resources count. Those that change something are `iam-policy-no-wildcard-resource`.",
    docs: "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html",
    check: (held) =>
      excessOf(held, reads, (actions, excess) => `allows ${actions} on every resource, expected the ARNs of ${typesOf(excess)}`),
  }),
  "iam-resource-policy-no-wildcard-action": rule(policyStatements, {
    title: "Resource policies must not allow every action",
    severity: "medium",
    preset: "all",
    categories: ["wildcard-action"],
    controls: { nist: ["AC-6"] },
    equivalents: ["CKV_AWS_72", "AVD-AWS-0097"],
    fix: "Name the actions that the principals use, such as `sqs:SendMessage`.",
    why:
      "Every action includes those that change the policy itself and delete the resource. " +
      "The key policy that gives the account its own key back is left alone.",
    docs: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_identity-vs-resource.html",
    check: (statement) =>
      statement.document.resource.type.startsWith("aws:kms/")
        ? undefined
        : verdictOf(
            allOf({
              at: some(statement.actions, "actions", (action) => isEveryAction(action) || /^[a-z0-9-]+:\*+$/i.test(action)),
              and: [has(statement, "Allow")],
            }),
            (at) => `allows ${textAt(statement, at)}, which includes changing the policy and deleting the resource`,
          ),
  }),
};
