import { describe, expect, test } from "vitest";
import { accountOf, unguardedAccounts } from "../../src/iam/trust/trust.js";
import { type RawResource, toResource } from "../../src/model/resource.js";
import { toStack } from "../../src/model/stack.js";
import { unknownString as unknown } from "../../src/model/value.js";
import { said, statementOf } from "./statements.js";

const [mine, theirs] = ["123456789012", "999988887777"];
const arnIn = (account: string): string => `arn:aws:sns:eu-west-1:${account}:t`;

describe("the account of a resource", () => {
  const topic = (name: string, arn: unknown, more: Partial<RawResource> = {}): RawResource => ({
    urn: `urn:pulumi:dev::test::aws:sns/topic:Topic::${name}`,
    type: "aws:sns/topic:Topic",
    outputs: { arn },
    ...more,
  });
  /** The account of the first. */
  const accountIn = (...raws: readonly RawResource[]): string | undefined => {
    const resources = raws.map(toResource);
    const [first] = resources;
    return first === undefined ? undefined : accountOf(first, toStack(resources, { name: "dev", project: "test", today: "2026-07-01" }));
  };

  test("is in its own ARN", () => expect(accountIn(topic("a", arnIn(mine)), topic("b", arnIn(theirs)))).toBe(mine));
  test("is that of the others", () => expect(accountIn(topic("a", unknown), topic("b", arnIn(mine)))).toBe(mine));
  test("is that of the first that shows it", () =>
    expect(accountIn(topic("a", unknown), topic("b", 1), topic("c", arnIn(mine)), topic("d", arnIn(theirs)))).toBe(mine));
  test("is not that of another provider's", () =>
    expect(accountIn(topic("a", unknown), topic("b", arnIn(theirs), { provider: "p" }), topic("c", arnIn(mine)))).toBe(mine));
  test("is that of its own provider's", () =>
    expect(accountIn(topic("a", unknown, { provider: "p" }), topic("b", arnIn(theirs)), topic("c", arnIn(mine), { provider: "p" }))).toBe(
      mine,
    ));
  test("is not reported by what the stack only reads", () =>
    expect(accountIn(topic("a", unknown), topic("b", arnIn(theirs), { external: true }))).toBeUndefined());
  test.each([
    "arn:aws:s3:::b",
    `x${arnIn(mine)}`,
    "arn:aws:sns:eu-west-1:1234567890123:t",
    `arn:aws:sns:eu-west-1:${mine}`,
    "arn:aws:sns:eu-west-1:abcdefghijkl:t",
  ])("is not in %s", (arn) => expect(accountIn(topic("a", arn))).toBeUndefined());
  test("is in an ARN without region", () => expect(accountIn(topic("a", `arn:aws:iam::${mine}:role/r`))).toBe(mine));
  test("is found again", () => {
    const resources = [topic("a", unknown), topic("b", arnIn(mine))].map(toResource);
    const stack = toStack(resources, { name: "dev", project: "test", today: "2026-07-01" });
    expect(resources.map((resource) => accountOf(resource, stack))).toEqual([mine, mine]);
    expect(resources.map((resource) => accountOf(resource, stack))).toEqual([mine, mine]);
  });
});

describe("a trust lets in another account as a whole", () => {
  const unguarded = (Principal: unknown, more: object = {}, own: string | undefined = mine): string[] =>
    unguardedAccounts(statementOf("trust", { Effect: "Allow", Action: "sts:AssumeRole", Principal, ...more }), own).map(said);
  const yes = ["yes: principals[0]"];

  test.each([`arn:aws:iam::${theirs}:root`, `arn:aws-cn:iam::${theirs}:root`, theirs])("as %s", (AWS) =>
    expect(unguarded({ AWS })).toEqual(yes),
  );
  test("without its kind", () => expect(unguarded(theirs)).toEqual(yes));
  test.each([
    `arn:aws:iam::${mine}:root`,
    mine,
    `arn:aws:iam::${theirs}:role/deploy`,
    `arn:aws:sts::${theirs}:root`,
    `arn:aws:iam::${theirs}1:root`,
    `x${theirs}`,
    `${theirs}:roots`,
    "abcdefghijkl",
    "*",
  ])("not as %s", (AWS) => expect(unguarded({ AWS })).toEqual(["no"]));
  test("each has an answer", () => expect(unguarded({ AWS: [mine, theirs] })).toEqual(["no", "yes: principals[1]"]));
  test("unless nobody knows which is its own", () => {
    const statement = statementOf("trust", { Effect: "Allow", Action: "sts:AssumeRole", Principal: { AWS: theirs } });
    expect(unguardedAccounts(statement, undefined).map(said)).toEqual(["unknown: principals[0]"]);
  });
  test.each(["sts:ExternalId", "aws:PrincipalOrgID", "aws:PrincipalOrgPaths", "aws:PrincipalArn"])("unless %s guards it", (key) =>
    expect(unguarded({ AWS: theirs }, { Condition: { StringEquals: { [key]: "x" } } })).toEqual(["no"]),
  );
  test.each([
    [`arn:aws:iam::${theirs}:*`, yes],
    [`arn:aws:*::${theirs}:*`, yes],
    [`arn:aws:iam::*:*`, yes],
    [`arn:aws:iam::${theirs}:role/*`, yes],
    [`arn:aws:iam::*:role/deploy`, ["no"]],
    [`arn:aws:iam::${theirs}:*/deploy`, ["no"]],
  ])("the ARN of a principal guards what it narrows: %s", (arn, expected) =>
    expect(unguarded({ AWS: theirs }, { Condition: { ArnLike: { "aws:PrincipalArn": arn } } })).toEqual(expected),
  );
  test("another key guards nothing", () =>
    expect(unguarded({ AWS: theirs }, { Condition: { StringEquals: { "aws:RequestedRegion": "eu-west-1" } } })).toEqual(yes));
  test("not by a Deny", () => expect(unguarded({ AWS: theirs }, { Effect: "Deny" })).toEqual(["no"]));
  test("not where nobody is named", () => {
    const statement = statementOf("trust", { Effect: "Allow", Action: "sts:AssumeRole" });
    expect(unguardedAccounts(statement, mine)).toEqual([]);
  });

  test.each<[string, unknown, object, string]>([
    ["the principals", unknown, {}, "unknown: principals"],
    ["one principal", { AWS: [unknown] }, {}, "unknown: principals[0]"],
    ["the effect", { AWS: theirs }, { Effect: unknown }, "unknown: effect"],
    ["the condition", { AWS: theirs }, { Condition: unknown }, "unknown: conditions"],
  ])("nobody knows yet: %s", (_, principal, more, expected) => expect(unguarded(principal, more)).toEqual([expected]));
});
