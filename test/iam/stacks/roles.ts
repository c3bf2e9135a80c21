import { anyRes, ref } from "../../suite.js";
import { allow, arnOf, at, attach, byAccount, byArn, byService, document, iam, inline, start, target } from "../lab.js";
import { admin, fn, helpful, type Lab, little, start1, user } from "./parts.js";

export const roles: readonly Lab[] = [
  ["assume a role whose trust names the user", (is) => [...start(allow("sts:AssumeRole", admin), helpful), ...target(is, byArn(start1))]],
  ["assume a role by a name prefix", (is) => [...start(allow("sts:AssumeRole", arnOf("role", "tar*")), helpful), ...target(is, byAccount)]],
  ["assume a role that is trusted without a right of one's own", (is) => [...start(helpful), ...target(is, byArn(start1))]],
  [
    "through a group",
    (is) => [
      iam("user", "start"),
      iam("group", "team"),
      inline("group", "team", allow("sts:AssumeRole", admin)),
      anyRes("aws:iam/groupMembership:GroupMembership", "members", {
        name: "m",
        group: ref("team", "name"),
        users: [ref("start", "name")],
      }),
      ...target(is, byAccount),
    ],
  ],
  [
    "through three roles",
    (is) => [
      ...start(allow("sts:AssumeRole", arnOf("role", "one"))),
      iam("role", "one", { assumeRolePolicy: byArn(start1) }),
      inline("role", "one", allow("sts:AssumeRole", arnOf("role", "two"))),
      iam("role", "two", { assumeRolePolicy: byArn(arnOf("role", "one")) }),
      inline("role", "two", allow("sts:AssumeRole", admin)),
      ...target(is, byArn(arnOf("role", "two"))),
    ],
  ],
  [
    "to a role that updates a function",
    (is) => [
      ...start(allow("sts:AssumeRole", arnOf("role", "one"))),
      iam("role", "one", { assumeRolePolicy: byArn(start1) }),
      inline("role", "one", allow(["lambda:UpdateFunctionCode", "lambda:InvokeFunction"], at("lambda", "function:worker"))),
      ...target(is, byService("lambda")),
      fn("target"),
    ],
  ],
  [
    "where everybody in the account is trusted, under a condition on their ARN",
    (is) => [
      ...start(allow("sts:AssumeRole", admin)),
      ...target(
        is,
        document({
          Effect: "Allow",
          Action: "sts:AssumeRole",
          Principal: { AWS: "*" },
          Condition: { ArnEquals: { "aws:PrincipalArn": start1 } },
        }),
      ),
    ],
  ],
  [
    "with an external id that the policy shows",
    (is) => [
      ...start(allow("sts:AssumeRole", admin)),
      ...target(
        is,
        document({
          Effect: "Allow",
          Action: "sts:AssumeRole",
          Principal: { AWS: start1 },
          Condition: { StringEquals: { "sts:ExternalId": "lab" } },
        }),
      ),
    ],
  ],
  [
    "with tags that the role has",
    (is) => [
      ...start(allow("sts:AssumeRole", "*", { StringEquals: { "aws:ResourceTag/lab": "yes" } })),
      ...target(is, byAccount).map((spec) =>
        spec.name === "target" ? { ...spec, inputs: { ...spec.inputs, tags: { lab: "yes" } } } : spec,
      ),
    ],
    // A name that is not known yet is not compared with every resource.
    { isDeployedOnly: true },
  ],
  ["a key of an administrator", (is) => [...start(allow("iam:CreateAccessKey", arnOf("user", "boss")), helpful), ...user("boss", is)]],
  [
    "a key in place of another",
    (is) => [...start(allow(["iam:CreateAccessKey", "iam:DeleteAccessKey"], arnOf("user", "boss")), helpful), ...user("boss", is)],
  ],
  ["a password of an administrator", (is) => [...start(allow("iam:CreateLoginProfile", arnOf("user", "boss"))), ...user("boss", is)]],
  ["a new password of an administrator", (is) => [...start(allow("iam:UpdateLoginProfile", arnOf("user", "bo*"))), ...user("boss", is)]],
  ["the trust of an administrator", (is) => [...start(allow("iam:UpdateAssumeRolePolicy", admin)), ...target(is, byService("ec2"))]],
  [
    "the trust of an administrator, and to assume it",
    (is) => [...start(allow(["iam:UpdateAssumeRolePolicy", "sts:AssumeRole"], admin)), ...target(is, byService("ec2"))],
  ],
  [
    "a group of administrators",
    (is) => [
      ...start(allow("iam:AddUserToGroup", arnOf("group", "admins"))),
      iam("group", "admins"),
      is ? attach("group", "admins") : inline("group", "admins", little),
    ],
  ],
  [
    "a key as a service's name",
    (is) => [
      iam("role", "start", { assumeRolePolicy: byService("ec2") }),
      inline(
        "role",
        "start",
        allow("iam:CreateServiceSpecificCredential", arnOf("user", "boss")),
        allow("iam:CreateAccessKey", arnOf("user", "boss")),
      ),
      ...user("boss", is),
    ],
  ],
];
