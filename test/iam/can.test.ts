import { describe, expect, test } from "vitest";
import { can, denied, limited, mayBeDenied, resourcesOf } from "../../src/iam/access/can.js";
import type { Holder, Spot } from "../../src/iam/access/holder.js";
import { principalsOf } from "../../src/iam/access/principals.js";
import type { Answer } from "../../src/iam/document/answer.js";
import { isEveryResource } from "../../src/iam/document/patterns.js";
import { unknown as notKnown, unknownString as unknown } from "../../src/model/value.js";
import { bucketPolicy, type Piece, roleWith, stackOf } from "./helpers.js";

type More = Readonly<Record<string, unknown>>;
const allow = (Action: unknown, Resource: unknown = "*", more: More = {}) => ({ Effect: "Allow", Action, Resource, ...more });
const deny = (Action: unknown, Resource: unknown = "*", more: More = {}) => ({ ...allow(Action, Resource, more), Effect: "Deny" });
const lambda = "lambda:UpdateFunctionCode";
const functions = "arn:aws:lambda:*:*:function:*";
const mfa = { Condition: { Bool: { "aws:MultiFactorAuthPresent": "false" } } };
const always = () => true;

/** An answer in a line: `yes p0 policy.Statement[0].Action`. */
const line = (answer: Answer<Spot>): string => {
  const spots = answer.is === "no" ? [] : [answer.at].flat();
  return [answer.is, ...new Set(spots.map(({ resource, path }) => `${resource.name} ${path}`))].join(" ");
};
const at = (place: string, document = 0): string => `p${document} policy.Statement[${place}`;

/** A role with a policy, limited by another one (a text or an ARN of AWS). */
function bounded(statements: readonly unknown[], boundary: readonly unknown[] | string): Holder {
  const own = typeof boundary === "string";
  const role: Piece = {
    type: "aws:iam/role:Role",
    name: "r",
    inputs: { name: "r", ...(own ? { permissionsBoundary: boundary } : {}) },
    refs: own ? {} : { permissionsBoundary: ["limit"] },
  };
  const limit: Piece = { type: "aws:iam/policy:Policy", name: "limit", inputs: { policy: { Statement: own ? [] : boundary } } };
  const policy: Piece = {
    type: "aws:iam/rolePolicy:RolePolicy",
    name: "p0",
    inputs: { policy: { Statement: statements } },
    refs: { role: ["r"] },
  };
  const [holder] = principalsOf(stackOf(role, limit, policy)).of.values();
  if (holder === undefined) throw new Error("no role was read");
  return holder;
}

describe("somebody can do an action", () => {
  const asked = (...documents: readonly (readonly unknown[])[]): string =>
    line(can(roleWith(...documents).holder, { action: lambda, reaches: always }));

  test.each<[string, readonly unknown[]]>([
    [`yes ${at("0].Action")}`, [allow(lambda)]],
    [`yes ${at("0].Action[1]")}`, [allow(["s3:*", "LAMBDA:update*"])]],
    [`yes ${at("0].NotAction")}`, [{ Effect: "Allow", NotAction: "s3:*", Resource: "*" }]],
    [`yes ${at("1].Action")}`, [allow("s3:*"), allow(lambda)]],
    [`yes ${at("0].Action")}`, [{ Effect: "Allow", Action: lambda, NotResource: "arn:aws:s3:::b" }]],
    [`yes ${at("0].Action")}`, [allow(lambda, "*", { Condition: { Bool: { "aws:SecureTransport": "true" } } })]],
    [`yes ${at("0].Action")}`, [allow(lambda, [unknown, "*"])]],
    ["no", [allow("s3:*")]],
    ["no", [{ Effect: "Permit", Action: lambda, Resource: "*" }]],
    ["no", [{ Effect: "Allow", Action: lambda }]],
    ["no", [{ Effect: "Allow", Action: lambda, NotResource: ["arn:aws:s3:::b", "*"] }]],
    ["no", [allow(lambda, [])]],
    ["no", [allow(lambda, "*", { Condition: { StringEquals: { "aws:ResourceTag/team": "shop" } } })]],
    ["no", [deny(lambda)]],
    ["no", []],
    [`unknown ${at("0].Action")}`, [allow(unknown)]],
    [`unknown ${at("0].Resource")}`, [allow(lambda, unknown)]],
    [`unknown ${at("0].Resource[0]")}`, [allow(lambda, [unknown])]],
    [`unknown ${at("0].NotResource")}`, [{ Effect: "Allow", Action: lambda, NotResource: unknown }]],
    [`unknown ${at("0].Effect")}`, [{ ...allow(lambda), Effect: unknown }]],
    [`unknown ${at("0].Condition")}`, [allow(lambda, "*", { Condition: unknown })]],
    [`unknown ${at("0]")}`, [unknown]],
    [`yes ${at("0].Action")}`, [allow(lambda), unknown]],
    [`yes ${at("0].Action")}`, [allow(lambda), { ...deny(lambda), Effect: unknown }]],
  ])("%s: %j", (answer, statements) => expect(asked(statements)).toBe(answer));
});

describe("on resources", () => {
  const reaching = (resource: unknown, reaches: (text: string) => boolean | undefined): string =>
    line(can(roleWith([allow(lambda, resource)]).holder, { action: lambda, reaches }));

  test("that are what is asked for", () => expect(reaching(["a", "b"], (text) => text === "b")).toBe(`yes ${at("0].Action")}`));
  test("that are not, he can not", () => expect(reaching("a", (text) => text === "b")).toBe("no"));
  test("that may be, he may", () => expect(reaching("a", () => undefined)).toBe(`unknown ${at("0].Resource")}`));
  test("one of which is and one may be, he can", () => expect(reaching(["a", "b"], (text) => text === "b" || undefined)).toMatch(/^yes/));
});

test("he may where the statement may not be his", () => {
  const { holder } = roleWith([allow(lambda)]);
  const doubtful = { ...holder, lines: holder.lines.map((it) => ({ ...it, isSure: false })) };
  expect(line(can(doubtful, { action: lambda, reaches: always }))).toBe(`unknown ${at("0].Action")}`);
});

test("to pass a role, the condition must name a service that is asked for", () => {
  const passing = allow("iam:PassRole", "*", { Condition: { StringEquals: { "iam:PassedToService": "ec2.amazonaws.com" } } });
  const { holder } = roleWith([passing]);
  const to = (...passedTo: readonly string[]) => can(holder, { action: "iam:PassRole", reaches: always, use: { passedTo } }).is;
  expect([to("ec2.amazonaws.com"), to("lambda.amazonaws.com")]).toEqual(["yes", "no"]);
});

test.each<[readonly unknown[], unknown]>([
  [["actions", allow("s3:*", "a")], [["a", "resources[0]"]]],
  [
    ["two", allow("s3:*", ["a", "b"])],
    [
      ["a", "resources[0]"],
      ["b", "resources[1]"],
    ],
  ],
  [["unknown", allow("s3:*", unknown)], [[notKnown, "resources"]]],
  [["all but one", { NotResource: "a" }], [["*", "notResources"]]],
  [["all but one that is not known", { NotResource: [unknown] }], [["*", "notResources"]]],
  [["all but what is not known", { NotResource: unknown }], [[notKnown, "notResources"]]],
  [["all but everything", { NotResource: "*" }], []],
  [["nothing said", {}], []],
])("the resources of %j", ([, source], resources) => {
  const [statement] = bucketPolicy(source).statements;
  expect(statement && resourcesOf(statement)).toEqual(resources);
});

describe("a Deny takes an action", () => {
  const told = (resource: string, ...statements: readonly unknown[]): string => line(denied(roleWith(statements).holder, lambda, resource));
  const mine = "arn:aws:lambda:eu-west-1:123456789012:function:mine";

  test.each<[string, string, unknown]>([
    [`yes ${at("0].Effect")}`, "*", deny(lambda)],
    [`yes ${at("0].Effect")}`, mine, deny("lambda:*", mine)],
    [`yes ${at("0].Effect")}`, mine, deny(lambda, ["arn:aws:s3:::b", functions])],
    [`yes ${at("0].Effect")}`, "*", deny(lambda, functions)],
    [`yes ${at("0].Effect")}`, "*", deny(lambda, "arn:aws:*")],
    [`yes ${at("0].Effect")}`, mine, { Effect: "Deny", Action: lambda, NotResource: "arn:aws:s3:::*" }],
    [`yes ${at("0].Effect")}`, mine, { Effect: "Deny", NotAction: "s3:*", Resource: "*" }],
    ["no", "*", deny(lambda, mine)],
    ["no", mine, deny(lambda, "arn:aws:lambda:*:*:function:other")],
    ["no", mine, { Effect: "Deny", Action: lambda, NotResource: functions }],
    ["no", "*", { Effect: "Deny", Action: lambda, NotResource: "arn:aws:s3:::*" }],
    ["no", "*", { Effect: "Deny", Action: lambda }],
    ["no", "*", deny("s3:*")],
    ["no", "*", deny(lambda, "*", mfa)],
    ["no", "*", allow(lambda)],
    [`unknown ${at("0].Resource")}`, "*", deny(lambda, unknown)],
    [`unknown ${at("0].Resource[0]")}`, "*", deny(lambda, [unknown])],
    [`unknown ${at("0].NotResource")}`, mine, { Effect: "Deny", Action: lambda, NotResource: unknown }],
    [`unknown ${at("0].Condition")}`, "*", deny(lambda, "*", { Condition: unknown })],
    ["no", "*", { ...deny(lambda), Effect: unknown }],
    ["no", "*", unknown],
  ])("%s: on %s by %j", (answer, resource, statement) => expect(told(resource, statement)).toBe(answer));

  test("on resources that the action does not work on, it does not", () => {
    const kinds = roleWith([deny("sqs:*", "arn:aws:sqs:*:*:*")], [deny("s3:ListAllMyBuckets", "arn:aws:s3:::*")]).holder;
    expect([denied(kinds, "sqs:SendMessage", "*").is, denied(kinds, "s3:ListAllMyBuckets", "*").is]).toEqual(["yes", "no"]);
  });

  test("only where it is known who holds the statement", () => {
    const { lines } = roleWith([deny(lambda)]).holder;
    const doubtful = { ...roleWith([]).holder, lines: lines.map((it) => ({ ...it, isSure: false })) };
    expect([denied(doubtful, lambda, "*").is, mayBeDenied(doubtful)]).toEqual(["no", true]);
  });

  test("from who is allowed it", () => {
    const left = (resource: string, ...statements: readonly unknown[]) =>
      line(can(roleWith([allow(lambda, resource), ...statements]).holder, { action: lambda, reaches: always }));
    expect(left("*", deny(lambda))).toBe("no");
    expect(left(mine, deny(lambda, mine))).toBe("no");
    expect(left("*", deny(lambda, mine))).toBe(`yes ${at("0].Action")}`);
    expect(left("*", deny(lambda, unknown))).toBe(`unknown ${at("1].Resource")}`);
  });
});

describe("a permissions boundary", () => {
  const asked = (grant: unknown, boundary: readonly unknown[] | string): string =>
    line(can(bounded([grant], boundary), { action: lambda, reaches: (text) => isEveryResource(text) || text === functions }));
  const one = "arn:aws:lambda:*:*:function:one";

  test.each<[string, unknown, readonly unknown[]]>([
    [`yes ${at("0].Action")}`, allow(lambda), [allow("lambda:*")]],
    [`yes ${at("0].Action")}`, allow(lambda), [allow("lambda:*", functions)]],
    [`yes ${at("0].Action")}`, allow(lambda, functions), [allow("lambda:*", "arn:aws:lambda:*")]],
    [`yes ${at("0].Action")}`, allow(lambda, functions), [allow("lambda:*", "arn:aws:*")]],
    [`yes ${at("0].Action")}`, allow(lambda), [allow("*"), deny(lambda, one)]],
    ["no", allow(lambda), []],
    ["no", allow(lambda), [allow("s3:*")]],
    ["no", allow(lambda), [allow("lambda:*", one)]],
    ["no", allow(lambda, functions), [allow("lambda:*", "arn:aws:s3:::*")]],
    ["no", allow(lambda), [allow("*"), deny(lambda)]],
    ["no", allow(lambda), [deny("*")]],
    ["no", allow(lambda), [allow("*", "*", { Condition: { StringEquals: { "aws:ResourceTag/team": "shop" } } })]],
    ["unknown limit policy.Statement[0]", allow(lambda), [unknown]],
    ["unknown limit policy.Statement[0].Action", allow(lambda), [allow(unknown)]],
    ["unknown limit policy.Statement[0].Resource", allow(lambda), [allow("*", unknown)]],
    ["unknown limit policy.Statement[1]", allow(lambda), [allow("*"), unknown]],
  ])("%s: %j within %j", (answer, grant, boundary) => expect(asked(grant, boundary)).toBe(answer));

  test("of AWS is known in full", () => {
    const holder = bounded([allow("*")], "arn:aws:iam::aws:policy/ReadOnlyAccess");
    const asks = (action: string) => line(can(holder, { action, reaches: isEveryResource }));
    expect([asks("s3:PutObjectRetention"), asks("IAM:CreateAccessKey"), asks("s3:GetObject")]).toEqual([
      "no",
      "no",
      `yes ${at("0].Action")}`,
    ]);
  });

  test("of one's own shows all", () =>
    expect(line(can(bounded([allow("*")], [allow("s3:Get*")]), { action: "s3:PutObjectRetention", reaches: isEveryResource }))).toBe("no"));

  test("limits what is not known", () => {
    expect(asked(unknown, [allow("s3:*")])).toBe("no");
    expect(asked(unknown, [allow("lambda:*")])).toBe(`unknown ${at("0]")}`);
  });

  test("leaves the grant where there is none", () => {
    const { holder } = roleWith([allow(lambda)]);
    const grant: Spot = { resource: bucketPolicy().resource, path: "here" };
    expect(limited(holder, { action: lambda, reaches: always }, grant)).toEqual({ is: "yes", at: grant });
    expect(limited(bounded([], [allow("*")]), { action: lambda, reaches: always }, grant)).toEqual({ is: "yes", at: grant });
  });
});
