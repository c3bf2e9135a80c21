import { describe, expect, test } from "vitest";
import { escalations, privilegedOf } from "../../src/iam/access/escalation.js";
import { principalsOf } from "../../src/iam/access/principals.js";
import type { Escalations } from "../../src/iam/access/privileged.js";
import { names } from "../../src/iam/document/patterns.js";
import { toResource } from "../../src/model/resource.js";
import { unknownString as unknown } from "../../src/model/value.js";
import { type Piece, stackOf } from "./helpers.js";

type Inputs = Readonly<Record<string, unknown>>;
const account = "arn:aws:iam::123456789012";
const documentOf = (...statements: readonly unknown[]) => ({ Version: "2012-10-17", Statement: statements });
const allow = (Action: unknown, Resource: unknown = "*", more: Inputs = {}) => ({ Effect: "Allow", Action, Resource, ...more });
const kinds = { role: "Role", user: "User", group: "Group" } as const;
type Kind = keyof typeof kinds;
const principal = (kind: Kind, name: string, inputs: Inputs = {}): Piece => ({
  type: `aws:iam/${kind}:${kinds[kind]}`,
  name,
  inputs: { name, ...inputs },
});
const inline = (kind: Kind, of: string, ...statements: readonly unknown[]): Piece => ({
  type: `aws:iam/${kind}Policy:${kinds[kind]}Policy`,
  name: `policy-of-${of}`,
  inputs: { policy: documentOf(...statements) },
  refs: { [kind]: [of] },
});
const trusting = (...statements: readonly unknown[]): Inputs => ({
  assumeRolePolicy: documentOf(...statements.map((s) => (typeof s === "object" ? { Effect: "Allow", Action: "sts:AssumeRole", ...s } : s))),
});
/** An administrator of the stack, with what its trust policy says. */
const boss = (kind: "role" | "user" = "role", inputs: Inputs = {}): Piece[] => [
  principal(kind, "boss", inputs),
  inline(kind, "boss", allow("*")),
];

describe("a resource pattern", () => {
  const named = (type: string, inputs: Inputs, outputs?: Inputs) =>
    toResource({ urn: `urn:pulumi:dev::t::${type}::x`, type, inputs, outputs });
  const role = named("aws:iam/role:Role", { name: "r" });
  const inPath = named("aws:iam/role:Role", { name: "r", path: "/team/" });
  const nameless = named("aws:iam/role:Role", {});
  const made = named("aws:iam/role:Role", { name: "other" }, { arn: `${account}:role/r` });

  test.each([
    [`${account}:role/r`, true],
    ["arn:aws-cn:iam::*:role/r", true],
    ["arn:aws:*:*:*:role/?", true],
    [`${account}:*`, true],
    [`${account}:role/x`, false],
    [`${account}:user/r`, false],
    [`${account}:role/team/r`, false],
    ["arn:aws:s3:::role/r", false],
    ["urn:aws:iam::123456789012:role/r", false],
    ["role/r", false],
  ])("%s names the role r: %s", (pattern, is) => expect(names(pattern, role)).toBe(is));

  test.each([
    [`${account}:role/team/r`, true],
    [`${account}:role/r`, false],
  ])("%s names the role r of /team/: %s", (pattern, is) => expect(names(pattern, inPath)).toBe(is));

  test("names users and policies by their own kind", () => {
    expect(names(`${account}:user/u`, named("aws:iam/user:User", { name: "u" }))).toBe(true);
    expect(names(`${account}:policy/p`, named("aws:iam/policy:Policy", { name: "p" }))).toBe(true);
    expect(names(`${account}:role/p`, named("aws:iam/policy:Policy", { name: "p" }))).toBe(false);
  });

  test("with more colons than an ARN has is taken as it is written", () =>
    expect(names(`${account}:role/a:b`, named("aws:iam/role:Role", { name: "ab" }))).toBe(false));

  test.each([
    [`${account}:role/r`, undefined],
    [`${account}:role/*`, undefined],
    [`${account}:user/r`, false],
    ["arn:aws:s3:::r", false],
  ])("%s names a role whose name is not known: %s", (pattern, is) => {
    expect(names(pattern, nameless)).toBe(is);
    expect(names(pattern, named("aws:iam/role:Role", { name: "r", path: unknown }))).toBe(is);
  });

  test.each([
    [`${account}:role/r`, true],
    ["arn:aws:iam::*:role/r", true],
    [`${account}:role/other`, false],
    ["arn:aws:iam::999988887777:role/r", false],
  ])("%s names the role that AWS knows as …12:role/r: %s", (pattern, is) => expect(names(pattern, made)).toBe(is));
});

describe("privileged", () => {
  const privileged = (...pieces: readonly Piece[]) =>
    privilegedOf(stackOf(...pieces)).map(({ resource, isSure }) => [resource.name, isSure]);

  test.each<[string, Kind, readonly unknown[], readonly unknown[]]>([
    ["an administrator", "role", [allow("*")], [["x", true]]],
    ["an administrator", "user", [allow("*")], [["x", true]]],
    ["who can make himself one", "user", [allow("iam:PutUserPolicy")], [["x", true]]],
    ["who may turn out to be one", "role", [allow("*", unknown)], [["x", false]]],
    ["of whom something is not known", "role", [allow("s3:GetObject"), unknown], [["x", false]]],
    ["who may get to more", "role", [allow("iam:PutRolePolicy", unknown)], [["x", false]]],
    ["nobody who only reads", "role", [allow("s3:GetObject")], []],
    ["no group", "group", [allow("*")], []],
  ])("is %s (%s)", (_, kind, statements, found) =>
    expect(privileged(principal(kind, "x"), inline(kind, "x", ...statements))).toEqual(found),
  );

  test("is nobody by becoming somebody else who is", () =>
    expect(privileged(...boss(), principal("role", "x"), inline("role", "x", allow("sts:AssumeRole", `${account}:role/boss`)))).toEqual([
      ["boss", true],
    ]));
});

/** What a role or user named ci can do with these statements to others of the stack. */
function asCi(kind: "role" | "user", statements: readonly unknown[], others: readonly Piece[]): Escalations {
  const stack = stackOf(...others, principal(kind, "ci"), inline(kind, "ci", ...statements));
  for (const [resource, holder] of principalsOf(stack).of) if (resource.name === "ci") return escalations(holder, stack);
  throw new Error("ci is not there");
}
const outcome = ({ found, open }: Escalations): string => (found.length > 0 ? "raises" : open.length > 0 ? "unknown" : "stays");

describe("who may pass a privileged role to a service", () => {
  const passes = [allow("iam:PassRole", `${account}:role/boss`), allow("ec2:RunInstances")];
  const service = (name: unknown): unknown => ({ Principal: { Service: name } });

  test.each<[string, Inputs]>([
    ["raises", trusting(service("ec2.amazonaws.com"))],
    ["raises", trusting(service(["lambda.amazonaws.com", "ec2.amazonaws.com"]))],
    ["raises", trusting({ Principal: { service: "ec2.amazonaws.com" } })],
    ["raises", trusting({ Principal: "*" })],
    ["raises", trusting(service(unknown), service("ec2.amazonaws.com"))],
    ["stays", trusting(service("lambda.amazonaws.com"))],
    ["stays", trusting({ Principal: { AWS: "123456789012" } })],
    ["stays", trusting({ Principal: { Federated: unknown } })],
    ["stays", trusting({ Effect: "Deny", ...(service("ec2.amazonaws.com") as object) })],
    ["stays", trusting({ NotPrincipal: { Service: "lambda.amazonaws.com" } })],
    ["stays", { inlinePolicies: [{ policy: unknown }] }],
    ["stays", {}],
    ["unknown", trusting(service(unknown))],
    ["unknown", trusting({ Principal: { service: unknown } })],
    ["unknown", trusting({ Principal: { AWS: unknown } })],
    ["unknown", trusting({ Principal: unknown })],
    ["unknown", trusting({ ...(service("ec2.amazonaws.com") as object), Effect: unknown })],
    ["unknown", trusting(service("lambda.amazonaws.com"), unknown)],
    ["unknown", { assumeRolePolicy: unknown }],
  ])("%s where the role has %j", (is, trust) => expect(outcome(asCi("role", passes, boss("role", trust)))).toBe(is));

  test("needs the service to be one of those that the path is for", () => {
    const lambda = [allow("iam:PassRole", `${account}:role/boss`), allow(["lambda:CreateFunction", "lambda:InvokeFunction"])];
    expect(asCi("role", lambda, boss("role", trusting(service("lambda.amazonaws.com")))).found.map(({ id }) => id)).toEqual(["lambda-001"]);
    expect(outcome(asCi("role", lambda, boss("role", trusting(service("ec2.amazonaws.com")))))).toBe("stays");
  });

  test("shows the places of both actions", () => {
    const [path] = asCi("role", passes, boss("role", trusting(service("ec2.amazonaws.com")))).found;
    expect(path).toMatchObject({ id: "ec2-001", needs: ["iam:PassRole", "ec2:RunInstances"] });
    expect(path?.spots.map(({ resource, path: at }) => `${resource.name} ${at}`)).toEqual([
      "policy-of-ci policy.Statement[0].Action",
      "policy-of-ci policy.Statement[1].Action",
    ]);
  });
});

describe("who may assume a privileged role", () => {
  const assumes = [allow("sts:AssumeRole", `${account}:role/boss`)];
  const aws = (name: unknown): Inputs => trusting({ Principal: { AWS: name } });

  test.each<[string, Inputs]>([
    ["raises", aws("123456789012")],
    ["raises", aws(`${account}:root`)],
    ["raises", aws("arn:aws-cn:iam::123456789012:root")],
    ["raises", aws("*")],
    ["raises", aws(`${account}:role/ci`)],
    ["raises", trusting({ Principal: { aws: `${account}:role/ci` } })],
    ["stays", aws(`${account}:role/other`)],
    ["stays", aws(`${account}:user/ci`)],
    ["stays", aws("1234567890123")],
    ["stays", aws("x123456789012")],
    ["stays", aws(`${account}:root/x`)],
    ["stays", trusting({ Principal: { Service: "ec2.amazonaws.com" } })],
    ["stays", trusting({ Principal: { Service: unknown } })],
    ["stays", trusting({ Principal: { Federated: "123456789012" } })],
    ["stays", {}],
    ["unknown", aws(unknown)],
    ["unknown", { assumeRolePolicy: unknown }],
  ])("%s where the role has %j", (is, trust) => expect(outcome(asCi("role", assumes, boss("role", trust)))).toBe(is));

  test.each<[string, readonly unknown[]]>([
    ["another role", [allow("sts:AssumeRole", `${account}:role/other`)]],
    ["a user of the name", [allow("sts:AssumeRole", `${account}:user/boss`)]],
    ["it, and is denied it", [...assumes, { ...allow("sts:*"), Effect: "Deny" }]],
    ["it by another action", [allow("sts:TagSession", `${account}:role/boss`)]],
  ])("stays what he is where he may assume %s", (_, statements) =>
    expect(outcome(asCi("role", statements, boss("role", aws("123456789012"))))).toBe("stays"),
  );

  test.each<[string, readonly unknown[]]>([
    ["on resources that are not known", [allow("sts:AssumeRole", unknown)]],
    ["by a statement of unknown effect", [{ ...allow("sts:AssumeRole", `${account}:role/boss`), Effect: unknown }]],
  ])("may raise itself %s", (_, statements) =>
    expect(outcome(asCi("role", statements, boss("role", aws("123456789012"))))).toBe("unknown"),
  );

  test("may raise itself where it is not known whether the role is privileged", () => {
    const perhaps = [principal("role", "boss", aws("123456789012")), inline("role", "boss", allow("*", unknown))];
    const { found, open } = asCi("role", assumes, perhaps);
    expect(found).toEqual([]);
    expect(open.map(({ resource, path }) => `${resource.name} ${path}`)).toEqual(["policy-of-ci policy.Statement[0].Action"]);
  });

  test("may raise itself where the name of the role is not known", () =>
    expect(outcome(asCi("role", assumes, boss("role", { ...aws("123456789012"), name: unknown })))).toBe("unknown"));

  test("stays what he is where nobody is privileged", () =>
    expect(outcome(asCi("role", assumes, [principal("role", "boss", aws("123456789012"))]))).toBe("stays"));
});

describe("who may take over", () => {
  test.each<[string, "role" | "user", string]>([
    ["iam:CreateAccessKey", "user", "iam-002"],
    ["iam:CreateLoginProfile", "user", "iam-004"],
    ["iam:UpdateLoginProfile", "user", "iam-006"],
    ["iam:UpdateAssumeRolePolicy", "role", "iam-012"],
  ])("by %s a privileged %s raises itself", (action, kind, id) => {
    const grant = [allow(action, `${account}:${kind}/boss`)];
    expect(asCi("user", grant, boss(kind)).found.map((path) => path.id)).toEqual([id]);
    expect(outcome(asCi("user", [allow(action, `${account}:${kind}/other`)], boss(kind)))).toBe("stays");
  });

  test.each(["iam:CreateAccessKey", "iam:CreateLoginProfile", "iam:UpdateLoginProfile"])(
    "by %s one for users, does not with a role",
    (action) => expect(outcome(asCi("user", [allow(action, `${account}:role/boss`)], boss("role")))).toBe("stays"),
  );

  test("by what gives others more, and oneself nothing, does not", () =>
    expect(outcome(asCi("user", [allow("iam:PutUserPolicy", `${account}:user/boss`)], boss("user")))).toBe("stays"));
});
