import { expect, test } from "vitest";
import { grantsAdmin } from "../../src/iam/access/grants.js";
import { principalsOf } from "../../src/iam/access/principals.js";
import { unknownString as unknown } from "../../src/model/value.js";
import { type Piece, stackOf } from "./helpers.js";

const account = "arn:aws:iam::123456789012";
const allow = (Action: unknown, Resource: unknown = "*", more: object = {}): object => ({ Effect: "Allow", Action, Resource, ...more });
const document = (...Statement: readonly object[]): object => ({ Version: "2012-10-17", Statement });
const bucket = allow("s3:*", "arn:aws:s3:::b");

/** What is said of an administrator whose boundary allows this. */
function limitedBy(kind: "role" | "user", statements: readonly object[], own: object = {}): string {
  const principal: Piece =
    kind === "role"
      ? { type: "aws:iam/role:Role", name: "r", inputs: { name: "r", ...own }, refs: { permissionsBoundary: ["b"] } }
      : { type: "aws:iam/user:User", name: "r", inputs: { name: "r", ...own }, refs: { permissionsBoundary: ["b"] } };
  const stack = stackOf(
    principal,
    { type: "aws:iam/policy:Policy", name: "b", inputs: { name: "b", policy: document(...statements) } },
    kind === "role"
      ? { type: "aws:iam/rolePolicy:RolePolicy", name: "p", inputs: { policy: document(allow("*")) }, refs: { role: ["r"] } }
      : { type: "aws:iam/userPolicy:UserPolicy", name: "p", inputs: { policy: document(allow("*")) }, refs: { user: ["r"] } },
  );
  const holder = [...principalsOf(stack).of.values()][0];
  if (holder === undefined) throw new Error("no principal was read");
  return grantsAdmin(holder).is;
}

test.each<[string, "role" | "user", readonly object[]]>([
  ["take it off", "role", [bucket, allow("iam:DeleteRolePermissionsBoundary")]],
  ["take it off every role", "role", [bucket, allow("iam:DeleteRolePermissionsBoundary", `${account}:role/*`)]],
  ["take it off himself", "role", [bucket, allow("iam:DeleteRolePermissionsBoundary", `${account}:role/r`)]],
  ["put another in its place", "role", [bucket, allow("iam:PutRolePermissionsBoundary")]],
  ["take it off users", "user", [bucket, allow("iam:DeleteUserPermissionsBoundary", `${account}:user/*`)]],
  ["put another in its place for users", "user", [bucket, allow("iam:Put*PermissionsBoundary")]],
  ["rewrite every policy", "role", [bucket, allow("iam:CreatePolicyVersion", "arn:aws:iam::*:policy/*")]],
  ["rewrite it", "role", [bucket, allow("iam:CreatePolicyVersion", `${account}:policy/b`)]],
])("a boundary limits nobody who can %s", (_, kind, statements) => expect(limitedBy(kind, statements)).toBe("yes"));

test.each<[string, "role" | "user", readonly object[]]>([
  ["has no right to it", "role", [bucket]],
  ["can take those of others off", "role", [bucket, allow("iam:DeleteRolePermissionsBoundary", `${account}:role/other`)]],
  ["can take those of users off", "role", [bucket, allow("iam:DeleteUserPermissionsBoundary")]],
  ["can take those of roles off", "user", [bucket, allow("iam:DeleteRolePermissionsBoundary")]],
  ["can rewrite no policy", "role", [bucket, allow("iam:CreatePolicyVersion", `${account}:role/*`)]],
  ["can rewrite another policy", "role", [bucket, allow("iam:CreatePolicyVersion", `${account}:policy/other`)]],
  [
    "can only choose one of some",
    "role",
    [
      bucket,
      allow("iam:PutRolePermissionsBoundary", "*", { Condition: { StringEquals: { "iam:PermissionsBoundary": `${account}:policy/b` } } }),
    ],
  ],
  [
    "is denied to",
    "role",
    [
      bucket,
      allow("iam:*"),
      { ...allow(["iam:*PermissionsBoundary", "iam:CreatePolicyVersion", "iam:Put*", "iam:Attach*"]), Effect: "Deny" },
    ],
  ],
])("a boundary limits who %s", (_, kind, statements) => expect(limitedBy(kind, statements)).toBe("no"));

test("nobody knows whether it does while its actions are not known", () =>
  expect(limitedBy("role", [bucket, allow(unknown)])).toBe("unknown"));
