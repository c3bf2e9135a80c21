import { describe, expect, test } from "vitest";
import { type RegisteredRule, register } from "../../src/language/registry.js";
import { rule } from "../../src/language/rule.js";
import { allRules } from "../../src/rules/index.js";
import { type FuzzResult, fuzz } from "./fuzz.js";

// `FUZZ=100000 SEED=7 npx vitest run test/fuzz` runs longer, and tells how it went.
const asked = process.env["FUZZ"];
const resources = Number(asked ?? 2000);
const seed = Number(process.env["SEED"] ?? 20_260_101);

function tell(rules: readonly RegisteredRule[], result: FuzzResult, milliseconds: number): void {
  const untried = rules.filter(({ id }) => !result.failing.has(id)).map(({ id }) => id);
  console.log(
    `${result.resources} resources in ${result.stacks} stacks through ${rules.length} rules in ${(milliseconds / 1000).toFixed(1)} s (seed ${seed}): ` +
      `${JSON.stringify(result.outcomes)}, ${result.faults.length} faults; rules that never failed: ${untried.join(", ") || "none"}`,
  );
}

test(`no rule crashes on ${resources} random resources, and none shows a secret`, () => {
  const start = performance.now();
  const result = fuzz(allRules, seed, resources);
  if (asked !== undefined) tell(allRules, result, performance.now() - start);
  expect(result.faults.map(({ rule: id, what, says, example }) => `${id}: ${what}: ${says}\n${JSON.stringify(example)}`)).toEqual([]);
  expect(result.resources).toBeGreaterThanOrEqual(resources);
  // The run is worth something only where rules come to every verdict.
  for (const outcome of ["fail", "unknown", "remediated"]) expect(result.outcomes[outcome] ?? 0).toBeGreaterThan(50);
}, 1_800_000);

describe("the fuzz finds", () => {
  const about = { title: "Something holds", severity: "low", fix: "Do it.", docs: "https://docs.aws.amazon.com/x" } as const;
  const faultsOf = (given: ReturnType<typeof rule>) => fuzz(register({ x: { "x-bad": given as never } }), seed, 1000).faults;

  test("a rule that crashes, and makes the example small", () => {
    const [fault] = faultsOf(
      rule("s3.Bucket", { ...about, check: (bucket) => (bucket.tags as { Owner: string } | undefined)?.Owner.length === 1 && "is short" }),
    );
    expect(fault).toMatchObject({ rule: "x-bad", what: "crash", says: expect.stringContaining("TypeError at fuzz.test.ts") });
    expect(fault?.example).toHaveLength(1);
    expect(Object.keys(fault?.example[0]?.inputs ?? {})).toEqual(["tags"]);
  });
  test("a rule that shows a secret in a form that the engine cannot know", () => {
    const [fault] = faultsOf(
      rule("s3.Bucket", { ...about, check: (bucket) => typeof bucket.bucket === "string" && `is ${bucket.bucket.slice(0, -1)}` }),
    );
    expect(fault).toMatchObject({ rule: "x-bad", what: "leak", says: expect.stringContaining("M4RK") });
    expect(fault?.example).toHaveLength(1);
  });
  test("the same again from the same seed", () => {
    const run = () => fuzz(allRules.slice(0, 20), 7, 300);
    expect(run()).toEqual(run());
  });
});
