import { describe, expect, test } from "vitest";
import type { Document } from "../../src/iam/document/document.js";
import { redundancies } from "../../src/iam/lint/redundancy.js";
import { unknownString as unknown } from "../../src/model/value.js";
import { bucketPolicy, documentsIn } from "./helpers.js";

type Part = Readonly<Record<string, unknown>>;
const allow = (Action: unknown, Resource: unknown = "*", more: Part = {}): Part => ({ Effect: "Allow", Action, Resource, ...more });
/** What is redundant, in lines: the number of the statement, the part of it and what covers that. */
const lines = (document: Document): string[] =>
  redundancies(document).map(({ statement, at, text, by }) => `${document.statements.indexOf(statement)} ${at} ${text} < ${by}`);
const redundant = (...statements: readonly Part[]): string[] => lines(bucketPolicy(...statements));
const whole = (number: number): string => `${number}  this statement < another statement`;

describe("an entry of a list", () => {
  test.each<[string, Part, string[]]>([
    ["that no other covers", allow(["s3:Get*", "s3:Put*"]), []],
    ["after one that covers it", allow(["s3:*", "s3:Get*"]), ["0 actions[1] s3:Get* < s3:*"]],
    ["before one that covers it", allow(["s3:Get*", "s3:*"]), ["0 actions[0] s3:Get* < s3:*"]],
    ["that stands twice: the later", allow(["s3:GetObject", "S3:getobject"]), ["0 actions[1] S3:getobject < s3:GetObject"]],
    ["that stands three times", allow(["a:b", "a:b", "a:b"]), ["0 actions[1] a:b < a:b", "0 actions[2] a:b < a:b"]],
    ["beside one that is not known", allow([unknown, "s3:GetObject", unknown]), []],
    ["of a list that is not known", allow(unknown, unknown), []],
    ["that an exception covers", { Effect: "Allow", NotAction: ["iam:*", "IAM:Get*"] }, ["0 notActions[1] IAM:Get* < iam:*"]],
    ["that is a resource", allow("s3:*", ["arn:aws:s3:::b/*", "arn:aws:s3:::b/x"]), ["0 resources[1] arn:aws:s3:::b/x < arn:aws:s3:::b/*"]],
    ["that is a resource in other letters", allow("s3:*", ["arn:aws:s3:::b/*", "arn:aws:s3:::B/x"]), []],
    ["that is a resource twice", allow("s3:*", ["arn:aws:s3:::b", "arn:aws:s3:::b"]), ["0 resources[1] arn:aws:s3:::b < arn:aws:s3:::b"]],
    ["beside every resource", allow("s3:*", ["bus", "arn:aws:*:*"]), ["0 resources[0] bus < arn:aws:*:*"]],
    ["that is no resource twice", { Effect: "Allow", NotResource: ["*", "x"] }, ["0 notResources[1] x < *"]],
  ])("%s", (_, statement, expected) => expect(redundant(statement)).toEqual(expected));
});

describe("a statement", () => {
  test.each<[string, Part[], string[]]>([
    ["that stands twice: the later", [allow("s3:*"), allow("s3:*")], [whole(1)]],
    ["after a wider one", [allow("s3:*"), allow("s3:Get*")], [whole(1)]],
    ["before a wider one", [allow("s3:Get*"), allow("s3:*")], [whole(0)]],
    ["two that are covered", [allow("s3:Get*"), allow("s3:*"), allow("s3:Put*", "b")], [whole(0), whole(2)]],
    ["that shares actions", [allow("s3:*"), allow(["ec2:*", "s3:Get*"])], ["1 actions[1] s3:Get* < s3:*"]],
    ["that shares actions with a later one", [allow(["ec2:*", "s3:Get*"]), allow("s3:*")], ["0 actions[1] s3:Get* < s3:*"]],
    [
      "that shares an action on the same: the later",
      [allow(["s3:Get*", "a:b"]), allow(["s3:Get*", "c:d"])],
      ["1 actions[0] s3:Get* < s3:Get*"],
    ],
    [
      "that shares an action, once on more: on less, though earlier",
      [allow(["s3:Get*", "a:b"], "x"), allow(["s3:Get*", "c:d"], ["x", "y"])],
      ["0 actions[0] s3:Get* < s3:Get*"],
    ],
    ["that shares actions on other resources", [allow("s3:*", "x"), allow(["ec2:*", "s3:Get*"], "y")], []],
    [
      "whose action two others cover: once",
      [allow("s3:*"), allow("s3:Get*"), allow(["a:b", "s3:GetObject"])],
      [whole(1), "2 actions[1] s3:GetObject < s3:*"],
    ],
    [
      "whose action itself and another cover: once",
      [allow("s3:*"), allow(["s3:Get*", "s3:GetObject", "a:b"])],
      expect.objectContaining({ length: 2 }),
    ],
    ["with an action not known", [allow("s3:*"), allow(["s3:Get*", unknown])], ["1 actions[0] s3:Get* < s3:*"]],
    ["beside one with an action not known", [allow(["s3:*", unknown]), allow(["s3:Get*", "a:b"])], []],
    ["beside one with actions not known", [allow(unknown), allow(["s3:Get*", "a:b"])], []],
    ["with actions not known", [allow("s3:*"), allow(unknown)], []],
    ["beside one that excepts", [{ Effect: "Allow", NotAction: "iam:*", Resource: "*" }, allow(["iam:Get*", "s3:*"])], []],
  ])("%s", (_, statements, expected) => expect(redundant(...statements)).toEqual(expected));

  test("a trust policy has no resources to compare", () => {
    const assume = { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "ec2.amazonaws.com" } };
    const [document] = documentsIn("aws:iam/role:Role", { assumeRolePolicy: { Statement: [assume, assume] } });
    expect(document && lines(document)).toEqual([whole(1)]);
  });
});

/** Whether a statement that stands behind another adds nothing to it. */
const isCovered = (wide: Part, narrow: Part): boolean => redundant(wide, narrow).includes(whole(1));

describe("a statement is covered by one", () => {
  const open = allow("s3:*", "*", { Principal: "*" });
  const on = (Resource: unknown): Part => ({ ...open, Resource });
  const by = (Principal: unknown): Part => ({ ...open, Principal });
  const without = (part: string, value: unknown): Part => ({ ...open, [part]: undefined, [`Not${part}`]: value });

  test.each<[string, Part, Part]>([
    ["that is equal", open, open],
    ["that denies as well", { ...open, Effect: "Deny" }, { ...open, Effect: "Deny" }],
    ["on more resources", on(["x", "y"]), on("x")],
    ["for everyone", open, by({ AWS: "123456789012" })],
    ["for more principals", by({ AWS: ["a", "b"] }), by({ AWS: "b" })],
    ["that excepts fewer actions", without("Action", "iam:*"), without("Action", ["iam:*", "sts:*"])],
    ["that excepts a part of the actions", without("Action", ["iam:Get*", "iam:Put*"]), without("Action", "iam:*")],
    ["that excepts nothing", without("Action", []), without("Action", "iam:*")],
    ["that excepts other actions", without("Action", "iam:*"), open],
    [
      "that excepts other actions, in any letters",
      without("Action", ["iam:*", "sts:*"]),
      allow(["s3:*", "EC2:*"], "*", { Principal: "*" }),
    ],
    ["that excepts other resources", without("Resource", "x"), on(["y", "z"])],
    ["that is on all where the other excepts some", open, without("Resource", "x")],
    ["that is on all, among others, where the other excepts some", on(["x", "*"]), without("Resource", "x")],
    ["for everyone where the other excepts some", open, without("Principal", { AWS: "a" })],
  ])("%s", (_, wide, narrow) => expect(isCovered(wide, narrow)).toBe(true));

  test.each<[string, Part, Part]>([
    ["of the other effect", { ...open, Effect: "Deny" }, open],
    ["of an effect that is not known", { ...open, Effect: unknown }, { ...open, Effect: unknown }],
    ["of no effect", { ...open, Effect: "allow" }, { ...open, Effect: "allow" }],
    ["on fewer resources", on("x"), on(["x", "y"])],
    ["on resources that are not known", on(unknown), on("x")],
    ["on resources, one of which is not known", on(["x", unknown]), on("x")],
    ["where its own resources are not known", open, on(unknown)],
    ["where it has no resource", open, on([])],
    ["where it has none at all", open, on(undefined)],
    ["on none at all", on(undefined), open],
    ["for fewer principals", by({ AWS: "a" }), by("*")],
    ["for principals of another kind", by({ AWS: "a" }), by({ Service: "a" })],
    ["that excepts more actions", without("Action", ["iam:*", "sts:*"]), without("Action", "iam:*")],
    ["that excepts what is not known", without("Action", unknown), without("Action", "iam:*")],
    ["where it excepts what is not known", without("Action", "iam:*"), without("Action", unknown)],
    ["where it excepts nothing", without("Action", []), without("Action", [])],
    ["that excepts what it names", without("Action", "S3:Get*"), open],
    ["that excepts it and more", without("Action", ["iam:*", "s3:*"]), open],
    ["that excepts one of those it names", without("Resource", "y*"), on(["x", "yes"])],
    ["that excepts what is not known, where it names", without("Action", unknown), open],
    ["that excepts, where it names what is not known", without("Resource", "x"), on(unknown)],
    ["that excepts, where it names nothing", without("Resource", "x"), on([])],
    ["that is on some where it excepts", on(["x", "y"]), without("Resource", "z")],
    ["that is on what is not known where it excepts", on(unknown), without("Resource", "z")],
    ["that is for some where it excepts", by({ AWS: "a" }), without("Principal", { AWS: "b" })],
  ])("not %s", (_, wide, narrow) => expect(isCovered(wide, narrow)).toBe(false));
});

describe("a condition is met wherever another is", () => {
  const when = (Condition: unknown): Part => allow("s3:*", "*", { Condition });
  const text = (operator: string, values: unknown, key = "aws:username"): Part => when({ [operator]: { [key]: values } });

  test.each<[string, Part, Part]>([
    ["none", when(undefined), text("StringEquals", "a")],
    ["none, beside one that is not known", when({}), when(unknown)],
    ["the same", text("StringEquals", "a"), text("StringEquals", "a")],
    ["a key in other letters", text("StringEquals", "a"), text("StringEquals", "a", "AWS:UserName")],
    ["one of two", text("StringEquals", "a"), when({ StringEquals: { "aws:username": "a" }, Bool: { "aws:SecureTransport": "true" } })],
    ["more values", text("StringEquals", ["a", "b"]), text("StringEquals", "b")],
    ["more values of a key that may be missing", text("StringLikeIfExists", ["a", "b"]), text("StringLikeIfExists", "b")],
    ["fewer values that it must not have", text("StringNotEquals", "a"), text("StringNotEquals", ["b", "a"])],
    ["the same values of many, in another order", text("ForAllValues:StringLike", ["a", "b"]), text("ForAllValues:StringLike", ["b", "a"])],
    ["the same of an operator of order", text("NumericLessThan", "5", "s3:max-keys"), text("NumericLessThan", "5", "s3:max-keys")],
  ])("%s", (_, wide, narrow) => expect(isCovered(wide, narrow)).toBe(true));

  test.each<[string, Part, Part]>([
    ["one, beside none", text("StringEquals", "a"), when(undefined)],
    ["one that is not known", when(unknown), when(unknown)],
    ["one, beside one that is not known", text("StringEquals", "a"), when(unknown)],
    [
      "two, beside one",
      when({ StringEquals: { "aws:username": "a" }, Bool: { "aws:SecureTransport": "true" } }),
      text("StringEquals", "a"),
    ],
    ["another operator", text("StringLike", "a"), text("StringEquals", "a")],
    ["another key", text("StringEquals", "a", "aws:userid"), text("StringEquals", "a")],
    ["fewer values", text("StringEquals", "b"), text("StringEquals", ["a", "b"])],
    ["values not known", text("StringEquals", unknown), text("StringEquals", "a")],
    ["values, beside some not known", text("StringEquals", "a"), text("StringEquals", ["a", unknown])],
    ["values, beside none", text("StringEquals", "a"), text("StringEquals", [])],
    ["more values that it must not have", text("StringNotEquals", ["a", "b"]), text("StringNotEquals", "a")],
    ["no values that it must not have", text("StringNotEquals", []), text("StringNotEquals", "a")],
    ["more values of many", text("ForAnyValue:StringLike", ["a", "b"]), text("ForAnyValue:StringLike", "a")],
    ["fewer values of many", text("ForAllValues:StringLike", "a"), text("ForAllValues:StringLike", ["a", "b"])],
    ["more values of an operator of order", text("NumericLessThan", ["5", "6"]), text("NumericLessThan", "5")],
    ["fewer values of an operator of order", text("NumericLessThan", "5"), text("NumericLessThan", ["5", "6"])],
  ])("not %s", (_, wide, narrow) => expect(isCovered(wide, narrow)).toBe(false));
});
