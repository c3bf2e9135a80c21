import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { indexRules } from "../../src/judgement.js";
import { allRules } from "../../src/rules/index.js";
import { overShared, shared } from "../shared.js";
import { differences, type LabelledCase } from "./cases.js";

const own = join(import.meta.dirname, "cases.json");
const beside = shared("bench/iam/shared.json.gz");
const index = indexRules(
  allRules.filter(({ rule }) => rule.categories !== undefined).map(({ id, rule }) => ({ id, rule, options: rule.options })),
);
const categoriesOf = new Map(allRules.map(({ id, rule }) => [id, rule.categories ?? []]));

const ownCases: readonly LabelledCase[] = existsSync(own) ? JSON.parse(readFileSync(own, "utf8")) : [];
const sharedCases: readonly LabelledCase[] = beside === undefined ? [] : JSON.parse(gunzipSync(readFileSync(beside)).toString());

describe.skipIf(ownCases.length === 0)("labelled stacks, each judged as its labels say", () => {
  test.each(ownCases)("$id: $why", (labelled) => expect(differences(labelled, index, categoriesOf)).toEqual([]));
});
describe.skipIf(beside === undefined)(overShared("the benchmark of least privilege", beside), () => {
  test.each(sharedCases)("$id: $why", (labelled) => expect(differences(labelled, index, categoriesOf)).toEqual([]));
});
