import { iamUsers } from "../../src/rules/aws/iam-users.js";
import { ref, res, suite, unknown } from "../suite.js";

const user = res("iam.User", "ci", {});
const accessKey = (name: string, status = "Active") => res("iam.AccessKey", name, { user: ref("ci", "name"), status });
const bound = (permissionsBoundary: unknown) => ({
  of: [res("iam.User", "ci", { permissionsBoundary: permissionsBoundary as never })],
  options: { boundary: ":policy/boundary" },
});

suite(iamUsers, {
  "iam-no-inline-policies": {
    good: [
      res("iam.Role", "r", {
        assumeRolePolicy: JSON.stringify({
          Version: "2012-10-17",
          Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "lambda.amazonaws.com" } }],
        }),
      }),
    ],
    pass: [[res("iam.Role", "r", { assumeRolePolicy: "{}" })]],
    fail: [
      [res("iam.RolePolicy", "p", { role: "r", policy: "{}" })],
      [res("iam.Role", "r", { assumeRolePolicy: "{}", inlinePolicies: [{ name: "a", policy: "{}" }] })],
    ],
    unknown: [[res("iam.Role", "r", { assumeRolePolicy: "{}", inlinePolicies: unknown })]],
  },
  "iam-user-in-group": {
    pass: [
      [user, res("iam.UserGroupMembership", "m", { user: ref("ci", "name"), groups: ["g"] })],
      [user, res("iam.GroupMembership", "m", { users: [ref("ci", "name")], group: "g" })],
    ],
    fail: [[user]],
    unknown: [[user, res("iam.UserGroupMembership", "m", { user: unknown, groups: ["g"] })]],
  },
  "iam-user-no-console-access": {
    pass: [[user]],
    fail: [[res("iam.UserLoginProfile", "console", { user: "ci" })]],
  },
  "iam-user-single-access-key": {
    good: [user],
    pass: [
      [user, accessKey("a")],
      [user, accessKey("a"), accessKey("b", "Inactive")],
    ],
    fail: [[user, accessKey("a"), accessKey("b")]],
    unknown: [[user, accessKey("a"), accessKey("b", unknown)]],
  },
  "iam-role-permissions-boundary": {
    pass: [[user], bound("arn:aws:iam::111122223333:policy/boundary")],
    fail: [bound(undefined), bound("arn:aws:iam::aws:policy/AdministratorAccess")],
    unknown: [bound(unknown)],
  },
});
