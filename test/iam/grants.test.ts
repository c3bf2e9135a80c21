import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  grantsAdmin,
  isEveryAction,
  isEveryResource,
  isEveryRole,
  isPublic,
  isServiceWildcard,
  passesEveryRole,
} from "../../src/iam/grants.js";
import { unknownString as unknown } from "../../src/model/value.js";
import { bucketPolicy } from "./helpers.js";

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

const statement = fc.record({
  Effect: fc.constantFrom("Allow", "Allow", "Deny"),
  Principal: fc.constantFrom<unknown>("*", { AWS: "*" }, { AWS: "123456789012" }),
  Action: fc.constantFrom<unknown>("*", "iam:*", "iam:PassRole", ["s3:GetObject", "*"], "s3:GetObject", "s3:*"),
  Resource: fc.constantFrom<unknown>("*", "arn:aws:s3:::b/*", ["arn:aws:s3:::b", "*"]),
  Condition: fc.constantFrom<unknown>(
    undefined,
    { Bool: { "aws:SecureTransport": "true" } },
    { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } },
  ),
});
const statements = fc.array(statement, { minLength: 1, maxLength: 5 });
const questions = (...list: readonly unknown[]): readonly string[] => {
  const document = bucketPolicy(...list);
  return [
    grantsAdmin(document).is,
    document.statements.some((s) => isPublic(s).is === "yes") ? "yes" : "no",
    document.statements.some((s) => passesEveryRole(s).is === "yes") ? "yes" : "no",
  ];
};

describe("whatever the document", () => {
  test("a Deny more never adds a grant", () =>
    fc.assert(
      fc.property(statements, statement, (list, more) => {
        const before = questions(...list);
        for (const [i, after] of questions(...list, { ...more, Effect: "Deny" }).entries())
          expect(after === "yes" && before[i] === "no").toBe(false);
      }),
    ));

  test("an Allow more never takes one away", () =>
    fc.assert(
      fc.property(statements, statement, (list, more) => {
        const before = questions(...list);
        for (const [i, after] of questions(...list, { ...more, Effect: "Allow" }).entries())
          expect(after === "no" && before[i] === "yes").toBe(false);
      }),
    ));

  test("the order of statements, the case of actions and lists of one change nothing", () =>
    fc.assert(
      fc.property(statements, (list) => {
        const other = list
          .toReversed()
          .map((s) => ({ ...s, Action: [s.Action].flat().map((a) => String(a).toUpperCase()), Resource: [s.Resource].flat() }));
        expect(questions(...other)).toEqual(questions(...list));
      }),
    ));

  test("what is not known yet never flips an answer", () =>
    fc.assert(
      fc.property(statements, fc.nat(4), fc.constantFrom("Effect", "Principal", "Action", "Resource", "Condition"), (list, i, element) => {
        const blurred = list.map((s, j) => (j === i % list.length ? { ...s, [element]: unknown } : s));
        const [before, after] = [grantsAdmin(bucketPolicy(...list)).is, grantsAdmin(bucketPolicy(...blurred)).is];
        expect([before, "unknown"]).toContain(after);
      }),
    ));
});
