import { describe, expect, test } from "vitest";
import { conditionGrammar, onceOnly } from "../../src/iam/lint/condition-grammar.js";
import { unknown, type Value } from "../../src/model/value.js";
import { said } from "./helpers.js";

const of = (condition: Value | undefined): string[] => said(conditionGrammar(condition, "c"));

const both = ["Equals", "NotEquals"];
const orders = [...both, "LessThan", "LessThanEquals", "GreaterThan", "GreaterThanEquals"];
const operators = [
  ...[...both, "EqualsIgnoreCase", "NotEqualsIgnoreCase", "Like", "NotLike"].map((end) => `String${end}`),
  ...orders.flatMap((end) => [`Numeric${end}`, `Date${end}`]),
  ...[...both, "Like", "NotLike"].map((end) => `Arn${end}`),
  ...["IpAddress", "NotIpAddress", "Bool", "BinaryEquals"],
];

describe("operators of conditions", () => {
  test.each([...operators, "Null", "stringequals", "BOOL"])("%s", (operator) => expect(of({ [operator]: { k: "v" } })).toEqual([]));
  test.each(operators)("%s, where the key may be missing", (operator) => expect(of({ [`${operator}IfExists`]: { k: "v" } })).toEqual([]));
  test.each(operators)("%s, for some or all values", (operator) => {
    expect(of({ [`ForAnyValue:${operator}`]: { k: ["v", "w"] } })).toEqual([]);
    expect(of({ [`forallvalues:${operator}IfExists`]: { k: ["v", "w"] } })).toEqual([]);
  });
  test.each([
    ...["", "StringEqual", "Equals", "NumericLike", "BoolEquals", "NotBool", "BinaryNotEquals", "IfExists", "NullIfExists"],
    ...[
      "ForAllValue:StringEquals",
      "ForAnyValues:StringEquals",
      "ForAnyValue:",
      "StringForAnyValue:Equals",
      "StringEqualsIfExist",
      "StringEqualsAtRandom",
    ],
  ])("not %s", (operator) =>
    expect(of({ [operator]: { k: "v" } })).toEqual([
      expect.stringMatching(/ is not a condition operator(. Did you mean "\w+(:\w+)?"\?)?$/),
    ]),
  );
});

describe("instead of what is not an operator", () => {
  test.each([
    ["StringEqual", "StringEquals"],
    ["stringLikes", "StringLike"],
    ["NumericEqual", "NumericEquals"],
    ["IPAdress", "IpAddress"],
    ["StringEqualIfExists", "StringEqualsIfExists"],
    ["StringLikeIfExist", "StringLikeIfExists"],
    ["NullIfExists", "Null"],
    ["ForAnyValues:StringLike", "ForAnyValue:StringLike"],
    ["ForAllValue:StringEqualIfExists", "ForAllValues:StringEqualsIfExists"],
  ])("%s: %s", (operator, instead) =>
    expect(of({ [operator]: { k: "v" } })).toEqual([expect.stringContaining(`. Did you mean "${instead}"?`)]),
  );
  test.each(["", "IfExists", "Frobnicate", "ForAnyValue:", "Frobnicate:StringLike"])("%j: nothing", (operator) =>
    expect(of({ [operator]: { k: "v" } })).toEqual([expect.stringMatching(/ is not a condition operator$/)]),
  );
});

describe("a condition", () => {
  test.each<[string, Value | undefined, string[]]>([
    ["is left out", undefined, []],
    ["is unset", null, []],
    ["is empty", {}, []],
    ["is not known", unknown, ["c?"]],
    ["is an object", [], ["c is not an object of condition operators"]],
    ["has an operator that is unknown to AWS", { Equals: unknown }, ['c.Equals is not a condition operator. Did you mean "StringEquals"?']],
    ["has an operator whose keys are not known", { Bool: unknown }, ["c.Bool?"]],
    ["has an object of keys", { Bool: "true" }, ["c.Bool is not an object of condition keys"]],
    ["has each operator once", { Bool: {}, BOOL: {} }, ["c.BOOL is repeated in another letter case"]],
    ["has each key once", { Bool: { "a:b": "true", "A:B": "true" } }, ['c.Bool["A:B"] is repeated in another letter case']],
    ["has the same key under two operators", { Bool: { k: "true" }, BoolIfExists: { k: "true" } }, []],
    ["has a value that is not known", { StringEquals: { k: unknown } }, ["c.StringEquals.k?"]],
    ["has one value that is not known", { StringEquals: { k: ["v", unknown] } }, ["c.StringEquals.k[1]?"]],
    ["has texts, numbers and booleans", { StringEquals: { k: ["v", 1, true] } }, []],
    ["has no objects", { StringEquals: { k: ["v", {}] } }, ["c.StringEquals.k is not a string or a list of strings"]],
    ["has no null", { StringEquals: { k: null } }, ["c.StringEquals.k is not a string or a list of strings"]],
    ["asks for one boolean", { Bool: { k: ["true"] } }, []],
    ["asks for one boolean, in any letters", { Bool: { k: ["true", "True", true] } }, []],
    ["asks for no two booleans", { Bool: { k: ["true", "false"] } }, ["c.Bool.k has several values, expected one"]],
    [
      "asks for no two booleans of a missing key",
      { BoolIfExists: { k: [true, false] } },
      ["c.BoolIfExists.k has several values, expected one"],
    ],
    ["asks for two booleans of many values", { "ForAnyValue:Bool": { k: ["true", "false"] } }, []],
    ["asks for two texts", { StringEquals: { k: ["true", "false"] } }, []],
    ["may ask for one boolean", { Bool: { k: ["true", unknown] } }, ["c.Bool.k[1]?"]],
  ])("%s", (_, condition, expected) => expect(of(condition)).toEqual(expected));
});

test("keys that differ by letter case alone are one key", () => {
  expect(said(onceOnly({ a: 1, b: 2, aB: 3 }, "m"))).toEqual([]);
  expect(said(onceOnly({ Aa: 1, b: 2, aA: 3, AA: 4 }, "m"))).toEqual(
    ["aA", "AA"].map((key) => `m.${key} is repeated in another letter case`),
  );
});
