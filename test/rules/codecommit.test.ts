import { codecommit } from "../../src/rules/aws/codecommit.js";
import { ref, res, suite, unknown } from "../suite.js";

suite(codecommit, {
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
