/** Every case of every rule, with its resources written in @pulumi/aws-native where all of their inputs have a counterpart: the same is found. */
import { beforeAll, expect, test } from "vitest";
import { load, type Sources } from "../../../scripts/docs/load.mjs";
import { signatureKey, unknownString } from "../../../src/model/value.js";
import { Reference } from "../../../src/testing/case.js";
import type { Mock } from "../../suite.js";
import { ignoredIn, invert, ofOneProperty } from "./invert.js";

/** It lists the types that may be made: one of another package is another type. */
const byName = new Set(["style-resource-types-allowed"]);

let sources: Sources;
beforeAll(async () => {
  sources = await load();
}, 120_000);

/** Which resources of a case are written in the other provider. */
const ways = {
  all: () => true,
  "the first": (i: number) => i === 0,
  "all but the first": (i: number) => i > 0,
} as const;

function translated(mock: Mock, isChosen: (i: number) => boolean): Mock | undefined {
  let any = false;
  const of = mock.of.map((spec, i) => {
    if (!isChosen(i)) return spec;
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

/** Rules about what a preview does: a translated case has no operations. */
const aboutThePlan = /^plan-/;

test.each(Object.entries(ways))("a case of which %s is written in @pulumi/aws-native has the same findings", (way, isChosen) => {
  const wrong: string[] = [];
  const open = new Map<string, number>();
  let compared = 0;
  let found = 0;
  for (const { id, rule } of sources.allRules) {
    if (byName.has(id) || ofOneProperty.has(id) || aboutThePlan.test(id)) continue;
    const { cases } = sources.collected.get(id) ?? {};
    for (const want of ["pass", "fail", "unknown", "skip"] as const)
      for (const [i, one] of ((cases?.[want] ?? []) as readonly unknown[]).entries()) {
        const mock = sources.toMock(rule, one);
        const native = translated(mock, isChosen);
        if (native === undefined || (way !== "all" && mock.of.length < 2)) continue;
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
  expect(compared).toBeGreaterThan(way === "all" ? 1500 : 150);
});

/** A value of a template: what refers to another resource, or is not known, as a function. `undefined` where a template has no form for it. */
function inTemplate(value: unknown): unknown {
  if (value instanceof Reference || (typeof value === "object" && value !== null && value.constructor.name === "Reference"))
    return { Ref: (value as Reference).name };
  if (value === unknownString) return { "Fn::ImportValue": "elsewhere" };
  if (Array.isArray(value)) return value.map(inTemplate);
  if (typeof value !== "object" || value === null) return value;
  if (signatureKey in value) throw new Error("a secret");
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, inTemplate(one)]));
}

/** The case as one stack of CloudFormation, and each resource by itself where none refers to another. */
function asTemplate(mock: Mock): { Resources: Record<string, { Type: string; Properties: unknown }> } | undefined {
  const Resources: Record<string, { Type: string; Properties: unknown }> = {};
  for (const spec of mock.of) {
    // Outputs and options are those of a resource of its own.
    if (Object.keys(spec.options).length > 0) return undefined;
    const native = invert(spec.type, { ...spec.inputs }, "cloudformation");
    if (native === undefined) return undefined;
    try {
      Resources[spec.name] = { Type: native.type, Properties: inTemplate(native.inputs) };
    } catch {
      return undefined;
    }
  }
  return { Resources };
}

/** Rules about the name of a resource, its package, its options, or the whole text of the template. */
const aboutTheStack = /^(style|protect|tags|secrets|waivers|plan)-/;

test("a case that is written as a template of CloudFormation has the same findings", () => {
  const wrong: string[] = [];
  let compared = 0;
  for (const { id, rule } of sources.allRules) {
    if (aboutTheStack.test(id) || ofOneProperty.has(id)) continue;
    const { cases } = sources.collected.get(id) ?? {};
    for (const want of ["pass", "fail"] as const)
      for (const [i, one] of ((cases?.[want] ?? []) as readonly unknown[]).entries()) {
        const mock = sources.toMock(rule, one);
        const template = asTemplate(mock);
        if (template === undefined) continue;
        compared++;
        const spec = {
          type: "aws:cloudformation/stack:Stack",
          name: "st",
          inputs: { templateBody: JSON.stringify(template) },
          options: {},
        };
        const before = sources.evaluateMock(id, rule, mock);
        const after = sources.evaluateMock(id, rule, { ...mock, of: [spec] });
        const names = new Set(before.filter(({ outcome }) => outcome === "fail").map(({ resource }) => resource.name));
        const found = after.filter(({ outcome }) => outcome === "fail");
        const open = after.some(({ outcome }) => outcome === "unknown");
        const inside = new Set(
          found.map(({ path }) => /^templateBody\.Resources(?:\.([\w-]+)|\["([^"]+)"\])/.exec(path)).map((m) => m?.[1] ?? m?.[2] ?? ""),
        );
        const same = [...names].every((name) => inside.has(name) || open) && [...inside].every((name) => names.has(name));
        if (!same)
          wrong.push(
            `${id} ${want}[${i}]: ${[...names]} but ${found.map(({ path, message }) => `${path} ${message}`)}: ${JSON.stringify(template)}`,
          );
      }
  }
  console.log(`${compared} cases compared`);
  expect(wrong).toEqual([]);
  expect(compared).toBeGreaterThan(800);
});
