import { rule } from "../../language/rule.js";
import { siteVariables } from "../../views/wrapped.js";

export const amplify = {
  "amplify-app-secret-by-reference": rule(siteVariables, {
    title: "Amplify apps must read their secrets from the Parameter Store",
    severity: "medium",
    fix: "Store it as a SecureString under `/amplify/APP_ID/BRANCH/` in the SSM Parameter Store: Amplify gives it to the build.",
    why: "A value that Pulumi keeps as a secret is still shown to everyone who may read the app or its branches, and to every step of the build.",
    docs: "https://docs.aws.amazon.com/amplify/latest/userguide/environment-secrets.html",
    check: () => "holds the secret itself, expected an environment secret",
  }),
};
