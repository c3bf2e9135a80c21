import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { indexRules } from "../../src/engine/evaluate.js";
import { allRules } from "../../src/rules/index.js";
import { overShared, shared } from "../shared.js";
import { differences, findingsOf, type LabelledCase } from "./cases.js";

const beside = shared("bench/iam/shared.json.gz");
const index = indexRules(
  allRules.filter(({ rule }) => rule.categories !== undefined).map(({ id, rule }) => ({ id, rule, options: rule.options })),
);
const categoriesOf = new Map(allRules.map(({ id, rule }) => [id, rule.categories ?? []]));

const ownCases: readonly LabelledCase[] = JSON.parse(readFileSync(join(import.meta.dirname, "cases.json"), "utf8"));
const sharedCases: readonly LabelledCase[] = beside === undefined ? [] : JSON.parse(gunzipSync(readFileSync(beside)).toString());

describe("labelled stacks, each evaluated as its labels say, at places that stay", () => {
  test.each(ownCases)("$id: $why", (labelled) => {
    expect(differences(labelled, index, categoriesOf)).toEqual([]);
    expect(findingsOf(labelled, index)).toMatchSnapshot();
  });
});
describe.skipIf(beside === undefined)(overShared("the benchmark of least privilege", beside), () => {
  test.each(sharedCases)("$id: $why", (labelled) => expect(differences(labelled, index, categoriesOf)).toEqual([]));
});
