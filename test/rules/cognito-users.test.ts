import { cognitoUsers } from "../../src/rules/aws/cognito-users.js";
import { suite, unknown } from "../suite.js";

suite(cognitoUsers, {
  "cognito-user-pool-no-self-registration": {
    pass: [{ adminCreateUserConfig: { allowAdminCreateUserOnly: true } }],
    fail: [{ name: "shop" }],
    unknown: [{ adminCreateUserConfig: { allowAdminCreateUserOnly: unknown } }],
  },
});
