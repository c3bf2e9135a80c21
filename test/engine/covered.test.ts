import { describe, expect, test } from "vitest";
import { withoutCovered } from "../../src/engine/covered.js";

const rules = {
  all: [
    { id: "wide", rule: { covers: ["narrow"] } },
    { id: "narrow", rule: {} },
    { id: "other", rule: {} },
  ],
};
const told = (
  rule: string,
  path: string,
  { outcome = "fail", urn = "a", places = [] as readonly { urn: string; path: string }[] } = {},
) => ({
  rule,
  outcome,
  resource: { urn },
  path,
  places,
});
const left = (...given: ReturnType<typeof told>[]): string[] =>
  withoutCovered(given, rules).map(({ rule, path, resource }) => `${rule} ${resource.urn}:${path}`);

describe("a rule that covers another leaves out", () => {
  test.each([
    ["the same place", told("wide", "ingress[0]"), told("narrow", "ingress[0]")],
    ["a place inside", told("wide", "ingress[0]"), told("narrow", "ingress[0].cidrBlocks[1]")],
    ["a place around", told("wide", "ingress[0].cidrBlocks[1]"), told("narrow", "ingress[0]")],
    ["any place of a resource that is wrong as a whole", told("wide", ""), told("narrow", "ingress[3]")],
    ["what is open there", told("wide", "ingress"), told("narrow", "ingress", { outcome: "unknown" })],
    [
      "a further place of the same cause",
      told("wide", "x", { places: [{ urn: "b", path: "policy" }] }),
      told("narrow", "policy", { urn: "b" }),
    ],
  ])("%s", (_, wide, narrow) => {
    expect(left(wide, narrow)).toEqual(left(wide));
    expect(left(narrow, wide)).toEqual(left(wide));
  });
  test("what an earlier call reported", () => {
    expect(withoutCovered([told("narrow", "x")], rules, [told("wide", "x")])).toEqual([]);
  });
});

describe("it keeps", () => {
  test.each([
    ["another place", told("wide", "ingress[0]"), told("narrow", "ingress[1]")],
    ["a path that only begins alike", told("wide", "ingress"), told("narrow", "ingressRules")],
    ["another resource", told("wide", ""), told("narrow", "", { urn: "b" })],
    ["another rule", told("wide", ""), told("other", "")],
    ["a crash", told("wide", ""), told("narrow", "", { outcome: "crash" })],
    ["everything where it does not know itself", told("wide", "", { outcome: "unknown" }), told("narrow", "")],
    ["itself", told("wide", "x"), told("wide", "x.y")],
  ])("%s", (_, a, b) => {
    expect(left(a, b)).toHaveLength(2);
  });
});
