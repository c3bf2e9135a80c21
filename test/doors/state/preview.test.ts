import { describe, expect, test } from "vitest";
import { planIn } from "../../../src/doors/state/plan.js";
import { isPreview } from "../../../src/doors/state/preview.js";
import { isInput, readInput } from "../../../src/doors/state/read.js";
import { readState, stackBefore, stackOfState } from "../../../src/doors/state/state.js";
import { isSecret, unknown, unknownString } from "../../../src/model/value.js";
import { preview, resource, state, step, urn } from "../../cli/fixture.js";

const bucketType = "aws:s3/bucket:Bucket";
const logs = (inputs: object, more: object = {}) => resource(bucketType, "logs", inputs, { id: undefined, outputs: undefined, ...more });
const read = (value: unknown, base?: unknown) =>
  readInput(value, "f", undefined, base === undefined ? undefined : readState(base, "b")).preview?.planned;
const stackOf = (value: unknown, base?: unknown) =>
  stackOfState(readInput(value, "f", undefined, base === undefined ? undefined : readState(base, "b")), "f", "2026-07-01", undefined);
const namesOf = (value: unknown, base?: unknown) => stackOf(value, base).resources.map(({ name }) => name);

describe("a preview is recognized by its content", () => {
  test.each<[string, unknown, boolean]>([
    ["steps", preview([step("create", undefined, logs({}))]), true],
    ["a preview that failed at once", { diagnostics: [{ severity: "error", message: "x" }], duration: 1 }, true],
    ["an empty program", { changeSummary: { same: 1 } }, true],
    ["a state", state([]), false],
    ["steps of something else", { steps: [{ name: "build" }] }, false],
    ["no steps", { steps: [] }, false],
    ["any object", { diagnostics: [] }, false],
    ["a list", [], false],
  ])("%s", (_, value, is) => expect(isPreview(value)).toBe(is));
  test("a plan is known by its manifest and plans, with or without the envelope of a version", () => {
    const plan = { manifest: {}, resourcePlans: {} };
    expect(planIn(plan)).toBe(plan);
    expect(planIn({ version: 1, plan })).toBe(plan);
    expect(planIn({ plan: {} })).toBeUndefined();
    expect([plan, { version: 1, plan }, state([])].every(isInput)).toBe(true);
  });
});

describe("the stack of a preview", () => {
  const before = logs({ bucket: "logs" }, { id: "logs", outputs: { arn: "arn:aws:s3:::logs", acl: "private" } });
  test("has what is created, imported, updated, replaced, read and unchanged, and not what is deleted", () => {
    const named = (name: string) => resource(bucketType, name);
    expect(
      namesOf(
        preview([
          step("create", undefined, named("new")),
          step("import", undefined, named("imported")),
          step("update", named("updated"), named("updated")),
          step("replace", named("replaced"), named("replaced")),
          step("read", undefined, { ...named("read"), external: true }),
          step("same", named("same"), named("same")),
          step("delete", named("deleted"), undefined),
          step("discard", named("forgotten"), undefined),
        ]),
      ),
    ).toEqual(["new", "imported", "updated", "replaced", "read", "same"]);
  });
  test("an unchanged resource has the outputs of before, which the engine does not repeat", () => {
    const [one] = stackOf(preview([step("same", before, logs({ bucket: "logs" }))])).resources;
    expect(one?.outputs.value).toEqual({ id: "logs", arn: "arn:aws:s3:::logs", acl: "private" });
  });
  test("of an updated one they are unknown where the change may touch them", () => {
    const [one] = stackOf(preview([step("update", before, logs({ bucket: "logs" }), { diffReasons: ["acl"] })])).resources;
    expect(one?.outputs.value).toEqual({ id: "logs", arn: "arn:aws:s3:::logs", acl: unknown });
  });
  test("secrets are secret and unknown, unknown values are unknown", () => {
    const [one] = stackOf(
      preview([step("create", undefined, logs({ acl: "[secret]", tags: { A: "[secret]" }, bucket: unknownString }))]),
    ).resources;
    expect(one?.inputs.value).toEqual({ acl: unknown, tags: { A: unknown }, bucket: unknown });
    expect(["acl", "tags.A", "bucket"].map((path) => one && isSecret(one.inputs, path))).toEqual([true, true, false]);
  });
  test("brings parent, dependencies, options and the position in the program", () => {
    const more = {
      parent: "urn:pulumi:dev::shop::my:P::p",
      propertyDependencies: { bucket: ["urn:a"] },
      protect: true,
      sourcePosition: "project:///index.ts#5,10",
    };
    expect(stackOf(preview([step("create", undefined, logs({}, more))])).resources).toMatchObject([
      {
        parent: more.parent,
        propertyDependencies: more.propertyDependencies,
        options: { protect: true },
        source: { file: "index.ts", line: 5 },
      },
    ]);
  });
  test("brings the configuration of the stack, without its secrets", () => {
    expect(stackOf(preview([step("same", before, before)], { config: { "a:b": "x", "a:c": "[secret]" } })).config).toEqual({
      values: { "a:b": "x" },
      secretKeys: new Set(["a:c"]),
    });
  });
  test("as it was has the old states", () => {
    const value = readInput(
      preview([step("update", before, logs({ bucket: "other" })), step("create", undefined, resource(bucketType, "new"))]),
      "f",
      undefined,
    );
    expect(stackBefore(value, "2026-07-01")?.resources.map(({ inputs }) => inputs.value["bucket"])).toEqual(["logs"]);
  });
});

describe("what a preview does to a resource", () => {
  const [old, now] = [logs({ bucket: "a", acl: "private" }), logs({ bucket: "b", acl: "private" })];
  test("an update names the inputs that change: by the engine's reasons, its detailed diff, and the values", () => {
    const more = { diffReasons: ["password"], detailedDiff: { "tags.Name": { kind: "update" }, __defaults: { kind: "add" } } };
    expect(read(preview([step("update", old, now, more)]))?.changes).toMatchObject([
      { operation: "update", keys: ["password", "tags", "bucket"] },
    ]);
  });
  test("a replacement is one change, however many steps it has", () => {
    const planned = read(
      preview([
        step("delete-replaced", old, undefined),
        step("create-replacement", old, now, { replaceReasons: ["bucket"] }),
        step("replace", { ...old, delete: true }, now, { replaceReasons: ["bucket"] }),
      ]),
    );
    expect(planned?.changes).toMatchObject([
      { operation: "replace", replaceKeys: ["bucket"], before: { name: "logs" }, after: { name: "logs" } },
    ]);
  });
  test("an import that is replaced at once is a replacement", () => {
    expect(read(preview([step("import", undefined, old), step("replace", old, now)]))?.changes).toMatchObject([{ operation: "replace" }]);
  });
  test("an import shows the inputs as the provider checked them, where an update follows", () => {
    const steps = [step("import", undefined, logs({ bucket: "a" })), step("update", logs({}), logs({ bucket: "a", forceDestroy: false }))];
    expect(read(preview(steps))?.changes).toMatchObject([{ operation: "import", before: undefined, keys: [] }]);
    expect(stackOf(preview(steps)).resources[0]?.inputs.value).toEqual({ bucket: "a", forceDestroy: false });
  });
  test("what the program does counts, not the refresh before it", () => {
    const refresh = step("refresh", old, old);
    expect(read(preview([refresh, step("update", old, now)]))?.changes).toMatchObject([{ operation: "update" }]);
    expect(read(preview([step("update", old, now), step("same", now, now)]))?.changes).toMatchObject([{ operation: "same" }]);
    expect(read(preview([refresh]))?.changes).toMatchObject([{ operation: "same" }]);
  });
  test("a leftover of an earlier replacement does not count as a deletion", () => {
    const leftover = step("delete", { ...old, delete: true }, undefined);
    expect(read(preview([step("same", old, old), leftover]))?.changes).toMatchObject([{ operation: "same" }]);
    expect(read(preview([leftover]))?.changes).toEqual([]);
  });
});

describe("what a preview does not show", () => {
  const same = step("same", logs({}), logs({}));
  const other = resource("aws:sqs/queue:Queue", "other");
  test("unchanged resources, which the engine counts and does not print", () => {
    expect(read(preview([same], { changeSummary: { same: 3 } }))?.partial).toContain(
      "leaves out 2 unchanged resources: run `pulumi preview",
    );
    expect(read(preview([same], { changeSummary: { same: 1 } }))?.partial).toBeUndefined();
    expect(stackOf(preview([same], { changeSummary: { same: 3 } })).isPartial).toBe(true);
  });
  test("comes from the state before it", () => {
    const value = preview([same, step("delete", resource(bucketType, "gone"), undefined)], { changeSummary: { same: 2 } });
    const base = state([logs({}), other, resource(bucketType, "gone")]);
    expect(namesOf(value, base)).toEqual(["logs", "other"]);
    expect(read(value, base)).toMatchObject({ partial: undefined, changes: [{}, { operation: "delete" }, { operation: "same" }] });
  });
  test("a state of another stack is refused", () => {
    const foreign = { ...other, urn: urn("aws:sqs/queue:Queue", "other", "prod") };
    expect(() => read(preview([same]), state([foreign]))).toThrow("f: is of the stack shop/dev, but the state before it is of shop/prod");
  });
  test.each<[string, Record<string, unknown>, string | undefined]>([
    ["an error", { diagnostics: [{ severity: "error", message: "error: boom\n" }] }, "is incomplete: it ended with an error"],
    ["two errors", { diagnostics: ["a", "b"].map((message) => ({ severity: "error", message })) }, "is incomplete: it ended with 2 errors"],
    ["no summary", { changeSummary: undefined }, "is incomplete: it was interrupted"],
    ["a warning", { diagnostics: [{ severity: "warning", message: "warning: x" }] }, undefined],
    [
      "findings of a pack, after which every resource is there",
      { diagnostics: [{ severity: "error", message: "error: preview failed\n" }] },
      undefined,
    ],
  ])("%s", (_, more, words) => {
    const incomplete = read(preview([same], more))?.incomplete;
    if (words === undefined) expect(incomplete).toBeUndefined();
    else expect(incomplete).toContain(words);
  });
  test.each<[string, unknown, string]>([
    ["no step at all", { duration: 1, diagnostics: [{ severity: "error", message: "x" }] }, "f: has no steps: the preview failed before"],
    ["a step without a URN", preview([{ op: "same", urn: 7 }]), "f: steps[0] has no URN. Write it again with `pulumi preview --json`."],
    ["a step without an operation", preview([{ op: 7, urn: urn(bucketType, "x") }]), "f: steps[0] has no operation"],
    [
      "a malformed resource",
      preview([step("create", undefined, { ...logs({}), inputs: [] })]),
      "f: steps[0].newState has `inputs` that are not",
    ],
  ])("%s is an error", (_, value, words) => expect(() => read(value)).toThrow(words));
});

describe("a plan", () => {
  const goal = (more: object) => ({ type: bucketType, name: "logs", custom: true, inputDiff: {}, ...more });
  const plan = (plans: Record<string, unknown>, config: unknown = {}) => ({ manifest: {}, config, resourcePlans: plans });
  const at = urn(bucketType, "logs");
  const base = state([
    resource(bucketType, "logs", { bucket: "logs", acl: "private", tags: {} }, { sourcePosition: "project:///a.ts#2,1" }),
  ]);
  const update = plan({
    [at]: {
      goal: goal({ inputDiff: { adds: { forceDestroy: true }, updates: { acl: "public-read" }, deletes: ["tags"] } }),
      steps: ["update"],
      state: { arn: "arn:x" },
    },
  });
  test("of a new resource shows all of it", () => {
    const value = plan({
      [at]: { goal: goal({ protect: true, inputDiff: { adds: { bucket: "logs" } } }), steps: ["create"], state: { arn: unknownString } },
    });
    expect(stackOf(value).resources).toMatchObject([
      { name: "logs", external: false, inputs: { value: { bucket: "logs" } }, options: { protect: true } },
    ]);
    expect(read(value)?.partial).toBeUndefined();
  });
  test("of one that exists shows what changes, over its state", () => {
    const [one] = stackOf(update, base).resources;
    expect(one?.inputs.value).toEqual({ bucket: "logs", acl: "public-read", forceDestroy: true });
    expect(one?.source).toMatchObject({ file: "a.ts", line: 2 });
    expect(read(update, base)?.changes).toMatchObject([{ operation: "update", keys: ["acl", "forceDestroy", "tags"] }]);
  });
  test("an update of what the state does not have is an import", () => {
    const other = state([resource(bucketType, "other")]);
    expect(read(update, other)?.changes).toMatchObject([{ operation: "import", after: { external: false } }, { operation: "same" }]);
  });
  test("without the state, such a resource is joined to others and not evaluated", () => {
    expect(stackOf(update).resources).toMatchObject([{ external: true, outputs: { value: { arn: "arn:x" } } }]);
    expect(read(update)?.partial).toContain(
      "shows only what changes of a resource that exists already: give the state before it with --state",
    );
  });
  test("a deletion has no goal", () => {
    const value = plan({ [at]: { steps: ["delete"], state: null } });
    expect(read(value)?.changes).toMatchObject([{ operation: "delete", after: undefined, before: { type: bucketType, name: "logs" } }]);
    expect(read(value, base)?.changes).toMatchObject([{ before: { inputs: { value: { bucket: "logs" } } } }]);
  });
  test("its secrets stay encrypted", () => {
    const value = plan({ [at]: { goal: goal({}), steps: ["create"] } }, { "a:b": { secure: "v1:x" }, "a:c": "x" });
    expect(stackOf(value).config).toEqual({ values: { "a:c": "x" }, secretKeys: new Set(["a:b"]) });
  });
  test("without steps is an error", () => {
    expect(() => read(plan({ [at]: {} }))).toThrow("has no steps. Write it again with `pulumi preview --save-plan`.");
  });
});
