import { describe, expect, test } from "vitest";
import { toResource } from "../../src/model/resource.js";
import { settledInputs } from "../../src/model/settled.js";
import { toStack } from "../../src/model/stack.js";
import { unknown, unknownString } from "../../src/model/value.js";

const urn = "urn:pulumi:dev::test::aws:redshift/cluster:Cluster::warehouse";
const provider = "urn:pulumi:dev::test::pulumi:providers:aws::mine";
const cluster = (inputs: object, outputs: object = {}, more: object = {}) =>
  toResource({ urn, type: "aws:redshift/cluster:Cluster", inputs: { ...inputs }, outputs: { ...outputs }, provider, ...more });
const stackOf = (version: unknown) =>
  toStack([toResource({ urn: provider, type: "pulumi:providers:aws", inputs: { version } })], {
    name: "dev",
    project: "test",
    today: "2026-07-01",
  });
const by = { encrypted: ["snapshotIdentifier"], publiclyAccessible: [] };

describe("what the program leaves out", () => {
  test("is as the program states, where it states it", () => {
    expect(settledInputs(cluster({ encrypted: "false" }, { encrypted: "true" }), by, undefined)["encrypted"]).toBe("false");
  });
  test("is as the deployed resource has it", () => {
    expect(settledInputs(cluster({ snapshotIdentifier: "x" }, { encrypted: "true" }), by, undefined)["encrypted"]).toBe("true");
    expect(settledInputs(cluster({ encrypted: "" }, { encrypted: "false" }), by, undefined)["encrypted"]).toBe("false");
  });
  test("is unknown before that, where a source decides", () => {
    for (const source of ["x", unknownString])
      expect(settledInputs(cluster({ snapshotIdentifier: source }), by, stackOf("6.66.0"))["encrypted"]).toBe(unknown);
    expect(settledInputs(cluster({ snapshotIdentifier: "x" }, { encrypted: unknownString }), by, undefined)["encrypted"]).toBe(unknown);
  });
  test("is unset where an empty source decides nothing", () => {
    for (const source of ["", null, [], {}])
      expect(settledInputs(cluster({ snapshotIdentifier: source }), by, undefined)["encrypted"]).toBeUndefined();
  });
  test("is left alone where nothing settles it", () => {
    const resource = cluster({ nodeType: "ra3.large" }, { nodeType: "dc2.large", port: 5439 });
    expect(settledInputs(resource, {}, undefined)).toBe(resource.inputs.value);
    expect(settledInputs(resource, by, stackOf("7.48.0"))).toBe(resource.inputs.value);
  });
});

describe("defaults that a major of the provider changed", () => {
  test.each(["6.66.0", "5.42.0", "v6.0.4", "4.0.0-alpha.1"])("version %s is an old one", (version) => {
    expect(settledInputs(cluster({}), by, stackOf(version))).toMatchObject({ publiclyAccessible: true, encrypted: "false" });
  });
  test.each(["7.0.0", "7.20.0", "10.0.0", "", undefined, unknownString, 6])("version %s is not known to be one", (version) => {
    expect(settledInputs(cluster({}), by, stackOf(version))["publiclyAccessible"]).toBeUndefined();
  });
  test("the version is that of the resource's own provider, or is in its name", () => {
    expect(settledInputs(cluster({}, {}, { providerInputs: { version: "6.1.0" } }), by, undefined)["publiclyAccessible"]).toBe(true);
    const named = cluster({}, {}, { provider: provider.replace("mine", "default_6_66_0") });
    expect(settledInputs(named, by, undefined)["publiclyAccessible"]).toBe(true);
    expect(settledInputs(cluster({}, {}, { provider: undefined }), by, undefined)["publiclyAccessible"]).toBeUndefined();
  });
});
