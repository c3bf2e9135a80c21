import { describe, expect, test } from "vitest";
import { permissionOf, permissionTypes } from "../../src/iam/document/permission.js";
import { toResource } from "../../src/model/resource.js";
import { signatureKey, signatures, unknown, unknownString } from "../../src/model/value.js";

const lambda = "aws:lambda/permission:Permission";
const layer = "aws:lambda/layerVersionPermission:LayerVersionPermission";
const bus = "aws:cloudwatch/eventPermission:EventPermission";
const some = { statementId: "lets-in" };

function documentOf(type: string, inputs: Readonly<Record<string, unknown>>) {
  const document = permissionOf(toResource({ urn: `urn:pulumi:dev::test::${type}::it`, type, inputs: { ...some, ...inputs } }));
  if (document === undefined) throw new Error(`${type} lets nobody in`);
  return document;
}
function statementOf(type: string, inputs: Readonly<Record<string, unknown>>) {
  const [statement] = documentOf(type, inputs).statements;
  if (statement === undefined) throw new Error("no statement was made");
  return statement;
}

test("functions, layers and buses let in by inputs of their own", () => expect(permissionTypes).toEqual([lambda, layer, bus]));
test("a bucket does not", () =>
  expect(permissionOf(toResource({ urn: "urn:pulumi:dev::test::aws:s3/bucket:Bucket::b", type: "aws:s3/bucket:Bucket" }))).toBeUndefined());

test("a permission of a function is a statement that allows", () => {
  const statement = statementOf(lambda, { action: "lambda:InvokeFunctionUrl", function: "f", principal: "s3.amazonaws.com" });
  expect(statement).toMatchObject({
    effect: "Allow",
    actions: ["lambda:InvokeFunctionUrl"],
    resources: ["f"],
    principals: ["Service:s3.amazonaws.com"],
    conditions: [],
  });
  expect([statement.notActions, statement.notResources, statement.notPrincipals]).toEqual([undefined, undefined, undefined]);
  expect(["actions", "actions[0]", "resources[0]", "principals", "principals[0]"].map(statement.locate)).toEqual([
    ...["action", "action", "function", "principal", "principal"],
  ]);
});

test("there is no document as it was written, and nothing to hide", () => {
  const document = documentOf(lambda, { action: "lambda:InvokeFunction", function: "f", principal: "*" });
  expect(document).toMatchObject({ kind: "resource", path: "", source: undefined, isPrivate: false, isSecret: false });
});

test.each(["principal", "action"])("what it states is hidden where its %s is secret", (input) => {
  const hidden = { [signatureKey]: signatures.secret, value: "123456789012" };
  expect(documentOf(lambda, { action: "lambda:InvokeFunction", principal: "*", [input]: hidden }).isSecret).toBe(true);
});

test.each([
  [lambda, "lambda:InvokeFunction"],
  [layer, "lambda:GetLayerVersion"],
  [bus, "events:PutEvents"],
])("without an action, %s lets do %s", (type, action) => expect(statementOf(type, {}).actions).toEqual([action]));

test.each([lambda, layer, bus])("with an action, %s lets do that", (type) =>
  expect(statementOf(type, { action: "some:Action" }).actions).toEqual(["some:Action"]),
);

test("a layer is named, a bus is not", () => {
  expect(statementOf(layer, { layerName: "l" }).resources).toEqual(["l"]);
  expect(statementOf(bus, { eventBusName: "b" }).resources).toBeUndefined();
});

test.each([
  ["*", ["*"]],
  ["s3.amazonaws.com", ["Service:s3.amazonaws.com"]],
  ["s3.amazonaws.com.cn", ["Service:s3.amazonaws.com.cn"]],
  ["123456789012", ["AWS:123456789012"]],
  ["amazonaws.com.example.org", ["AWS:amazonaws.com.example.org"]],
  ["", undefined],
  [undefined, undefined],
  [7, undefined],
  [unknownString, [unknown]],
])("the principal %s is %j", (principal, principals) => expect(statementOf(bus, { principal }).principals).toEqual(principals));

describe("conditions", () => {
  test.each([
    [lambda, "sourceArn", "ArnLike", "aws:SourceArn"],
    [lambda, "sourceAccount", "StringEquals", "aws:SourceAccount"],
    [lambda, "principalOrgId", "StringEquals", "aws:PrincipalOrgID"],
    [lambda, "functionUrlAuthType", "StringEquals", "lambda:FunctionUrlAuthType"],
    [lambda, "eventSourceToken", "StringEquals", "lambda:EventSourceToken"],
    [layer, "organizationId", "StringEquals", "aws:PrincipalOrgID"],
  ])("%s: %s is %s on %s", (type, input, operator, key) => {
    const statement = statementOf(type, { [input]: "x" });
    expect(statement.conditions).toEqual([{ operator, key, values: ["x"] }]);
    expect(["conditions[0]", "conditions[0].values[0]"].map(statement.locate)).toEqual([input, input]);
  });

  test("several stand each at its own place", () => {
    const statement = statementOf(lambda, { sourceAccount: "123456789012", sourceArn: "arn:aws:s3:::b" });
    expect(statement.conditions).toHaveLength(2);
    expect(["conditions[0]", "conditions[1]"].map(statement.locate)).toEqual(["sourceArn", "sourceAccount"]);
  });

  test.each(["", null, undefined])("an input that is %j is none", (sourceArn) =>
    expect(statementOf(lambda, { sourceArn }).conditions).toEqual([]),
  );

  test("a value that is not known yet stays open", () =>
    expect(statementOf(lambda, { sourceArn: unknownString }).conditions).toEqual([
      { operator: "ArnLike", key: "aws:SourceArn", values: unknown },
    ]));

  const open = { operator: "", key: "", values: unknown };
  test.each<[unknown, object, string]>([
    [
      { type: "StringEquals", key: "aws:PrincipalOrgID", value: "o-a1b2c3" },
      { operator: "StringEquals", key: "aws:PrincipalOrgID", values: ["o-a1b2c3"] },
      "condition.value",
    ],
    [{}, { operator: "", key: "", values: [""] }, "condition.value"],
    [{ type: "StringEquals", key: "k", value: unknownString }, { operator: "StringEquals", key: "k", values: unknown }, "condition.value"],
    [{ type: "StringEquals", key: unknownString, value: "v" }, open, "condition.key"],
    [{ type: unknownString, key: "k", value: "v" }, open, "condition.type"],
    [unknownString, open, "condition"],
  ])("the bus's own %j", (condition, read, place) => {
    const statement = statementOf(bus, { condition });
    expect(statement.conditions).toEqual([read]);
    expect(statement.locate("conditions[0]")).toBe(place);
  });
});
