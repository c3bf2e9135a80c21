/** Every case in @pulumi/aws-native with one input more that is not known yet: no violation passes, and what is right is no violation. */
import { beforeAll, expect, test } from "vitest";
import { load, type Sources } from "../../../scripts/docs/load.mjs";
import { signatureKey, unknownString } from "../../../src/model/value.js";
import { invert, ofOneProperty } from "./invert.js";

let sources: Sources;
beforeAll(async () => {
  sources = await load();
}, 120_000);

type Raw = Readonly<Record<string, unknown>>;
const isReference = (value: unknown): boolean => typeof value === "object" && value !== null && value.constructor.name === "Reference";

function* blurMap(map: Raw): Iterable<Raw> {
  for (const [key, value] of Object.entries(map)) for (const blurred of blurValue(value)) yield { ...map, [key]: blurred };
}

function* blurValue(value: unknown): Iterable<unknown> {
  if (value === unknownString || isReference(value)) return;
  yield unknownString;
  if (Array.isArray(value))
    for (const [i, item] of value.entries())
      for (const one of blurValue(item)) yield value.map((other: unknown, j) => (i === j ? one : other));
  else if (typeof value === "object" && value !== null && !(signatureKey in value)) yield* blurMap(value as Raw);
}

test("no verdict becomes its opposite", { timeout: 240_000 }, () => {
  const wrong: string[] = [];
  let count = 0;
  for (const { id, rule } of sources.allRules) {
    const own = sources.collected.get(id)?.cases as
      | { readonly ofLiterals?: true; pass: readonly unknown[]; fail: readonly unknown[] }
      | undefined;
    if (own === undefined || ofOneProperty.has(id) || /^(style|waivers|plan)-/.test(id)) continue;
    const mayPass = own.ofLiterals === true || rule.ignoresUnknown === true;
    for (const want of ["pass", "fail"] as const)
      for (const [i, one] of own[want].entries()) {
        const mock = sources.toMock(rule, one);
        if (mock.of.some(({ options }) => Object.keys(options).length > 0)) continue;
        const native = mock.of.map((spec) => ({ spec, found: invert(spec.type, { ...spec.inputs }) }));
        for (const [at, { spec, found }] of native.entries()) {
          if (found === undefined) continue;
          for (const inputs of blurMap(found.inputs)) {
            count++;
            const of = native.map((other, j) =>
              j === at ? { ...spec, type: found.type, inputs } : other.found === undefined ? other.spec : { ...other.spec, ...other.found },
            );
            const seen = sources.evaluateMock(id, rule, { ...mock, of });
            const fails = seen.filter(({ outcome, message }) => outcome === "fail" && !message.endsWith("yet denies it"));
            const isPass = seen.length === 0;
            if (want === "pass" && fails.length > 0) wrong.push(`${id} pass[${i}] fails: ${fails[0]?.message}: ${JSON.stringify(of)}`);
            if (want === "fail" && isPass && !mayPass) wrong.push(`${id} fail[${i}] passes: ${JSON.stringify(of)}`);
          }
        }
      }
  }
  console.log(`${count} cases`);
  expect(wrong).toEqual([]);
  expect(count).toBeGreaterThan(3000);
});
