import { rule } from "../../language/rule.js";
import { serviceVariables } from "../../views/wrapped.js";

export const apprunner = {
  "apprunner-service-secret-by-reference": rule(serviceVariables, {
    title: "App Runner services read their secrets from where they are kept",
    severity: "medium",
    fix: "Move it from `runtimeEnvironmentVariables` to `runtimeEnvironmentSecrets`, with the ARN of a secret or an SSM parameter.",
    why: "A value that Pulumi keeps as a secret is still shown to everyone who may describe the service.",
    docs: "https://docs.aws.amazon.com/apprunner/latest/dg/env-variable.html",
    check: () => "holds a secret itself, must name it in `runtimeEnvironmentSecrets`",
  }),
};
