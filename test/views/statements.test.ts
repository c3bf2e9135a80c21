import { describe, expect, test } from "vitest";
import type { Statement } from "../../src/iam/document/document.js";
import type { View } from "../../src/language/view.js";
import { toResource } from "../../src/model/resource.js";
import { unknown, unknownString } from "../../src/model/value.js";
import { documents, statements, writtenDocuments } from "../../src/views/statements.js";

const resource = (type: string, inputs: Readonly<Record<string, unknown>>) =>
  toResource({ urn: `urn:pulumi:dev::test::${type}::it`, type, inputs });
const around = { environments: new Set<string>(), today: "2026-07-01", stack: undefined };
const itemsOf = <T>(view: View<T>, type: string, inputs: Readonly<Record<string, unknown>>) => [...view.of(resource(type, inputs), around)];
const policy = "aws:iam/policy:Policy";

describe("statements", () => {
  test("one shape for every way of writing, and places of what was written", () => {
    const written = {
      statement: { effect: "Allow", action: "s3:Get*", Resource: ["a", "b"], Condition: { Bool: { "aws:SecureTransport": true } } },
    };
    const [item, ...rest] = itemsOf(statements("identity"), policy, { policy: JSON.stringify(written) });
    expect(rest).toEqual([]);
    const statement = item?.value as Statement;
    expect(statement).toMatchObject({ effect: "Allow", actions: ["s3:Get*"], resources: ["a", "b"], notActions: undefined });
    expect(statement.conditions).toEqual([{ operator: "Bool", key: "aws:SecureTransport", values: ["true"] }]);
    expect(["actions[0]", "resources[1]", "effect", "conditions[0]"].map(statement.locate)).toEqual([
      "policy.statement.action",
      "policy.statement.Resource[1]",
      "policy.statement.effect",
      'policy.statement.Condition.Bool["aws:SecureTransport"]',
    ]);
  });

  test("principals by kind, with everyone as a star", () => {
    const [item] = itemsOf(statements("resource"), "aws:sqs/queue:Queue", {
      policy: {
        Statement: [
          {
            Effect: "Allow",
            Principal: { AWS: ["123456789012", "*"], Service: "sns.amazonaws.com", Federated: unknownString },
            Action: "sqs:*",
          },
        ],
      },
    });
    expect(item?.value.principals).toEqual(["AWS:123456789012", "*", "Service:sns.amazonaws.com", "Federated:"]);
    expect(item?.value.locate("principals[1]")).toBe("policy.Statement[0].Principal.AWS[1]");
  });

  test("what is not known yet stays unknown where it is", () => {
    const items = itemsOf(statements("identity"), policy, {
      policy: { Statement: [{ Effect: unknownString, Action: ["a:b", unknownString], Resource: unknownString }, unknownString] },
    });
    expect(items[0]?.value).toMatchObject({ effect: unknown, actions: ["a:b", unknown], resources: unknown });
    expect(items[1]?.unreadable).toEqual(["policy.Statement[1]"]);
    expect(itemsOf(statements("identity"), policy, { policy: unknownString })).toMatchObject([{ unreadable: ["policy"] }]);
    expect(itemsOf(statements("identity"), "aws:iam/role:Role", { inlinePolicies: [{ policy: unknownString }] })).toMatchObject([
      { unreadable: ["inlinePolicies[0].policy"] },
    ]);
  });

  test("a role has identity and trust policies, distinguished", () => {
    const inputs = {
      assumeRolePolicy: { Statement: [{ Effect: "Allow" }] },
      inlinePolicies: [{ policy: { Statement: [{ Effect: "Deny" }, { Effect: "Allow" }] } }],
    };
    expect(itemsOf(statements("trust"), "aws:iam/role:Role", inputs).map((i) => i.path)).toEqual(["assumeRolePolicy.Statement[0]"]);
    expect(itemsOf(statements("identity"), "aws:iam/role:Role", inputs).map((i) => i.path)).toEqual([
      "inlinePolicies[0].policy.Statement[0]",
      "inlinePolicies[0].policy.Statement[1]",
    ]);
  });

  test("a permission is a statement with the places of its inputs", () => {
    const [item] = itemsOf(statements("resource"), "aws:lambda/permission:Permission", {
      action: "lambda:InvokeFunction",
      function: "f",
      principal: "*",
      sourceArn: "a",
    });
    expect(item?.value).toMatchObject({
      effect: "Allow",
      principals: ["*"],
      conditions: [{ operator: "ArnLike", key: "aws:SourceArn", values: ["a"] }],
    });
    expect(["principals[0]", "conditions[0]", "actions[0]"].map((path) => item?.locate?.(path))).toEqual([
      "principal",
      "sourceArn",
      "action",
    ]);
  });

  test("an SCP is a ceiling, not a grant; text that is not a document is for the grammar", () => {
    expect(
      itemsOf(statements("identity", "resource", "trust"), "aws:organizations/policy:Policy", { content: '{"Statement":[]}' }),
    ).toEqual([]);
    expect(itemsOf(documents("identity"), policy, { policy: "{" })).toEqual([]);
    expect(itemsOf(writtenDocuments, policy, { policy: "{" })).toMatchObject([{ path: "policy", value: { document: undefined } }]);
  });
});
