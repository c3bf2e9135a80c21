import { rule } from "../../language/rule.js";
import { buildVariables } from "../../views/wrapped.js";

export const codebuild = {
  "codebuild-project-secret-by-reference": rule(buildVariables, {
    title: "CodeBuild projects must reference secrets instead of containing them",
    severity: "medium",
    controls: { fsbp: "CodeBuild.2" },
    fix: 'Store the value in Secrets Manager or SSM; set the variable\'s `type` to "SECRETS_MANAGER" or "PARAMETER_STORE", and its `value` to the name of the secret or parameter.',
    why: "A value that Pulumi keeps as a secret is still shown to everyone who may read the project.",
    docs: "https://docs.aws.amazon.com/codebuild/latest/userguide/change-project.html",
    check: () => "contains a secret, expected the name of a secret or parameter",
  }),
};
