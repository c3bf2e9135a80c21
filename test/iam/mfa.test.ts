import { describe, expect, test } from "vitest";
import type { Holder } from "../../src/iam/access/holder.js";
import { asksForMfa, demandsMfa, deniesWithoutMfa } from "../../src/iam/access/mfa.js";
import { mapPlaces } from "../../src/iam/document/answer.js";
import { toResource } from "../../src/model/resource.js";
import { unknownString as unknown } from "../../src/model/value.js";
import { roleWith } from "./helpers.js";
import { grantUnder, said } from "./statements.js";

const present = "aws:MultiFactorAuthPresent";
const age = "aws:MultiFactorAuthAge";

describe("a Deny meets who is in the console without MFA, and not who is there with it", () => {
  test.each<[string, unknown, string]>([
    ["MFA is false or not told", { BoolIfExists: { [present]: "False" } }, "yes: conditions[0]"],
    ["MFA is not told, as only with long-lived keys", { Null: { [present]: "TRUE" } }, "no"],
    ["its age is not told", { Null: { [age]: "true" } }, "yes: conditions[0]"],
    ["it is old or not told", { NumericGreaterThanIfExists: { [age]: "3600" } }, "yes: conditions[0]"],
    ["it is as old or not told", { NumericGreaterThanEqualsIfExists: { [age]: "3600" } }, "yes: conditions[0]"],
    ["the second condition says so", { Bool: { "aws:SecureTransport": "false" }, Null: { [age]: "true" } }, "yes: conditions[1]"],
    ["MFA is told as false", { Bool: { [present]: "false" } }, "yes: conditions[0]"],
    ["both spellings agree", { BoolIfExists: { [present]: "false" }, Null: { [age]: "true" } }, "yes: conditions[0]"],
    ["they contradict each other", { BoolIfExists: { [present]: "false" }, Null: { [present]: "true" } }, "no"],
    ["its end is past", { BoolIfExists: { [present]: "false" }, DateLessThan: { "aws:CurrentTime": "2025-12-31" } }, "no"],
    [
      "its end is unknown",
      { BoolIfExists: { [present]: "false" }, DateLessThan: { "aws:CurrentTime": unknown } },
      "unknown: conditions[1].values",
    ],
    ["MFA is true or not told", { BoolIfExists: { [present]: "true" } }, "no"],
    ["MFA is told", { Null: { [present]: "false" } }, "no"],
    ["it is told as old", { NumericGreaterThan: { [age]: "3600" } }, "no"],
    ["it is young or not told", { NumericLessThanIfExists: { [age]: "3600" } }, "no"],
    ["its age is told", { Null: { [age]: "false" } }, "no"],
    ["its age is told as a flag", { BoolIfExists: { [age]: "false" } }, "no"],
    ["it is a text", { StringEqualsIfExists: { [present]: "false" } }, "no"],
    ["another key is false", { BoolIfExists: { "aws:SecureTransport": "false" } }, "no"],
    ["another key is not told", { Null: { "aws:TokenIssueTime": "true" } }, "no"],
    ["words stand around false", { BoolIfExists: { [present]: "unfalse" } }, "no"],
    ["words stand after false", { BoolIfExists: { [present]: "falsely" } }, "no"],
    ["words stand around true", { Null: { [present]: "untrue" } }, "no"],
    ["words stand after true", { Null: { [present]: "trueish" } }, "no"],
    ["the age is no number", { NumericGreaterThanIfExists: { [age]: "1h" } }, "no"],
    ["the age is no number either", { NumericGreaterThanIfExists: { [age]: "P1" } }, "no"],
    ["all is unknown", unknown, "unknown: conditions"],
    ["the keys are unknown", { BoolIfExists: unknown }, "unknown: conditions[0]"],
    ["the value is unknown", { BoolIfExists: { [present]: unknown } }, "unknown: conditions[0].values"],
  ])("%s: %3$s", (_, condition, expected) => expect(said(deniesWithoutMfa(grantUnder(condition)))).toBe(expected));
});

describe("an Allow asks for MFA", () => {
  test.each<[string, unknown, string]>([
    ["MFA is true", { Bool: { [present]: "True" } }, "yes: conditions[0]"],
    ["MFA is told, as in every session", { Null: { [present]: "FALSE" } }, "no"],
    ["its age is told", { Null: { [age]: "false" } }, "yes: conditions[0]"],
    ["it is young", { NumericLessThan: { [age]: "3600" } }, "yes: conditions[0]"],
    ["it is no older", { NumericLessThanEquals: { [age]: "3600" } }, "yes: conditions[0]"],
    ["MFA is true or not told", { BoolIfExists: { [present]: "true" } }, "no"],
    ["MFA is false", { Bool: { [present]: "false" } }, "no"],
    ["MFA is not told", { Null: { [present]: "true" } }, "no"],
    ["it is young or not told", { NumericLessThanIfExists: { [age]: "3600" } }, "no"],
    ["it is old", { NumericGreaterThan: { [age]: "3600" } }, "yes: conditions[0]"],
    ["its age is not told", { Null: { [age]: "true" } }, "no"],
    ["its age is a flag", { Bool: { [age]: "false" } }, "no"],
    ["it is a text", { StringEquals: { [present]: "true" } }, "no"],
    ["another key is true", { Bool: { "aws:SecureTransport": "true" } }, "no"],
    ["another key is told", { Null: { "aws:TokenIssueTime": "false" } }, "no"],
    ["words stand around true", { Bool: { [present]: "untrue" } }, "no"],
    ["words stand after true", { Bool: { [present]: "trueish" } }, "no"],
    ["words stand around false", { Null: { [present]: "unfalse" } }, "no"],
    ["words stand after false", { Null: { [present]: "falsely" } }, "no"],
    ["the age is no number", { NumericLessThan: { [age]: "1h" } }, "no"],
    ["the age is no number either", { NumericLessThan: { [age]: "P1" } }, "no"],
    ["all is unknown", unknown, "unknown: conditions"],
  ])("%s: %3$s", (_, condition, expected) => expect(said(asksForMfa(grantUnder(condition)))).toBe(expected));
});

describe("somebody gets anywhere only with MFA", () => {
  const reads = { Effect: "Allow", Action: "s3:GetObject", Resource: "*" };
  const asking = { ...reads, Condition: { Bool: { [present]: "true" } } };
  const denying = { Effect: "Deny", Action: "*", Resource: "*", Condition: { BoolIfExists: { [present]: "false" } } };
  const demanded = (holder: Holder): string => said(mapPlaces(demandsMfa(holder), ({ path }) => path));
  const of = (...statements: readonly unknown[]): Holder => roleWith(statements).holder;
  const at = (i: number, ...keys: string[]): string => ["policy", ...(i < 0 ? [] : [`Statement[${i}]`]), ...keys].join(".");

  test.each<[string, readonly unknown[], string]>([
    ["a Deny stands beside the grant", [reads, denying], `yes: ${at(1, "Condition")}`],
    ["a Deny has no grant beside it", [denying], `yes: ${at(0, "Condition")}`],
    ["each grant asks", [asking, asking], `yes: ${at(0, "Condition")}`],
    ["each grant asks, beside a Deny of something else", [{ ...reads, Effect: "Deny" }, asking], `yes: ${at(1, "Condition")}`],
    ["one grant does not ask", [asking, reads], "no"],
    ["no grant asks", [reads], "no"],
    ["there is no grant", [{ ...reads, Effect: "Deny" }], "no"],
    ["an Allow speaks of the absence of MFA", [{ ...denying, Effect: "Allow" }], "no"],
    ["a condition is unknown", [asking, { ...reads, Condition: unknown }, asking], `unknown: ${at(1, "Condition")}`],
    ["a condition is unknown, beside a grant without", [reads, { ...reads, Condition: unknown }], "no"],
    ["a Deny is unknown", [reads, { ...denying, Condition: unknown }], `unknown: ${at(1, "Condition")}`],
    ["an effect is unknown", [reads, { ...denying, Effect: unknown }], `unknown: ${at(1, "Condition")}`],
  ])("%s: %3$s", (_, statements, expected) => expect(demanded(of(...statements)).replaceAll(/\["?(\w+)"?\]/g, "[$1]")).toBe(expected));

  test("unless the Deny may be another's", () => {
    const holder = of(reads, denying);
    const lines = holder.lines.map((line) => ({ ...line, isSure: false }));
    expect(demanded({ ...holder, lines })).toBe(`unknown: ${at(1, "Condition")}`);
  });

  test("unless something is attached of which nothing is known", () => {
    const holder = of(reads);
    const [line] = holder.lines;
    const unseen = line === undefined ? [] : [{ resource: line.statement.document.resource, path: "policyArn" }];
    expect(demanded({ ...holder, unseen })).toBe("unknown: policyArn");
  });

  test("not by a policy that AWS manages, whether it is known or not", () => {
    const attached = (policyArn: string, ...statements: readonly unknown[]): string => {
      const { holder } = roleWith(statements);
      const resource = toResource({ urn: "urn:pulumi:dev::test::aws:iam/x:X::a", type: "aws:iam/x:X", inputs: { policyArn } });
      return demanded({ ...holder, unseen: [{ resource, path: "policyArn" }] }).replace(/:.*/, "");
    };
    expect(attached("arn:aws:iam::aws:policy/NoSuchPolicy", reads)).toBe("no");
    expect(attached("arn:aws-cn:iam::aws:policy/NoSuchPolicy", asking)).toBe("no");
    expect(attached("arn:aws:iam::aws:policy/NoSuchPolicy", reads, denying)).toBe("yes");
    expect(attached("arn:aws:iam::123456789012:policy/force-mfa", reads)).toBe("unknown");
  });
});
