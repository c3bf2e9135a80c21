import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { can } from "../../src/iam/can.js";
import { escalations } from "../../src/iam/escalation.js";
import { grantsAdmin, passesEveryRole } from "../../src/iam/grants.js";
import { isEveryAction, isEveryResource, isEveryRole, isServiceWildcard } from "../../src/iam/patterns.js";
import { isPublic } from "../../src/iam/public.js";
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
        never(before, after, "no", "yes");
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
