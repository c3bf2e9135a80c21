import { describe, expect, test } from "vitest";
import { isPrivileged, trustPaths } from "../../src/iam/access/trust-paths.js";
import { documentsOf } from "../../src/iam/document/document.js";
import { unknownString as unknown } from "../../src/model/value.js";
import { type Piece, stackOf } from "./helpers.js";

type Inputs = Readonly<Record<string, unknown>>;
const account = "arn:aws:iam::123456789012";
const documentOf = (...statements: readonly unknown[]) => ({ Version: "2012-10-17", Statement: statements });
const allow = (Action: unknown, Resource: unknown = "*") => ({ Effect: "Allow", Action, Resource });
const kinds = { role: "Role", user: "User", group: "Group" } as const;
type Kind = keyof typeof kinds;

/** A principal with a policy of these statements; its ARN is known unless `more` says otherwise. */
const principal = (kind: Kind, name: string, statements: readonly unknown[], more: Partial<Piece> = {}): Piece[] => [
  { type: `aws:iam/${kind}:${kinds[kind]}`, name, inputs: { name }, outputs: { arn: `${account}:${kind}/${name}` }, ...more },
  {
    type: `aws:iam/${kind}Policy:${kinds[kind]}Policy`,
    name: `policy-of-${name}`,
    inputs: { policy: documentOf(...statements) },
    refs: { [kind]: [name] },
  },
];
const ci = principal("role", "ci", [allow("s3:GetObject")]);

interface Setting {
  readonly trust?: Inputs;
  readonly grants?: readonly unknown[];
  readonly boss?: Partial<Piece>;
}
/** The answers for the trust policy of an administrator who trusts ci, each in a line. */
function told(others: readonly Piece[], { trust = {}, grants = [allow("*")], boss = {} }: Setting = {}): string[] {
  const statement = { Effect: "Allow", Action: "sts:AssumeRole", Principal: { AWS: `${account}:role/ci` }, ...trust };
  const inputs = { name: "boss", assumeRolePolicy: documentOf(statement), ...boss.inputs };
  const stack = stackOf(...principal("role", "boss", grants, { ...boss, inputs }), ...others);
  const role = stack.resources.find(({ name }) => name === "boss");
  const trusting = role && documentsOf(role).read.find(({ kind }) => kind === "trust")?.statements[0];
  if (trusting === undefined) throw new Error("boss trusts nobody");
  return trustPaths(trusting, stack).map((answer) => {
    const spots = answer.is === "no" ? [] : [answer.at].flat();
    return [
      answer.is,
      ...new Set(spots.map(({ resource, path }) => `${resource.name} ${path.replace("assumeRolePolicy.Statement[0].", "")}`)),
    ].join(" ");
  });
}
const yes = "yes boss Principal.AWS";

describe("the trust policy of an administrator", () => {
  test("lets a principal of the stack raise itself by naming it", () => expect(told(ci)).toEqual([yes]));

  test.each<[string, string[], Inputs]>([
    ["another role", ["no"], { Principal: { AWS: `${account}:role/other` } }],
    ["a user of the name", ["no"], { Principal: { AWS: `${account}:user/ci` } }],
    ["the whole account", ["no"], { Principal: { AWS: `${account}:root` } }],
    ["everyone", ["no"], { Principal: "*" }],
    ["a session of the role", ["no"], { Principal: { AWS: "arn:aws:sts::123456789012:assumed-role/ci/x" } }],
    ["a service", ["no"], { Principal: { Service: "ec2.amazonaws.com" } }],
    ["the role as another kind of principal", ["no"], { Principal: { Federated: `${account}:role/ci` } }],
    ["the role, by the kind in other letter case", ["yes boss Principal.aws"], { Principal: { aws: `${account}:role/ci` } }],
    ["itself", ["no"], { Principal: { AWS: `${account}:role/boss` } }],
    ["one and another", ["no", "yes boss Principal.AWS[1]"], { Principal: { AWS: [`${account}:role/other`, `${account}:role/ci`] } }],
    ["nobody", [], { Principal: undefined }],
    ["everyone but the role", [], { Principal: undefined, NotPrincipal: { AWS: `${account}:role/ci` } }],
    ["it by every action", [yes], { Action: "*" }],
    ["it in other letter case", [yes], { Action: "STS:assumerole" }],
    ["it to be tagged only", [], { Action: "sts:TagSession" }],
    ["it not, but denies it", [], { Effect: "Deny" }],
    ["it under a condition", [], { Condition: { StringEquals: { "sts:ExternalId": "7d3f0c" } } }],
    ["who is not known", ["unknown boss Principal"], { Principal: unknown }],
    ["one that is not known", ["unknown boss Principal.AWS"], { Principal: { AWS: unknown } }],
    ["it with an effect that is not known", ["unknown boss Effect"], { Effect: unknown }],
    ["it by an action that is not known", ["unknown boss Action"], { Action: unknown }],
    ["it under a condition that is not known", ["unknown boss Condition"], { Condition: unknown }],
    [
      "who is not known under a condition that is not",
      ["unknown boss Principal boss Condition"],
      { Principal: unknown, Condition: unknown },
    ],
    [
      "one that is not known under one that is not",
      ["unknown boss Principal.AWS boss Condition"],
      { Principal: { AWS: unknown }, Condition: unknown },
    ],
  ])("that names %s: %j", (_, answers, trust) => expect(told(ci, { trust })).toEqual(answers));

  test("lets a user raise itself as well", () => {
    const ann = principal("user", "ann", [allow("s3:GetObject")]);
    expect(told(ann, { trust: { Principal: { AWS: `${account}:user/ann` } } })).toEqual([yes]);
  });
});

describe("who is named", () => {
  const who = (...statements: readonly unknown[]): string[] => told(principal("role", "ci", statements));

  test.each<[string, readonly unknown[]]>([
    ["is an administrator already", [allow("*")]],
    ["escalates by his own policies", [allow("iam:PutRolePolicy")]],
    ["is denied to assume it", [allow("s3:*"), { Effect: "Deny", Action: "sts:*", Resource: "*" }]],
    ["is denied to assume this one", [{ Effect: "Deny", Action: "sts:AssumeRole", Resource: `${account}:role/boss` }]],
  ])("gains nothing where he %s", (_, statements) => expect(who(...statements)).toEqual(["no"]));

  test("gains where he is denied to assume another one", () =>
    expect(who({ Effect: "Deny", Action: "sts:AssumeRole", Resource: `${account}:role/other` })).toEqual([yes]));

  test.each<[string, readonly unknown[], string]>([
    ["is an administrator", [allow("*", unknown)], "unknown policy-of-ci policy.Statement[0].Resource"],
    ["can make himself one", [allow("iam:PutRolePolicy", unknown)], "unknown policy-of-ci policy.Statement[0].Resource"],
    ["is denied it", [{ Effect: "Deny", Action: "sts:*", Resource: unknown }], "unknown policy-of-ci policy.Statement[0].Resource"],
  ])("may gain where it is not known whether he %s", (_, statements, answer) => expect(who(...statements)).toEqual([answer]));

  test.each([
    ["lets him assume the role", allow("sts:AssumeRole", `${account}:role/boss`), [yes]],
    ["lets him assume any", allow("sts:*"), [yes]],
    ["lets him assume others", allow("sts:AssumeRole", `${account}:role/other`), ["no"]],
    ["does not speak of it", allow("s3:*"), ["no"]],
  ])("is limited by a boundary that %s", (_, boundary, answers) => {
    const [role, policy] = ci;
    if (role === undefined || policy === undefined) throw new Error("ci is two pieces");
    const limit: Piece = { type: "aws:iam/policy:Policy", name: "limit", inputs: { policy: documentOf(boundary) } };
    expect(told([{ ...role, refs: { permissionsBoundary: ["limit"] } }, policy, limit])).toEqual(answers);
  });

  test("and has no ARN yet may be the named one, in the account of the stack", () => {
    const fresh = principal("role", "ci", [allow("s3:GetObject")], { outputs: {} });
    expect(told(fresh)).toEqual([yes]);
    expect(told(fresh, { boss: { outputs: {} } })).toEqual(["unknown boss Principal.AWS"]);
    expect(told(fresh, { trust: { Principal: { AWS: "arn:aws:iam::999988887777:role/ci" } } })).toEqual(["no"]);
    const nameless = principal("role", "ci", [allow("s3:GetObject")], { outputs: {}, inputs: { name: unknown } });
    expect(told(nameless)).toEqual(["unknown boss Principal.AWS"]);
    const other = principal("role", "other", [allow("s3:GetObject")], { outputs: {} });
    expect(told(other)).toEqual(["no"]);
  });

  test("gains nothing of a group's name", () => expect(told(principal("group", "ci", [allow("s3:*")]))).toEqual(["no"]));

  test("twice in a stack gains by either", () => {
    const arn = { outputs: { arn: `${account}:role/ci` } };
    const mighty = principal("role", "first", [allow("*")], arn);
    expect(told([...mighty, ...ci])).toEqual([yes]);
    expect(told([...ci, ...principal("role", "last", [allow("*")], arn)])).toEqual([yes]);
  });
});

describe("a role", () => {
  test("that is not privileged raises nobody", () => expect(told(ci, { grants: [allow("s3:GetObject")] })).toEqual([]));
  test("that may be privileged may raise somebody", () =>
    expect(told(ci, { grants: [allow("*", unknown)] })).toEqual(["unknown boss Principal.AWS"]));
  test.each<[boolean, unknown]>([
    [true, allow("*")],
    [true, allow("iam:PutRolePolicy")],
    [true, allow("*", unknown)],
    [false, allow("s3:*")],
  ])("is privileged: %s, by %j", (is, statement) => {
    const stack = stackOf(...principal("role", "x", [statement]));
    expect(stack.resources.map((resource) => isPrivileged(resource, stack))).toEqual([is, false]);
  });
});
