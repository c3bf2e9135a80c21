import { rule } from "../../language/rule.js";
import { serviceVariables } from "../../views/wrapped.js";

export const apprunner = {
  "apprunner-service-secret-by-reference": rule(serviceVariables, {
    title: "App Runner services must reference secrets instead of containing them",
    severity: "medium",
    fix: "Store the value in Secrets Manager or SSM and put its ARN into `runtimeEnvironmentSecrets`, in place of the value in `runtimeEnvironmentVariables`; the `instanceRoleArn` needs permission to read it.",
    why: "A value that Pulumi keeps as a secret is still shown to everyone who may describe the service.",
    docs: "https://docs.aws.amazon.com/apprunner/latest/dg/env-variable.html",
    check: () => "contains a secret, expected a reference in `runtimeEnvironmentSecrets`",
  }),
};
