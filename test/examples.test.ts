import { expect, test } from "vitest";
import { load } from "../scripts/docs/load.mjs";
import { examplesOf } from "../scripts/docs/pages.mjs";
import { withRequired } from "../scripts/docs/required.mjs";

test("no rule of severity critical or high finds anything in a good example", { timeout: 120_000 }, async () => {
  const sources = await load();
  const severe = sources.allRules.filter(({ rule }) => rule.severity === "critical" || rule.severity === "high");
  const found = sources.allRules.flatMap((registered) => {
    const good = examplesOf(sources, registered)?.good.given;
    if (good === undefined) return [`${registered.id}: no example`];
    const of = good.of.map((spec) => ({ ...spec, inputs: withRequired(sources.classOfType(spec.type), spec.inputs) }));
    return sources
      .evaluateByAll(severe, { ...good, of })
      .filter(({ outcome }) => outcome === "fail" || outcome === "crash")
      .map(({ rule, path, message }) => `${registered.id}: ${rule}: ${path} ${message}`);
  });
  expect(found).toEqual([]);
});
