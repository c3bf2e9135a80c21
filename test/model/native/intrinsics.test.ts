/** Intrinsic functions of templates: what is known of their values is what a deployment makes of them, whatever the parameters are. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { conditionsOf } from "../../../src/model/native/conditions.js";
import { parametersOf, resolve } from "../../../src/model/native/intrinsics.js";
import { toResource } from "../../../src/model/resource.js";
import { signatureKey, signatures, unknownString } from "../../../src/model/value.js";

type Raw = Readonly<Record<string, unknown>>;
const isRaw = (value: unknown): value is Raw => typeof value === "object" && value !== null && !Array.isArray(value);
const secret = (value: unknown) => ({ [signatureKey]: signatures.secret, value });

interface Template {
  readonly Parameters?: Raw;
  readonly Conditions?: Raw;
  readonly Mappings?: Raw;
}
function scopeOf(template: Template, given: Raw) {
  const mappings = template.Mappings ?? {};
  return {
    resources: new Set(["Logs"]),
    parameters: parametersOf(template.Parameters, given),
    mappings,
    condition: conditionsOf({ ...template }, given, mappings),
  };
}
const value = (written: unknown, template: Template = {}, given: Raw = {}): unknown => resolve(written, scopeOf(template, given)).value;

describe("Fn::If", () => {
  const template: Template = {
    Parameters: { Stage: { Type: "String", Default: "dev" }, Key: { Type: "String", NoEcho: true } },
    Conditions: {
      Prod: { "Fn::Equals": [{ Ref: "Stage" }, "prod"] },
      Dev: { "Fn::Not": [{ Condition: "Prod" }] },
      Both: { "Fn::And": [{ Condition: "Prod" }, { Condition: "Dev" }] },
      Either: { "Fn::Or": [{ Condition: "Prod" }, { "Fn::Equals": ["a", "a"] }] },
      Keyed: { "Fn::Equals": [{ Ref: "Key" }, ""] },
      Loop: { "Fn::Not": [{ Condition: "Loop" }] },
      Here: { "Fn::Equals": [{ Ref: "AWS::Region" }, "eu-west-1"] },
    },
  };
  const iff = (name: string, given: Raw = {}, branches: readonly unknown[] = ["yes", "no"]) =>
    value({ "Fn::If": [name, ...branches] }, template, given);
  test("is decided by the parameters that the stack gives", () => {
    expect([iff("Prod", { Stage: "prod" }), iff("Prod", { Stage: "dev" })]).toEqual(["yes", "no"]);
    expect([iff("Dev", { Stage: "prod" }), iff("Dev", { Stage: "dev" })]).toEqual(["no", "yes"]);
    expect([iff("Both", { Stage: "prod" }), iff("Either", { Stage: "dev" })]).toEqual(["no", "yes"]);
  });
  test("is not decided by a default, which the next deployment may override", () => {
    expect([iff("Prod"), iff("Dev"), iff("Both"), iff("Here")]).toEqual(Array(4).fill(unknownString));
  });
  test("is decided where the parameter does not matter", () => expect(iff("Either")).toBe("yes"));
  test("is open for a parameter that is not known yet, for a secret one, for a condition that is not there and one that needs itself", () => {
    for (const [name, given] of [
      ["Prod", { Stage: unknownString }],
      ["Prod", { Stage: secret("prod") }],
      ["Keyed", { Key: secret("[secret]") }],
      ["constructor", {}],
      ["Loop", {}],
    ] as const)
      expect(iff(name, given)).toBe(unknownString);
  });
  test("is what both branches give, where it is open", () => {
    expect(iff("Prod", {}, ["same", "same"])).toBe("same");
    expect(iff("Prod", {}, [{ a: [1, { Ref: "Stage" }] }, { a: [1, "dev"] }])).toEqual({ a: [1, "dev"] });
    expect(iff("Prod", {}, [{ Ref: "Logs" }, { "Fn::GetAtt": ["Logs", "Arn"] }])).toBe(unknownString);
    expect(iff("Prod", {}, ["a"])).toBe(unknownString);
  });
  test("is unset where the branch has no value", () => {
    const none = { Ref: "AWS::NoValue" };
    const map = (given: Raw, branches: readonly unknown[]) => value({ x: { "Fn::If": ["Prod", ...branches] } }, template, given);
    expect(map({ Stage: "prod" }, [none, "no"])).toEqual({});
    expect(map({}, [none, none])).toEqual({});
    expect(map({}, [none, "no"])).toEqual({ x: unknownString });
  });
  test("refers to the resources of the branch that it takes", () => {
    const refs = (given: Raw) => [...resolve({ "Fn::If": ["Prod", { Ref: "Logs" }, "none"] }, scopeOf(template, given)).refersTo];
    expect([refs({ Stage: "prod" }), refs({ Stage: "dev" }), refs({})]).toEqual([["Logs"], [], ["Logs"]]);
  });
});

describe("functions over known values", () => {
  const template: Template = {
    Parameters: { Names: { Type: "CommaDelimitedList" }, constructor: { Type: "String" } },
    Mappings: { Sizes: { dev: { Port: 22, Zones: ["a", "b"] }, prod: { Port: 443 } } },
  };
  test.each([
    [{ "Fn::Select": [1, ["a", "b"]] }, "b"],
    [{ "Fn::Select": ["0", { Ref: "Names" }] }, "x"],
    [{ "Fn::Select": [2, ["a", "b"]] }, unknownString],
    [{ "Fn::Select": [0, [{ "Fn::GetAtt": "Logs.Arn" }, "b"]] }, unknownString],
    [{ "Fn::Select": [1, [{ "Fn::GetAtt": "Logs.Arn" }, "b"]] }, "b"],
    [{ "Fn::Select": [0, [{ Ref: "AWS::NoValue" }, "b"]] }, unknownString],
    [{ "Fn::Select": [0, { "Fn::GetAZs": "" }] }, unknownString],
    [{ "Fn::Split": [",", "a,b"] }, ["a", "b"]],
    [{ "Fn::Split": [",", { "Fn::ImportValue": "x" }] }, unknownString],
    [{ "Fn::Select": [1, { "Fn::Split": ["/", "a/b/c"] }] }, "b"],
    [{ "Fn::Join": ["-", { "Fn::Split": ["/", "a/b"] }] }, "a-b"],
    [{ "Fn::Join": ["", ["on=", true]] }, "on=true"],
    [{ "Fn::FindInMap": ["Sizes", "dev", "Port"] }, 22],
    [{ "Fn::FindInMap": ["Sizes", { "Fn::Join": ["", ["d", "ev"]] }, "Zones"] }, ["a", "b"]],
    [{ "Fn::FindInMap": ["Sizes", "prod", "Zones"] }, unknownString],
    [{ "Fn::FindInMap": ["Sizes", "prod", "Zones", { DefaultValue: ["c"] }] }, ["c"]],
    [{ "Fn::FindInMap": ["Sizes", { Ref: "AWS::Region" }, "Port"] }, unknownString],
    [{ "Fn::FindInMap": ["Sizes", "constructor", "name"] }, unknownString],
    [{ "Fn::FindInMap": ["Sizes", "dev"] }, unknownString],
    [{ "Fn::Sub": [`\${A}-\${Names2}`, { A: { "Fn::FindInMap": ["Sizes", "dev", "Port"] }, Names2: "n" }] }, "22-n"],
    [{ Ref: "constructor" }, unknownString],
  ])("%j is %j", (written, expected) => expect(value(written, template, { Names: "x, y" })).toEqual(expected));
});

describe("what is known of a value", () => {
  const names = ["P", "Q", "R"];
  const text = fc.constantFrom("", "a", "b", "a,b", "1");
  const scalar = fc.oneof(text, fc.constantFrom(0, 1, true, false));
  const conditionNames = ["C0", "C1", "C2", "C3"];
  const operand = fc.oneof(scalar, fc.record({ Ref: fc.constantFrom(...names, "AWS::Region") }));
  /** Conditions may use those with a smaller number. */
  const condition = (below: number): fc.Arbitrary<unknown> =>
    fc.letrec((tie) => ({
      one: fc.oneof(
        { maxDepth: 2, depthIdentifier: "condition" },
        fc.tuple(operand, operand).map((pair) => ({ "Fn::Equals": pair })),
        ...(below === 0 ? [] : [fc.constantFrom(...conditionNames.slice(0, below)).map((Condition) => ({ Condition }))]),
        fc.tuple(tie("one")).map((list) => ({ "Fn::Not": list })),
        fc.array(tie("one"), { minLength: 2, maxLength: 3 }).map((list) => ({ "Fn::And": list })),
        fc.array(tie("one"), { minLength: 2, maxLength: 3 }).map((list) => ({ "Fn::Or": list })),
      ),
    })).one;
  const written: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
    one: fc.oneof(
      { maxDepth: 4, depthIdentifier: "value" },
      scalar,
      fc.constantFrom(...names, "AWS::NoValue", "AWS::Region").map((Ref) => ({ Ref })),
      fc.array(tie("one"), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom("x", "y"), tie("one")),
      fc.tuple(fc.constantFrom(...conditionNames), tie("one"), tie("one")).map((list) => ({ "Fn::If": list })),
      fc.tuple(fc.constantFrom(0, 1, "1"), fc.array(tie("one"), { maxLength: 3 })).map((list) => ({ "Fn::Select": list })),
      fc.tuple(fc.constant(","), tie("one")).map((list) => ({ "Fn::Split": list })),
      fc.tuple(fc.constantFrom("", ","), fc.array(tie("one"), { maxLength: 3 })).map((list) => ({ "Fn::Join": list })),
      fc.tuple(fc.constant("M"), tie("one"), fc.constant("k")).map((list) => ({ "Fn::FindInMap": list })),
      fc.constantFrom(`\${P}`, `\${P}-\${!Q}-\${Q}`, `\${AWS::Region}`).map((one) => ({ "Fn::Sub": one })),
    ),
  })).one;
  const template = fc.tuple(...conditionNames.map((_, i) => condition(i))).map(
    (conditions): Required<Template> => ({
      Parameters: Object.fromEntries(names.map((name) => [name, { Type: "String" }])),
      Conditions: Object.fromEntries(conditions.map((one, i) => [conditionNames[i] ?? "", one])),
      Mappings: { M: { a: { k: "of a" }, b: { k: ["of", "b"] } } },
    }),
  );
  const assignment = fc.record(Object.fromEntries(["P", "Q", "R", "AWS::Region"].map((name) => [name, text])));

  const undefinedThere = Symbol("rejected, or not documented");
  const none = Symbol("no value");
  /** A deployment: every parameter has a value. */
  function deployed(one: unknown, { Conditions, Mappings }: Required<Template>, all: Raw): unknown {
    const go = (inner: unknown): unknown => deployed(inner, { Parameters: {}, Conditions, Mappings }, all);
    const isTrue = (given: unknown): boolean => {
      const [[name, content] = ["", undefined]] = Object.entries(given as Raw);
      const list = content as unknown[];
      if (name === "Condition") return isTrue(Conditions[content as string]);
      if (name === "Fn::Equals") return String(go(list[0])) === String(go(list[1]));
      if (name === "Fn::Not") return !isTrue(list[0]);
      return name === "Fn::And" ? list.every(isTrue) : list.some(isTrue);
    };
    if (Array.isArray(one)) return allOr(one.map(go), (items) => items.filter((item) => item !== none));
    if (!isRaw(one)) return one;
    const [[name = "", content] = []] = Object.entries(one);
    const list = Array.isArray(content) ? content : [];
    const isScalar = (item: unknown): boolean => ["string", "number", "boolean"].includes(typeof item);
    switch (name) {
      case "Ref":
        return content === "AWS::NoValue" ? none : all[content as string];
      case "Fn::If":
        return go(isTrue(Conditions[list[0] as string]) ? list[1] : list[2]);
      case "Fn::Select": {
        const items = (list[1] as unknown[]).map(go);
        return items.includes(none) || Number(list[0]) >= items.length ? undefinedThere : items[Number(list[0])];
      }
      case "Fn::Split": {
        const whole = go(list[1]);
        return isScalar(whole) ? String(whole).split(",") : undefinedThere;
      }
      case "Fn::Join": {
        const items = (list[1] as unknown[]).map(go).filter((item) => item !== none);
        return items.every(isScalar) ? items.map(String).join(list[0] as string) : undefinedThere;
      }
      case "Fn::FindInMap": {
        const key = go(list[1]);
        const found = isScalar(key) ? (Mappings["M"] as Raw)[String(key)] : undefined;
        return isRaw(found) ? found["k"] : undefinedThere;
      }
      case "Fn::Sub":
        return (content as string).replace(/\$\{([^}]*)\}/g, (_, key: string) => (key === "!Q" ? `\${Q}` : String(all[key])));
      default: {
        const entries = Object.entries(one).map(([key, item]) => [key, go(item)] as const);
        const values = entries.map(([, item]) => item);
        return allOr(values, () => Object.fromEntries(entries.filter(([, item]) => item !== none)));
      }
    }
  }
  const allOr = (items: readonly unknown[], make: (items: readonly unknown[]) => unknown): unknown =>
    items.includes(undefinedThere) ? undefinedThere : make(items);

  function agrees(known: unknown, real: unknown): boolean {
    if (known === unknownString || real === undefinedThere) return true;
    if (known === undefined) return real === none;
    if (Array.isArray(known)) {
      if (!Array.isArray(real)) return false;
      // An item that is not known yet may turn out to have no value.
      let at = 0;
      for (const item of known.filter((one) => one !== unknownString)) {
        while (at < real.length && !agrees(item, real[at])) at += 1;
        if (at++ >= real.length) return false;
      }
      return known.includes(unknownString) || known.length === real.length;
    }
    if (!isRaw(known)) return known === real;
    if (!isRaw(real)) return false;
    const isThere = Object.entries(known).every(([key, item]) => (key in real ? agrees(item, real[key]) : item === unknownString));
    return isThere && Object.keys(real).every((key) => key in known);
  }
  test("is what it is after any deployment", () => {
    let decided = 0;
    fc.assert(
      fc.property(template, written, assignment, fc.subarray(names), (all, one, assigned, givenNames) => {
        const given = Object.fromEntries(givenNames.map((name) => [name, assigned[name]]));
        const known = value(one, all, given);
        if (known !== unknownString) decided += 1;
        expect(agrees(known, deployed(one, all, assigned))).toBe(true);
      }),
      { numRuns: 3000 },
    );
    expect(decided).toBeGreaterThan(1000);
  });
  test("is everything where every parameter is given", () => {
    fc.assert(
      fc.property(template, assignment, (all, assigned) => {
        const { "AWS::Region": _, ...given } = assigned;
        const conditions = conditionsOf({ ...all }, given, {});
        const usesRegion = JSON.stringify(all.Conditions).includes("AWS::Region");
        for (const name of conditionNames) {
          const real = deployed({ "Fn::If": [name, "yes", "no"] }, all, assigned);
          const holds = conditions(name);
          if (!usesRegion || holds !== undefined) expect(holds).toBe(real === "yes");
        }
      }),
    );
  });
});

describe("a resource with a condition", () => {
  const body = {
    Parameters: { Stage: { Type: "String", Default: "dev" } },
    Conditions: { Prod: { "Fn::Equals": [{ Ref: "Stage" }, "prod"] } },
    Resources: { Logs: { Type: "AWS::S3::Bucket", Condition: "Prod" }, Other: { Type: "AWS::S3::Bucket" } },
  };
  const parts = (parameters?: unknown) =>
    toResource({
      urn: "urn:pulumi:dev::shop::aws:cloudformation/stack:Stack::st",
      type: "aws:cloudformation/stack:Stack",
      name: "st",
      inputs: { templateBody: JSON.stringify(body), ...(parameters !== undefined && { parameters }) },
    }).parts.map(({ name }) => name);
  test("is left out where the condition does not hold, and is there where that is open", () => {
    expect(parts({ Stage: "dev" })).toEqual(["st/Other"]);
    expect(parts({ Stage: "prod" })).toEqual(["st/Logs", "st/Other"]);
    expect(parts()).toEqual(["st/Logs", "st/Other"]);
    expect(parts(unknownString)).toEqual(["st/Logs", "st/Other"]);
  });
});
