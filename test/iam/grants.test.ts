import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { can } from "../../src/iam/access/can.js";
import { escalations } from "../../src/iam/access/escalation.js";
import { grantsAdmin, inAnyHands, passesEveryRole, serviceWildcards } from "../../src/iam/access/grants.js";
import type { Holder, Spot } from "../../src/iam/access/holder.js";
import type { Answer } from "../../src/iam/document/answer.js";
import { isEveryAction, isEveryResource, isEveryRole, isServiceWildcard } from "../../src/iam/document/patterns.js";
import { isPublic } from "../../src/iam/trust/public.js";
import { unknownString as unknown } from "../../src/model/value.js";
import { bucketPolicy, roleWith } from "./helpers.js";

describe("spellings", () => {
  test.each(["*", "*:*", "**", "?*", "*:?*"])("%s is every action", (pattern) => expect(isEveryAction(pattern)).toBe(true));
  test.each(["s3:*", "*:Get*", "???", "a*"])("%s is not", (pattern) => expect(isEveryAction(pattern)).toBe(false));
  test.each(["s3:*", "s3:**", "s3:?*", "EC2:*"])("%s is a service", (pattern) => expect(isServiceWildcard(pattern)).toBe(true));
  test.each(["*", "s3:Get*", "s3:*Object", "*:*", "s3"])("%s is none", (pattern) => expect(isServiceWildcard(pattern)).toBe(false));
  test.each(["*", "**", "arn:aws:*", "arn:*:*:*:*:*"])("%s is every resource", (pattern) => expect(isEveryResource(pattern)).toBe(true));
  test.each(["arn:aws:s3:::*", "arn:aws:s3:::b/*", "?"])("%s is not", (pattern) => expect(isEveryResource(pattern)).toBe(false));
  test.each(["arn:aws:iam::123456789012:role/*", "arn:aws:iam::*:*", "arn:aws-cn:iam::123456789012:role*"])("%s is every role", (pattern) =>
    expect(isEveryRole(pattern)).toBe(true),
  );
  test.each(["arn:aws:iam::123456789012:role/a*", "arn:aws:iam::123456789012:user/*"])("%s is not", (pattern) =>
    expect(isEveryRole(pattern)).toBe(false),
  );
});

const actions = [
  "*",
  "iam:*",
  "iam:PassRole",
  ["s3:GetObject", "*"],
  "s3:GetObject",
  "ec2:RunInstances",
  "iam:Put*Policy",
  ["ec2:*", "iam:P*"],
];
const statement = fc.record({
  Effect: fc.constantFrom("Allow", "Allow", "Deny"),
  Action: fc.constantFrom<unknown>(...actions),
  Resource: fc.constantFrom<unknown>("*", "arn:aws:s3:::b/*", ["arn:aws:s3:::b", "*"], "arn:aws:iam::123456789012:role/*"),
  Condition: fc.constantFrom<unknown>(
    undefined,
    { Bool: { "aws:SecureTransport": "true" } },
    { StringEquals: { "iam:PassedToService": "ec2.amazonaws.com" } },
    { StringEquals: { "aws:ResourceTag/team": "shop" } },
  ),
});
const statements = fc.array(statement, { minLength: 1, maxLength: 5 });
const questions = ["admin", "escalates", "passes a role", "reads objects"] as const;

/** What a role can do with some documents, by question. */
function asked(...documents: readonly (readonly unknown[])[]): readonly string[] {
  const { holder, stack } = roleWith(...documents);
  const paths = escalations(holder, stack);
  const isAdmin = grantsAdmin(holder).is;
  const escalates = isAdmin === "yes" || paths.found.length > 0 ? "yes" : paths.open.length > 0 || isAdmin === "unknown" ? "unknown" : "no";
  const passes = holder.lines.map((line) => passesEveryRole(holder, line.statement).is);
  return [
    isAdmin,
    escalates,
    passes.includes("yes") ? "yes" : passes.includes("unknown") || holder.unread.length > 0 ? "unknown" : "no",
    can(holder, { action: "s3:GetObject", reaches: (resource) => resource !== "arn:aws:s3:::b" }).is,
  ];
}

const never = (before: readonly string[], after: readonly string[], from: string, to: string): void => {
  for (const [i, question] of questions.entries())
    if (before[i] === from && after[i] === to) throw new Error(`${question}: ${from} became ${to}`);
};

describe("whatever a principal holds", () => {
  test("a Deny more never adds a grant", () =>
    fc.assert(
      fc.property(statements, statement, (list, more) => never(asked(list), asked(list, [{ ...more, Effect: "Deny" }]), "no", "yes")),
    ));

  test("an Allow more never takes one away", () =>
    fc.assert(
      fc.property(statements, statement, (list, more) => {
        never(asked(list), asked(list, [{ ...more, Effect: "Allow" }]), "yes", "no");
      }),
    ));

  test("the order of statements, the case of actions, lists of one and the document that holds it change nothing", () =>
    fc.assert(
      fc.property(statements, (list) => {
        const other = list
          .toReversed()
          .map((s) => ({ ...s, Action: [s.Action].flat().map((a) => String(a).toUpperCase()), Resource: [s.Resource].flat() }));
        expect(asked(other)).toEqual(asked(list));
        expect(asked(...list.map((s) => [s]))).toEqual(asked(list));
      }),
    ));

  test("what is not known yet never flips an answer", () =>
    fc.assert(
      fc.property(statements, fc.nat(4), fc.constantFrom("Effect", "Action", "Resource", "Condition", undefined), (list, i, element) => {
        const at = i % list.length;
        const blurred = list.map((s, j) => (j === at ? (element === undefined ? unknown : { ...s, [element]: unknown }) : s));
        const [before, after] = [asked(list), asked(blurred)];
        // What is not known to deny denies nothing.
        if (list[at]?.Effect !== "Deny" || (element !== "Effect" && element !== undefined)) never(before, after, "no", "yes");
        never(before, after, "yes", "no");
      }),
    ));

  test("a bucket open to everyone is not closed by an Allow, nor opened by a Deny", () =>
    fc.assert(
      fc.property(fc.array(door, { minLength: 1, maxLength: 4 }), door, (list, more) => {
        const isOpen = (...doors: readonly unknown[]): boolean => bucketPolicy(...doors).statements.some((s) => isPublic(s).is === "yes");
        if (isOpen(...list)) expect(isOpen(...list, { ...more, Effect: "Allow" })).toBe(true);
        if (!isOpen(...list)) expect(isOpen(...list, { ...more, Effect: "Deny" })).toBe(false);
      }),
    ));
});

const door = fc.record({
  Effect: fc.constantFrom("Allow", "Deny"),
  Principal: fc.constantFrom<unknown>("*", { AWS: "*" }, { AWS: "123456789012" }),
  Action: fc.constantFrom<unknown>("s3:*", "s3:GetObject", ["s3:GetObject", "s3:PutObject"]),
  Resource: fc.constantFrom<unknown>("arn:aws:s3:::b/*", "*"),
  Condition: fc.constantFrom<unknown>(
    undefined,
    { StringNotEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } },
    { Bool: { "aws:SecureTransport": "true" } },
  ),
});

describe("who holds some statements", () => {
  type More = Readonly<Record<string, unknown>>;
  const allow = (Action: unknown, Resource: unknown = "*", more: More = {}) => ({ Effect: "Allow", Action, Resource, ...more });
  const allBut = (NotAction: unknown, Resource: unknown = "*") => ({ Effect: "Allow", NotAction, Resource });
  const deny = (Action: unknown, Resource: unknown = "*", more: More = {}) => ({ ...allow(Action, Resource, more), Effect: "Deny" });
  const tagged = { Condition: { StringEquals: { "aws:ResourceTag/team": "shop" } } };
  const line = (answer: Answer<Spot>): string => {
    const spots = answer.is === "no" ? [] : [answer.at].flat();
    return [answer.is, ...new Set(spots.map(({ path }) => path.replace("policy.Statement", "")))].join(" ");
  };
  const of = <T>(statements: readonly unknown[], ask: (holder: Holder, statement: Holder["lines"][number]["statement"]) => T): T => {
    const { holder } = roleWith(statements);
    const [first] = holder.lines;
    if (first === undefined) throw new Error("no statement was read");
    return ask(holder, first.statement);
  };

  test.each<[string, readonly unknown[]]>([
    ["yes [0].Action", [allow("*")]],
    ["yes [0].Action[1]", [allow(["s3:*", "*:*"], ["arn:aws:s3:::b", "*"])]],
    ["yes [0].NotAction", [allBut("s3:*")]],
    ["yes [1].NotAction", [allow("iam:*"), allBut("iam:*")]],
    ["yes [0].Action", [allow("*"), deny("*", "*", tagged)]],
    ["yes [0].Action", [allow("*"), deny("s3:*")]],
    ["no", [allBut("iam:*")]],
    ["no", [allBut("iam:CreateAccessKey")]],
    ["no", [allBut("s3:*", "arn:aws:s3:::b")]],
    ["no", [allow("*", "arn:aws:s3:::*")]],
    ["no", [allow("*", "*", tagged)]],
    ["no", [allow("iam:*")]],
    ["no", [deny("*")]],
    ["no", [allow("*"), deny("iam:AttachRolePolicy")]],
    ["no", [allow("*"), deny("iam:UpdateAssumeRolePolicy")]],
    ["unknown [0].Action", [allow(unknown)]],
    ["unknown [0].Action[0]", [allow([unknown])]],
    ["unknown [0].NotAction", [allBut(unknown)]],
    ["unknown [0].Resource", [allow("*", unknown)]],
    ["unknown [0].Condition", [allow("*", "*", { Condition: unknown })]],
    ["unknown [0].Effect", [{ ...allow("*"), Effect: unknown }]],
    ["unknown [0]", [unknown]],
    ["yes [0].Action", [allow("*"), unknown]],
  ])("is an administrator: %s, by %j", (answer, statements) => expect(line(grantsAdmin(roleWith(statements).holder))).toBe(answer));

  test("may be one where a statement may not be his", () => {
    const { holder } = roleWith([allow("*")]);
    const doubtful = { ...holder, lines: holder.lines.map((it) => ({ ...it, isSure: false })) };
    expect(line(grantsAdmin(doubtful))).toBe("unknown [0].Action");
    expect(line(grantsAdmin({ ...doubtful, lines: [...holder.lines, ...doubtful.lines] }))).toBe("yes [0].Action");
  });

  test.each<[readonly string[], readonly unknown[]]>([
    [["yes [0].Action"], [allow("s3:*")]],
    [["no", "yes [0].Action[1]", "yes [0].Action[2]"], [allow(["s3:Get*", "sqs:*", "sns:?*"])]],
    [["yes [0].Action"], [allow("s3:*"), deny("s3:*", "*", tagged)]],
    [["yes [0].Action"], [allow("s3:*"), deny("s3:Get*")]],
    [["no"], [allow("s3:*"), deny("*")]],
    [["no"], [allow("*")]],
    [[], [allow("s3:*", "arn:aws:s3:::b")]],
    [[], [allow("s3:*", "*", tagged)]],
    [[], [deny("s3:*")]],
    [[], [allBut("s3:*")]],
    [["unknown [0].Action"], [allow(unknown)]],
    [["unknown [0].Action[0]", "yes [0].Action[1]"], [allow([unknown, "s3:*"])]],
    [["unknown [0].Resource"], [allow("s3:*", unknown)]],
    [["unknown [0].Action[0] [0].Resource"], [allow([unknown], unknown)]],
    [["unknown [0].Action [0].Resource"], [allow(unknown, unknown)]],
    [["unknown [0].Condition"], [allow("s3:*", "*", { Condition: unknown })]],
    [["unknown [0].Effect"], [{ ...allow("s3:*"), Effect: unknown }]],
    [["yes [0].Action"], [allow("s3:*"), unknown]],
  ])("opens whole services: %j, by %j", (answers, statements) => expect(of(statements, serviceWildcards).map(line)).toEqual(answers));

  test.each<[string, readonly unknown[]]>([
    ["yes [0].Action", [allow("iam:PassRole")]],
    ["yes [0].Action[1]", [allow(["iam:Get*", "IAM:pass*"], ["arn:aws:s3:::b", "arn:aws:iam::123456789012:role/*"])]],
    ["yes [0].Action", [allow("iam:*")]],
    ["yes [0].Action", [allow("iam:PassRole"), deny("iam:PassRole", "arn:aws:iam::123456789012:role/boss")]],
    ["no", [allow("*")]],
    ["no", [allow("iam:GetRole")]],
    ["no", [allow("iam:PassRole", "arn:aws:iam::123456789012:role/task")]],
    ["no", [allow("iam:PassRole", "*", { Condition: { StringEquals: { "iam:PassedToService": "ec2.amazonaws.com" } } })]],
    ["no", [allow("iam:PassRole"), deny("iam:Pass*")]],
    ["no", [deny("iam:PassRole")]],
    ["unknown [0].Action", [allow(unknown)]],
    ["unknown [0].Resource", [allow("iam:PassRole", unknown)]],
    ["unknown [1].Action", [allow("iam:PassRole"), deny(unknown)]],
  ])("passes every role: %s, by %j", (answer, statements) => expect(line(of(statements, passesEveryRole))).toBe(answer));

  test("in any hands holds what holds in one of them", () => {
    const [document] = roleWith([allow("*")]).holder.lines.map(({ statement: { document: it } }) => it);
    if (document === undefined) throw new Error("no document was read");
    const hands = [roleWith([allow("s3:*")]).holder, roleWith([allow("*")]).holder];
    expect(line(inAnyHands({ document, hands }, grantsAdmin))).toBe("yes [0].Action");
    expect(line(inAnyHands({ document, hands: hands.slice(0, 1) }, grantsAdmin))).toBe("no");
    expect(line(inAnyHands({ document, hands: [] }, grantsAdmin))).toBe("no");
  });
});
