import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exemptingBy, inOrder, misnamedIn, readExceptions } from "../../src/config/exceptions.js";
import { parseForm, readForm } from "../../src/config/form.js";
import { register } from "../../src/language/registry.js";
import { rule } from "../../src/language/rule.js";

const about = { title: "Something holds", severity: "low", fix: "Do it.", docs: "https://docs.aws.amazon.com/x" } as const;
const rules = register({
  x: {
    "x-plain": rule("s3.Bucket", { ...about, require: { forceDestroy: false } }),
    "x-new": rule("s3.Bucket", { ...about, formerly: ["x-old"], require: { forceDestroy: false } }),
  },
});
const urn = "urn:pulumi:dev::shop::aws:s3/bucket:Bucket::logs";
const match = [{ policies: ["x-plain"], targets: [urn] }];
const good = { reason: "agreed", match };
const wrong = (value: unknown): string[] => readForm(value).problems.map(({ at, message }) => `${at.join("/")}: ${message}`);
const wrongIn = (exceptions: unknown): string[] => wrong({ version: 2, exceptions });

describe("the form of version 2", () => {
  test("has its entries under policies, and what reads entries finds them", () => {
    const form = parseForm({ version: 2, environments: ["a/b"], policies: { all: "advisory", "x-plain": { days: 1 } } });
    expect(form.entries).toEqual({ all: { level: "advisory", options: {} }, "x-plain": { level: undefined, options: { days: 1 } } });
    expect(form).toMatchObject({ prefix: ["policies"], exceptions: [], ignored: [] });
  });
  test("is identified by a number: a text is the level of a policy of that name", () => {
    expect(parseForm({ version: "advisory", all: "disabled" })).toMatchObject({
      prefix: [],
      entries: { version: { level: "advisory" }, all: { level: "disabled" } },
    });
  });
  test.each([{ version: 2 }, { version: 2, policies: null, exceptions: null, environments: null }, { version: 2, exceptions: {} }])(
    "may be empty: %j",
    (value) => expect(parseForm(value)).toMatchObject({ entries: {}, exceptions: [] }),
  );
  test("does not distinguish letter cases, as the engine's reader of JSON, and the last of several counts", () => {
    const form = parseForm({
      version: 2,
      policies: { all: "advisory" },
      Policies: { all: "disabled" },
      Exceptions: { "EXC-1": { Reason: "agreed", MATCH: [{ Policies: ["x-plain"], Targets: [urn] }] } },
    });
    expect(form).toMatchObject({ entries: { all: { level: "disabled" } }, exceptions: [{ id: "EXC-1", ...good }], ignored: [] });
  });
  test.each<[unknown, string[]]>([
    [{ version: 1 }, ['version: "version" is 1, expected 2, the only version of this form that Stackwarden and Pulumi 3.276 read']],
    [{ version: 2.5 }, [expect.stringContaining("is 2.5, expected 2")]],
    [{ version: 3 }, [expect.stringContaining("is 3, expected 2")]],
    [{ version: true }, ['version: "version" is true, expected a level (advisory, mandatory, remediate or disabled) or an object']],
    [{ version: 2, policies: [] }, ['policies: "policies" is a list, expected an object']],
    [{ version: 2, policies: { all: "advise" } }, [expect.stringContaining('policies/all: the level of "all" is "advise"')]],
    [{ version: 2, environments: {} }, [expect.stringContaining('environments: "environments" is not a list')]],
  ])("is refused where the engine refuses it: %j", (value, expected) => expect(wrong(value)).toEqual(expected));
  test("shows what the engine passes over in silence", () => {
    const ignored = readForm({
      $schema: "x.json",
      version: 2,
      all: "mandatory",
      exceptions: { "EXC-1": { ...good, expires: "2026-12-31", match: [{ ...match[0], paths: ["versioning"] }] } },
    }).ignored.map(({ message }) => message);
    expect(ignored).toEqual([
      '"all" is ignored by the engine: in version 2, rules and settings belong in "policies"',
      "exceptions.EXC-1.expires is ignored by the engine: an exception has no end date. Write a waiver for that.",
      "exceptions.EXC-1.match[0].paths is ignored by the engine",
    ]);
  });
});

describe("an exception", () => {
  test.each<[string, unknown, string]>([
    ["no object of exceptions", [], "exceptions: exceptions is a list, expected an object with an exception for each id"],
    ["an id with a space", { "EXC 1": good }, 'has an invalid id, expected letters, digits, "-", "." and "_"'],
    ["an empty id", { "": good }, "has an invalid id"],
    ["no object", { a: null }, "exceptions/a: exceptions.a is null, expected an object"],
    ["no reason", { a: { match } }, 'exceptions/a: exceptions.a has no "reason"'],
    ["a blank reason", { a: { reason: " ", match } }, 'has a "reason" that is not a text'],
    ["a reason that is a number", { a: { reason: 1, match } }, 'has a "reason" that is not a text'],
    ["no match", { a: { reason: "x" } }, 'exceptions/a: exceptions.a has no "match"'],
    ["an empty match", { a: { reason: "x", match: [] } }, 'has no "match"'],
    [
      "a match that is an object",
      { a: { reason: "x", match: {} } },
      "exceptions/a/match: exceptions.a.match is an object, expected a list",
    ],
    ["an entry that is null", { a: { reason: "x", match: [null] } }, "exceptions/a/match/0: exceptions.a.match[0] is null"],
    ["no policies", { a: { reason: "x", match: [{ targets: [urn] }] } }, 'has no "policies": list at least one policy'],
    ["all policies", { a: { reason: "x", match: [{ policies: ["all"], targets: [urn] }] } }, 'policies[0] is "all", which is not allowed'],
    ["an empty policy", { a: { reason: "x", match: [{ policies: [""], targets: [urn] }] } }, "policies[0] is not the name of a policy"],
    ["no targets", { a: { reason: "x", match: [{ policies: ["x-plain"], targets: [] }] } }, 'has no "targets": list at least one URN'],
    [
      "a name for a URN",
      { a: { reason: "x", match: [{ policies: ["x-plain"], targets: ["logs"] }] } },
      "targets[0] is not a URN (urn:pulumi:STACK",
    ],
    ["a URN of three parts", { a: { reason: "x", match: [{ policies: ["x"], targets: ["urn:pulumi:a::b::c"] }] } }, "is not a URN"],
  ])("is refused with %s", (_, given, expected) => expect(wrongIn(given).join("\n")).toContain(expected));

  const ids = ["EXC-10", "b", "EXC-2", "EXC-007", "EXC-7", "EXC", "a.1", "EXC-2b"];
  test("comes in the engine's order, in which digits count as numbers", () => {
    expect(readExceptions(Object.fromEntries(ids.map((id) => [id, good]))).exceptions.map(({ id }) => id)).toEqual([
      "EXC",
      "EXC-2",
      "EXC-2b",
      "EXC-007",
      "EXC-7",
      "EXC-10",
      "a.1",
      "b",
    ]);
  });
  test("has one place in the order, whatever its id", () => {
    const id = fc.stringMatching(/^[A-C0-2.-]{1,5}$/);
    fc.assert(
      fc.property(id, id, id, (a, b, c) => {
        expect(Math.sign(inOrder(a, b))).toBe(0 - Math.sign(inOrder(b, a)));
        expect(inOrder(a, b) === 0).toBe(a === b);
        if (inOrder(a, b) <= 0 && inOrder(b, c) <= 0) expect(inOrder(a, c)).toBeLessThanOrEqual(0);
      }),
    );
  });
  test("exempts its policies at its targets, entry by entry, and every one that does is named", () => {
    const other = `${urn}-old`;
    const { matching } = exemptingBy(
      readExceptions({
        "EXC-10": { reason: "ten", match: [...match, { policies: ["x-new"], targets: [other, other] }, ...match] },
        "EXC-9": { reason: "nine", match },
      }).exceptions,
    );
    expect(matching("x-plain", urn)).toEqual([
      { id: "EXC-9", reason: "nine" },
      { id: "EXC-10", reason: "ten" },
    ]);
    expect(matching("x-new", other)).toEqual([{ id: "EXC-10", reason: "ten" }]);
    expect([matching("x-plain", other), matching("x-new", urn), matching("x-plain", urn.toUpperCase())]).toEqual([[], [], []]);
  });
  test("that names what is not a rule is reported, with what was meant; the settings are a policy too", () => {
    const { exceptions } = readExceptions({
      a: { reason: "x", match: [{ policies: ["x-plian", "x-old", "stackwarden"], targets: [urn] }] },
    });
    expect(misnamedIn(exceptions, rules)).toEqual([
      { place: "exceptions.a.match[0].policies[0]", policy: "x-plian", problem: 'is not a rule. Did you mean "x-plain"?' },
      { place: "exceptions.a.match[0].policies[1]", policy: "x-old", problem: 'has another id: "x-old" is now "x-new"' },
    ]);
  });
});
