import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { indexRules } from "../../src/engine/evaluate.js";
import { layOver, remediate } from "../../src/engine/remediation.js";
import { atLeast } from "../../src/language/pattern.js";
import { type Rule, rule } from "../../src/language/rule.js";
import type { RawResource } from "../../src/model/resource.js";
import { ReadError, signatureKey, signatures, unknownString } from "../../src/model/value.js";

const secret = (value: unknown) => ({ [signatureKey]: signatures.secret, value });
const output = (more: object) => ({ [signatureKey]: signatures.output, ...more });

describe("layOver", () => {
  test("sets what differs and keeps the rest, internal keys too", () => {
    const raw = { a: 1, b: { c: 2, __defaults: ["c"] }, __defaults: ["a"] };
    expect(layOver(raw, { b: { d: 3 } })).toEqual({ a: 1, b: { c: 2, d: 3, __defaults: ["c"] }, __defaults: ["a"] });
    expect(raw).toEqual({ a: 1, b: { c: 2, __defaults: ["c"] }, __defaults: ["a"] });
  });
  test("gives the same object where nothing changes", () => {
    const raw = { a: 1, b: { c: [1, 2] }, s: secret({ x: 1 }), o: output({ value: "v" }) };
    for (const change of [{}, { a: 1 }, { b: { c: [1, 2] } }, { s: { x: 1 } }, { o: "v" }, { z: undefined }])
      expect(layOver(raw, change)).toBe(raw);
  });
  test("looks through the wrappers of secrets and outputs, and keeps them", () => {
    expect(layOver({ tags: secret({ A: "a" }) }, { tags: { B: "b" } })).toEqual({ tags: secret({ A: "a", B: "b" }) });
    expect(layOver({ tags: output({ value: secret({ A: "a" }), dependencies: [] }) }, { tags: { B: "b" } })).toEqual({
      tags: output({ value: secret({ A: "a", B: "b" }), dependencies: [] }),
    });
    expect(layOver({ on: secret(false) }, { on: true })).toEqual({ on: secret(true) });
  });
  test.each([unknownString, output({}), output({ secret: true }), secret(unknownString), output({ value: unknownString })])(
    "leaves alone what is not known yet: %j",
    (open) => {
      const raw = { a: open };
      expect(layOver(raw, { a: true })).toBe(raw);
      expect(layOver(raw, { a: { b: true } })).toBe(raw);
      expect(layOver(raw, { a: true, c: 1 })).toEqual({ a: open, c: 1 });
    },
  );
  test("opens the list of one that a block was in older versions of the provider", () => {
    const raw = { block: [{ a: 1 }] };
    expect(layOver(raw, { block: { b: 2 } })).toEqual({ block: [{ a: 1, b: 2 }] });
    expect(layOver(raw, { block: { a: 1 } })).toBe(raw);
  });
  test("replaces what is of another kind", () => {
    expect(layOver({ a: "text", b: [1, 2], c: null }, { a: { x: 1 }, b: { y: 2 }, c: { z: 3 } })).toEqual({
      a: { x: 1 },
      b: { y: 2 },
      c: { z: 3 },
    });
    expect(layOver({ a: { x: 1 } }, { a: false })).toEqual({ a: false });
  });
  test("a key named like a prototype is a key", () => {
    const mended = layOver(JSON.parse('{"a": {}}'), JSON.parse('{"a": {"__proto__": {"x": 1}, "constructor": 2}}')) as { a: object };
    expect(Object.keys(mended.a)).toEqual(["__proto__", "constructor"]);
    expect(({} as { x?: number }).x).toBeUndefined();
  });
  test("merged over twice is merged over once, and what was set is there", () => {
    const map = fc.dictionary(fc.string({ minLength: 1, maxLength: 3 }), fc.jsonValue({ maxDepth: 2 }));
    fc.assert(
      fc.property(map, map, (raw, change) => {
        const once = layOver(raw, change);
        expect(layOver(once, change)).toBe(once);
        for (const key of Object.keys(raw)) if (!Object.hasOwn(change, key)) expect((once as Record<string, unknown>)[key]).toBe(raw[key]);
      }),
    );
  });
});

describe("remediate", () => {
  const about = { title: "Something holds", severity: "low", fix: "Do it.", docs: "https://docs.aws.amazon.com/x" } as const;
  const kept = rule("s3.Bucket", { ...about, require: { forceDestroy: false, versioning: { enabled: true } }, remediate: true });
  const tagged = rule("s3.Bucket", {
    ...about,
    options: { owner: "nobody" },
    check: (b) => b.tags?.["Owner"] === undefined && "has no owner",
    remediate: (b, { options }) => ({ tags: { Owner: options.owner, Of: b.bucket } }),
  });
  const indexOf = (rules: Record<string, Rule>) =>
    indexRules(Object.entries(rules).map(([id, r]) => ({ id, rule: r, options: id === "tagged" ? { owner: "me" } : {} })));
  const raw = (inputs: Record<string, unknown>): RawResource => ({
    urn: "urn:pulumi:dev::p::aws:s3/bucket:Bucket::b",
    type: "aws:s3/bucket:Bucket",
    inputs,
  });
  const setting = { environments: new Set<string>(), today: "2026-07-01", stack: undefined };
  const mend = (rules: Record<string, Rule>, inputs: Record<string, unknown>) =>
    remediate(indexOf(rules), raw(inputs), setting, () => true);

  test("every step holds the whole inputs, on top of the step before", () => {
    expect(mend({ kept, tagged }, { bucket: "b", forceDestroy: true, __defaults: ["acl"] })).toEqual([
      { rule: "kept", inputs: { bucket: "b", forceDestroy: false, versioning: { enabled: true }, __defaults: ["acl"] } },
      {
        rule: "tagged",
        inputs: { bucket: "b", forceDestroy: false, versioning: { enabled: true }, tags: { Owner: "me", Of: "b" }, __defaults: ["acl"] },
      },
    ]);
  });
  test("nothing where nothing breaks, where it is open, or what it would read is unknown", () => {
    expect(mend({ kept, tagged }, { bucket: "b", forceDestroy: false, versioning: { enabled: true }, tags: { Owner: "x" } })).toEqual([]);
    expect(mend({ tagged }, { bucket: "b", tags: unknownString })).toEqual([]);
    expect(mend({ tagged }, { bucket: unknownString })).toEqual([]);
  });
  test("what is unknown stays so while the rest is mended", () => {
    expect(mend({ kept }, { forceDestroy: unknownString, versioning: { enabled: false } })).toEqual([
      { rule: "kept", inputs: { forceDestroy: unknownString, versioning: { enabled: true } } },
    ]);
  });
  test("only at the level, only of this type, and only with fixed values", () => {
    expect(remediate(indexOf({ kept }), raw({}), setting, () => false)).toEqual([]);
    const vague = rule("s3.Bucket", { ...about, require: { lifecycleRules: atLeast(1) as never }, remediate: true });
    expect(mend({ vague }, {})).toEqual([]);
    const other = rule("sqs.Queue", { ...about, require: { delaySeconds: 1 }, remediate: true });
    expect(mend({ other }, {})).toEqual([]);
  });
  test("a rule that crashes, evaluating or mending, changes nothing and stops no other", () => {
    const crash = (): never => {
      throw new TypeError("no");
    };
    const judging = rule("s3.Bucket", { ...about, check: crash, remediate: () => ({ a: 1 }) });
    const mending = rule("s3.Bucket", { ...about, check: () => "breaks", remediate: crash });
    expect(mend({ judging, mending, kept }, { versioning: { enabled: true }, forceDestroy: true }).map((step) => step.rule)).toEqual([
      "kept",
    ]);
  });
  test("properties that cannot be read are an error, not nothing to mend", () => {
    let deep: unknown = 1;
    for (let i = 0; i < 200; i++) deep = [deep];
    expect(() => mend({ kept }, { deep })).toThrow(ReadError);
  });
});
