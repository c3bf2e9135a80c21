import { rule } from "../../language/rule.js";
import { buildVariables } from "../../views/wrapped.js";
import { secretFix } from "../helpers/secret-fix.js";

export const codebuild = {
  "codebuild-project-secret-by-reference": rule(buildVariables, {
    title: "CodeBuild projects must reference secrets instead of containing them",
    severity: "medium",
    controls: { fsbp: "CodeBuild.2" },
    fix: secretFix.codebuild,
    why: "A value that Pulumi keeps as a secret is still shown to everyone who may read the project.",
    docs: "https://docs.aws.amazon.com/codebuild/latest/userguide/change-project.html",
    check: () => "contains a secret, expected the name of a secret or parameter",
  }),
};
