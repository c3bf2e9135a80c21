import { codecommit } from "../../src/rules/aws/codecommit.js";
import { documentOf, ref, res, suite, unknown } from "../suite.js";

const approvals = (count: unknown) => ({
  content: documentOf({ Version: "2018-11-08", Statements: [{ Type: "Approvers", NumberOfApprovalsNeeded: count }] }),
});

suite(codecommit, {
  "codecommit-approval-rule-two-reviewers": {
    pass: [approvals(2)],
    fail: [approvals(1)],
    unknown: [approvals(unknown)],
  },
  "codecommit-repository-approval-rule": {
    pass: [
      [
        res("codecommit.Repository", "shop", { repositoryName: "shop" }),
        res("codecommit.ApprovalRuleTemplateAssociation", "two-people", {
          approvalRuleTemplateName: "two-people",
          repositoryName: ref("shop", "repositoryName"),
        }),
      ],
    ],
    fail: [[res("codecommit.Repository", "shop", { repositoryName: "shop" })]],
    unknown: [
      [
        res("codecommit.Repository", "shop", { repositoryName: "shop" }),
        res("codecommit.ApprovalRuleTemplateAssociation", "two-people", { repositoryName: unknown }),
      ],
    ],
  },
});
