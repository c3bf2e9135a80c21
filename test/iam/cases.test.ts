import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { indexRules } from "../../src/engine/evaluate.js";
import { register } from "../../src/language/registry.js";
import { lambda } from "../../src/rules/aws/lambda.js";
import { iam } from "../../src/rules/iam.js";
import { overShared, shared } from "../shared.js";
import { differences, findingsOf, type LabelledCase } from "./cases.js";

const rules = register({ iam, lambda });

const beside = shared("bench/iam/shared.json.gz");
const index = indexRules(
  rules.filter(({ rule }) => rule.categories !== undefined).map(({ id, rule }) => ({ id, rule, options: rule.options })),
);
const categoriesOf = new Map(rules.map(({ id, rule }) => [id, rule.categories ?? []]));

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
