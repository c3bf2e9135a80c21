import { present } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";
export const codecommit = {
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
