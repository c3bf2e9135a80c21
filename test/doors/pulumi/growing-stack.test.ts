import fc from "fast-check";
import { expect, test } from "vitest";
import { growingStack } from "../../../src/doors/pulumi/growing-stack.js";
import { startSoFar } from "../../../src/doors/pulumi/so-far.js";
import { indexRules } from "../../../src/engine/evaluate.js";
import { rule } from "../../../src/language/rule.js";
import type { View } from "../../../src/language/view.js";
import { toResource } from "../../../src/model/resource.js";
import { toStack } from "../../../src/model/stack.js";

const identity = { name: "dev", project: "shop", today: "2026-01-01", config: undefined };
const urn = (type: string, name: string) => `urn:pulumi:dev::shop::${type}::${name}`;
const made = (type: string, name: string, more: object = {}) => toResource({ urn: urn(type, name), type, name, ...more });
const [role, bucket] = ["aws:iam/role:Role", "aws:s3/bucket:Bucket"];

test("it is what a stack made of all resources is, whatever was asked in between", () => {
  const step = fc.record({
    type: fc.constantFrom(role, bucket, "a:b:C"),
    name: fc.constantFrom("x", "y", "z"),
    value: fc.nat(9),
    ask: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const grown = growingStack();
      for (const { type, name, value, ask } of steps) {
        grown.put(made(type, name, { inputs: { value } }));
        const stack = grown.stack(identity);
        if (ask) stack.byType.get(type);
        const whole = toStack([...grown.resources.values()], { ...identity, isPartial: true });
        expect([...stack.byUrn]).toEqual([...whole.byUrn]);
        expect([...stack.byType]).toEqual([...whole.byType]);
        expect(stack.resources).toEqual(whole.resources);
      }
    }),
    { numRuns: 50 },
  );
});

test("what is found out about it stays until something comes that was asked for", () => {
  const grown = growingStack();
  grown.put(made(role, "a"));
  const first = grown.stack(identity);
  expect(first.byType.get(role)).toHaveLength(1);
  grown.put(made(bucket, "b"));
  expect(grown.stack(identity)).toBe(first);
  grown.put(made(role, "c"));
  const second = grown.stack(identity);
  expect(second).not.toBe(first);
  expect(second.byUrn.has(urn(bucket, "d"))).toBe(false);
  grown.put(made(bucket, "d"));
  expect(grown.stack(identity)).not.toBe(second);
});

/** How many resources rules look at in an update of so many buckets and a few roles, each of which a rule compares with all others. */
function looks(count: number): number {
  let looked = 0;
  const roles: View<object> = {
    view: "roles",
    scope: "stack",
    early: true,
    types: [role],
    *of(resource, { stack }) {
      for (const _ of stack?.byType.get(role) ?? []) looked++;
      yield { resource, path: "", value: {} };
    },
  };
  const about = { title: "x", severity: "high", fix: "Do it.", docs: "https://docs.aws.amazon.com/x" } as const;
  const index = indexRules([{ id: "x-x", rule: rule(roles, { ...about, check: () => undefined }), options: {} }]);
  const soFar = startSoFar();
  const add = (type: string, name: string): void => {
    soFar.add({ urn: urn(type, name), type, name });
    soFar.evaluate(index, urn(type, name), identity, new Set());
  };
  for (let i = 0; i < count; i++) {
    add(bucket, `b${i}`);
    if (i % (count / 10) === 0) add(role, `r${i}`);
  }
  return looked;
}

test("resources that no rule asks for cost nothing, however many there are", () => {
  expect(looks(1000)).toBe(looks(100));
});
