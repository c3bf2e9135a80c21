import { rule } from "../../language/rule.js";
import { serviceVariables } from "../../views/wrapped.js";
import { secretFix } from "../helpers/secret-fix.js";

export const apprunner = {
  "apprunner-service-secret-by-reference": rule(serviceVariables, {
    title: "App Runner services must reference secrets instead of containing them",
    severity: "medium",
    fix: secretFix.apprunner,
    why: "A value that Pulumi keeps as a secret is still shown to everyone who may describe the service.",
    docs: "https://docs.aws.amazon.com/apprunner/latest/dg/env-variable.html",
    check: () => "contains a secret, expected a reference in `runtimeEnvironmentSecrets`",
  }),
};
