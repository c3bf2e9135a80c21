import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Evaluation } from "../../src/engine/evaluate.js";
import { stablePath, toFindings } from "../../src/findings/finding.js";
import { rule } from "../../src/language/rule.js";
import { toResource } from "../../src/model/resource.js";
import { signatureKey, signatures } from "../../src/model/value.js";

const type = "aws:s3/bucket:Bucket";
const of = (inputs: Record<string, unknown>, name = "b") => toResource({ urn: `urn:pulumi:dev::p::${type}::${name}`, type, inputs });
const secret = (value: unknown) => ({ [signatureKey]: signatures.secret, value });
const example = rule("s3.Bucket", {
  title: "Something holds",
  severity: "high",
  fix: "Do it.",
  docs: "https://docs.aws.amazon.com/x",
  require: { forceDestroy: false },
});
const about = () => ({ rule: example, level: "mandatory" as const });
const evaluation = (resource = of({}), path = "", more: Partial<Evaluation> = {}): Evaluation => ({
  rule: "r",
  outcome: "fail",
  resource,
  path,
  message: "breaks",
  places: [],
  ...more,
});
const fingerprints = (...evaluations: Evaluation[]): string[] => toFindings(evaluations, "in", about).map((f) => f.fingerprint);

describe("stablePath", () => {
  test.each([
    ["positions become what the item calls itself", { rules: [{ id: "x" }] }, "rules[0].enabled", "rules.[x].enabled"],
    ["or nothing, where it has no name", { rules: [{ a: 1 }] }, "rules[0].enabled", "rules.[].enabled"],
    ["or is no map", { rules: ["x", "y"] }, "rules[1]", "rules.[]"],
    ["a number is a name too", { ingress: [{ fromPort: 22 }] }, "ingress[0]", "ingress.[22]"],
    [
      "inside a JSON text",
      { policy: '{"Statement": [{"Sid": "A"}, {"Sid": "B", "Action": ["x"]}]}' },
      "policy.Statement[1].Action[0]",
      "policy.Statement.[B].Action.[]",
    ],
    ["nothing where nothing stands", {}, "a[3].b", "a.[].b"],
    ["a secret is no name", { rules: [{ id: secret("hidden") }] }, "rules[0]", "rules.[]"],
    [
      "nor is what looks like one",
      { rules: [{ key: "password123", name: ["AKIA", "Q3EGRPNXKQ7ZTEST"].join("") }] },
      "rules[0]",
      "rules.[password123]",
    ],
  ])("%s", (_, inputs, path, expected) => {
    expect(stablePath(of(inputs), path)).toBe(expected);
  });
});

describe("fingerprints", () => {
  test("are the same whatever the order of resources and items", () => {
    const items = fc.uniqueArray(fc.record({ id: fc.string(), size: fc.nat() }), { selector: (item) => item.id, minLength: 1 });
    fc.assert(
      fc.property(items, fc.infiniteStream(fc.nat()), (list, order) => {
        const shuffled = [...list]
          .map((item) => [order.next().value, item] as const)
          .sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0))
          .map(([, item]) => item);
        const all = (given: typeof list) => fingerprints(...given.map((_, i) => evaluation(of({ rules: given }), `rules[${i}].size`)));
        expect(all(shuffled).sort()).toEqual(all(list).sort());
      }),
    );
  });
  test("distinguish rules, resources, paths and equals", () => {
    const given = [
      evaluation(),
      evaluation(of({}, "c")),
      evaluation(of({}), "a"),
      evaluation(of({}), "", { rule: "s" }),
      evaluation(),
      evaluation(of({}), "", { outcome: "crash" }),
    ];
    expect(new Set(fingerprints(...given)).size).toBe(given.length);
  });
  test("hang on neither message, values nor level", () => {
    expect(fingerprints(evaluation(of({ a: 1 }), "a"))).toEqual(fingerprints(evaluation(of({ a: 2 }), "a", { message: "other" })));
  });
});

test("a finding has the fields of the contract, the primary place first", () => {
  const other = { urn: "urn:pulumi:dev::p::x::y", path: "z" };
  const [finding] = toFindings([evaluation(of({ a: 1 }), "a", { places: [other] })], "state.json", about);
  expect(finding).toEqual({
    input: "state.json",
    rule: "r",
    severity: "high",
    level: "mandatory",
    outcome: "fail",
    urn: `urn:pulumi:dev::p::${type}::b`,
    type,
    name: "b",
    path: "a",
    places: [{ urn: `urn:pulumi:dev::p::${type}::b`, path: "a" }, other],
    message: "breaks",
    fix: "Do it.",
    docs: "https://docs.aws.amazon.com/x",
    fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/),
    source: null,
    waiver: null,
    component: null,
  });
});

test("a finding shows what to do in its evaluation's own words, where it has some", () => {
  const [finding] = toFindings([evaluation(of({}), "", { fix: "Do that:\n  that()" })], "state.json", about);
  expect(finding?.fix).toBe("Do that:\n  that()");
});

test("a finding inside a component of somebody else names it, and states that its arguments are the way", () => {
  const component = toResource({ urn: "urn:pulumi:dev::p::eks:index:Cluster::main", type: "eks:index:Cluster", custom: false });
  const inside = { ...of({}), parent: component.urn };
  const byUrn = new Map([[component.urn, component]]);
  const [plain, code] = toFindings([evaluation(inside), evaluation(inside, "", { fix: "Do that:\n  that()" })], "state.json", about, byUrn);
  expect(plain?.component).toEqual({ type: "eks:index:Cluster", name: "main", urn: component.urn });
  const words = 'The component eks:index:Cluster "main" makes this resource: use its arguments or a transform.';
  expect(plain?.fix).toBe(`Do it. ${words}`);
  expect(code?.fix).toBe(`Do that:\n  that()\n${words}`);
});
