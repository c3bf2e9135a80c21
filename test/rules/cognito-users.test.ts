import { cognitoUsers } from "../../src/rules/aws/cognito-users.js";
import { suite } from "../suite.js";

suite(cognitoUsers, {
  "cognito-user-pool-no-self-registration": {
    pass: [{ adminCreateUserConfig: { allowAdminCreateUserOnly: true } }],
    fail: [{ name: "shop" }],
  },
});
