import { rule } from "../../language/rule.js";

export const cognitoUsers = {
  "cognito-user-pool-no-self-registration": rule("cognito.UserPool", {
    title: "Cognito user pools must let only administrators create users",
    severity: "medium",
    preset: "all",
    fix: "Set `adminCreateUserConfig: { allowAdminCreateUserOnly: true }`, or waive this rule where anyone may sign up.",
    docs: "https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-admin-create-user-policy.html",
    require: { adminCreateUserConfig: { allowAdminCreateUserOnly: true } },
  }),
};
