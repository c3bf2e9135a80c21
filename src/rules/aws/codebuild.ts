import { rule } from "../../language/rule.js";
import { buildVariables } from "../../views/wrapped.js";
import { text } from "../helpers/read.js";
import { secretFix } from "../helpers/secret-fix.js";

export const codebuild = {
  "codebuild-project-no-plaintext-credentials": rule("codebuild.Project", {
    title: "CodeBuild projects must not have AWS access keys as plaintext variables",
    severity: "high",
    controls: { fsbp: "CodeBuild.2", nist: ["IA-5(7)", "SA-3"], pci: ["8.3.2", "8.6.2"], soc2: "CC6.1" },
    equivalents: ["cdk-nag:CodeBuildProjectEnvVarAwsCred"],
    fix: "Remove the variables, and grant the permissions to the `serviceRole` of the project.",
    why: "The name decides, whatever the value is: builds get temporary credentials from the role of the project.",
    docs: "https://docs.aws.amazon.com/securityhub/latest/userguide/codebuild-controls.html",
    check: ({ environment }, { each }) =>
      environment !== undefined &&
      each(
        environment,
        "environmentVariables",
        ({ name, type }) =>
          /^AWS_(ACCESS_KEY_ID|SECRET_ACCESS_KEY)$/.test(text(name)) &&
          /^(PLAINTEXT)?$/i.test(text(type)) &&
          `puts ${text(name)} in plaintext`,
      ),
  }),
  "codebuild-project-secret-by-reference": rule(buildVariables, {
    title: "CodeBuild projects must reference secrets instead of containing them",
    severity: "medium",
    fix: secretFix.codebuild,
    why: "A value that Pulumi keeps as a secret is still shown to everyone who may read the project.",
    docs: "https://docs.aws.amazon.com/codebuild/latest/userguide/change-project.html",
    check: () => "contains a secret, expected the name of a secret or parameter",
  }),
};
