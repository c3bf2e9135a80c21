import { describe, expect, test } from "vitest";
import { readState, stackOfState } from "../../src/check/state.js";

const urn = "urn:pulumi:acme-prod::shop::my:Parent$aws:s3/bucket:Bucket::logs::x";
const one = (more: object) =>
  readState({ version: 3, deployment: { resources: [{ urn, type: "aws:s3/bucket:Bucket", custom: true, ...more }] } }, "f").resources[0];

describe("a resource of a state", () => {
  test("brings all that rules may ask", () => {
    const read = one({
      id: "logs-1",
      inputs: { bucket: "logs-1" },
      outputs: { arn: "arn:x" },
      parent: "urn:pulumi:acme-prod::shop::my:Parent::p",
      provider: "urn:pulumi:acme-prod::shop::pulumi:providers:aws::default_7::0b1c-2d",
      dependencies: ["urn:a", 7],
      propertyDependencies: { bucket: ["urn:a", null], odd: "x" },
      protect: true,
      retainOnDelete: true,
      ignoreChanges: ["tags"],
      additionalSecretOutputs: ["arn"],
      external: true,
      sourcePosition: "project:///a/b.py#10,3",
    });
    expect(read).toEqual({
      urn,
      type: "aws:s3/bucket:Bucket",
      custom: true,
      external: true,
      inputs: { bucket: "logs-1" },
      outputs: { id: "logs-1", arn: "arn:x" },
      parent: "urn:pulumi:acme-prod::shop::my:Parent::p",
      provider: "urn:pulumi:acme-prod::shop::pulumi:providers:aws::default_7",
      dependencies: ["urn:a"],
      propertyDependencies: { bucket: ["urn:a"], odd: [] },
      options: { protect: true, retainOnDelete: true, ignoreChanges: ["tags"], additionalSecretOutputs: ["arn"] },
      source: { file: "a/b.py", line: 10, column: 3 },
    });
  });
  test("has options off where the state says nothing", () => {
    expect(one({})?.options).toEqual({ protect: false, retainOnDelete: false, ignoreChanges: [], additionalSecretOutputs: [] });
  });
  test.each<[string, object, unknown]>([
    ["nothing", {}, undefined],
    ["a position", { sourcePosition: "project:///index.ts#5,10" }, { file: "index.ts", line: 5, column: 10 }],
    ["without a column", { sourcePosition: "project:///index.ts#5" }, { file: "index.ts", line: 5, column: 1 }],
    ["escaped", { sourcePosition: "project:///my%20app/%C3%BC.ts#5,1" }, { file: "my app/ü.ts", line: 5, column: 1 }],
    ["badly escaped", { sourcePosition: "project:///100%.ts#5,1" }, { file: "100%.ts", line: 5, column: 1 }],
    [
      "of a library, then of the program",
      { stackTrace: [{ sourcePosition: "project:///node_modules/x/i.js#1,1" }, { sourcePosition: "project:///app.ts#2,2" }] },
      { file: "app.ts", line: 2, column: 2 },
    ],
    [
      "of a virtual environment only",
      { stackTrace: [{ sourcePosition: "project:///.venv/lib/x.py#1,1" }, { sourcePosition: "project:///venv/site-packages/y.py#1,1" }] },
      undefined,
    ],
    ["of another kind", { sourcePosition: "file:///etc/passwd#1,1", stackTrace: [null, 7, {}] }, undefined],
    ["of a wrong type", { sourcePosition: 7, stackTrace: "x" }, undefined],
  ])("its source: %s", (_, more, source) => {
    expect(one(more)?.source).toEqual(source);
  });
});

describe("a state", () => {
  test("is that of the stack in its URNs, or of the file backend's name where it is empty", () => {
    const { name, project, resources } = stackOfState(
      readState({ deployment: { resources: [{ urn, type: "aws:s3/bucket:Bucket", custom: true }] } }, "f"),
      "f",
      "2026-07-01",
      undefined,
    );
    expect({ name, project, resource: resources[0]?.name }).toEqual({ name: "acme-prod", project: "shop", resource: "logs::x" });
    expect(readState({ checkpoint: { stack: "organization/shop/dev" } }, "f")).toEqual({ stack: "dev", project: "shop", resources: [] });
    expect(readState({ checkpoint: { stack: "dev" } }, "f")).toEqual({ stack: "dev", project: "", resources: [] });
    expect(readState({ deployment: {} }, "f")).toEqual({ stack: "", project: "", resources: [] });
  });
});
