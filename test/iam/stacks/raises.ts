import { anyRes, ref } from "../../suite.js";
import { allow, arnOf, at, attach, byAccount, byArn, byService, iam, inline, start, target } from "../lab.js";
import { admin, fn, type Lab, little, policy, start1, user } from "./parts.js";

const ownPolicy = (arn: string, ...more: readonly unknown[]) => policy("own", allow(["iam:CreatePolicyVersion", ...more], arn));
export const raises: readonly Lab[] = [
  [
    "version of one's own policy",
    (is) => [iam("user", "start"), ownPolicy(arnOf("policy", is ? "own" : "other")), attach("user", "start", ref("own", "arn"))],
  ],
  [
    "default version of one's own policy",
    (is) => [
      iam("user", "start"),
      policy("own", allow(["iam:SetDefaultPolicyVersion", "iam:CreatePolicyVersion"], arnOf("policy", is ? "own" : "other"))),
      attach("user", "start", ref("own", "arn")),
    ],
  ],
  ["inline policy of oneself", (is) => start(allow("iam:PutUserPolicy", arnOf("user", is ? "start" : "other")))],
  ["policy attached to oneself", (is) => start(allow("iam:AttachUserPolicy", arnOf("user", is ? "start" : "other")))],
  [
    "inline policy of one's role",
    (is) => [
      iam("role", "me", { assumeRolePolicy: byService("ec2") }),
      inline("role", "me", allow("iam:PutRolePolicy", arnOf("role", is ? "me" : "other"))),
    ],
  ],
  [
    "policy attached to one's role",
    (is) => [
      iam("role", "me", { assumeRolePolicy: byArn(start1) }),
      iam("user", "start"),
      inline("role", "me", allow("iam:AttachRolePolicy", arnOf("role", is ? "me" : "other"))),
    ],
  ],
  [
    "policy of one's group",
    (is) => [
      ...start(allow(is ? "iam:PutGroupPolicy" : "iam:GetGroupPolicy", arnOf("group", "team"))),
      iam("group", "team"),
      anyRes("aws:iam/userGroupMembership:UserGroupMembership", "m", { user: ref("start", "name"), groups: [ref("team", "name")] }),
    ],
  ],
  [
    "policy attached to one's group",
    (is) => [
      ...start(allow("iam:AttachGroupPolicy", arnOf("group", is ? "team" : "other"))),
      iam("group", "team"),
      anyRes("aws:iam/groupMembership:GroupMembership", "m", { name: "m", group: ref("team", "name"), users: [ref("start", "name")] }),
    ],
  ],
  [
    "policy of a role that one can assume",
    (is) => [
      ...start(allow("iam:PutRolePolicy", admin), allow("sts:AssumeRole", is ? admin : arnOf("role", "other"))),
      ...target(false, is ? byArn(start1) : byService("ec2")),
    ],
  ],
  [
    "policy attached to a role that trusts one",
    (is) => [...start(allow("iam:AttachRolePolicy", admin)), ...target(false, is ? byArn(start1) : byService("ec2"))],
  ],
  [
    "version of the policy of a role that one can assume",
    (is) => [
      ...start(allow("iam:CreatePolicyVersion", arnOf("policy", "theirs")), allow("sts:AssumeRole", admin)),
      iam("role", "target", { assumeRolePolicy: is ? byAccount : byService("ec2") }),
      policy("theirs", little),
      attach("role", "target", ref("theirs", "arn")),
    ],
  ],
  [
    "policy of a role and its trust",
    (is) => [
      ...start(allow(is ? ["iam:AttachRolePolicy", "iam:UpdateAssumeRolePolicy"] : ["iam:AttachRolePolicy"], admin)),
      ...target(false, byService("ec2")),
    ],
  ],
  [
    "policy of a user and its keys",
    (is) => [
      ...start(allow(is ? ["iam:PutUserPolicy", "iam:CreateAccessKey"] : ["iam:PutUserPolicy"], arnOf("user", "boss"))),
      ...user("boss", false),
    ],
  ],
  [
    "policy attached to a user and its keys",
    (is) => [
      ...start(allow("iam:AttachUserPolicy", arnOf("user", "boss")), allow("iam:CreateAccessKey", arnOf("user", is ? "boss" : "start"))),
      ...user("boss", false),
    ],
  ],
  [
    "removing one's own boundary",
    (is) => [
      iam("user", "start", { permissionsBoundary: arnOf("policy", "limit") }),
      attach("user", "start"),
      policy("limit", allow(["s3:*", "iam:Get*", ...(is ? ["iam:DeleteUserPermissionsBoundary"] : [])], "*")),
    ],
  ],
  [
    "replacing the boundary of oneself",
    (is) => [
      iam("user", "start", { permissionsBoundary: arnOf("policy", "limit") }),
      attach("user", "start"),
      policy("limit", allow("s3:*", "*"), allow(is ? "iam:PutUserPermissionsBoundary" : "iam:GetUser", start1)),
    ],
  ],
  [
    "policy of a role that a function of one's own runs as",
    (is) => [
      ...start(
        allow("iam:PutRolePolicy", admin),
        allow("lambda:UpdateFunctionCode", at("lambda", is ? "function:worker" : "function:other")),
      ),
      ...target(false, byService("lambda")),
      fn("target"),
    ],
  ],
];
