/** Whole states, with every resource that has a counterpart written in @pulumi/aws-native: the same is found. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { state } from "../../../bench/stack.mjs";
import { evaluateStack, indexRules } from "../../../src/engine/evaluate.js";
import { type RawResource, toResource } from "../../../src/model/resource.js";
import { toStack } from "../../../src/model/stack.js";
import { isList, isMap, unknown, unknownString, type Value } from "../../../src/model/value.js";
import { allRules } from "../../../src/rules/index.js";
import { overShared, shared } from "../../shared.js";
import { ignoredIn, invertMost } from "./invert.js";

const index = indexRules(allRules.map(({ id, rule }) => ({ id, rule, options: rule.options })));

function found(resources: readonly RawResource[], outcome: string): Set<string> {
  const stack = toStack(resources.map(toResource), { name: "dev", project: "corpus", today: "2026-07-01" });
  return new Set(
    evaluateStack(index, stack, new Set())
      .filter((e) => e.outcome === outcome)
      .map((e) => `${e.rule} ${e.resource.urn}`),
  );
}

const wire = (value: Value): unknown =>
  value === unknown
    ? unknownString
    : isList(value)
      ? value.map(wire)
      : isMap(value)
        ? Object.fromEntries(Object.entries(value).map(([k, v]) => [k, wire(v)]))
        : value;

/** Both forms of the same state: with the inputs that both have. */
function bothForms(resources: readonly RawResource[]): { classic: RawResource[]; native: RawResource[]; count: number } {
  let count = 0;
  const pairs = resources.map((raw): [RawResource, RawResource] => {
    const read = toResource(raw);
    // Values are read from the model, in the newest shapes, where a secret is none any more.
    const most =
      raw.external === true || read.inputs.secrets.size > 0
        ? undefined
        : invertMost(read.type, wire(read.inputs.value) as Record<string, unknown>);
    if (most === undefined) return [raw, raw];
    count++;
    return [
      { ...raw, type: read.type, inputs: most.inputs, outputs: withoutThose(raw.outputs ?? {}, raw.inputs ?? {}, most.inputs) },
      {
        ...raw,
        type: most.native.type,
        inputs: most.native.inputs,
        propertyDependencies: Object.fromEntries(
          Object.entries(raw.propertyDependencies ?? {}).map(([name, urns]) => [ignoredIn(read.type, name) ?? name, urns]),
        ),
      },
    ];
  });
  return { classic: pairs.map(([one]) => one), native: pairs.map(([, other]) => other), count };
}

/** The outputs without those of inputs that were left out. */
const withoutThose = (outputs: object, before: object, after: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(outputs).filter(([name]) => !Object.hasOwn(before, name) || Object.hasOwn(after, name)));

function compare(states: ReadonlyMap<string, readonly RawResource[]>): {
  wrong: string[];
  count: number;
  same: number;
  open: Map<string, number>;
} {
  const wrong: string[] = [];
  const open = new Map<string, number>();
  let count = 0;
  let same = 0;
  for (const [file, resources] of states) {
    const forms = bothForms(resources);
    count += forms.count;
    const [before, after, opens] = [found(forms.classic, "fail"), found(forms.native, "fail"), found(forms.native, "unknown")];
    for (const one of before) {
      const rule = one.split(" ")[0] ?? "";
      if (after.has(one)) same++;
      else if (opens.has(one)) open.set(rule, (open.get(rule) ?? 0) + 1);
      else wrong.push(`${file}: not found: ${one}`);
    }
    for (const one of after) if (!before.has(one)) wrong.push(`${file}: found: ${one}`);
  }
  return { wrong, count, same, open };
}

/** The resources of a state: the program's inputs, with the id among the outputs. */
function resourcesOf({
  deployment,
  checkpoint,
}: {
  deployment?: { resources: readonly Exported[] };
  checkpoint?: { latest: { resources: readonly Exported[] } };
}): RawResource[] {
  return (
    (deployment ?? checkpoint?.latest)?.resources.map(({ id, protect, sourcePosition: _, provider: __, ...raw }) => ({
      ...raw,
      outputs: { ...raw.outputs, ...(id !== undefined && { id }) },
      options: { protect: protect === true },
    })) ?? []
  );
}
type Exported = RawResource & { readonly id?: string; readonly protect?: boolean; readonly sourcePosition?: string };

test("the stack of the benchmark has the same findings in @pulumi/aws-native", () => {
  const { wrong, count, same } = compare(new Map([["bench", resourcesOf(state(600))]]));
  expect(wrong).toEqual([]);
  expect(count).toBeGreaterThan(300);
  expect(same).toBeGreaterThan(100);
});

const corpus = shared("corpus");
test.skipIf(corpus === undefined)(
  overShared("every labelled state has the same findings in @pulumi/aws-native", corpus),
  { timeout: 240_000 },
  () => {
    const folder = join(corpus ?? "", "states");
    const states = new Map(
      readdirSync(folder).map((file): [string, RawResource[]] => {
        return [file, resourcesOf(JSON.parse(readFileSync(join(folder, file), "utf8")))];
      }),
    );
    const { wrong, count, same, open } = compare(states);
    console.log(
      `${states.size} states, ${count} resources translated, ${same} findings the same; open instead: ${JSON.stringify([...open])}`,
    );
    // An empty block has no property that could be mapped, and types without tags in CloudFormation may have some.
    const known = /^CKV_AWS_248-0.json: not found: opensearch-domain-custom-security-group|: not found: tags-required \S+:Stack::/;
    expect(wrong.filter((line) => !known.test(line))).toEqual([]);
    expect(count).toBeGreaterThan(400);
  },
);
