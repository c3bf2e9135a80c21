import { describe, expect, test } from "vitest";
import { closed, isPublic } from "../../src/iam/trust/public.js";
import { unknownString as unknown } from "../../src/model/value.js";
import { said, statementOf } from "./statements.js";

const objects = "arn:aws:s3:::b/*";
const outside = { StringNotEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } };
const open = { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: objects };
const shut = { Effect: "Deny", Principal: "*", Action: "s3:*", Resource: "*", Condition: outside };

describe("a statement opens something to everyone", () => {
  const isOpen = (more: object, ...others: readonly unknown[]): string =>
    said(isPublic(statementOf("resource", { ...open, ...more }, ...others)));
  test.each<[string, object]>([
    ["as it stands", {}],
    ["by a map", { Principal: { AWS: "*" } }],
    ["beside others", { Principal: { AWS: ["*", "123456789012"] } }],
    ["under a condition that restricts nobody", { Condition: { Bool: { "aws:SecureTransport": "true" } } }],
  ])("%s", (_, more) => expect(isOpen(more)).toBe("yes: principals[0]"));
  test("beside a Deny of something else", () => expect(isOpen({}, { ...shut, Action: "s3:PutObject" })).toBe("yes: principals[0]"));

  test.each<[string, object]>([
    ["to one account", { Principal: { AWS: "123456789012" } }],
    ["to the services of that name", { Principal: { Service: "*" } }],
    ["by a Deny", { Effect: "Deny" }],
    ["to nobody named", { Principal: undefined }],
    ["but to an organisation", { Condition: { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } } }],
    ["any more", { Condition: { DateLessThan: { "aws:CurrentTime": "2020-01-01" } } }],
  ])("not %s", (_, more) => expect(isOpen(more)).toBe("no"));
  test("not where a Deny keeps outsiders off", () => expect(isOpen({}, shut)).toBe("no"));
  test("not in a private network", () => expect(said(isPublic(statementOf("private", open)))).toBe("no"));

  test.each<[string, object, string]>([
    ["who", { Principal: unknown }, "unknown: principals"],
    ["the effect", { Effect: unknown }, "unknown: effect"],
    ["the condition", { Condition: unknown }, "unknown: conditions"],
  ])("nobody knows yet: %s", (_, more, expected) => expect(isOpen(more)).toBe(expected));
});

describe("a Deny takes from outsiders all that a statement gives", () => {
  /** Of a door with `more`, and a Deny with `denied`. */
  const taken = (more: object, denied: unknown): string =>
    said(
      closed(
        statementOf("resource", { ...open, ...more }, typeof denied === "object" && denied !== null ? { ...shut, ...denied } : denied),
      ),
    );
  const no = undefined;
  const one = "arn:aws:s3:::b/a";

  test.each<[string, object, object, string]>([
    ["everything", {}, { Action: "*" }, "yes: effect"],
    ["whatever the statement leaves", { Action: no, NotAction: "s3:PutObject" }, { Action: "*" }, "yes: effect"],
    ["not all that the statement leaves", { Action: no, NotAction: "s3:PutObject" }, {}, "no"],
    ["its action", {}, { Action: "S3:getobject" }, "yes: effect"],
    ["its pattern", { Action: "s3:Get*" }, {}, "yes: effect"],
    ["only a part of its pattern", { Action: "s3:Get*" }, { Action: "s3:GetObject" }, "no"],
    ["only one of its actions", { Action: ["s3:GetObject", "s3:PutObject"] }, { Action: "s3:GetObject" }, "no"],
    ["both of its actions", { Action: ["s3:GetObject", "s3:PutObject"] }, { Action: ["s3:Get*", "s3:Put*"] }, "yes: effect"],
    ["everything, in another spelling", { Action: "*" }, { Action: "*:*" }, "yes: effect"],
    ["everything, whatever the statement gives", { Action: unknown }, { Action: "*" }, "yes: effect"],
    ["every resource, whichever the statement gives", { Resource: unknown }, {}, "yes: effect"],
    ["every resource, in another spelling", { Resource: "*" }, { Resource: "arn:aws:*" }, "yes: effect"],
    ["another action", {}, { Action: "s3:PutObject" }, "no"],
    ["all but another action", {}, { Action: no, NotAction: "s3:PutObject" }, "yes: effect"],
    ["all but its action", {}, { Action: no, NotAction: "S3:GETOBJECT" }, "no"],
    ["all but a pattern of it", {}, { Action: no, NotAction: "S3:GET*" }, "no"],
    ["all but a part of its pattern", { Action: "S3:GET*" }, { Action: no, NotAction: "s3:GetObject" }, "no"],
    ["all but one of its actions", { Action: ["s3:PutObject", "s3:GetObject"] }, { Action: no, NotAction: "s3:GetObject" }, "no"],
    ["its resource", {}, { Resource: objects }, "yes: effect"],
    ["its pattern of resources", { Resource: one }, { Resource: objects }, "yes: effect"],
    ["only one of its resources", { Resource: [one, "arn:aws:s3:::b"] }, { Resource: objects }, "no"],
    ["another resource", { Resource: "arn:aws:s3:::b" }, { Resource: objects }, "no"],
    ["all but a resource", {}, { Resource: no, NotResource: one }, "no"],
    ["a resource, where the statement leaves any", { Resource: no, NotResource: one }, { Resource: objects }, "no"],
    ["every resource, where the statement leaves any", { Resource: no, NotResource: one }, {}, "yes: effect"],
    ["where no resource is named", {}, { Resource: no }, "yes: effect"],
    ["from all but some", {}, { Principal: no, NotPrincipal: { AWS: "123456789012" }, Condition: no }, "yes: effect"],
    ["from one account", {}, { Principal: { AWS: "123456789012" } }, "no"],
    ["by allowing it", {}, { Effect: "Allow" }, "no"],
    ["without TLS", {}, { Condition: { Bool: { "aws:SecureTransport": "false" } } }, "no"],
  ])("%s: %4$s", (_, more, denied, expected) => expect(taken(more, denied)).toBe(expected));

  test.each<[string, object, unknown, string]>([
    ["what is denied at all", {}, unknown, "unknown: policy.Statement[1]"],
    ["the actions", { Action: unknown }, {}, "unknown: actions"],
    ["one of the actions", { Action: ["s3:GetObject", unknown] }, {}, "unknown: actions[1]"],
    [
      "one of the actions, beside exceptions",
      { Action: ["s3:GetObject", unknown] },
      { Action: no, NotAction: "s3:Put*" },
      "unknown: actions[1]",
    ],
    ["the exceptions", {}, { Action: no, NotAction: unknown }, "unknown: notActions"],
    ["the denied actions", {}, { Action: [unknown] }, "unknown: actions[0]"],
    ["the resources", { Resource: unknown }, { Resource: objects }, "unknown: resources"],
    ["one of the resources", { Resource: [one, unknown] }, { Resource: objects }, "unknown: resources[1]"],
    ["the denied resources", {}, { Resource: [unknown] }, "unknown: resources[0]"],
    ["who is denied", {}, { Principal: unknown }, "unknown: principals"],
    ["whether it denies", {}, { Effect: unknown }, "unknown: effect"],
    ["the condition", {}, { Condition: unknown }, "unknown: conditions"],
  ])("nobody knows yet: %s", (_, more, denied, expected) => expect(taken(more, denied)).toBe(expected));
});
