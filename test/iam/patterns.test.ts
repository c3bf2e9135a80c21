import { describe, expect, test } from "vitest";
import type { Statement } from "../../src/iam/document/document.js";
import {
  has,
  isEveryAction,
  isEveryResource,
  isEveryRole,
  isServiceWildcard,
  onEverything,
  some,
  speaksOf,
} from "../../src/iam/document/patterns.js";
import { unknown, unknownString } from "../../src/model/value.js";
import { bucketPolicy } from "./helpers.js";

const statement = (parts: Readonly<Record<string, unknown>>): Statement => {
  const [read] = bucketPolicy({ Effect: "Allow", ...parts }).statements;
  if (read === undefined) throw new Error("no statement was read");
  return read;
};

describe("every action", () => {
  test.each(["*", "***", "*:*", "?*", "*?", "?*:?*", "*:**"])("is %s", (pattern) => expect(isEveryAction(pattern)).toBe(true));
  test.each(["", ":", "?", "?:*", "??:*", "???:*", "????*:*", "*:???????????", "*:?????????????*", "x*", "*x", "*s*", "*:Get*"])(
    "is not %j",
    (pattern) => expect(isEveryAction(pattern)).toBe(false),
  );
});

describe("every action of a service", () => {
  test.each(["s3:*", "S3:*", "s3:***", "s3:*?", "s3:?*", "s3:???*", "s*:*", "3?:*", "?3:*", "my-app:*"])("is %s", (pattern) =>
    expect(isServiceWildcard(pattern)).toBe(true),
  );
  test.each(["s3", "s3:", "s3:?", "s3:????*", "s3:G*", "s3:*t", "s3:*:*", "*:*", "?:*", ":*", ""])("is not %j", (pattern) =>
    expect(isServiceWildcard(pattern)).toBe(false),
  );
});

describe("every resource", () => {
  test.each(["*", "***", "?*", "arn:aws:*", "arn:*:*", "arn:aws-us-gov:*:*", "arn:aws:*:*:*:*"])("is %s", (pattern) =>
    expect(isEveryResource(pattern)).toBe(true),
  );
  test.each(["", "?", "a*", "*a", "arn:aws", "arn:aws:*x", "arn:aws:*:x", "arn:aws:*:", "xarn:aws:*", "arn:AWS:*", "arn:aws:s3:*"])(
    "is not %j",
    (pattern) => expect(isEveryResource(pattern)).toBe(false),
  );
});

describe("every role of an account", () => {
  const account = "arn:aws:iam::123456789012";
  test.each([
    "*",
    "arn:aws:*",
    `${account}:*`,
    `${account}:**`,
    `${account}:role*`,
    `${account}:role/*`,
    `${account}:role/?*`,
    `${account}:role/*/*`,
  ])("is %s", (pattern) => expect(isEveryRole(pattern)).toBe(true));
  test.each(["arn:*:iam::*:role/*", "arn:aws:*:*:*:*", "arn:aws-cn:*::*:role/*", "arn:aws:iam:*:*:role/*"])("is %s", (pattern) =>
    expect(isEveryRole(pattern)).toBe(true),
  );
  test.each([
    `${account}:role/app`,
    `${account}:role/app*`,
    `${account}:role/*app`,
    `${account}:role/`,
    `${account}:role`,
    `${account}:r*`,
    `${account}:user/*`,
    `x${account}:role/*`,
    "arn:aws:s3::123456789012:role/*",
    "arn:aws:iam:123456789012:role/*",
  ])("is not %s", (pattern) => expect(isEveryRole(pattern)).toBe(false));
});

describe("whether one of the texts passes", () => {
  const isLong = (text: string): boolean => text.length > 1;
  test.each([
    ["none where there are none", undefined, { is: "no" }],
    ["none of an empty list", [], { is: "no" }],
    ["the first that does", ["a", "bb", "cc"], { is: "yes", at: "actions[1]" }],
    ["one that does, whatever is unknown before", [unknown, "bb"], { is: "yes", at: "actions[1]" }],
    ["not known where the others do not", ["a", unknown, "b", unknown], { is: "unknown", at: ["actions[1]", "actions[3]"] }],
    ["not known where nothing is", unknown, { is: "unknown", at: ["actions"] }],
    ["none that does not", ["a", "b"], { is: "no" }],
  ] as const)("%s", (_, texts, answer) => expect(some(texts, "actions", isLong)).toEqual(answer));
});

describe("the effect of a statement", () => {
  test.each([
    ["Allow", "Allow", { is: "yes", at: "effect" }],
    ["Allow", "Deny", { is: "no" }],
    ["Deny", "Deny", { is: "yes", at: "effect" }],
    ["allow", "Allow", { is: "no" }],
    [unknownString, "Allow", { is: "unknown", at: ["effect"] }],
  ] as const)("%s asked for %s", (written, effect, answer) => expect(has(statement({ Effect: written }), effect)).toEqual(answer));
});

describe("a statement speaks of s3:GetObject", () => {
  test.each([
    ["by its name in any letter case", { Action: "S3:getobject" }, { is: "yes", at: "actions[0]" }],
    ["by a pattern", { Action: ["s3:Put*", "s3:Get*"] }, { is: "yes", at: "actions[1]" }],
    ["not by another", { Action: "s3:PutObject" }, { is: "no" }],
    ["not without actions", {}, { is: "no" }],
    ["perhaps by what is unknown", { Action: ["s3:PutObject", unknownString] }, { is: "unknown", at: ["actions[1]"] }],
    ["by leaving out others", { NotAction: "iam:*" }, { is: "yes", at: "notActions" }],
    ["not by leaving it out", { NotAction: ["iam:*", "s3:get*"] }, { is: "no" }],
    ["perhaps by leaving out what is unknown", { NotAction: unknownString }, { is: "unknown", at: ["notActions"] }],
  ])("%s", (_, parts, answer) => expect(speaksOf(statement(parts), "s3:GetObject")).toEqual(answer));

  test("or of another action: each has its own answer, which is kept", () => {
    const one = statement({ Action: "s3:Get*" });
    expect(speaksOf(one, "s3:GetObject").is).toBe("yes");
    expect(speaksOf(one, "s3:PutObject").is).toBe("no");
    expect(speaksOf(one, "s3:GetObject")).toBe(speaksOf(one, "s3:GetObject"));
  });
});

describe("a statement is on everything", () => {
  test.each([
    ["*", { is: "yes", at: "resources[0]" }],
    [["arn:aws:s3:::b", "arn:*:*"], { is: "yes", at: "resources[1]" }],
    ["arn:aws:s3:::b/*", { is: "no" }],
    [unknownString, { is: "unknown", at: ["resources"] }],
  ])("with resources %j", (resources, answer) => expect(onEverything(statement({ Resource: resources }))).toEqual(answer));
});
