import { describe, expect, test } from "vitest";
import { sourceOf } from "../../../src/doors/state/source.js";
import { readState, stackOfState } from "../../../src/doors/state/state.js";

const urn = "urn:pulumi:acme-prod::shop::my:Parent$aws:s3/bucket:Bucket::logs::x";
const one = (more: object) =>
  readState({ version: 3, deployment: { resources: [{ urn, type: "aws:s3/bucket:Bucket", custom: true, ...more }] } }, "f").resources[0];

const at = (file: string) => ({ file, line: 12, column: 10 });

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
  test("has options off where the state reports nothing", () => {
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
    [
      "an ES module in the folder called like the project",
      { sourcePosition: "project:///file:/home/ci/shop/app/index.mjs#12,10" },
      at("app/index.mjs"),
    ],
    ["with more slashes", { sourcePosition: "project:///file:///home/ci/shop/index.mjs#12,10" }, at("index.mjs")],
    ["escaped twice", { sourcePosition: "project:///file%3A/home/ci/shop/my%2520app.mjs#12,10" }, at("my app.mjs")],
    ["behind the folder that it runs in", { sourcePosition: "project:///app/file:/home/ci/shop/app/index.mjs#12,10" }, at("app/index.mjs")],
    ["on Windows", { sourcePosition: "project:///file:/C:/work/shop/index.mjs#12,10" }, at("index.mjs")],
    ["the innermost folder of the name", { sourcePosition: "project:///file:/shop/src/shop/index.mjs#12,10" }, at("index.mjs")],
    ["an ES module anywhere", { sourcePosition: "project:///file:/home/ci/build/index.mjs#12,10" }, undefined],
    ["a file called like the project", { sourcePosition: "project:///file:/home/ci/shop#12,10" }, undefined],
    [
      "an ES module of a library, then of the program",
      {
        sourcePosition: "project:///file:/home/ci/shop/node_modules/x/i.mjs#1,1",
        stackTrace: [
          { sourcePosition: "project:///node:internal/modules/run#3,3" },
          { sourcePosition: "project:///file:/b/shop/a.mjs#12,10" },
        ],
      },
      at("a.mjs"),
    ],
    ["beside the project", { sourcePosition: "project:///../shared/x.ts#12,10" }, at("../shared/x.ts")],
    ["of the machine it was built on", { sourcePosition: "project:///../../../../usr/lib/python3/x.py#12,10" }, undefined],
    ["from the root of a disk", { sourcePosition: "project:////home/ci/shop/x.ts#12,10" }, undefined],
    ["of another kind", { sourcePosition: "file:///etc/passwd#1,1", stackTrace: [null, 7, {}] }, undefined],
    ["of a wrong type", { sourcePosition: 7, stackTrace: "x" }, undefined],
  ])("its source: %s", (_, more, source) => {
    expect(one(more)?.source).toEqual(source);
  });
});

describe("a source, seen from the project that lies there", () => {
  const around = { has: (file: string) => ["infra/index.mjs", "index.mjs", "lib/a.mjs"].includes(file), depth: 1 };
  test.each<[string, string | undefined]>([
    ["file:/home/ci/whatever/lib/a.mjs", "lib/a.mjs"],
    ["file:/home/ci/infra/index.mjs", "infra/index.mjs"],
    ["file:/home/ci/deploy/index.mjs", "index.mjs"],
    ["file:/home/ci/deploy/other.mjs", undefined],
    ["../shared/x.ts", "../shared/x.ts"],
    ["../../shared/x.ts", undefined],
  ])("%s", (given, file) => {
    expect(
      sourceOf({ sourcePosition: `project:///${given}#12,10` }, "urn:pulumi:dev::shop::aws:s3/bucket:Bucket::logs", around)?.file,
    ).toBe(file);
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
