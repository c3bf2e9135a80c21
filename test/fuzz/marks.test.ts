import { expect, test } from "vitest";
import { indexRules } from "../../src/engine/evaluate.js";
import { signatureKey, signatures, unknownString } from "../../src/model/value.js";
import { allRules } from "../../src/rules/index.js";
import { judge, otherTypes } from "./fuzz.js";
import { randomFrom } from "./random.js";
import { type FuzzStack, stackMaker } from "./stacks.js";

const seed = Number(process.env["SEED"] ?? 20_261_130);
const lookAlike = (mark: string): string => mark.slice(0, -1) + (mark.endsWith("0") ? "1" : "0");
const marks = [unknownString, signatureKey, ...Object.values(signatures)].map((mark) => [mark, lookAlike(mark)] as const);
const renamed = (text: string): string => marks.reduce((out, [mark, other]) => out.replaceAll(mark, other), text);

/** The same with every mark inside a text made a text that only looks like it. Whole values and keys of the wire stay. */
function control(value: unknown): unknown {
  if (typeof value === "string") return marks.some(([mark]) => mark === value) ? value : renamed(value);
  if (Array.isArray(value)) return value.map(control);
  if (typeof value !== "object" || value === null || value instanceof Set) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, control(item)]));
}

test("no content of a text makes a verdict less known: a mark inside one is like any other text", () => {
  const judged = allRules.map(({ rule }) => rule.types).filter((types) => typeof types !== "string" && types.length > 0);
  const make = stackMaker(randomFrom(seed), judged as (readonly string[])[], otherTypes(), 40);
  const index = indexRules(allRules.map(({ id, rule }) => ({ id, rule, options: rule.options })));
  const said = (stack: FuzzStack): string[] =>
    judge(index, stack).map(({ rule, resource, outcome, path }) => renamed(`${rule} ${resource.urn} ${outcome} ${path}`));
  let texts = 0;
  for (let i = 0; i < 15; i++) {
    const stack = make();
    const other = control(stack) as FuzzStack;
    texts += JSON.stringify(stack).split(unknownString).length - JSON.stringify(other).split(unknownString).length;
    expect(said(stack)).toEqual(said(other));
  }
  expect(texts).toBeGreaterThan(50);
}, 120_000);
