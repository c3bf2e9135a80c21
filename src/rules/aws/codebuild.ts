import { rule } from "../../language/rule.js";
import { buildVariables } from "../../views/wrapped.js";

export const codebuild = {
  "codebuild-project-secret-by-reference": rule(buildVariables, {
    title: "Builds read their secrets from where they are kept",
    severity: "medium",
    controls: { fsbp: "CodeBuild.2" },
    fix: 'Set the variable\'s `type` to "PARAMETER_STORE" or "SECRETS_MANAGER", and its `value` to the name of the parameter or secret.',
    why: "A value that Pulumi keeps as a secret is still shown to everyone who may read the project.",
    docs: "https://docs.aws.amazon.com/codebuild/latest/userguide/change-project.html",
    check: () => "holds a secret itself, must name a parameter or secret by `type`",
  }),
};
