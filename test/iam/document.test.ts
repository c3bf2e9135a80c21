import { describe, expect, test } from "vitest";
import { type Document, documentsOf, type Statement } from "../../src/iam/document/document.js";
import { element } from "../../src/iam/document/elements.js";
import { permissionOf } from "../../src/iam/document/permission.js";
import { toResource } from "../../src/model/resource.js";
import { signatureKey, signatures, unknown, unknownString } from "../../src/model/value.js";
import { documentsIn } from "./helpers.js";

type Part = Readonly<Record<string, unknown>>;
const resourceOf = (type: string, inputs: Part) => toResource({ urn: `urn:pulumi:dev::test::${type}::it`, type, inputs });
const policyType = "aws:iam/policy:Policy";
const secret = (value: unknown): Part => ({ [signatureKey]: signatures.secret, value });

/** What a resource holds in documents, by their places. */
function placesIn(type: string, inputs: Part): { read: string[]; unknown: string[]; broken: string[] } {
  const { read, unknown, broken } = documentsOf(resourceOf(type, inputs));
  const told = ({ kind, path }: { kind: string; path: string }): string => `${kind} ${path}`;
  return { read: read.map(told), unknown: unknown.map(told), broken: broken.map(told) };
}
function documentOf(policy: unknown, type = policyType): Document {
  const [document] = documentsIn(type, { policy });
  if (document === undefined) throw new Error("no document was read");
  return document;
}
function statementOf(statement: Part): Statement {
  const [read] = documentOf({ Statement: [statement] }).statements;
  if (read === undefined) throw new Error("no statement was read");
  return read;
}

describe("a resource's documents", () => {
  const nothing = { read: [], unknown: [], broken: [] };
  test.each<[string, unknown, Part]>([
    ["are texts", '{"Statement":[]}', { read: ["identity policy"] }],
    ["are objects", {}, { read: ["identity policy"] }],
    ["are not known yet", unknownString, { unknown: ["identity policy"] }],
    ["are no JSON", "s3:*", { broken: ["identity policy"] }],
    ["are no list", [], { broken: ["identity policy"] }],
    ["are no text that holds a list", "[]", { broken: ["identity policy"] }],
    ["are no number", 5, { broken: ["identity policy"] }],
    ["are left out", undefined, {}],
    ["are unset", null, {}],
    ["are empty", "", {}],
  ])("%s", (_, policy, expected) => expect(placesIn(policyType, { policy })).toEqual({ ...nothing, ...expected }));

  test.each<[string, unknown, Part]>([
    ["each of a list", [{ policy: {} }, { name: "x" }, { policy: "{}" }], { read: ["[0].policy", "[2].policy"] }],
    ["a list that is not known", unknownString, { unknown: [""] }],
    ["an item that is not known", [unknownString, { policy: {} }], { read: ["[1].policy"], unknown: ["[0]"] }],
    ["one of an item that is not known", [{ policy: unknownString }], { unknown: ["[0].policy"] }],
    ["one that is no JSON", [{ policy: "x" }], { broken: ["[0].policy"] }],
    ["one that stands where a list might", { policy: {} }, { read: [".policy"] }],
    ["none of a list that is unset", null, {}],
  ])("are those of a role: %s", (_, inlinePolicies, expected) => {
    const placed = Object.fromEntries(
      Object.entries(expected).map(([what, paths]) => [what, (paths as string[]).map((path) => `identity inlinePolicies${path}`)]),
    );
    expect(placesIn("aws:iam/role:Role", { inlinePolicies })).toEqual({ ...nothing, ...placed });
  });

  test("are none of a type that has none", () => expect(placesIn("aws:s3/object:Object", { policy: {} })).toEqual(nothing));
  test("stand inside other inputs", () =>
    expect(placesIn("aws:s3control/multiRegionAccessPointPolicy:MultiRegionAccessPointPolicy", { details: { policy: {} } })).toEqual({
      ...nothing,
      read: ["resource details.policy"],
    }));
  test("are read once", () => {
    const resource = resourceOf(policyType, { policy: {} });
    expect(documentsOf(resource)).toBe(documentsOf(resource));
  });

  test.each<[string, unknown, Part]>([
    ["on services", "SERVICE_CONTROL_POLICY", { read: ["ceiling content"] }],
    ["on resources, in any letters", "resource_control_policy", { read: ["ceiling content"] }],
    ["on services, where nothing is said", undefined, { read: ["ceiling content"] }],
    ["on what is not known yet", unknownString, { unknown: ["ceiling content"] }],
    ["on tags: none", "TAG_POLICY", {}],
    ["on something new: none", "MY_SERVICE_CONTROL_POLICY", {}],
    ["on something newer: none", "SERVICE_CONTROL_POLICY_2", {}],
  ])("of an organisation %s", (_, type, expected) =>
    expect(placesIn("aws:organizations/policy:Policy", { type, content: {} })).toEqual({ ...nothing, ...expected }),
  );
  test("of other types are what they are, whatever their type", () =>
    expect(placesIn("aws:transfer/user:User", { type: "TAG_POLICY", policy: {} }).read).toEqual(["ceiling policy"]));
});

describe("the statements of a document", () => {
  test.each<[string, unknown, string[], string[]]>([
    ["in a list", [{}, { Sid: "a" }], ["[0]", "[1]"], []],
    ["one by itself", { Sid: "a" }, [""], []],
    ["not known yet", unknownString, [], [""]],
    ["one not known yet", [{}, unknownString, "x"], ["[0]"], ["[1]"]],
    ["none", undefined, [], []],
    ["no text", "x", [], []],
  ])("%s", (_, Statement, read, unread) => {
    const document = documentOf({ Statement });
    expect(document.statements.map(({ path }) => path)).toEqual(read.map((path) => `policy.Statement${path}`));
    expect(document.unread).toEqual(unread.map((path) => `policy.Statement${path}`));
  });
});

describe("a document", () => {
  test("shows its version as it is written", () => {
    expect(documentOf({ Version: "2012-10-17" }).version).toBe("2012-10-17");
    expect(documentOf({ version: "2008-10-17" }).version).toBe("2008-10-17");
    expect(documentOf({}).version).toBeUndefined();
  });

  test.each<[string, string]>([
    ["statements[1].actions[1]", "policy.statement[1].ACTION[1]"],
    ["statements[1]", "policy.statement[1]"],
    ["statements[1].effect", "policy.statement[1].Effect"],
    ["statements[1].resources", "policy.statement[1]"],
    ["statements[7]", "policy.statements[7]"],
    ["version", "policy.version"],
    ["", "policy"],
    ["policy.statement[0]", "policy.statement[0]"],
    ["policy", "policy"],
    ["policyArn", "policy.policyArn"],
  ])("places %s at %s", (path, place) =>
    expect(documentOf({ version: "", statement: [{}, { ACTION: ["a", "b"] }] }).locate(path)).toBe(place),
  );
  test("places parts of its many statements", () =>
    expect(documentOf({ Statement: Array.from({ length: 12 }, () => ({ Action: "a" })) }).locate("statements[11].actions[0]")).toBe(
      "policy.Statement[11].Action",
    ));
  test("places a version that is missing where it ought to be", () => expect(documentOf({}).locate("version")).toBe("policy.Version"));

  test("of a permission is made from its inputs", () => {
    const inputs = { action: "lambda:InvokeFunction", function: "f", principal: "*" };
    const document = permissionOf(resourceOf("aws:lambda/permission:Permission", inputs));
    expect([document?.hasDocument, documentOf({}).hasDocument]).toEqual([false, true]);
    expect(document?.version).toBeUndefined();
    expect(document?.locate("statements[0].actions")).toBe("action");
    expect(document?.locate("version")).toBe("Version");
  });

  test("shows short texts, the beginning of long ones, and nothing of a secret", () => {
    const [plain, hidden] = [documentOf({}), documentOf(secret({}))];
    expect(plain.show("a".repeat(80))).toBe("a".repeat(80));
    expect(plain.show("a".repeat(81))).toBe(`${"a".repeat(79)}…`);
    expect(hidden.show("a")).toBe("[secret]");
  });
});

describe("a document is private to a network", () => {
  const domain = (vpcOptions: unknown, kind = "opensearch"): unknown =>
    documentsIn(`aws:${kind}/domain:Domain`, { accessPolicies: {}, vpcOptions })[0]?.isPrivate;
  test.each<[unknown, unknown]>([
    [{ subnetIds: [] }, true],
    [[{}], true],
    [[], false],
    [undefined, false],
    [null, false],
    [unknownString, unknown],
  ])("of a domain with the VPC options %j: %s", (options, expected) => {
    expect(domain(options)).toBe(expected);
    expect(domain(options, "elasticsearch")).toBe(expected);
  });

  test.each<[unknown, unknown]>([
    [{ types: ["PRIVATE"] }, true],
    [{ types: "PRIVATE" }, true],
    [{ types: ["REGIONAL"] }, false],
    [{ types: "EDGE" }, false],
    [{}, false],
    [undefined, false],
    [{ types: ["PRIVATE", unknownString] }, unknown],
    [{ types: unknownString }, unknown],
    [unknownString, unknown],
  ])("of an API with the endpoints %j: %s", (endpointConfiguration, expected) =>
    expect(documentsIn("aws:apigateway/restApi:RestApi", { policy: {}, endpointConfiguration })[0]?.isPrivate).toBe(expected),
  );

  test("of a type that is never public", () => {
    expect(documentOf({}, "aws:vpclattice/authPolicy:AuthPolicy").isPrivate).toBe(true);
    expect(documentOf({}, "aws:sqs/queuePolicy:QueuePolicy").isPrivate).toBe(false);
  });
});

describe("a statement", () => {
  test.each<[unknown, unknown]>([
    ["Allow", "Allow"],
    ["Deny", "Deny"],
    ["allow", undefined],
    [undefined, undefined],
    [unknownString, unknown],
  ])("has the effect %s: %s", (Effect, expected) => expect(statementOf({ Effect }).effect).toBe(expected));

  test.each<[string, unknown, unknown, string[]]>([
    ["a text", "s3:*", ["s3:*"], [""]],
    ["a list of texts", ["a:b", "c:d"], ["a:b", "c:d"], ["[0]", "[1]"]],
    ["a number and a boolean", [5, true], ["5", "true"], ["[0]", "[1]"]],
    ["a text behind what is none", [{}, null, ["x"], "a:b"], ["a:b"], ["[3]"]],
    ["one that is not known", ["a:b", unknownString], ["a:b", unknown], ["[0]", "[1]"]],
    ["an object", {}, [], []],
    ["what is not known", unknownString, unknown, []],
    ["nothing", null, undefined, []],
  ])("names %s", (_, Action, expected, places) => {
    const statement = statementOf({ Action });
    expect(statement.actions).toEqual(expected);
    expect(places.map((_place, i) => statement.locate(`actions[${i}]`))).toEqual(places.map((p) => `policy.Statement[0].Action${p}`));
  });

  test("keeps what it names apart from what it excepts", () => {
    const names = { Action: "a", NotAction: "b", Resource: "c", NotResource: "d", Principal: "*", NotPrincipal: { AWS: "f" } };
    const { actions, notActions, resources, notResources, principals, notPrincipals, locate } = statementOf(names);
    expect([actions, notActions, resources, notResources, principals, notPrincipals].flat()).toEqual(["a", "b", "c", "d", "*", "AWS:f"]);
    const properties = ["actions", "notActions", "resources", "notResources", "principals", "notPrincipals"];
    expect(properties.map(locate)).toEqual(Object.keys(names).map((name) => `policy.Statement[0].${name}`));
  });

  test.each<[string, unknown, unknown, string[]]>([
    ["everyone", "*", ["*"], [""]],
    ["everyone among the principals of AWS", { AWS: ["*", "a"] }, ["*", "AWS:a"], [".AWS[0]", ".AWS[1]"]],
    ["everyone, in other letters", { aws: "*" }, ["*"], [".aws"]],
    ["no everyone among services", { Service: "*" }, ["Service:*"], [".Service"]],
    ["no everyone among look-alikes", { AWSX: "*", XAWS: "*" }, ["AWSX:*", "XAWS:*"], [".AWSX", ".XAWS"]],
    [
      "principals of two kinds",
      { AWS: "a", Service: ["s", "t"] },
      ["AWS:a", "Service:s", "Service:t"],
      [".AWS", ".Service[0]", ".Service[1]"],
    ],
    ["one of AWS that is not known", { AWS: ["a", unknownString] }, ["AWS:a", unknown], [".AWS[0]", ".AWS[1]"]],
    ["those of AWS that are not known", { AWS: unknownString }, [unknown], [".AWS"]],
    ["a look-alike that is not known", { AWSX: unknownString, XAWS: unknownString }, ["AWSX:", "XAWS:"], [".AWSX", ".XAWS"]],
    ["a service that is not known", { Service: [unknownString] }, ["Service:"], [".Service[0]"]],
    ["services that are not known", { Service: unknownString }, ["Service:"], [".Service"]],
    ["nobody of a kind", { AWS: null, Service: "s" }, ["Service:s"], [".Service"]],
    ["nobody", {}, [], []],
    ["whoever is not known", unknownString, unknown, []],
    ["nobody at all", undefined, undefined, []],
  ])("is about %s", (_, Principal, expected, places) => {
    const statement = statementOf({ Principal });
    expect(statement.principals).toEqual(expected);
    expect(places.map((_place, i) => statement.locate(`principals[${i}]`))).toEqual(places.map((p) => `policy.Statement[0].Principal${p}`));
  });

  test("holds under conditions, one an operator and key", () => {
    const { conditions, locate } = statementOf({
      Condition: { Bool: { a: true }, StringEquals: { "b:c": ["x", unknownString], d: unknownString, e: null } },
    });
    expect(conditions).toEqual([
      { operator: "Bool", key: "a", values: ["true"] },
      { operator: "StringEquals", key: "b:c", values: ["x", unknown] },
      { operator: "StringEquals", key: "d", values: unknown },
      { operator: "StringEquals", key: "e", values: [] },
    ]);
    const paths = [
      "conditions",
      "conditions[0]",
      "conditions[0].values[0]",
      "conditions[1]",
      "conditions[1].values[1]",
      "conditions[2].values",
    ];
    const places = ["", ".Bool.a", ".Bool.a", '.StringEquals["b:c"]', '.StringEquals["b:c"][1]', ".StringEquals.d"];
    expect(paths.map(locate)).toEqual(places.map((place) => `policy.Statement[0].Condition${place}`));
  });
  test.each<[string, unknown, unknown]>([
    ["is not known", unknownString, unknown],
    ["is a text", "x", []],
    ["is left out", undefined, []],
    ["has an operator that is not known", { Bool: unknownString }, [{ operator: "Bool", key: "", values: unknown }]],
    ["has an operator without keys", { Bool: "x" }, []],
  ])("whose condition %s", (_, Condition, expected) => expect(statementOf({ Condition }).conditions).toEqual(expected));
  test("an operator that is not known has a place", () =>
    expect(statementOf({ Condition: { Bool: unknownString } }).locate("conditions[0]")).toBe("policy.Statement[0].Condition.Bool"));
});

test("an element is read in any letter case, and reported as it is usually written where it is missing", () => {
  expect(element({ Sid: "a", ACTION: "b" }, "action")).toEqual(["ACTION", "b"]);
  const missing = ["statement", "version", "effect", "action"].map((name) => element({ Sid: "a" }, name));
  expect(missing).toEqual(["Statement", "Version", "Effect", "action"].map((name) => [name, undefined]));
});
