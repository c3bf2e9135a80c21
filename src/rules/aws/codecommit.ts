import { atLeast, every, json, present } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";
export const codecommit = {
  "codecommit-approval-rule-two-reviewers": rule("codecommit.ApprovalRuleTemplate", {
    title: "CodeCommit approval rules must need at least two approvals",
    severity: "low",
    preset: "all",
    equivalents: ["CKV_AWS_257"],
    fix: "Set `NumberOfApprovalsNeeded` of the statements in `content` to 2 or more.",
    docs: "https://docs.aws.amazon.com/codecommit/latest/userguide/approval-rule-templates.html",
    require: {
      content: json<{ Statements: readonly { NumberOfApprovalsNeeded: number }[] }>({
        Statements: every({ NumberOfApprovalsNeeded: atLeast(2) }),
      }),
    },
  }),
  "codecommit-repository-approval-rule": rule("codecommit.Repository", {
    title: "CodeCommit repositories must have an approval rule",
    severity: "low",
    preset: "all",
    equivalents: ["CKV2_AWS_37"],
    fix: "Add a `codecommit.ApprovalRuleTemplateAssociation` with the `repositoryName` of the repository.",
    docs: "https://docs.aws.amazon.com/codecommit/latest/userguide/approval-rule-templates.html",
    with: { approvals: "codecommit.ApprovalRuleTemplateAssociation#repositoryName" },
    require: { approvals: present },
  }),
};
