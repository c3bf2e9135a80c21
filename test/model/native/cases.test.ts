/** Every case of every rule, with its resources written in @pulumi/aws-native where all of their inputs have a counterpart: the same is found. */
import { beforeAll, expect, test } from "vitest";
import { load, type Sources } from "../../../scripts/docs/load.mjs";
import type { Mock } from "../../suite.js";
import { ignoredIn, invert } from "./invert.js";

/** It lists the types that may be made: one of another package is another type. */
const byName = new Set(["style-resource-types-allowed"]);

let sources: Sources;
beforeAll(async () => {
  sources = await load();
}, 120_000);

function translated(mock: Mock): Mock | undefined {
  let any = false;
  const of = mock.of.map((spec) => {
    // The outputs of a case are those of its class.
    if (spec.options.external === true || Object.values(spec.options.outputs ?? {}).some((value) => typeof value === "object")) return spec;
    const native = invert(spec.type, { ...spec.inputs });
    if (native === undefined) return spec;
    const ignoreChanges = (spec.options?.ignoreChanges ?? []).map((path) => ignoredIn(spec.type, path));
    if (ignoreChanges.includes(undefined)) return spec;
    any = true;
    return { ...spec, type: native.type, inputs: native.inputs, options: { ...spec.options, ignoreChanges: ignoreChanges as string[] } };
  });
  return any ? { ...mock, of } : undefined;
}

test("a case that is written in @pulumi/aws-native has the same findings", () => {
  const wrong: string[] = [];
  const open = new Map<string, number>();
  let compared = 0;
  let found = 0;
  for (const { id, rule } of sources.allRules) {
    if (byName.has(id)) continue;
    const { cases } = sources.collected.get(id) ?? {};
    for (const want of ["pass", "fail", "unknown", "skip"] as const)
      for (const [i, one] of ((cases?.[want] ?? []) as readonly unknown[]).entries()) {
        const mock = sources.toMock(rule, one);
        const native = translated(mock);
        if (native === undefined) continue;
        compared++;
        const [before, after] = [mock, native].map((given) => sources.evaluateMock(id, rule, given));
        const keys = (list: typeof before, outcome: string): Set<string> =>
          new Set(list?.filter((e) => e.outcome === outcome).map((e) => `${e.resource.name}`));
        const [failed, fails, opens] = [keys(before, "fail"), keys(after, "fail"), keys(after, "unknown")];
        found += failed.size;
        const place = `${id} ${want}[${i}]`;
        for (const name of failed)
          if (!fails.has(name)) {
            if (opens.has(name)) open.set(id, (open.get(id) ?? 0) + 1);
            else wrong.push(`${place}: ${name} is not found: ${JSON.stringify(native.of)}`);
          }
        for (const name of fails)
          if (!failed.has(name)) wrong.push(`${place}: ${name} is found, and is right: ${JSON.stringify(native.of)}`);
        for (const name of keys(before, "unknown"))
          if (!opens.has(name) && !fails.has(name)) wrong.push(`${place}: ${name} is known: ${JSON.stringify(native.of)}`);
        for (const e of after ?? [])
          if (e.outcome === "fail" && e.resource.from !== undefined) wrong.push(`${place}: the finding is about the class`);
      }
  }
  console.log(`${compared} cases compared, ${found} resources with a violation; open instead of found: ${JSON.stringify([...open])}`);
  expect(wrong).toEqual([]);
  expect(compared).toBeGreaterThan(600);
});
