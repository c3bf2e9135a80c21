import { describe, expect, test } from "vitest";
import { secretInputs } from "../../src/data/tables.js";
import { toResource } from "../../src/model/resource.js";
import { leaksIn } from "../../src/secrets/texts/leaks.js";
import { harmless } from "./harmless.js";
import { type Example, leaking } from "./leaking.js";
import { mixed } from "./tokens.js";

const find = ([type, inputs]: Example) => {
  const resource = toResource({ urn: `urn:pulumi:dev::test::${type}::it`, type, inputs });
  return leaksIn(resource.inputs, secretInputs()[resource.type] ?? []).found;
};

describe("a secret in plaintext is found", () => {
  test.each(Object.entries(leaking))("%s", (_, example) => expect(find(example)).not.toEqual([]));
});
describe("what only looks like one is left alone", () => {
  test.each(Object.entries(harmless))("%s", (_, example) => expect(find(example)).toEqual([]));
});
describe("where it is", () => {
  test.each([
    [
      "containerDefinitions",
      JSON.stringify([
        {
          environment: [
            { name: "A", value: "b" },
            { name: "DB_PASSWORD", value: "bw9MqLdis87PUHEW" },
          ],
        },
      ]),
      "containerDefinitions[0].environment[1].value",
    ],
    ["body", JSON.stringify({ a: JSON.stringify({ "b.c": { password: "bw9MqLdis87PUHEW" } }) }), 'body.a["b.c"].password'],
    ["body", `{"a": "DB_PASSWORD=bw9MqLdis87PUHEW"}`, "body.a"],
  ])("in the JSON text of %s", (input, text, path) =>
    expect(find(["aws:x/y:Z", { [input]: text }]).map((leak) => leak.path)).toEqual([path]),
  );
});
describe("the name that it is under", () => {
  const says = (inputs: Example[1]) => find(["aws:x/y:Z", inputs]).map((leak) => leak.description);
  const plain = "a plaintext value whose name suggests a secret";
  const variable = (name: string) => ({ environment: [{ name, value: "bw9MqLdis87PUHEW" }] });
  test("is said, where the path does not end in it", () => {
    expect(says(variable("DB_PASSWORD"))).toEqual(["a plaintext value under the name DB_PASSWORD, which suggests a secret"]);
    expect(says({ command: ["app", "--password", "hunter"] })).toEqual([
      "a plaintext value under the name --password, which suggests a secret",
    ]);
    expect(says(variable(`${"A".repeat(60)}_PASSWORD`))).toEqual([
      `a plaintext value under the name ${"A".repeat(60)}…, which suggests a secret`,
    ]);
  });
  test("is not said twice, nor where it may be a credential itself", () => {
    expect(says({ dbPassword: "hunter", "a.password": "hunter", password: { S: "hunter" } })).toEqual([plain, plain, plain]);
    expect(says(variable(`${mixed(30)}_PASSWORD`))).toEqual([plain]);
    expect(says(variable("db password"))).toEqual([plain]);
  });
});
