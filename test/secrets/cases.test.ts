import { describe, expect, test } from "vitest";
import { evaluateResource, evaluateStack, indexRules } from "../../src/engine/evaluate.js";
import { keys } from "../../src/model/path.js";
import { toResource } from "../../src/model/resource.js";
import { toStack } from "../../src/model/stack.js";
import { secrets } from "../../src/rules/secrets.js";
import { secret } from "../suite.js";
import { databases } from "./cases/databases.js";
import { harmlessInputs } from "./cases/harmless-inputs.js";
import { harmlessNames } from "./cases/harmless-names.js";
import { harmlessResources } from "./cases/harmless-resources.js";
import { harmlessSettings } from "./cases/harmless-settings.js";
import { harmlessTexts } from "./cases/harmless-texts.js";
import { fill, fillAll, type Harmless, type Leaking, variable } from "./cases/kit.js";
import { names } from "./cases/names.js";
import { otherInputs } from "./cases/other-inputs.js";
import { services } from "./cases/services.js";
import { texts } from "./cases/texts.js";
import { tokens } from "./cases/tokens.js";
import { workloads } from "./cases/workloads.js";

const index = indexRules(Object.entries(secrets).map(([id, rule]) => ({ id, rule, options: rule.options ?? {} })));
const nowhere: ReadonlySet<string> = new Set();

/** The paths at which a rule of the family fails. */
function failing(type: string, inputs: Readonly<Record<string, unknown>>): string[] {
  const resource = toResource({ urn: `urn:pulumi:dev::test::${type}::it`, type, inputs, outputs: inputs });
  const stack = toStack([resource], { name: "dev", project: "test", today: "2026-07-01", config: undefined });
  return [
    ...evaluateResource(index, resource, "resource", { environments: nowhere, today: "2026-07-01", stack: undefined }),
    ...evaluateStack(index, stack, nowhere, "stack"),
  ]
    .filter((evaluation) => evaluation.outcome === "fail")
    .map((evaluation) => evaluation.path);
}

/** One path is the other, or a part of it. */
function isWithin(path: string, other: string): boolean {
  const [a, b] = [keys(path), keys(other)];
  return a.slice(0, b.length).every((key, i) => String(key) === String(b[i]));
}

function wrapped(value: unknown, paths: readonly string[], at: readonly (string | number)[] = []): unknown {
  if (paths.some((path) => String(keys(path)) === String(at))) return secret(value);
  if (Array.isArray(value)) return value.map((item, i) => wrapped(item, paths, [...at, i]));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, wrapped(item, paths, [...at, key])]));
}

const filled = (inputs: unknown) => fillAll(inputs) as Readonly<Record<string, unknown>>;
const inTexts = (text: string): Leaking[] => [
  ["aws:s3/bucketObjectv2:BucketObjectv2", ["content"], { content: fill(text) }],
  ["aws:ec2/instance:Instance", ["userData"], { userData: fill(text) }],
];
const twice = (all: readonly string[]): string[] => all.flatMap((text) => [text, text]);
const titled = (rows: readonly Leaking[], titles?: readonly string[]) =>
  rows.map((row, i): [string, Leaking] => [`${i + 1} ${(titles?.[i] ?? row[0]).slice(0, 60).replace(/\s+/g, " ")}`, row]);

const leaks = [
  ...titled(
    [...databases, ...services, ...workloads, ...otherInputs].map(([type, paths, inputs]): Leaking => [type, paths, filled(inputs)]),
  ),
  ...titled([...names, ...tokens].map(variable), [...names, ...tokens]),
  ...titled(texts.flatMap(inTexts), twice(texts)),
];
const clean = [
  ...titled(
    [...harmlessInputs, ...harmlessResources, ...harmlessSettings].map(([type, inputs]: Harmless): Leaking => [type, [], filled(inputs)]),
  ),
  ...titled(harmlessNames.map(variable), harmlessNames),
  ...titled(harmlessTexts.flatMap(inTexts), twice(harmlessTexts)),
];

describe("a secret in plaintext fails where it is", () => {
  test.each(leaks)("%s", (_, [type, paths, inputs]) => {
    const found = failing(type, inputs);
    for (const path of paths)
      expect(
        found.filter((other) => isWithin(path, other) || isWithin(other, path)),
        path,
      ).not.toEqual([]);
    expect(found.filter((other) => !paths.some((path) => isWithin(path, other) || isWithin(other, path)))).toEqual([]);
  });
});

describe("wrapped as a secret it passes", () => {
  // SSM shows a String as it is, wrapped or not.
  test.each(leaks.filter(([, [type]]) => type !== "aws:ssm/parameter:Parameter"))("%s", (_, [type, paths, inputs]) =>
    expect(failing(type, wrapped(inputs, paths) as Readonly<Record<string, unknown>>)).toEqual([]),
  );
});

describe("what only looks like a secret passes", () => {
  test.each(clean)("%s", (_, [type, , inputs]) => expect(failing(type, inputs)).toEqual([]));
});
