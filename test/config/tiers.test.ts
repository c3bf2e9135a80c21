import { describe, expect, test } from "vitest";
import { defaultTiers, tierOf, tiersProblem } from "../../src/config/tiers.js";
import type { Reach } from "../../src/views/reach.js";

const none = { stateful: [], protected: [], security: [], deletion: [] };
const reach = (changed: number, dependents = 0, kinds: Partial<Reach["kinds"]> = {}): Reach => ({
  changed,
  dependents,
  kinds: { ...none, ...kinds },
});

describe("the tier of a change", () => {
  test.each<[Reach, string, string]>([
    [reach(0), "XS", "it changes no resource"],
    [reach(1), "XS", "it changes one resource"],
    [reach(2), "S", "it changes 2 resources"],
    [reach(1, 4), "S", "it changes one resource, and 4 others depend on what it changes"],
    [reach(5, 1), "M", "it changes 5 resources, and another depends on what it changes"],
    [reach(21), "L", "it changes 21 resources"],
    [reach(1, 0, { deletion: ['sns.Topic "a"'] }), "S", 'it deletes or replaces: sns.Topic "a"'],
    [reach(1, 0, { security: ['s3.Bucket "a"'] }), "M", 'it changes security-relevant inputs: s3.Bucket "a"'],
    [reach(1, 0, { deletion: ["a"], stateful: ["a"] }), "L", "it deletes or replaces state: a"],
    [reach(30, 0, { stateful: ["a"] }), "L", "it changes 30 resources"],
    [
      reach(4, 0, { stateful: ["a", "b", "c", "d", "e"], protected: ["a"] }),
      "L",
      "it deletes or replaces state: a, b, c and 2 more; it deletes or replaces what is protected: a",
    ],
  ])("%o", (given, name, reason) => expect(tierOf(given, defaultTiers)).toEqual({ name, reason }));
  test("depends on the limits", () => {
    expect(tierOf(reach(3), { ...defaultTiers, XS: 3 }).name).toBe("XS");
    expect(tierOf(reach(1, 0, { stateful: ["a"] }), { ...defaultTiers, stateful: "XS" }).name).toBe("XS");
  });
  test("limits that do not grow are a problem", () => {
    expect(tiersProblem(defaultTiers)).toBeUndefined();
    expect(tiersProblem({ ...defaultTiers, XS: -1 })).toBe("XS is -1, expected at least 0");
    expect(tiersProblem({ ...defaultTiers, XS: 9 })).toBe("S is 5, less than XS, which is 9");
    expect(tiersProblem({ ...defaultTiers, M: 2 })).toBe("M is 2, less than S, which is 5");
  });
});
